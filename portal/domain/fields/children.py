"""The children of the home, one row each: an age or a birth, and how much they live here."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from portal.domain.fields.birth import as_person, birth_of, is_birth, shown
from portal.domain.fields.fault import UNKNOWN, Fault, Read
from portal.domain.household import Custody
from portal.domain.value import Id, Value

CUSTODIES: tuple[Custody, ...] = get_args(Custody)


class Children(Value):
    """As many rows as the question `of` said, kept as `8/pleine;2019-05/alternee`."""

    kind: Literal["children"]
    of: Id

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """Every row, or every fault."""
        found = [_row(typed, row, today) for row in rows]
        faults = tuple(row for row in found if isinstance(row, Fault))
        return faults or ";".join(map(str, found))

    def typed(self, answer: str) -> dict[str, str]:
        """The inputs of every row kept."""
        found: dict[str, str] = {}
        for number, (birth, custody) in enumerate(rows_in(answer), 1):
            found[f"garde-{number}"] = custody
            known = birth != UNKNOWN
            found |= {f"enfant-{number}": shown(birth)} if known else {f"inconnu-{number}": "oui"}
        return found

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True when every row holds, and there are as many as `rows`."""
        found = answer.split(";")
        return (rows is None or len(found) == len(rows)) and all(map(_holds, found))

    @property
    def samples(self) -> tuple[str, ...]:
        """A baby, a schoolchild, a young adult, siblings, and a child who lives elsewhere."""
        return (
            "1/pleine", "8/pleine", "8/alternee", "13/pleine", "19/pleine", "9/ailleurs",
            "1/pleine;8/pleine", "4/pleine;8/pleine;13/pleine",
        )  # fmt: skip


def _row(typed: Mapping[str, str], row: str, today: date) -> str | Fault:
    custody = typed.get(f"garde-{row}", "")
    custody = custody if custody in CUSTODIES else CUSTODIES[0]
    born = birth_of(typed.get(f"enfant-{row}", ""), today)
    if isinstance(born, str):
        return f"{born}/{custody}"
    if born.code == "vide" and typed.get(f"inconnu-{row}"):
        return f"{UNKNOWN}/{custody}"
    return born.at(f"enfant-{row}")


def _holds(row: str) -> bool:
    birth, _, custody = row.partition("/")
    return custody in CUSTODIES and (birth == UNKNOWN or is_birth(birth))


def rows_in(answer: str) -> list[tuple[str, str]]:
    """The birth and the custody of each child."""
    return [(birth, custody) for birth, _, custody in (r.partition("/") for r in answer.split(";"))]


def as_children(answer: str) -> list[dict[str, str]]:
    """The children as a household holds them."""
    return [
        {"custody": custody, **({} if birth == UNKNOWN else as_person(birth))}
        for birth, custody in rows_in(answer)
    ]
