"""Answers sealed for the road: unreadable, dated, and worthless once out of date."""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

Clock = Callable[[], float]


class Sealer:
    """Seals with the first key and opens with all. `clock` gives seconds since the epoch."""

    def __init__(self, keys: Sequence[str], clock: Clock) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._clock = clock

    def seal(self, content: Mapping[str, Any], *, life: timedelta, bound: str = "") -> str:
        """A token that opens during `life`, and only with the same `bound`."""
        letter = {"x": int(self._clock() + life.total_seconds()), "b": bound, "c": content}
        packed = zlib.compress(json.dumps(letter, separators=(",", ":")).encode(), 9)
        return self._fernet.encrypt(packed).decode()

    def open(self, token: str, *, bound: str = "") -> dict[str, Any] | None:
        """What was sealed; None when it is damaged, out of date or bound elsewhere."""
        try:
            letter = json.loads(zlib.decompress(self._fernet.decrypt(token.encode())))
        except (InvalidToken, ValueError, zlib.error):
            return None
        fresh = letter["x"] > self._clock() and letter["b"] == bound
        return dict(letter["c"]) if fresh else None
