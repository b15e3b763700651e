"""How many reports an address may send, and what is cleaned from a text."""

from datetime import date

import pytest

from portal.domain.feedback import months_before, plain
from portal.services.feedback import AT_ONCE, AT_ONCE_SHARED, MOST_ADDRESSES, Turns
from tests.values import FakeClock

ADDRESS = "81.2.69.142"


def sent(turns: Turns, address: str, most: int = 200) -> int:
    """How many reports go before one has to wait."""
    return next((n for n in range(most) if turns.take(address)), most)


def test_an_address_sends_10_reports_at_once_and_then_one_a_minute() -> None:
    clock = FakeClock()
    turns = Turns(clock)
    assert sent(turns, ADDRESS) == AT_ONCE == 10
    assert turns.take(ADDRESS) == pytest.approx(60)
    clock.now += 59
    assert turns.take(ADDRESS) == pytest.approx(1)
    clock.now += 1.01
    assert sent(turns, ADDRESS) == 1
    clock.now += 6000
    assert sent(turns, ADDRESS) == 10


@pytest.mark.parametrize("other", ["81.2.69.143", "2a01:e0a:2:3::1", "testclient", ""])
def test_another_address_has_its_own_turns(other: str) -> None:
    turns = Turns(FakeClock())
    sent(turns, ADDRESS)
    assert sent(turns, other) == 10


def test_a_home_with_ipv6_is_one_address() -> None:
    turns = Turns(FakeClock())
    assert sent(turns, "2a01:e0a:1:2::1") == 10
    assert sent(turns, "2a01:e0a:1:2:ffff::9") == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "::ffff:192.168.1.4"])
def test_behind_a_proxy_or_on_a_local_network_more_may_go_at_once(address: str) -> None:
    assert sent(Turns(FakeClock()), address) == AT_ONCE_SHARED


def test_addresses_are_not_held_as_they_are() -> None:
    turns = Turns(FakeClock())
    turns.take(ADDRESS)
    assert ADDRESS not in repr(turns)


def test_memory_is_bounded_and_who_just_came_still_waits() -> None:
    turns = Turns(FakeClock())
    for number in range(MOST_ADDRESSES + 100):
        turns.take(f"81.2.{number // 256}.{number % 256}")
    sent(turns, ADDRESS)
    assert turns.take(ADDRESS)
    assert len(turns._left) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc\n ", "a\nb\nc"),
        ("a\x00b\ud800c\u202ed\u200b", "abcd"),
        ("un\tdeux\u00a0trois", "un deux\u00a0trois"),
        ("الرقم 😀 é", "الرقم 😀 é"),
    ],
)
def test_a_text_is_kept_without_what_no_database_takes(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 23), 24, date(2024, 11, 23)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_back_from_any_day(day: date, months: int, first: date) -> None:
    assert months_before(day, months) == first
