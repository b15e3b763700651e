"""The places nearest to a commune, for those who look for one only."""

from collections.abc import Iterable

from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.access import Trip, of_commune, trips
from portal.services.site import Site


def nearest(site: Site, places: Iterable[Place], commune: Commune) -> list[tuple[Place, Trip]]:
    """Places with the estimated way from the centre of the commune: its own, then by minutes."""
    every = list(places)
    ways = trips(site, of_commune(commune), every)
    return sorted(
        ((place, ways[place.id]) for place in every),
        key=lambda pair: (pair[0].commune != commune.code, pair[1].rank, pair[0].id),
    )
