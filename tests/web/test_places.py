"""Places: near a town, page by page, with their hours."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette

from portal.services.site import Site
from tests.reader import Page, Visit


def near(visit: Visit, town: str) -> Page:
    return visit("lieux").press("Voir les lieux", {"commune": town})


def names(page: Page) -> list[str]:
    return [
        a.text_content() for a in page.tree.xpath("//ul[@class='cards']//a[@class='card-title']")
    ]


def test_the_places_of_a_town_come_first_with_their_distance(visit: Visit) -> None:
    page = near(visit, "Nanterre")
    cards = [
        " ".join(card.text_content().split()) for card in page.tree.xpath("//li[@class='card']")
    ]
    assert "Nanterre" in cards[0]
    assert "km" in cards[0]
    assert "à vol d’oiseau" in page.text("//p[@role='status']")


@pytest.mark.parametrize(
    "town", ["saint germain en laye", "St-Germain-en-Laye", "SAINT-GERMAIN-EN-LAYE", "78100"]
)
def test_a_town_is_understood_however_it_is_written(visit: Visit, town: str) -> None:
    assert "Saint-Germain-en-Laye" in near(visit, town).text("//p[@role='status']")


def test_a_beginning_that_several_towns_share_asks_which_one(visit: Visit) -> None:
    page = near(visit, "mantes")
    assert "Laquelle ?" in page.text()
    chosen = page.follow("Mantes-la-Jolie")
    assert "Mantes-la-Jolie" in chosen.text("//p[@role='status']")


def test_a_town_that_is_not_known_says_so_and_still_shows_places(visit: Visit) -> None:
    page = near(visit, "Marseille")
    assert "Nous ne connaissons pas cette ville" in page.text("//p[@role='status']")
    assert names(page)
    assert page.find("//input[@id='commune']").get("value") == "Marseille"


def test_every_place_is_on_one_page_of_the_list(visit: Visit, site: Site) -> None:
    page = visit("lieux")
    seen = names(page)
    while "Voir d’autres lieux" in page.links:
        page = page.follow("Voir d’autres lieux")
        seen += names(page)
    assert len(seen) == len(site.library.places)
    assert page.follow("Lieux précédents").status == 200


@pytest.mark.parametrize("number", ["0", "-1", "999", "9" * 50, "abc", "١", "²", ""])
def test_a_page_that_does_not_exist_shows_the_nearest(visit: Visit, number: str) -> None:
    assert names(visit(f"lieux?page={number}"))


def test_only_the_places_of_a_counter_are_shown_when_it_is_asked_for(
    visit: Visit, site: Site
) -> None:
    page = visit("lieux?guichet=france-services&commune=Nanterre")
    shown = {a.get("href").rsplit("/", 1)[1] for a in page.tree.xpath("//a[@class='card-title']")}
    assert shown
    assert all("france-services" in site.library.places[id_].platforms for id_ in shown)
    assert page.h1 == str(
        site.known("platforms/france-services", site.languages["fr"]).title
    ).replace("\u00a0", " ")


def test_one_territory_alone_shows_its_places_and_its_people(
    visit: Visit, app: Starlette, site: Site
) -> None:
    app.state.holder.site = replace(
        site, settings=replace(site.settings, territories=("yvelines",))
    )
    page = visit("lieux")
    assert "Hauts-de-Seine" not in page.text("//aside")
    codes = {
        site.library.places[a.rsplit("/", 1)[1]].commune[:2]
        for a in page.tree.xpath("//a[@class='card-title']/@href")
    }
    assert codes == {"78"}


def test_a_place_shows_the_seven_days_and_the_closed_ones(visit: Visit) -> None:
    page = visit("lieux/france-services-d-asnieres-sur-seine")
    days = page.tree.xpath("//table[@class='week']//th")
    assert [day.text for day in days][::6] == ["Lundi", "Dimanche"]
    hours = [hour.text_content() for hour in page.tree.xpath("//table[@class='week']//td")]
    assert hours == ["09:00 – 17:00"] * 5 + ["fermé"] * 2


def test_a_fact_older_than_a_year_says_so(visit: Visit) -> None:
    page = visit("lieux/france-services-d-asnieres-sur-seine")
    assert "Cette information a plus d’un an." in page.text("//footer[@class='proof']")
