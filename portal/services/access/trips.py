"""How long it takes to get to each place: estimated, and measured when an engine can."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from portal.domain.access import Mode, Point, Travel, estimate
from portal.domain.place import Place
from portal.services.access.origin import Origin, figures
from portal.services.routing import Destination, Minutes
from portal.services.site import Site

FAR = 10_000
"""Sorts after any number of minutes."""

MEASURED = 300
"""At most so many places are measured, the nearest first: the others are far anyway."""


class Measures(Protocol):
    """What measures by the streets: portal.services.routing.careful."""

    def minutes(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> Mapping[str, Minutes]:
        """The minutes that are known, by id."""


@dataclass(frozen=True, slots=True)
class Trip:
    """The way to a place. `to_centre`: its commune's centre, for want of its own coordinates."""

    travel: Travel
    to_centre: bool

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts by the time on foot, then by bicycle."""
        walk, bicycle = self.travel.walk, self.travel.bicycle
        return FAR if walk is None else walk, FAR if bicycle is None else bicycle


def trips(
    site: Site, origin: Origin, places: Iterable[Place], router: Measures | None = None
) -> dict[str, Trip]:
    """The trip to each place, by its id; a place the router does not know stays estimated."""
    access = figures(site, origin.commune)
    ends = {place.id: _end(site, place) for place in places}
    found = {
        id_: Trip(estimate(origin.point, point, access), to_centre)
        for id_, (point, to_centre) in ends.items()
    }
    if router is None:
        return found
    nearest = sorted(found, key=lambda id_: (found[id_].rank, id_))[:MEASURED]
    asked = [Destination(id_, ends[id_][0]) for id_ in nearest]
    return {**found, **_measured(router, origin, asked, found)}


def _end(site: Site, place: Place) -> tuple[Point, bool]:
    if place.point:
        return place.point, False
    return site.library.communes[place.commune].point, True


def _measured(
    router: Measures, origin: Origin, asked: Sequence[Destination], known: Mapping[str, Trip]
) -> dict[str, Trip]:
    """The trips that the router knows by both means. No way found is not believed: a place that
    an engine fails to reach is more often off its map than on an island.
    """
    walk = router.minutes(origin.point, asked, "walk")
    bicycle = router.minutes(origin.point, asked, "bicycle")
    both = {one.id: (walk.get(one.id), bicycle.get(one.id)) for one in asked}
    return {
        id_: replace(known[id_], travel=Travel(*minutes, estimated=False))
        for id_, minutes in both.items()
        if None not in minutes
    }
