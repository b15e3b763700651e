"""Answers kept in memory: one calculation for one question, and no trace after its time."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from portal.services.engine.cache import Cached
from portal.services.engine.calculator import (
    Answer,
    Calculator,
    EngineUnavailable,
    Question,
    Reason,
    State,
)
from tests.values import FakeClock

LONG = 30.0
LIFE = timedelta(minutes=15)
RENT = {"kind": "amounts", "rent": 500}


class Counting:
    """A calculator that numbers its answers; the first can be held until `released`."""

    state: State = "ready"

    def __init__(self, *failures: Reason, held: bool = False) -> None:
        self.asked = 0
        self.begun, self.released = threading.Event(), threading.Event()
        self._failures, self._held = list(failures), held

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        self.asked += 1
        number = self.asked
        self.begun.set()
        if self._held and number == 1:
            assert self.released.wait(LONG)
        if self._failures:
            raise EngineUnavailable(self._failures.pop(0))
        return {"number": number, "of": [request["rent"]]}


@pytest.fixture
def callers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def test_the_same_question_is_calculated_once_whatever_its_order() -> None:
    calculator = Counting()
    cached: Calculator = Cached(calculator)
    first = cached.ask(RENT)
    assert cached.ask(dict(reversed(RENT.items()))) == first
    assert cached.ask({**RENT, "rent": 600})["number"] == 2
    assert cached.state == "ready"


def test_a_caller_who_changes_an_answer_changes_nobody_elses() -> None:
    cached = Cached(Counting())
    for _ in range(3):
        answer = cached.ask(RENT)
        assert answer == {"number": 1, "of": [500]}
        answer["of"].append("mine")


def test_an_answer_is_forgotten_after_its_life() -> None:
    clock = FakeClock()
    cached = Cached(Counting(), life=LIFE, clock=clock)
    cached.ask(RENT)
    clock.now += LIFE.total_seconds() - 1
    assert cached.ask(RENT)["number"] == 1
    clock.now += 1
    assert cached.ask(RENT)["number"] == 2


def test_the_answer_asked_for_least_lately_makes_room() -> None:
    cached = Cached(Counting(), size=2)
    for rent in (1, 2, 1, 3):
        cached.ask({"rent": rent})
    assert [cached.ask({"rent": rent})["number"] for rent in (1, 3, 2)] == [1, 3, 4]


def test_a_failure_is_not_kept() -> None:
    cached = Cached(Counting("late", "refused"))
    for reason in ("late", "refused"):
        with pytest.raises(EngineUnavailable, match=reason):
            cached.ask(RENT)
    assert cached.ask(RENT)["number"] == 3


def test_callers_who_ask_the_same_at_once_share_one_calculation(
    callers: ThreadPoolExecutor,
) -> None:
    calculator = Counting(held=True)
    cached = Cached(calculator)
    first = callers.submit(cached.ask, RENT)
    assert calculator.begun.wait(LONG)
    with pytest.raises(EngineUnavailable, match="late"):
        cached.ask(RENT, deadline=0.01)
    others = [callers.submit(cached.ask, RENT) for _ in range(5)]
    calculator.released.set()
    assert [each.result(LONG)["number"] for each in (first, *others)] == [1] * 6
    assert calculator.asked == 1


def test_callers_who_share_a_calculation_share_its_failure(callers: ThreadPoolExecutor) -> None:
    calculator = Counting("lost", held=True)
    cached = Cached(calculator)
    first = callers.submit(cached.ask, RENT)
    assert calculator.begun.wait(LONG)
    with pytest.raises(EngineUnavailable, match="late"):
        cached.ask(RENT, deadline=0.01)
    calculator.released.set()
    with pytest.raises(EngineUnavailable, match="lost"):
        first.result(LONG)
    assert cached.ask(RENT)["number"] == 2


def test_after_a_reload_nothing_calculated_before_is_shown(callers: ThreadPoolExecutor) -> None:
    calculator = Counting(held=True)
    cached = Cached(calculator)
    before = callers.submit(cached.ask, RENT)
    assert calculator.begun.wait(LONG)
    cached.clear()
    assert cached.ask(RENT)["number"] == 2
    calculator.released.set()
    assert before.result(LONG)["number"] == 1
    assert cached.ask(RENT)["number"] == 2
    cached.clear()
    assert cached.ask(RENT)["number"] == 3
