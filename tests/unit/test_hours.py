"""Opening hours, from their syntax to a week."""

from datetime import date, datetime

import pytest

from portal.domain.hours import DayHours
from portal.services.hours import Opening, is_open, opening, week

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


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(23, 10), Opening("open", at(23, 12))),
        (at(23, 7), Opening("closed", at(23, 9))),
        (at(23, 12), Opening("closed", at(24, 9), days=1)),
        (at(27, 13), Opening("closed", at(30, 9), days=3)),
    ],
)
def test_a_place_says_until_when(now: datetime, said: Opening) -> None:
    assert opening(MORNINGS, now) == said
    assert said.is_open == (said.state == "open")


def test_nothing_is_promised_on_a_public_holiday() -> None:
    christmas = at(25, 10, month=12)
    assert opening(MORNINGS, christmas) == Opening("holiday")
    eve = opening(MORNINGS, at(24, 20, month=12))
    assert eve == Opening("closed", at(28, 9, month=12), days=4)


def test_hours_that_speak_of_public_holidays_are_believed() -> None:
    assert opening("Mo-Fr,PH 09:00-12:00", at(25, 10, month=12)).state == "open"
    assert opening("24/7", at(25, 10, month=12)) == Opening("open")


@pytest.mark.parametrize("expression", [None, ""])
def test_hours_that_nobody_knows_say_nothing(expression: str | None) -> None:
    assert opening(expression, at(23, 10)) == Opening("unknown")


def test_an_opening_far_away_has_no_day() -> None:
    assert opening("2027 Mo-Fr 09:00-12:00", at(23, 10)) == Opening("closed")
