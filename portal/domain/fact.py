"""A fact that rules look at: its words, its unit, where it is asked, who knows it."""

from typing import Literal

from portal.domain.value import Fr, Id, Value

FactUnit = Literal[
    "EUR", "EUR-month", "EUR-year", "years", "months", "count", "percent", "km", "words"
]


class FactWord(Value):
    """What one value of a fact is called."""

    id: Id
    text: Fr


class FactKind(Value):
    """How a fact is said to a person. `label` starts a line: « Votre âge »."""

    id: Id
    label: Fr
    unit: FactUnit = "words"
    words: tuple[FactWord, ...] = ()
    question: Id | None = None
    who: Fr | None = None
    """Who can find it out, when the person does not know."""
