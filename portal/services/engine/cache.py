"""Answers kept for a while, in memory alone: going back and forth asks the engine once."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from portal.services.engine.calculator import (
    Answer,
    Calculator,
    EngineUnavailable,
    Question,
    State,
)
from portal.services.engine.wire import Clock


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as JSON, so that no caller can change another's, and when to forget it."""

    answer: str
    end: float


class Cached:
    """A Calculator that remembers the last `size` answers of another for `life`.

    Callers who ask the same thing at once share one calculation, and its failure; a failure is
    never remembered. `clock` gives seconds.
    """

    def __init__(
        self,
        calculator: Calculator,
        *,
        size: int = 256,
        life: timedelta = timedelta(minutes=15),
        clock: Clock = time.monotonic,
    ) -> None:
        self._calculator, self._size, self._clock = calculator, size, clock
        self._life = life.total_seconds()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._asked: dict[str, Future[str]] = {}
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        return self._calculator.state

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """As the calculator underneath; an answer that is kept comes whatever its state."""
        key = json.dumps(request, sort_keys=True, separators=(",", ":"))
        with self._lock:
            known = self._known(key)
            if known is not None:
                return _fresh(known)
            shared = self._asked.get(key)
            if shared is None:
                mine = self._asked[key] = Future()
        if shared is not None:
            return _join(shared, deadline)
        with self._promised(key, mine):
            answer = self._calculator.ask(request, deadline=deadline)
            mine.set_result(json.dumps(answer))
        return answer

    def clear(self) -> None:
        """Forget everything, calculations under way included: their callers still get them."""
        with self._lock:
            self._kept.clear()
            self._asked.clear()

    @contextmanager
    def _promised(self, key: str, future: "Future[str]") -> Iterator[None]:
        """Inside, the result is set; whatever happens, no caller is left waiting for it."""
        try:
            yield
        except BaseException as error:
            self._settle(key, future)
            future.set_exception(error)
            raise
        self._settle(key, future)

    def _settle(self, key: str, future: "Future[str]") -> None:
        with self._lock:
            if self._asked.get(key) is not future:
                return
            del self._asked[key]
            if future.done():
                self._keep(key, future.result())

    def _known(self, key: str) -> str | None:
        self._forget_the_old()
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept.answer

    def _keep(self, key: str, answer: str) -> None:
        self._kept[key] = Kept(answer, self._clock() + self._life)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def _forget_the_old(self) -> None:
        """All of them, asked for again or not: an answer is about someone."""
        now = self._clock()
        for key in [key for key, kept in self._kept.items() if kept.end <= now]:
            del self._kept[key]


def _join(future: "Future[str]", deadline: float | None) -> Answer:
    try:
        return _fresh(future.result(deadline))
    except TimeoutError:
        raise EngineUnavailable("late") from None


def _fresh(answer: str) -> Answer:
    value: Answer = json.loads(answer)
    return value
