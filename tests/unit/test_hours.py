"""Opening hours, from their syntax to a week."""

from datetime import date, datetime

import pytest

from portal.domain.hours import DayHours
from portal.services.hours import is_open, week

MONDAY = date(2026, 11, 23)
MORNINGS = "Mo-Fr 09:00-12:00; Sa off"


def test_a_week_goes_from_monday_to_sunday_whatever_the_day() -> None:
    weeks = [week(MORNINGS, date(2026, 11, 23 + shift)) for shift in range(7)]
    assert all(one == weeks[0] for one in weeks)
    assert [day.weekday for day in weeks[0]] == list(range(7))


def test_a_day_gives_its_spans_in_order() -> None:
    assert week("Tu 09:00-12:00,14:00-17:30", MONDAY)[1] == DayHours(
        1, (("09:00", "12:00"), ("14:00", "17:30"))
    )


def test_a_closed_day_has_no_span() -> None:
    days = week(MORNINGS, MONDAY)
    assert days[5].spans == days[6].spans == ()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 23, 9, 0), True),
        (datetime(2026, 11, 23, 11, 59), True),
        (datetime(2026, 11, 23, 12, 0), False),
        (datetime(2026, 11, 28, 10, 0), False),
    ],
)
def test_open_from_the_first_minute_to_the_last(moment: datetime, expected: bool) -> None:
    assert is_open(MORNINGS, moment) is expected
