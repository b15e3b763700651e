"""Minutes by soft means, from a commune or from a terminal, to the places of the directory."""

from portal.services.access.directions import Directions, directions
from portal.services.access.origin import Origin, figures, of_commune, of_place
from portal.services.access.trips import Measures, Trip, trips

__all__ = [
    "Directions", "Measures", "Origin", "Trip", "directions", "figures", "of_commune", "of_place",
    "trips",
]  # fmt: skip
