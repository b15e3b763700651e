"""Where minutes are counted from: a commune that somebody named, or the terminal's own place."""

from dataclasses import dataclass
from typing import Literal

from portal.domain.access import Access, Point
from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.site import Site


@dataclass(frozen=True, slots=True)
class Origin:
    """A point with the name it goes by; never a person's address.

    `centre`: the point is only the middle of the commune.
    """

    kind: Literal["commune", "here"]
    label: str
    point: Point
    commune: Commune
    centre: bool


def of_commune(commune: Commune) -> Origin:
    """From the middle of a commune."""
    return Origin("commune", commune.name, commune.point, commune, centre=True)


def of_place(site: Site, place: Place) -> Origin:
    """From the place of a terminal; from the middle of its commune when it has no coordinates."""
    commune = site.library.communes[place.commune]
    point = place.point or commune.point
    return Origin("here", place.title, point, commune, centre=place.point is None)


def figures(site: Site, commune: Commune) -> Access:
    """The speeds of the commune's territory, and what stands in the way anywhere."""
    territories = site.library.territories.values()
    own = next((t.access for t in territories if commune.code.startswith(t.code)), Access())
    barriers = dict.fromkeys(b for t in territories for b in t.access.barriers)
    return own.model_copy(update={"barriers": tuple(barriers)})
