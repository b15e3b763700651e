"""The list of places: near a town, narrowed, page by page, on a plan."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html
from starlette.applications import Starlette

from portal.domain.place import Place
from portal.services.access import of_commune, trips
from portal.services.site import Site
from tests.reader import Visit, words_of
from tests.web.places_seen import ASNIERES, TUESDAY, cards, ids, names, near, with_place


def test_the_places_near_a_town_come_by_minutes_and_say_that_they_are_estimated(
    visit: Visit,
) -> None:
    page = near(visit, "Nanterre")
    assert "Nanterre" in cards(page)[0]
    minutes = [re.search(r"à pied environ (\d+) min", card) for card in cards(page)[:5]]
    found = [int(one[1]) for one in minutes if one]
    assert found
    assert found == sorted(found)
    assert "à moins de 30 minutes du centre de Nanterre" in page.text("//p[@role='status']")
    assert "Temps estimés : la ligne droite × 1,3, à 4,5 km/h à pied" in page.text()


def test_a_place_is_kept_when_one_of_the_means_is_short_enough(visit: Visit, site: Site) -> None:
    page = visit("lieux?commune=Nanterre")
    origin = of_commune(next(c for c in site.library.communes.values() if c.name == "Nanterre"))
    ways = trips(site, origin, site.library.places.values())
    within = {id_ for id_, trip in ways.items() if trip.travel.within(30)}
    seen = ids(page)
    while "Voir d’autres lieux" in page.links:
        page = page.follow("Voir d’autres lieux")
        seen += ids(page)
    assert set(seen) == within
    assert seen == sorted(seen, key=lambda id_: ways[id_].rank[0])


def test_a_place_without_coordinates_counts_from_its_town_and_says_so(visit: Visit) -> None:
    page = visit("lieux?commune=Châtillon")
    [card] = [card for card in cards(page) if "Pôle social de Châtillon" in card]
    assert "(jusqu’au centre de la ville" in card


def test_nothing_near_is_said_kindly_with_one_press_to_look_farther(visit: Visit) -> None:
    page = visit("lieux?commune=Rambouillet&besoin=ordinateurs")
    assert "Rien à moins de 30 minutes" in page.text("//div[@class='notice']")
    assert 1 <= len(cards(page)) <= 3
    assert re.search("à (pied|vélo) environ", cards(page)[0])
    [press] = page.tree.xpath("//div[@class='notice']//a")
    farther = visit(press.get("href"))
    assert cards(farther)
    assert not farther.tree.xpath("//div[@class='notice']")


def test_one_hour_is_the_next_step_when_something_is_there(visit: Visit, site: Site) -> None:
    for commune in site.library.communes.values():
        page = visit(f"lieux?commune={commune.code}")
        if "Chercher jusqu’à 1 heure" in page.links:
            hour = page.follow("Chercher jusqu’à 1 heure")
            assert "minutes=60" in hour.address
            assert cards(hour)
            assert "à moins de 1 heure" in hour.text("//p[@role='status']")
            return
    raise AssertionError("no commune is between 30 minutes and one hour")


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("gratuit=oui", lambda place: place.price == "gratuit"),
        ("venir=libre", lambda place: "libre" in place.entry),
        ("besoin=bibliotheques", lambda place: "livres" in place.services),
        ("guichet=france-services", lambda place: "france-services" in place.platforms),
        (
            "gratuit=oui&venir=libre&guichet=france-services",
            lambda place: place.price == "gratuit" and "libre" in place.entry,
        ),
    ],
)
def test_a_filter_keeps_those_that_answer_and_all_of_them(
    visit: Visit, site: Site, query: str, keeps: Callable[[Place], bool]
) -> None:
    page = visit(f"lieux?{query}")
    seen = ids(page)
    while "Voir d’autres lieux" in page.links:
        page = page.follow("Voir d’autres lieux")
        seen += ids(page)
    expected = {p.id for p in site.library.places.values() if keeps(p)}
    if "guichet" in query:
        expected = {i for i in expected if "france-services" in site.library.places[i].platforms}
    assert set(seen) == expected
    assert len(seen) == len(set(seen))


def test_each_choice_offered_leads_to_as_many_places_as_it_says(visit: Visit) -> None:
    page = visit("lieux?commune=Nanterre")
    offered = page.tree.xpath("//div[@id='resultats']//ul[@class='row']//a")
    assert len(offered) > 5
    for link in offered:
        said = re.search(r"\((\d+)\)", words_of(link))
        assert said
        assert visit(link.get("href")).text("//p[@role='status']").startswith(f"{said[1]} lieu")


def test_a_choice_is_taken_away_by_one_press_and_the_others_stay(visit: Visit) -> None:
    page = visit("lieux?commune=Nanterre&gratuit=oui&venir=libre")
    links = page.tree.xpath("//ul[@class='row chosen']//a")
    assert [words_of(link) for link in links] == [
        "Retirer : Gratuit ×", "Retirer : Sans rendez-vous ×",
    ]  # fmt: skip
    after = visit(links[0].get("href"))
    assert "gratuit" not in after.address
    assert "venir=libre" in after.address
    assert "commune=Nanterre" in after.address


def test_the_form_keeps_what_was_chosen(visit: Visit) -> None:
    page = visit("lieux?besoin=demarches&venir=libre")
    there = page.press("Voir les lieux", {"commune": "Nanterre"})
    assert "besoin=demarches" in there.address
    assert "venir=libre" in there.address


@pytest.mark.parametrize(
    "query",
    ["besoin=rien", "langue=xx", "ouvert=hier", "fauteuil=1", "minutes=-4", "minutes=" + "9" * 400,
     "venir=%00", "guichet=../..", "pres=ici", "commune=" + "a" * 5000, "gratuit=oui&gratuit=non"],
)  # fmt: skip
def test_a_choice_that_means_nothing_is_left_out(visit: Visit, query: str) -> None:
    page = visit(f"lieux?{query}")
    assert page.status == 200
    assert cards(page)


def test_choices_that_nothing_answers_offer_to_take_one_away(
    visit: Visit, app: Starlette, site: Site
) -> None:
    with_place(app, site, ASNIERES, languages=("tr",))
    page = visit("lieux?langue=tr&besoin=bibliotheques")
    assert not cards(page)
    assert page.text("//p[@role='status']") == "Aucun lieu ne convient."
    first = page.tree.xpath("//div[@class='notice']//a")[0]
    assert cards(visit(first.get("href")))


def test_only_languages_that_somebody_speaks_are_offered(
    visit: Visit, app: Starlette, site: Site
) -> None:
    with_place(app, site, ASNIERES, languages=("tr",))
    page = visit("lieux")
    assert "On y parle : turc (1)" in page.links
    assert ids(page.follow("On y parle : turc (1)")) == [ASNIERES]
    assert not [words for words in page.links if "portugais" in words]


def test_wheelchair_means_that_somebody_said_so(visit: Visit, app: Starlette, site: Site) -> None:
    with_place(app, site, ASNIERES, wheelchair=True)
    assert ids(visit("lieux?fauteuil=oui")) == [ASNIERES]
    with_place(app, site, ASNIERES, wheelchair=False)
    assert not ids(visit("lieux?fauteuil=oui"))


def test_open_now_follows_the_clock(visit: Visit, app: Starlette, site: Site) -> None:
    with_place(app, site, ASNIERES, now=TUESDAY)
    page = visit("lieux?ouvert=maintenant&guichet=france-services&commune=92004")
    assert ASNIERES in ids(page)
    assert "Ouvert jusqu’à 17 h" in cards(page)[ids(page).index(ASNIERES)]
    with_place(app, site, ASNIERES, now=TUESDAY.replace(hour=22))
    page = visit("lieux?commune=92004&minutes=toutes&guichet=france-services")
    assert "Fermé, ouvre demain à 9 h" in cards(page)[ids(page).index(ASNIERES)]
    assert ASNIERES not in ids(visit("lieux?ouvert=maintenant"))


def test_every_choice_makes_another_title(visit: Visit) -> None:
    queries = [
        "", "?commune=Nanterre", "?commune=Nanterre&minutes=60", "?besoin=demarches", "?gratuit=oui",
        "?guichet=france-services", "?venir=libre", "?page=2", "?besoin=demarches&page=2",
    ]  # fmt: skip
    titles = [visit(f"lieux{query}").title for query in queries]
    assert len(set(titles)) == len(titles)


def test_the_plan_has_the_numbers_of_the_list_and_is_light(visit: Visit) -> None:
    for query in ("", "?commune=Nanterre", "?commune=Nanterre&page=2", "?commune=Ablis"):
        page = visit(f"lieux{query}")
        numbers = page.tree.xpath("//*[@class='plan-number']/text()")
        assert numbers == [words_of(one) for one in page.tree.xpath("//span[@class='rank']")]
        [svg] = page.tree.xpath("//section[@class='plan']//svg")
        assert svg.get("role") == "img"
        assert len(html.tostring(svg)) <= 15_000
        assert not svg.xpath(".//a | .//script | .//image | .//@style")


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
    shown = set(ids(page))
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
