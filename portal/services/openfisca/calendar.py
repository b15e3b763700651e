"""The months and years on which a household is described, around the month calculated."""

import re
from dataclasses import dataclass
from datetime import date

YEARS_BEFORE = 3
"""Family benefits read N-2 and, in January, housing aid reads months of N-3."""

MONTHS_OF_PAST_BENEFITS = 24


@dataclass(frozen=True, slots=True)
class Calendar:
    """`months` from January N-3 to December N, `years` from N-5 to N, as OpenFisca writes them."""

    month: str
    months: tuple[str, ...]
    years: tuple[str, ...]
    past: tuple[str, ...]
    """The months before `month` on which benefits were already received, the latest first."""

    @property
    def first_day(self) -> date:
        return date.fromisoformat(f"{self.month}-01")

    @property
    def year(self) -> str:
        return self.month[:4]


def calendar(month: str) -> Calendar:
    """The calendar of a month written 2026-11. ValueError when it is not a month."""
    if not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", month):
        raise ValueError(f"month: {month!r} is not a month such as 2026-11")
    year = int(month[:4])
    return Calendar(
        month=month,
        months=tuple(
            f"{y}-{m:02d}" for y in range(year - YEARS_BEFORE, year + 1) for m in range(1, 13)
        ),
        years=tuple(str(y) for y in range(year - YEARS_BEFORE - 2, year + 1)),
        past=tuple(shifted(month, -back) for back in range(1, MONTHS_OF_PAST_BENEFITS + 1)),
    )


def shifted(month: str, months: int) -> str:
    """The month so many months later, or earlier when negative."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
