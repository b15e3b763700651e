"""What a person says is wrong with a page: no name, no address, no hour."""

import unicodedata
from calendar import monthrange
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from portal.domain.value import Value

What = Literal["ferme", "change", "lien", "incompris", "autre"]
"""Closed; number or hours changed; link dead; not understood; something else."""

WHATS: tuple[What, ...] = get_args(What)
MOST_TEXT = 500
"""Characters of the free text."""

KEPT_MONTHS = 24
"""How long the desk keeps a report, and a count."""


class Feedback(Value):
    """One report. Its id is drawn at random and tells nothing."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    page: str
    reference: str
    """The sheet as `kind/id`; empty when the page is not one."""

    language: str
    what: What
    text: Annotated[str, StringConstraints(max_length=MOST_TEXT)] = ""
    day: date
    done: date | None = None
    """The day on which somebody dealt with it."""


def plain(text: str) -> str:
    """A text as it is kept: Unix line ends, and no control, direction or broken character.

    PostgreSQL refuses NUL, UTF-8 refuses lone surrogates.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in lines if c == "\n" or not unicodedata.category(c).startswith("C"))
    return "".join(kept).strip()


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last of that month when it is shorter."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
