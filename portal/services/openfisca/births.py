"""Dates of birth: a birth said in part, or an age alone, becomes one day."""

from datetime import date

ADULT, CHILD = 40, 10
"""Neutral ages of someone whose age was not said."""

MIDDLE = {4: "-07-01", 7: "-15"}
"""What completes a year (1991) or a month (1991-05), by its length."""


def birthday(birth: str | None, age: int | None, *, first_day: date, default: int) -> date:
    """The day of birth. ValueError when `birth` is no day of the calendar.

    An age alone gives a birthday half a year from the month calculated, so that no threshold
    of age is crossed within the months around it.
    """
    if birth:
        return date.fromisoformat(birth + MIDDLE.get(len(birth), ""))
    years = default if age is None else age
    months = first_day.year * 12 + first_day.month - 1 - 6 - 12 * years
    return date(months // 12, months % 12 + 1, 1)


def age_on(born: date, day: date) -> int:
    """Years of age on that day, negative before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
