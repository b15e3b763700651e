"""Valhalla: the `sources_to_targets` matrix, one source to many.

Source: https://valhalla.github.io/valhalla/api/matrix/api-reference/
"""

from collections.abc import Sequence
from typing import Any

from portal.domain.access import Mode, Point
from portal.services.routing.line import Line
from portal.services.routing.values import Destination, Minutes, RouterFailed, minutes_of
from portal.settings import RouterSettings


class Valhalla:
    """A server of Valhalla."""

    def __init__(self, settings: RouterSettings, line: Line) -> None:
        self._profiles = {"walk": settings.foot, "bicycle": settings.bicycle}
        self._line = line

    def table(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> tuple[Minutes, ...]:
        """The minutes to each destination. Raises RouterFailed."""
        profile = self._profiles[mode]
        question = {
            "sources": [_written(origin)],
            "targets": [_written(one.point) for one in destinations],
            "costing": profile.name,
        }
        answer = self._line.post(f"{profile.address}/sources_to_targets", question)
        return _times(answer, len(destinations))


def _written(point: Point) -> dict[str, float]:
    return {"lat": round(point.latitude, 6), "lon": round(point.longitude, 6)}


def _times(answer: Any, count: int) -> tuple[Minutes, ...]:
    """The row of the only source; `to_index` says whose each time is."""
    try:
        row = answer["sources_to_targets"][0]
        times = {cell["to_index"]: minutes_of(cell["time"]) for cell in row}
        return tuple(times[index] for index in range(count))
    except (KeyError, IndexError, TypeError) as error:
        raise RouterFailed("not a matrix of Valhalla") from error
