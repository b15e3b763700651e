"""A person's way through a flow: where they are, and what an answer changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from portal.content.flows import derive_for
from portal.domain.flow import Flow, Step, Walk, walk
from portal.domain.question import TRIED, Question, mark
from portal.services.site import Site

Answers = dict[str, str]
RESULT = "resultat"


@dataclass(frozen=True, slots=True)
class Position:
    """One open page of a journey."""

    walk: Walk
    step: Step
    question: Question
    before: Step | None
    given: str | None

    @property
    def tried(self) -> bool:
        """True when a first try missed and a hint is due."""
        return self.given == TRIED

    @property
    def remaining(self) -> int:
        """About how many questions are left from here, this one included."""
        asked = [step.question for step in self.walk.passed]
        later = len(asked) - asked.index(self.step.question) if self.step.question in asked else 0
        return later + self.walk.remaining


def follow(site: Site, flow: Flow, answers: Mapping[str, str]) -> Walk:
    """The walk of these answers through a flow."""
    return walk(flow, site.library.questions, answers, derive=partial(derive_for, flow))


def position(
    site: Site, walked: Walk, question: str, answers: Mapping[str, str]
) -> Position | None:
    """The page of a question; None when this walk does not lead there."""
    steps = [*walked.passed, *([walked.current] if walked.current else [])]
    names = [step.question for step in steps]
    if question not in names:
        return None
    index = names.index(question)
    return Position(
        walk=walked,
        step=steps[index],
        question=site.library.questions[question],
        before=steps[index - 1] if index else None,
        given=answers.get(question),
    )


def next_page(walked: Walk) -> str:
    """The question left open, or the result."""
    return walked.current.question if walked.current else RESULT


def answered(question: Question, answers: Answers, fields: Mapping[str, str]) -> Answers | None:
    """The answers with this one added; None when the form does not hold an answer."""
    if "passer" in fields and question.task:
        return {**answers, question.id: "passe"}
    if question.task:
        if not any(fields.get(name, "").strip() for name in question.task.expect):
            return None
        return {**answers, question.id: mark(question.task, fields, answers.get(question.id))}
    choice = fields.get("reponse", "")
    return {**answers, question.id: choice} if choice in question.answers else None


def left(flow: Flow, answers: Answers, end: str) -> Answers | None:
    """The answers of a person who leaves early; None for an exit the flow does not have."""
    return {**answers, "fin": end} if end in flow.exits else None
