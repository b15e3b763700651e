"""How long it takes to get somewhere by soft means: an estimate, and said as one.

Straight line on the globe × a detour, at a steady speed; a territory may set its own figures,
and name what stands in the way (a river, a motorway) with the places where one crosses it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from pydantic import Field

from portal.domain.value import Name, Value

EARTH_KM = 6371.0
"""Mean radius of the Earth, in km (IUGG)."""

Mode = Literal["walk", "bicycle"]


class Point(Value):
    """A point in WGS84 degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Barrier(Value):
    """A line that nobody crosses but at its crossings: a river and its bridges."""

    name: Name
    line: tuple[Point, ...] = Field(min_length=2)
    crossings: tuple[Point, ...] = ()


class Access(Value):
    """A territory's figures. Speeds in km/h, `minutes` is what it calls near.

    `detour` is the length of the way by the streets over the straight line.
    """

    detour: float = Field(default=1.3, ge=1, le=3)
    walk: float = Field(default=4.5, ge=1, le=8)
    bicycle: float = Field(default=14, ge=5, le=30)
    minutes: int = Field(default=30, ge=5, le=120)
    barriers: tuple[Barrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes by each means, None where there is no way; `estimated` unless an engine measured."""

    walk: int | None
    bicycle: int | None
    estimated: bool = True

    def within(self, minutes: int) -> bool:
        """True when one of the means is as short as this."""
        return any(taken is not None and taken <= minutes for taken in (self.walk, self.bicycle))


def estimate(start: Point, end: Point, access: Access) -> Travel:
    """The minutes on foot and by bicycle between two points, at least one each."""
    km = way_km(start, end, access.barriers)
    if km is None:
        return Travel(None, None)
    streets = km * access.detour
    return Travel(_minutes(streets, access.walk), _minutes(streets, access.bicycle))


def way_km(start: Point, end: Point, barriers: Iterable[Barrier]) -> float | None:
    """The straight line in km, or the shortest by a crossing of each barrier in between.

    With several barriers it is the longest of their detours: never more than the real way.
    None when a barrier in between has no crossing.
    """
    ways = [great_circle_km(start, end)]
    for barrier in barriers:
        if not _between(start, end, barrier.line):
            continue
        if not barrier.crossings:
            return None
        ways.append(
            min(great_circle_km(start, c) + great_circle_km(c, end) for c in barrier.crossings)
        )
    return max(ways)


def great_circle_km(start: Point, end: Point) -> float:
    """Great-circle distance in km (haversine)."""
    lat1, lat2 = radians(start.latitude), radians(end.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = radians(end.longitude - start.longitude) / 2
    h = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def _minutes(km: float, kmh: float) -> int:
    return max(1, int(km / kmh * 60 + 0.5))


def _between(start: Point, end: Point, line: tuple[Point, ...]) -> bool:
    """True when the straight way crosses the line to its other side: an odd number of times."""
    crossed = sum(_cross(start, end, a, b) for a, b in pairwise(line))
    return crossed % 2 == 1


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True when segments ab and cd cross; half-open on cd, so that a corner counts once."""
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, point: Point) -> bool:
    """On which side of the line ab a point stands; on the line counts as one of them."""
    ab = (b.longitude - a.longitude, b.latitude - a.latitude)
    ap = (point.longitude - a.longitude, point.latitude - a.latitude)
    return ab[0] * ap[1] - ab[1] * ap[0] > 0
