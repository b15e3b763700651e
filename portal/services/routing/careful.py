"""A routing engine asked little, never waited for long, and left alone after a failure."""

import logging
import time
from collections.abc import Callable, Hashable, Sequence

from portal.domain.access import Mode, Point
from portal.services.routing.kept import Kept
from portal.services.routing.values import Destination, Minutes, Router, RouterFailed

logger = logging.getLogger("portal")
AT_ONCE = 100
"""Destinations in one call: what OSRM and Valhalla take without being told."""

REST = 60.0
"""Seconds without a call after a failure."""

DIGITS = 4
"""Decimals of an origin: some 10 m, so that neighbours share what is kept."""


class Careful:
    """Minutes from a router, or from what it said in the last day."""

    def __init__(self, router: Router, clock: Callable[[], float] = time.monotonic) -> None:
        self._router, self._clock = router, clock
        self._kept = Kept(clock)
        self._rests_until = float("-inf")

    def minutes(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> dict[str, Minutes]:
        """The minutes to the destinations that are known, by id. Never raises, may be partial."""
        start = _rounded(origin)
        found, missing = self._known(start, destinations, mode)
        while missing and self._clock() >= self._rests_until:
            batch, missing = missing[:AT_ONCE], missing[AT_ONCE:]
            try:
                taken = self._router.table(start, batch, mode)
            except RouterFailed as error:
                self._rests_until = self._clock() + REST
                logger.warning("itinéraires estimés pendant %d s : %s", REST, error)
                break
            for one, minutes in zip(batch, taken, strict=True):
                self._kept.put(_key(start, one, mode), minutes)
                found[one.id] = minutes
        return found

    def _known(
        self, start: Point, destinations: Sequence[Destination], mode: Mode
    ) -> tuple[dict[str, Minutes], list[Destination]]:
        found: dict[str, Minutes] = {}
        missing = []
        for one in destinations:
            known, minutes = self._kept.get(_key(start, one, mode))
            if known:
                found[one.id] = minutes
            else:
                missing.append(one)
        return found, missing


def _rounded(point: Point) -> Point:
    return Point(latitude=round(point.latitude, DIGITS), longitude=round(point.longitude, DIGITS))


def _key(start: Point, one: Destination, mode: Mode) -> Hashable:
    end = one.point
    return mode, start.latitude, start.longitude, one.id, end.latitude, end.longitude
