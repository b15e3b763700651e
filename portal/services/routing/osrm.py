"""OSRM: the `table` service, one source to many.

Source: https://project-osrm.org/docs/v5.24.0/api/#table-service
"""

from collections.abc import Sequence
from typing import Any

from portal.domain.access import Mode, Point
from portal.services.routing.line import Line
from portal.services.routing.values import Destination, Minutes, RouterFailed, minutes_of
from portal.settings import RouterSettings


class Osrm:
    """A server of OSRM, or one for each means of travel."""

    def __init__(self, settings: RouterSettings, line: Line) -> None:
        self._profiles = {"walk": settings.foot, "bicycle": settings.bicycle}
        self._line = line

    def table(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> tuple[Minutes, ...]:
        """The minutes to each destination. Raises RouterFailed."""
        profile = self._profiles[mode]
        points = ";".join(_written(p) for p in (origin, *(one.point for one in destinations)))
        answer = self._line.get(
            f"{profile.address}/table/v1/{profile.name}/{points}?sources=0&annotations=duration"
        )
        return _durations(answer, len(destinations))


def _written(point: Point) -> str:
    return f"{point.longitude:.6f},{point.latitude:.6f}"


def _durations(answer: Any, count: int) -> tuple[Minutes, ...]:
    """The row of the only source, itself left out."""
    try:
        row = answer["durations"][0]
        if answer["code"] != "Ok" or len(row) != count + 1:
            raise RouterFailed("another table than asked")
        return tuple(minutes_of(seconds) for seconds in row[1:])
    except (KeyError, IndexError, TypeError) as error:
        raise RouterFailed("not a table of OSRM") from error
