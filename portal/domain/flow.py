"""Flows: ordered steps, each with its `when`. No jump, so no loop and no dead end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, model_validator

from portal.domain.condition import Condition, Fact, Facts, facts_used, holds
from portal.domain.fields.fills import facts_filled
from portal.domain.question import Question, rows_of
from portal.domain.selftest import Orientation, SkillTheme
from portal.domain.value import Fr, Id, Value, YesNo

END = "fin"
"""The answer that leaves early."""

Answers = Mapping[str, str]
Questions = Mapping[str, Question]
Derive = Callable[[Mapping[str, Fact]], Mapping[str, Fact]]


class Stage(Value):
    """A named part of the road, for progress."""

    id: Id
    title: Fr


class Step(Value):
    """One question, asked when its condition holds. `always` is for a refinement offered anyway."""

    question: Id
    stage: Id
    when: Condition | None = None
    always: YesNo = False


class Score(Value):
    """Points of some questions added up; `skipped` are given for a step not asked."""

    of: tuple[Id, ...] = Field(min_length=1)
    skipped: Mapping[Id, int] = {}


class Outcome(Value):
    """Where a flow leads, in kind words. The first whose condition holds is taken."""

    id: Id
    when: Condition | None = None
    title: Fr
    text: Fr
    how: Fr
    say: Fr
    icon: Id


class Flow(Value):
    """A questionnaire. `exits` are the values the answer `fin` may take to leave early.

    With `facts: household`, conditions look at the facts of the household that the answers
    describe; else at the answers themselves. `refinements` are asked once the result is there.
    """

    id: Id
    title: Fr
    lead: Fr
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    facts: Literal["household"] | None = None
    refinements: tuple[Step, ...] = ()
    scores: Mapping[Id, Score] = {}
    exits: tuple[Id, ...] = ()
    stops: tuple[Condition, ...] = ()
    orientation: Orientation | None = None
    themes: tuple[SkillTheme, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Flow":
        if not self.outcomes and self.facts is None:
            raise ValueError("il faut au moins un résultat dans outcomes")
        return self


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a person stands: what was asked, what is open, what is known."""

    flow: Flow
    passed: tuple[Step, ...]
    current: Step | None
    facts: Mapping[str, Fact]
    remaining: int

    @property
    def outcome(self) -> Outcome | None:
        """The result once every step is closed; None before, and in a flow that has none."""
        return None if self.current else outcome_of(self.flow, self.facts)


@dataclass(frozen=True, slots=True)
class Road:
    """The facts gathered while walking, and which steps are behind."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)


def walk(
    flow: Flow, questions: Questions, answers: Answers, *, derive: Derive = lambda _: {}
) -> Walk:
    """Replay answers from the start and stop at the first question left open.

    An answer the flow no longer knows counts as missing, so an old link leads
    to the right question instead of an error.
    """
    road = depart(flow, answers)
    passed: list[Step] = []
    for index, step in enumerate(flow.steps):
        known = known_on(flow, road, derive)
        if stopped(flow, known):
            break
        question = questions[step.question]
        rows = rows_of(question, questions, _words(road))
        if not holds(step.when, known) or (question.of and not rows):
            road = skip(flow, road, step)
            continue
        answer = answers.get(step.question)
        if answer is None or not question.accepts(answer, rows):
            left = remaining(flow, questions, road, index=index, known=known)
            return Walk(flow, tuple(passed), step, known, left)
        passed.append(step)
        road = close(flow, road, step, answer=answer, points=question.points(answer))
    return Walk(flow, tuple(passed), None, known_on(flow, road, derive), 0)


def known_on(flow: Flow, road: Road, derive: Derive) -> Facts:
    """What conditions may look at.

    A household's facts stand alone: the answer « je-ne-sais-pas » to the question `age` is no age.
    """
    said = road.facts
    if flow.facts == "household":
        said = {name: value for name, value in said.items() if name == END}
    return {**said, **derive(road.facts)}


def _words(road: Road) -> Answers:
    return {name: str(value) for name, value in road.facts.items()}


def depart(flow: Flow, answers: Answers) -> Road:
    """The road before its first step: nothing is known but an early exit."""
    end = answers.get(END)
    return Road({END: end} if end in flow.exits else {})


def stopped(flow: Flow, known: Mapping[str, Fact]) -> bool:
    """True when a stopping rule holds."""
    return any(holds(condition, known) for condition in flow.stops)


def skip(flow: Flow, road: Road, step: Step) -> Road:
    """The road after a step that was not asked."""
    given = sum(score.skipped.get(step.question, 0) for score in flow.scores.values())
    return _settle(flow, Road(road.facts, {**road.closed, step.question: given}))


def close(flow: Flow, road: Road, step: Step, *, answer: str, points: int) -> Road:
    """The road after an answer."""
    facts = {**road.facts, step.question: answer}
    return _settle(flow, Road(facts, {**road.closed, step.question: points}))


def _settle(flow: Flow, road: Road) -> Road:
    scores = {
        f"score-{name}": sum(road.closed[question] for question in score.of)
        for name, score in flow.scores.items()
        if all(question in road.closed for question in score.of)
    }
    return Road({**road.facts, **scores}, road.closed)


def remaining(
    flow: Flow, questions: Questions, road: Road, *, index: int, known: Mapping[str, Fact]
) -> int:
    """About how many steps are left, this one included.

    Those that may still be asked count; of a household's, where most never are, half of them.
    """
    left = flow.steps[index:]
    coming = facts_to_come(questions, left) if flow.facts else None
    later = {step.question for step in left}

    def may_be_asked(step: Step) -> bool:
        question, unknown = questions[step.question], facts_used(step.when) - known.keys()
        if question.of and question.of not in later:
            return bool(rows_of(question, questions, _words(road)))
        return holds(step.when, known) or bool(unknown if coming is None else unknown & coming)

    sure = sum(step.when is None or holds(step.when, known) for step in left)
    maybe = sum(map(may_be_asked, left)) - sure
    return max(1, sure + (maybe // 2 if flow.facts else maybe))


def facts_to_come(questions: Questions, steps: tuple[Step, ...]) -> frozenset[str]:
    """The facts of the household that these steps let be known."""
    paths = (path for step in steps for path in questions[step.question].paths)
    return frozenset().union(*map(facts_filled, paths))


def outcome_of(flow: Flow, facts: Mapping[str, Fact]) -> Outcome | None:
    """The first outcome whose condition holds; the last one when none does."""
    last = flow.outcomes[-1] if flow.outcomes else None
    return next((o for o in flow.outcomes if holds(o.when, facts)), last)
