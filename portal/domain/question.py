"""A question a person answers, or a task they try on a simulated screen."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from portal.domain.fields import KINDS, TypedField
from portal.domain.fields.amounts import Amounts
from portal.domain.fields.children import Children
from portal.domain.fields.fault import UNKNOWN, Fault, Read
from portal.domain.fields.fills import Path
from portal.domain.value import Fr, Id, Name, Value, YesNo

Mark = Literal["reussi", "indice", "rate", "passe"]
MARKS: tuple[Mark, ...] = ("reussi", "indice", "rate", "passe")
TRIED = "essai"
"""The answer of a task that was missed once: a hint is shown, the step stays open."""

PRESSED, TICKED = "reponse", "choix-"
"""The form inputs of a button pressed, and of a box ticked: `choix-rsa`."""


class Choice(Value):
    """One tile to press, or one box to tick.

    `value` is what it fills where its id is not. Of a question with `several`, `fills` are the
    fields that are true when the box is ticked and false when not: of two, as « vous ou votre
    conjoint », a tick fills the first alone. `alone` is « rien de tout cela ».
    """

    id: Id
    text: Fr
    icon: Id | None = None
    value: Name | None = None
    fills: Annotated[
        tuple[Path, ...],
        BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
    ] = ()
    alone: YesNo = False


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
    """One question of 14 words at most, with why it is asked.

    `fills` is the field of the household that the answer gives.
    """

    id: Id
    text: Fr
    why: Fr
    lead: Fr | None = None
    choices: tuple[Choice, ...] = ()
    several: YesNo = False
    task: Task | None = None
    field: TypedField | None = None
    fills: Path | None = None

    @field_validator("field", mode="before")
    @classmethod
    def _known_kind(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("kind") not in KINDS:
            raise ValueError(f"kind : choisissez {', '.join(KINDS)}")
        return given

    @model_validator(mode="after")
    def _one_way_to_answer(self) -> "Question":
        if [bool(self.choices), self.task is not None, self.field is not None].count(True) != 1:
            raise ValueError(
                "une question a des choices, ou une task : l’un des deux ; ou un field seul"
            )
        if len(self.text.split()) > 14:
            raise ValueError(f"question trop longue : {len(self.text.split())} mots, 14 au plus")
        return self

    @model_validator(mode="after")
    def _boxes(self) -> "Question":
        if not self.several and any(choice.fills or choice.alone for choice in self.choices):
            raise ValueError("fills et alone d’un choix ne servent qu’avec several: oui")
        if self.several and not self.choices:
            raise ValueError("several demande des choices")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer that closes the question, when they can be listed."""
        if self.task:
            return MARKS
        return () if self.several else tuple(choice.id for choice in self.choices)

    @property
    def samples(self) -> tuple[str, ...]:
        """Answers enough to try every road that the question opens."""
        if self.field:
            return (*self.field.samples, UNKNOWN)
        return tuple(choice.id for choice in self.choices) or MARKS

    @property
    def of(self) -> str | None:
        """The earlier question that says which rows this one has."""
        return self.field.of if isinstance(self.field, Amounts | Children) else None

    @property
    def paths(self) -> frozenset[str]:
        """The fields of the household that its answers fill."""
        ticked = (path for choice in self.choices for path in choice.fills)
        return frozenset(filter(None, (self.fills, *ticked)))

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True when this answer closes the question, with these rows if it has rows."""
        if answer == UNKNOWN:
            return self.task is None
        if self.field:
            return self.field.accepts(answer, rows)
        return self._ticks(answer) if self.several else answer in self.answers

    def _ticks(self, answer: str) -> bool:
        ticked = answer.split(",")
        if ticked == [choice.id for choice in self.choices if choice.id in ticked]:
            return len(ticked) == 1 or not any(c.alone for c in self.choices if c.id in ticked)
        return False

    def chosen(self, answer: str) -> tuple[Choice, ...]:
        """The choices of an answer, without « rien de tout cela »."""
        held = answer.split(",")
        return tuple(c for c in self.choices if c.id in held and not c.alone)

    def typed(self, answer: str) -> dict[str, str]:
        """The form inputs that show an answer again."""
        if answer == UNKNOWN or self.task:
            return {}
        if self.field:
            return self.field.typed(answer)
        return {f"{TICKED}{choice.id}": "oui" for choice in self.chosen(answer) if self.several}

    def points(self, answer: str) -> int:
        """What an answer is worth; 0 outside tasks."""
        for mark, points in self.task.points.items() if self.task else ():
            if mark == answer:
                return points
        return 0


def read_answer(
    question: Question, typed: Mapping[str, str], *, today: date, rows: tuple[str, ...] = ()
) -> Read:
    """The answer that a form gives to a question that is not a task, or everything to mend in it."""
    pressed = typed.get(PRESSED, "")
    if pressed == UNKNOWN:
        return UNKNOWN
    if question.field:
        return question.field.read(typed, today, rows)
    if question.several:
        return _boxes_read(question, typed, pressed)
    return pressed if pressed in question.answers else (Fault("vide", PRESSED),)


def _boxes_read(question: Question, typed: Mapping[str, str], pressed: str) -> Read:
    ticked = [c.id for c in question.choices if typed.get(f"{TICKED}{c.id}") and not c.alone]
    first = f"{TICKED}{question.choices[0].id}"
    if any(choice.id == pressed and choice.alone for choice in question.choices):
        return (Fault("contraire", f"{TICKED}{ticked[0]}"),) if ticked else pressed
    return ",".join(ticked) if ticked else (Fault("vide", first),)


def rows_of(
    question: Question, questions: Mapping[str, Question], answers: Mapping[str, str]
) -> tuple[str, ...]:
    """The rows of a question that has some: the kinds chosen before, or each child's number."""
    counted, answer = questions.get(question.of or ""), answers.get(question.of or "", UNKNOWN)
    if counted is None or answer == UNKNOWN:
        return ()
    if counted.choices:
        return tuple(choice.id for choice in counted.chosen(answer))
    return tuple(str(number) for number in range(1, int(answer) + 1)) if answer.isdecimal() else ()


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
