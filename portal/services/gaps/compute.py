"""The nearest known place of each commune for each need: exact, in one pass.

The way to a place is never shorter than the straight line. Places are tried from the nearest by
the straight line, and no further than the best way found: a few ways are worked out, not all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from portal.domain.access import EARTH_KM, Access, Point, Travel, estimate, way_km
from portal.domain.gap import Gap, Known
from portal.domain.place import Place
from portal.domain.provision import Provision
from portal.domain.territory import Commune, Territory
from portal.services.access import figures
from portal.services.site import Site

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of each need, by its id, and what they rest upon. Communes in their own order."""

    computed_on: date
    territories: tuple[Territory, ...]
    needs: Mapping[str, Known]
    rows: Mapping[str, tuple[Gap, ...]]

    @property
    def near(self) -> int | None:
        """The minutes that every territory calls near; None when they differ."""
        called = {territory.access.minutes for territory in self.territories}
        return called.pop() if len(called) == 1 else None

    def of(self, need: str, territory: Territory | None = None) -> tuple[Gap, ...]:
        """The gaps of a need, in all the territories or in one."""
        if territory is None:
            return self.rows[need]
        return tuple(gap for gap in self.rows[need] if _within(gap.commune, territory))


@dataclass(frozen=True, slots=True)
class End:
    """Where a place stands, on the globe too (a unit vector), and the needs it meets."""

    place: Place
    point: Point
    vector: Vector
    needs: frozenset[str]


def compute(site: Site) -> Gaps:
    """The gaps of the territories shown. Places beyond their borders count."""
    library, territories = site.library, site.territories()
    needs = sorted(library.provisions.values(), key=lambda one: (one.order, one.id))
    ends = standing(library.places.values(), needs, library.communes)
    found: dict[str, list[Gap]] = {need.id: [] for need in needs}
    for territory in territories:
        inside = [c for c in library.communes.values() if _within(c, territory)]
        access = figures(site, inside[0]) if inside else territory.access
        for gap in measure(inside, ends, [need.id for need in needs], access=access):
            found[gap.need].append(gap)
    return Gaps(
        computed_on=site.today(),
        territories=territories,
        needs={need.id: known(ends, need.id) for need in needs},
        rows={need: tuple(gaps) for need, gaps in found.items()},
    )


def standing(
    places: Iterable[Place], needs: Sequence[Provision], communes: Mapping[str, Commune]
) -> tuple[End, ...]:
    """The places that meet a need; one without coordinates stands at its commune's centre."""
    ends = []
    for place in places:
        met = frozenset(need.id for need in needs if need.met_by(place))
        if met:
            point = place.point or communes[place.commune].point
            ends.append(End(place, point, _vector(point), met))
    return tuple(ends)


def known(ends: Iterable[End], need: str) -> Known:
    """What is known for a need, and since when."""
    places = [end.place for end in ends if need in end.needs]
    days = [place.source.checked_on for place in places]
    dated = [day for day in days if day]
    return Known(
        places=len(places),
        oldest=min(dated, default=None),
        newest=max(dated, default=None),
        undated=len(days) - len(dated),
        centred=sum(place.point is None for place in places),
    )


def measure(
    communes: Iterable[Commune], ends: Sequence[End], needs: Iterable[str], *, access: Access
) -> Iterator[Gap]:
    """The gap of each commune for each need."""
    answered = frozenset[str]().union(*(end.needs for end in ends))
    wanted = list(needs)
    for commune in communes:
        nearest = _by_distance(commune.point, ends)
        for need in wanted:
            if need in answered:
                yield _gap(commune, need, nearest, access)
            else:
                yield Gap(commune, need, access.minutes)


def _gap(commune: Commune, need: str, nearest: Sequence[tuple[float, End]], access: Access) -> Gap:
    """The gap of one need, met by one end at least; `nearest` is by the straight line, in km."""
    best, shortest = None, float("inf")
    for straight, end in nearest:
        if straight >= shortest:
            break
        way = _way(commune.point, end, need, access)
        if way < shortest:
            best, shortest = end, way
    if best is None:
        return Gap(commune, need, access.minutes, travel=Travel(None, None))
    travel = estimate(commune.point, best.point, access)
    return Gap(commune, need, access.minutes, best.place.id, travel)


def _way(start: Point, end: End, need: str, access: Access) -> float:
    """The way to a place in km; infinite when it does not meet the need or cannot be reached."""
    way = way_km(start, end.point, access.barriers) if need in end.needs else None
    return float("inf") if way is None else way


def _by_distance(start: Point, ends: Iterable[End]) -> list[tuple[float, End]]:
    """Every end with its straight line in km, the nearest first."""
    x, y, z = _vector(start)
    found = [
        (_arc_km((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2), end)
        for end in ends
        for a, b, c in (end.vector,)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].place.id))


def _arc_km(chord: float) -> float:
    """Kilometres on the globe under a squared chord of the unit sphere."""
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord) / 2))


def _vector(point: Point) -> Vector:
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return (
        cos(latitude) * cos(longitude),
        cos(latitude) * sin(longitude),
        sin(latitude),
    )


def _within(commune: Commune, territory: Territory) -> bool:
    return commune.code.startswith(territory.code)
