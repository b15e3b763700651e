"""One place: its hours, the way there; and the list as a terminal or a router makes it."""

import re
from collections.abc import Sequence

from starlette.applications import Starlette

from portal.domain.access import Mode, Point
from portal.services.routing import Destination
from portal.services.site import Site
from tests.reader import Visit
from tests.web.places_seen import ASNIERES, cards, ids, names, near, with_place


def test_near_here_is_offered_on_a_terminal_alone(visit: Visit) -> None:
    assert "Près d’ici" not in visit("lieux").links
    visit("/borne/france-services-d-asnieres-sur-seine")
    page = visit("lieux").follow("Près d’ici")
    assert "d’ici, à pied ou à vélo" in page.text("//p[@role='status']")
    assert ids(page)[0] == ASNIERES
    assert page.title.startswith("Près d’ici")
    assert "D’ici :" not in visit(f"lieux/{ASNIERES}").text("//article")
    assert "D’ici :" in visit(f"lieux/{ids(page)[1]}").text("//article")


def test_a_terminal_without_coordinates_says_where_it_counts_from(visit: Visit) -> None:
    visit("/borne/pole-social-chatillon")
    assert "Ils comptent depuis le centre de Châtillon." in visit("lieux?pres=ici").text()


def test_a_place_says_the_way_from_the_town_one_came_with(visit: Visit) -> None:
    page = near(visit, "Nanterre")
    first = page.follow(names(page)[0])
    assert re.search(
        r"Du centre de Nanterre : à pied environ \d+ min", first.text("//section[@class='today']")
    )
    assert "Du centre" not in visit(first.path).text("//article")
    assert first.follow("Nanterre").text("//p[@role='status']") == page.text("//p[@role='status']")


def test_a_place_says_how_one_gets_in_and_what_is_spoken(
    visit: Visit, app: Starlette, site: Site
) -> None:
    note = "Bus 304, arrêt Mairie."
    with_place(
        app, site, ASNIERES, languages=("tr", "fsl"), wheelchair=True, access_note=note,
        price="payant",
    )  # fmt: skip
    told = visit(f"lieux/{ASNIERES}").text("//section[@class='today']")
    for words in ("On y parle : turc, langue des signes", "fauteuil roulant", note, "C’est payant"):
        assert words in told
    assert "Ouvert jusqu’à 17 h" in told
    assert "Information de décembre 2022 : appelez avant" in told


def test_the_way_by_the_streets_is_an_outside_link_that_a_terminal_warns_about(
    visit: Visit, site: Site
) -> None:
    point = site.library.places[ASNIERES].point
    assert point
    link = visit(f"lieux/{ASNIERES}").links["Itinéraire à pied ou à vélo"]
    assert link == (
        f"https://www.openstreetmap.org/directions?to={point.latitude:.5f},{point.longitude:.5f}"
    )
    visit(f"/borne/{ASNIERES}")
    page = visit(f"lieux/{ASNIERES}")
    assert page.follow("Itinéraire à pied ou à vélo").h1 == "Vous allez sur un autre site"
    assert page.follow("Itinéraire en bus ou en train").h1 == "Vous allez sur un autre site"


class LateRouter:
    """Measures nothing but one place, by both means."""

    def __init__(self) -> None:
        self.asked: list[Point] = []

    def minutes(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> dict[str, int | None]:
        self.asked.append(origin)
        return {ASNIERES: 61 if mode == "walk" else 2}


def test_a_router_measures_the_places_it_knows_and_leaves_the_others_estimated(
    visit: Visit, app: Starlette, site: Site
) -> None:
    router = LateRouter()
    app.state.router = router
    try:
        page = visit("lieux?commune=92004&guichet=france-services")
        here = site.library.communes["92004"].point
    finally:
        app.state.router = None
    assert "à pied environ 1 h 01 · à vélo 2 min" in cards(page)[ids(page).index(ASNIERES)]
    assert "Temps mesurés le long des rues" in page.text()
    assert set(router.asked) == {here}


def test_a_place_shows_the_seven_days_and_the_closed_ones(visit: Visit) -> None:
    page = visit("lieux/france-services-d-asnieres-sur-seine")
    days = page.tree.xpath("//table[@class='week']//th")
    assert [day.text for day in days][::6] == ["Lundi", "Dimanche"]
    hours = [hour.text_content() for hour in page.tree.xpath("//table[@class='week']//td")]
    assert hours == ["09:00 – 17:00"] * 5 + ["fermé"] * 2


def test_a_fact_older_than_a_year_says_so(visit: Visit) -> None:
    page = visit("lieux/france-services-d-asnieres-sur-seine")
    assert "Cette information a plus d’un an." in page.text("//footer[@class='proof']")
