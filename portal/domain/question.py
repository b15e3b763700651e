"""A question a person answers, or a task they try on a simulated screen."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from portal.domain.value import Fr, Id, Value

Mark = Literal["reussi", "indice", "rate", "passe"]
MARKS: tuple[Mark, ...] = ("reussi", "indice", "rate", "passe")
TRIED = "essai"
"""The answer of a task that was missed once: a hint is shown, the step stays open."""


class Choice(Value):
    """One tile to press."""

    id: Id
    text: Fr
    icon: Id | None = None


class Task(Value):
    """A gesture on a simulated screen, and which form fields prove it.

    `expect` maps a field's name to the values accepted; letters' case and outer
    spaces do not count. `points` are those of each mark; a mark left out gives 0.
    """

    screen: Id
    theme: Id
    points: Mapping[Mark, int]
    expect: Mapping[str, tuple[str, ...]] = Field(min_length=1)
    hint: Fr | None = None
    digcomp: str
    pix: str


class Question(Value):
    """One question of 14 words at most, with why it is asked."""

    id: Id
    text: Fr
    why: Fr
    lead: Fr | None = None
    choices: tuple[Choice, ...] = ()
    task: Task | None = None

    @model_validator(mode="after")
    def _choices_or_task(self) -> "Question":
        if bool(self.choices) == (self.task is not None):
            raise ValueError("une question a des choices, ou une task : l’un des deux")
        if len(self.text.split()) > 14:
            raise ValueError(f"question trop longue : {len(self.text.split())} mots, 14 au plus")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer that closes the question."""
        return MARKS if self.task else tuple(choice.id for choice in self.choices)

    def points(self, answer: str) -> int:
        """What an answer is worth; 0 outside tasks."""
        for mark, points in self.task.points.items() if self.task else ():
            if mark == answer:
                return points
        return 0


def succeeds(task: Task, fields: Mapping[str, str]) -> bool:
    """True when every expected field holds one of its accepted values."""
    return all(_fold(fields.get(name, "")) in accepted for name, accepted in task.expect.items())


def mark(task: Task, fields: Mapping[str, str], before: str | None) -> str:
    """The answer to record for one try: a mark, or TRIED where a hint is still due."""
    if succeeds(task, fields):
        return "indice" if before in (TRIED, "indice") else "reussi"
    return TRIED if task.hint and before != TRIED else "rate"


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
