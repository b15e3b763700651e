"""Where to ask on the spot: the nearest place that takes this request, and its hours today."""

from dataclasses import dataclass

from portal.domain.hours import DayHours
from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.i18n import Language
from portal.services.access import Trip
from portal.services.directory import nearest
from portal.services.hours import week
from portal.services.localize import View
from portal.services.site import Site


@dataclass(frozen=True, slots=True)
class Counter:
    """A place to go to, and the estimated way from the middle of the commune."""

    place: View
    commune: Commune
    trip: Trip
    today: DayHours | None


def counter(site: Site, sheet: View, code: str, language: Language) -> Counter | None:
    """The nearest place of the kinds that the sheet names; None without one, or without commune."""
    home = site.library.communes.get(code)
    ways = sheet.ways
    wanted = frozenset(ways.in_person.at) if ways.in_person else frozenset()
    if home is None or not wanted:
        return None
    fitting = [place for place in site.library.places.values() if _takes(place, wanted)]
    found = next(iter(nearest(site, fitting, home)), None)
    return _counter(site, *found, language) if found else None


def _takes(place: Place, wanted: frozenset[str]) -> bool:
    return place.kind in wanted or not wanted.isdisjoint(place.platforms)


def _counter(site: Site, place: Place, trip: Trip, language: Language) -> Counter:
    today = site.today()
    days = week(place.hours, today) if place.hours else None
    return Counter(
        place=site.known(f"places/{place.id}", language),
        commune=site.library.communes[place.commune],
        trip=trip,
        today=days[today.weekday()] if days else None,
    )
