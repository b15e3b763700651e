"""Counts held in memory, then written together: counting neither slows nor fails a page."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Timer
from typing import NamedTuple

from portal.store.desk.fault import DeskUnavailable

EVERY_SECONDS = 60.0
MOST = 1000
"""Different things held at once; a new one beyond is not counted."""

logger = logging.getLogger("portal")


class Counted(NamedTuple):
    """One thing counted in a month: `2026-11`, a counter's name, a word or nothing."""

    month: str
    name: str
    word: str


@dataclass(slots=True)
class Tally:
    """The counts that wait. Written every minute while there are any, and at the end."""

    write: Callable[[Mapping[Counted, int]], None]
    today: Callable[[], date]
    _held: dict[Counted, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _writing: Lock = field(default_factory=Lock)
    _timer: Timer | None = None

    def count(self, name: str, word: str = "") -> None:
        """Once more of this, this month."""
        with self._lock:
            self._add(Counted(f"{self.today():%Y-%m}", name, word), 1)
            self._wake()

    def flush(self) -> None:
        """Write what is held, once a write under way is over; what cannot be is held still."""
        with self._writing:
            held = self._taken()
            try:
                if held:
                    self.write(held)
            except DeskUnavailable as error:
                logger.error("Compteurs en attente : %s", error)
                self._hold_again(held)

    def close(self) -> None:
        """Write what is held, for the last time."""
        with self._lock:
            timer, self._timer = self._timer, None
        if timer:
            timer.cancel()
        self.flush()

    def _taken(self) -> Mapping[Counted, int]:
        with self._lock:
            held, self._held = self._held, {}
        return held

    def _add(self, counted: Counted, times: int) -> None:
        if counted in self._held or len(self._held) < MOST:
            self._held[counted] = self._held.get(counted, 0) + times

    def _hold_again(self, held: Mapping[Counted, int]) -> None:
        with self._lock:
            for counted, times in held.items():
                self._add(counted, times)
            self._wake()

    def _wake(self) -> None:
        if self._timer is None:
            self._timer = Timer(EVERY_SECONDS, self._at_last)
            self._timer.daemon = True
            self._timer.start()

    def _at_last(self) -> None:
        with self._lock:
            self._timer = None
        self.flush()
