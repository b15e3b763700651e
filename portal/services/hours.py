"""Opening hours in OpenStreetMap syntax, read by the `opening_hours` library."""

from datetime import date, datetime, timedelta

from opening_hours import OpeningHours

from portal.domain.hours import DayHours


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
