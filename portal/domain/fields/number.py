"""A whole number: how many, how far, since when."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from portal.domain.fields.digits import number_of, plain, without
from portal.domain.fields.fault import Code, Fault, Read
from portal.domain.value import Value

Unit = Literal["count", "years", "months", "km"]
NUMBER, PRESSED = "nombre", "reponse"
"""The inputs: what is typed, or the tile pressed."""

_WORDS: Mapping[Unit, tuple[str, ...]] = {
    "count": (),
    "years": ("ans", "an"),
    "months": ("mois",),
    "km": ("km", "kilomètres", "kilomètre"),
}


class Number(Value):
    """A number between two bounds. With `tiles`, all are pressed and the first ones in sight."""

    kind: Literal["number"]
    at_least: int = Field(default=0, ge=0)
    at_most: int
    unit: Unit = "count"
    tiles: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> "Number":
        if self.at_least > self.at_most:
            raise ValueError("at_least dépasse at_most : échangez-les")
        return self

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """The number typed or pressed, or its fault."""
        found = self._number(typed.get(PRESSED) or typed.get(NUMBER, ""))
        if isinstance(found, str):
            return (Fault(found, PRESSED if self.tiles else NUMBER),)
        return str(found)

    def _number(self, text: str) -> int | Code:
        words = plain(text)
        if self.unit == "months" and (years := without(words, ("ans", "an"))) != words:
            return self._within(years, 12)
        if self.unit == "years" and (months := without(words, ("mois",))) != words:
            found = self._within(months, 1)
            return found // 12 if isinstance(found, int) else found
        return self._within(without(words, _WORDS[self.unit]), 1)

    def _within(self, text: str, times: int) -> int | Code:
        found = number_of(text)
        if isinstance(found, str):
            return found
        if found != int(found):
            return "entier"
        number = int(found) * times
        if number > self.at_most:
            return "trop-grand"
        return number if number >= self.at_least else "trop-petit"

    def typed(self, answer: str) -> dict[str, str]:
        """The digits."""
        return {NUMBER: answer}

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True for digits within the bounds."""
        digits = answer.isascii() and answer.isdecimal() and len(answer) < 10
        return digits and self.at_least <= int(answer) <= self.at_most

    @property
    def samples(self) -> tuple[str, ...]:
        """The bounds, and small numbers between them."""
        small = (0, 1, 3, 6, 12, 60)
        held = {
            self.at_least,
            self.at_most,
            *(n for n in small if self.at_least <= n <= self.at_most),
        }
        return tuple(map(str, sorted(held)))
