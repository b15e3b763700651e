"""What is asked of a routing engine, and what it may answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Protocol

from portal.domain.access import Mode, Point

Minutes = int | None
"""None where the engine finds no way."""


class RouterFailed(Exception):
    """The engine did not answer in time, or not as it should."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A public place. Its id only names it here: the engine receives the point alone."""

    id: str
    point: Point


class Router(Protocol):
    """An engine that measures by the streets."""

    def table(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> tuple[Minutes, ...]:
        """The minutes to each destination, in their order. Raises RouterFailed."""


def minutes_of(seconds: object) -> Minutes:
    """Whole minutes, at least one. Raises RouterFailed for what is not a duration."""
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise RouterFailed(f"not a duration: {seconds!r}")
    if not isfinite(seconds) or seconds < 0:
        raise RouterFailed(f"not a duration: {seconds!r}")
    return max(1, int(seconds / 60 + 0.5))
