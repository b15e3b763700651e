"""A week of opening hours, day by day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one weekday (0 = Monday), as (start, end) in local time, `HH:MM`."""

    weekday: int
    spans: tuple[tuple[str, str], ...]
