"""Euros, for a month, a year or in all."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from portal.domain.fields.digits import number_of, written
from portal.domain.fields.fault import Fault, Read
from portal.domain.value import Value

Per = Literal["month", "year", "total"]
MOST: Mapping[Per, int] = {"month": 99_999, "year": 999_999, "total": 9_999_999}
AMOUNT = "montant"
_EUROS = ("euros", "euro", "€", "eur", "net", "nets")
_PERIODS: Mapping[Per, tuple[str, ...]] = {
    "month": ("par mois", "/mois", "/ mois", "mois"),
    "year": ("par an", "/an", "/ an", "l’an", "an"),
    "total": (),
}


class Amount(Value):
    """An amount kept as `1200` or `1200.5`."""

    kind: Literal["amount"]
    per: Per

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """The amount typed, or its fault."""
        found = amount_of(typed.get(AMOUNT, ""), self.per)
        return found if isinstance(found, str) else (found.at(AMOUNT),)

    def typed(self, answer: str) -> dict[str, str]:
        """With a French comma."""
        return {AMOUNT: comma(answer)}

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True for an amount in its kept form."""
        return is_amount(answer, self.per)

    @property
    def samples(self) -> tuple[str, ...]:
        """Nothing, little and much."""
        return ("0", "900", "3000")


def amount_of(text: str, per: Per) -> str | Fault:
    """The amount typed, in its kept form; or what is wrong."""
    found = number_of(text, words=(*_PERIODS[per], *_EUROS))
    if isinstance(found, str):
        return Fault(found)
    return written(found) if found <= MOST[per] else Fault("trop-grand")


def is_amount(answer: str, per: Per) -> bool:
    """True for an amount in its kept form, within what is possible."""
    try:
        amount = Decimal(answer)
    except InvalidOperation:
        return False
    return amount.is_finite() and 0 <= amount <= MOST[per] and written(amount) == answer


def comma(answer: str) -> str:
    """As one writes it in French: `1200.5` is « 1200,50 »."""
    whole, point, cents = answer.partition(".")
    return f"{whole},{cents.ljust(2, '0')}" if point else whole
