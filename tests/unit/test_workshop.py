"""The next session of a weekly workshop."""

from datetime import date, timedelta

import pytest

from portal.domain.workshop import WEEKDAYS, next_session
from tests.values import workshop

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("shift", range(7))
@pytest.mark.parametrize("day", WEEKDAYS)
def test_the_next_session_is_the_right_weekday_in_one_to_seven_days(day: str, shift: int) -> None:
    today = MONDAY + timedelta(days=shift)
    found = next_session(workshop(day), today)
    assert found.weekday() == WEEKDAYS.index(day)
    assert 1 <= (found - today).days <= 7


def test_a_workshop_of_today_is_proposed_for_next_week() -> None:
    assert next_session(workshop("lundi"), MONDAY) == date(2026, 11, 30)


def test_a_session_can_fall_in_the_next_year() -> None:
    assert next_session(workshop("vendredi"), date(2026, 12, 28)) == date(2027, 1, 1)
