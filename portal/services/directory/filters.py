"""The places found, and the tests by which each choice narrows them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.domain.access import Access
from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.access import Trip
from portal.services.directory.choices import Choices
from portal.services.hours import Opening
from portal.services.site import Site


@dataclass(frozen=True, slots=True)
class Found:
    """A place with what changes: the way there, None without an origin, and whether it is open."""

    place: Place
    commune: Commune
    trip: Trip | None
    opening: Opening


Test = Callable[[Found], bool]


def keep(site: Site, every: Iterable[Found], choices: Choices, access: Access) -> list[Found]:
    """Those that answer all the choices, in their order."""
    tests = _tests(site, choices, limit(choices, access))
    return [found for found in every if all(test(found) for test in tests)]


def limit(choices: Choices, access: Access) -> int | None:
    """The longest way in minutes; None when any will do."""
    if choices.within == "toutes":
        return None
    return int(choices.within) if choices.within else access.minutes


def _tests(site: Site, choices: Choices, minutes: int | None) -> list[Test]:
    need = site.library.provisions.get(choices.need)
    tests: list[tuple[object, Test]] = [
        (need, lambda found: need is None or need.met_by(found.place)),
        (choices.counter, lambda found: choices.counter in found.place.platforms),
        (choices.open_now, lambda found: found.opening.is_open),
        (choices.language, lambda found: choices.language in found.place.languages),
        (choices.wheelchair, lambda found: found.place.wheelchair is True),
        (choices.free, lambda found: found.place.price == "gratuit"),
        (choices.walk_in, lambda found: "libre" in found.place.entry),
        (minutes, lambda found: _near(found, minutes)),
    ]
    return [test for chosen, test in tests if chosen]


def _near(found: Found, minutes: int | None) -> bool:
    """True within these minutes; without an origin, nothing is far."""
    return minutes is None or found.trip is None or found.trip.travel.within(minutes)
