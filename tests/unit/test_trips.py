"""From a commune or a terminal to each place."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from portal.content.library import Library
from portal.domain.access import Mode, Point, Travel
from portal.domain.place import Place
from portal.domain.territory import Commune, Territory
from portal.services.access import directions, figures, of_commune, of_place, trips
from portal.services.directory import nearest
from portal.services.routing import Destination
from portal.services.sealing import Sealer
from portal.services.site import Site
from portal.settings import Settings
from portal.store.index import Index
from tests.whatif_values import TODAY

BRIDGE = {"latitude": 48.9, "longitude": 2.3}
RIVER = {
    "name": "La Seine",
    "line": [{"latitude": 48.7, "longitude": 2.25}, {"latitude": 49.1, "longitude": 2.25}],
    "crossings": [BRIDGE],
}


def commune(code: str, name: str, longitude: float) -> Commune:
    return Commune(
        code=code, name=name, department=code[:2], postal_codes=(f"{code[:2]}000",), population=9,
        latitude=48.9, longitude=longitude,
    )  # fmt: skip


HERE, THERE = commune("92050", "Ici", 2.2), commune("78551", "Là-bas", 2.24)


def place(id_: str, code: str, longitude: float | None = None) -> Place:
    return Place.model_validate(
        {
            "id": id_, "title": id_.title(), "kind": "mairie", "commune": code,
            "postal_code": "92000", "latitude": 48.9 if longitude else None,
            "longitude": longitude, "status": "a-verifier", "source": {"name": "Nous"},
        }
    )  # fmt: skip


def territory(id_: str, code: str, **access: object) -> Territory:
    return Territory.model_validate(
        {
            "id": id_, "name": id_, "code": code, "logo": "Logo", "colour": "#000000",
            "website": "https://exemple.fr", "access": access, "status": "a-verifier",
            "source": {"name": "Nous"},
            "person": {"who": "Nous", "where": "Ici", "when": "Demain"},
        }
    )  # fmt: skip


def site(*territories: Territory) -> Site:
    return Site(
        settings=Settings(),
        library=Library(
            communes={one.code: one for one in (HERE, THERE)},
            territories={one.id: one for one in territories},
        ),
        languages={},
        index=Index(Path()),
        sealer=Sealer((Fernet.generate_key().decode(),), lambda: 0.0),
        today=lambda: TODAY,
    )


def test_the_figures_are_those_of_the_territory_one_starts_from() -> None:
    slow = site(territory("lent", "92", walk=2), territory("autre", "78", walk=6))
    assert figures(slow, HERE).walk == 2
    assert figures(slow, THERE).walk == 6
    assert figures(site(), HERE).walk == 4.5


def test_a_river_of_the_neighbour_stands_in_the_way_too() -> None:
    far = place("mairie", "92050", 2.27)
    free = trips(site(territory("ici", "92")), of_commune(HERE), [far])["mairie"]
    both = site(territory("ici", "92"), territory("autre", "78", barriers=[RIVER]))
    barred = trips(both, of_commune(HERE), [far])["mairie"]
    assert free.travel.walk is not None
    assert barred.travel.walk is not None
    assert barred.travel.walk > free.travel.walk


def test_a_place_without_coordinates_counts_from_its_commune() -> None:
    ways = trips(site(), of_commune(HERE), [place("la", "78551"), place("exact", "78551", 2.24)])
    assert ways["la"].travel == ways["exact"].travel
    assert (ways["la"].to_centre, ways["exact"].to_centre) == (True, False)


def test_a_terminal_counts_from_where_it_stands() -> None:
    stands, lost = (
        of_place(site(), place("a", "92050", 2.21)),
        of_place(site(), place("b", "92050")),
    )
    assert (stands.point.longitude, stands.centre) == (2.21, False)
    assert (lost.point, lost.centre) == (HERE.point, True)
    assert stands.label == "A"


def test_the_nearest_is_of_the_commune_itself_then_by_minutes() -> None:
    places = [place("c", "78551", 2.201), place("b", "92050", 2.26), place("a", "92050", 2.22)]
    found = nearest(site(), places, HERE)
    assert [one.id for one, _ in found] == ["a", "b", "c"]


class Streets:
    """Knows some places, and remembers in which order it was asked."""

    def __init__(self, known: Mapping[str, tuple[int | None, int | None]]) -> None:
        self._known = known
        self.asked: list[list[str]] = []

    def minutes(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> dict[str, int | None]:
        self.asked.append([one.id for one in destinations])
        return {id_: pair[mode == "bicycle"] for id_, pair in self._known.items()}


PLACES = [place("loin", "78551", 2.4), place("pres", "92050", 2.21), place("moyen", "92050", 2.3)]


def test_the_nearest_by_the_estimate_are_measured_first() -> None:
    streets = Streets({})
    trips(site(), of_commune(HERE), PLACES, streets)
    assert streets.asked == [["pres", "moyen", "loin"]] * 2


def test_a_measure_takes_the_place_of_the_estimate() -> None:
    ways = trips(site(), of_commune(HERE), PLACES, Streets({"pres": (12, 4)}))
    assert ways["pres"].travel == Travel(12, 4, estimated=False)
    assert ways["loin"].travel.estimated


@pytest.mark.parametrize("pair", [(None, 4), (12, None), (None, None)])
def test_no_way_by_the_streets_is_not_believed(pair: tuple[int | None, int | None]) -> None:
    plain = trips(site(), of_commune(HERE), PLACES)
    assert trips(site(), of_commune(HERE), PLACES, Streets({"pres": pair})) == plain


def test_the_way_is_shown_by_sites_that_are_told_the_place_alone() -> None:
    found = directions(place("a", "92050", 2.21))
    assert found.streets == "https://www.openstreetmap.org/directions?to=48.90000,2.21000"
    assert found.transit == "https://www.iledefrance-mobilites.fr/"
    assert directions(place("b", "92050")).streets is None
    assert directions(place("c", "13055", 5.37)).transit is None
