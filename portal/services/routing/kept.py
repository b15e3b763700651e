"""Minutes already measured, kept for a day, the least used dropped first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from portal.services.routing.values import Minutes

DAY = 24 * 3600.0
MOST = 20_000
"""Pairs kept: some 6 MB."""


class Kept:
    """A bounded memory of minutes, safe between threads."""

    def __init__(self, clock: Callable[[], float], most: int = MOST) -> None:
        self._clock, self._most = clock, most
        self._held: OrderedDict[Hashable, tuple[float, Minutes]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> tuple[bool, Minutes]:
        """Whether it is known, and the minutes."""
        with self._lock:
            until, minutes = self._held.get(key, (float("-inf"), None))
            if until <= self._clock():
                self._held.pop(key, None)
                return False, None
            self._held.move_to_end(key)
            return True, minutes

    def put(self, key: Hashable, minutes: Minutes) -> None:
        """Keep it for a day; beyond the most, the one used longest ago goes."""
        with self._lock:
            self._held[key] = (self._clock() + DAY, minutes)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
