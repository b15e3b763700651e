"""Opening hours in OpenStreetMap syntax, read by the `opening_hours` library."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from portal.domain.hours import DayHours

ZONE = "Europe/Paris"
SOON = timedelta(days=8)
"""A place that opens later than this is not said to open: one calls."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open, and until when; `until` is its next change, in local time.

    `holiday`: a public holiday on which its hours do not say whether it opens. `days` is how
    many midnights away the change is.
    """

    state: Literal["open", "closed", "holiday", "unknown"]
    until: datetime | None = None
    days: int = 0

    @property
    def is_open(self) -> bool:
        """True when one may go now."""
        return self.state == "open"


def local_now() -> datetime:
    """The time on the clocks of the places, without its zone."""
    return datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None)


def opening(expression: str | None, now: datetime) -> Opening:
    """What can be said of a place at this local time.

    Most expressions say nothing of public holidays, when most places are shut: then neither
    open nor shut is said, and no opening is announced for such a day.
    """
    if not expression:
        return Opening("unknown")
    silent = "PH" not in expression and not expression.startswith("24/7")
    if silent and _read("PH").is_open(now):
        return Opening("holiday")
    hours = _read(f"{expression}; PH off" if silent else expression)
    change = hours.next_change(now)
    state: Literal["open", "closed"] = "open" if hours.is_open(now) else "closed"
    if change is None or change - now > SOON:
        return Opening(state)
    return Opening(state, change, (change.date() - now.date()).days)


@lru_cache(maxsize=2048)
def _read(expression: str) -> OpeningHours:
    return OpeningHours(expression, country="FR")


def week(expression: str, today: date) -> list[DayHours]:
    """The usual hours of the seven days that contain `today`, Monday first."""
    hours = OpeningHours(expression)
    monday = today - timedelta(days=today.weekday())
    return [DayHours(n, _spans(hours, monday + timedelta(days=n))) for n in range(7)]


def is_open(expression: str, now: datetime) -> bool:
    """True when the place is open at this local time."""
    return bool(OpeningHours(expression).is_open(now))


def _spans(hours: OpeningHours, day: date) -> tuple[tuple[str, str], ...]:
    start = datetime(day.year, day.month, day.day)
    end = start + timedelta(days=1)
    return tuple(
        (f"{begin:%H:%M}", f"{until:%H:%M}")
        for begin, until, state, _ in hours.intervals(start, end)
        if str(state) == "open" and until
    )
