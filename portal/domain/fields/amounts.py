"""One amount for each kind that an earlier question chose."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from portal.domain.fields.amount import Per, amount_of, comma, is_amount
from portal.domain.fields.fault import UNKNOWN, Fault, Read
from portal.domain.value import Id, Value


class Amounts(Value):
    """A row for each choice of the question `of`, kept as `salaire:1200.5,chomage:je-ne-sais-pas`."""

    kind: Literal["amounts"]
    of: Id
    per: Per

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """Every row, or every fault."""
        found = [self._row(typed, row) for row in rows]
        faults = tuple(row for row in found if isinstance(row, Fault))
        return faults or ",".join(map(str, found))

    def _row(self, typed: Mapping[str, str], row: str) -> str | Fault:
        amount = amount_of(typed.get(f"montant-{row}", ""), self.per)
        if isinstance(amount, str):
            return f"{row}:{amount}"
        if amount.code == "vide" and typed.get(f"inconnu-{row}"):
            return f"{row}:{UNKNOWN}"
        return amount.at(f"montant-{row}")

    def typed(self, answer: str) -> dict[str, str]:
        """The inputs of every row kept."""
        return dict(
            (f"inconnu-{row}", "oui") if amount == UNKNOWN else (f"montant-{row}", comma(amount))
            for row, amount in amounts_in(answer).items()
        )

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True when every row holds and they are those of `rows`, in their order."""
        held = amounts_in(answer)
        return (rows is None or tuple(held) == rows) and all(
            amount == UNKNOWN or is_amount(amount, self.per) for amount in held.values()
        )

    @property
    def samples(self) -> tuple[str, ...]:
        """None that would hold for every choice of kinds."""
        return ()


def amounts_in(answer: str) -> dict[str, str]:
    """The amount of each kind, or UNKNOWN."""
    return {row: amount for row, _, amount in (r.partition(":") for r in answer.split(","))}
