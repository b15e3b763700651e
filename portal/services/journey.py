"""A person's way through a flow: where they are, and what an answer changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.content.flows import rule_of
from portal.domain.answers import asked, household_of, is_open
from portal.domain.fields.fault import UNKNOWN, Code
from portal.domain.fields.fills import facts_filled
from portal.domain.fields.town import CODE, TOWN
from portal.domain.fields.town import Town as TownField
from portal.domain.flow import Flow, Step, Walk, walk
from portal.domain.household import Household
from portal.domain.question import TRIED, Question, mark, read_answer, rows_of
from portal.i18n import Language
from portal.services.localize import View
from portal.services.simulation.spoken import said, town_of
from portal.services.simulation.towns import communes_called
from portal.services.site import Site

__all__ = [
    "LONGEST", "RESULT", "UNKNOWN", "Answers", "Given", "Position", "answered", "follow",
    "household", "household_of", "left", "next_page", "open_refinements", "position", "rows", "said",
    "take_answer",
]  # fmt: skip

Answers = dict[str, str]
RESULT = "resultat"
LONGEST = 100
"""Signs kept of what is typed in one input."""

MOST_TOWNS = 12


@dataclass(frozen=True, slots=True)
class Position:
    """One open page of a journey. `typed` shows the answer given again, input by input.

    `refines` is true after the result: the answer leads back to it.
    """

    walk: Walk
    step: Step
    question: Question
    before: Step | None
    given: str | None
    typed: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[str, ...] = ()
    refines: bool = False

    @property
    def tried(self) -> bool:
        """True when a first try missed and a hint is due."""
        return self.given == TRIED

    @property
    def remaining(self) -> int:
        """About how many questions are left from here, this one included."""
        if self.refines:
            return 1
        asked = [step.question for step in self.walk.passed]
        later = len(asked) - asked.index(self.step.question) if self.step.question in asked else 0
        return later + self.walk.remaining


@dataclass(frozen=True, slots=True)
class Given:
    """What a form gave. `answers` when it closes the question; else what to show and to mend.

    `faults` are by input, in the order of the page; `towns` are the codes and the names
    that a town typed may mean.
    """

    typed: Mapping[str, str]
    answers: Answers | None = None
    faults: Mapping[str, Code] = field(default_factory=dict)
    towns: tuple[tuple[str, str], ...] = ()


def follow(site: Site, flow: Flow, answers: Mapping[str, str]) -> Walk:
    """The walk of these answers through a flow."""
    questions = site.library.questions
    return walk(flow, questions, answers, derive=rule_of(flow, questions, site.today()))


def position(
    site: Site, walked: Walk, question: str, answers: Mapping[str, str]
) -> Position | None:
    """The page of a question; None when this walk does not lead there.

    A refinement has its page once the walk is finished and its condition holds.
    """
    steps = [*walked.passed, *([walked.current] if walked.current else [])]
    names = [step.question for step in steps]
    if question in names:
        index = names.index(question)
        return _page(
            site, walked, steps[index], answers, before=steps[index - 1] if index else None
        )
    for step in _refinements(site, walked, answers):
        if step.question == question:
            return _page(site, walked, step, answers, refines=True)
    return None


def _page(
    site: Site,
    walked: Walk,
    step: Step,
    answers: Mapping[str, str],
    *,
    before: Step | None = None,
    refines: bool = False,
) -> Position:
    question, given = site.library.questions[step.question], answers.get(step.question)
    kept = given if given and question.accepts(given) else None
    return Position(
        walk=walked,
        step=step,
        question=question,
        before=before,
        given=given,
        typed=_typed_again(site, question, kept) if kept else {},
        rows=rows_of(question, site.library.questions, answers),
        refines=refines,
    )


def _typed_again(site: Site, question: Question, answer: str) -> dict[str, str]:
    typed = question.typed(answer)
    town = town_of(site, typed[TOWN]) if TOWN in typed else None
    return {**typed, TOWN: town[0]} if town else typed


def rows(site: Site, there: Position, language: Language) -> list[View]:
    """The rows of a page that has some: each with its `id` and its `text`."""
    counted = site.view(f"questions/{there.question.of}", language)
    choices = counted.choices if counted else []
    kinds = [choice for choice in choices if choice.id in there.rows]
    return kinds or [View(id=row, text=row) for row in there.rows]


def next_page(walked: Walk) -> str:
    """The question left open, or the result."""
    return walked.current.question if walked.current else RESULT


def answered(question: Question, answers: Answers, fields: Mapping[str, str]) -> Answers | None:
    """The answers with this one added; None when the form does not hold an answer.

    For tasks and for tiles to press; `take_answer` reads every kind.
    """
    if "passer" in fields and question.task:
        return {**answers, question.id: "passe"}
    if question.task:
        if not any(fields.get(name, "").strip() for name in question.task.expect):
            return None
        return {**answers, question.id: mark(question.task, fields, answers.get(question.id))}
    choice = fields.get("reponse", "")
    return {**answers, question.id: choice} if choice in question.answers else None


def take_answer(
    site: Site, question: Question, answers: Answers, *, fields: Mapping[str, str]
) -> Given:
    """What a form gives to a question of any kind but a task. Nothing typed is lost."""
    typed = {name: text[:LONGEST] for name, text in fields.items()}
    counted = rows_of(question, site.library.questions, answers)
    found = read_answer(question, typed, today=site.today(), rows=counted)
    if not isinstance(found, str):
        return Given(typed, faults={fault.input: fault.code for fault in found})
    if isinstance(question.field, TownField) and found != UNKNOWN:
        return _town_taken(site, question, answers, typed=typed, found=found)
    return Given(typed, {**answers, question.id: found})


def _town_taken(
    site: Site, question: Question, answers: Answers, *, typed: dict[str, str], found: str
) -> Given:
    chosen = town_of(site, found) if typed.get(CODE) == found else None
    towns = ((found, chosen[0]),) if chosen else communes_called(site, found)[:MOST_TOWNS]
    if len(towns) == 1:
        return Given(typed, {**answers, question.id: towns[0][0]})
    return Given(typed, faults={TOWN: "plusieurs" if towns else "inconnu"}, towns=towns)


def household(site: Site, flow: Flow, answers: Mapping[str, str]) -> Household:
    """The household of the answers that count on the present walk."""
    return household_of(site.library.questions, flow, answers, today=site.today())


def open_refinements(
    site: Site, walked: Walk, answers: Mapping[str, str], *, hangs: frozenset[str]
) -> list[Step]:
    """The refinements still to ask: those always offered, then those that decide a fact in `hangs`."""
    waiting = [
        step
        for step in _refinements(site, walked, answers)
        if not _is_closed(site, step, answers) and (step.always or _facts(site, step) & hangs)
    ]
    return sorted(waiting, key=lambda step: not step.always)


def _facts(site: Site, step: Step) -> frozenset[str]:
    question = site.library.questions[step.question]
    return frozenset().union(*map(facts_filled, question.paths))


def _is_closed(site: Site, step: Step, answers: Mapping[str, str]) -> bool:
    question, given = site.library.questions[step.question], answers.get(step.question)
    return given is not None and question.accepts(given)


def _refinements(site: Site, walked: Walk, answers: Mapping[str, str]) -> list[Step]:
    """The refinements that the present answers let be asked; none before the end of the walk."""
    if walked.current or not walked.flow.refinements:
        return []
    questions, today = site.library.questions, site.today()
    given = asked(questions, walked.flow, answers, today=today)
    return [s for s in walked.flow.refinements if is_open(questions, s, given, today=today)]


def left(flow: Flow, answers: Answers, end: str) -> Answers | None:
    """The answers of a person who leaves early; None for an exit the flow does not have."""
    return {**answers, "fin": end} if end in flow.exits else None
