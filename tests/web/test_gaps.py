"""Where a place is lacking, as a page and as a file."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.applications import Starlette

from portal.domain.gap import total
from portal.services.gaps import compute
from portal.services.site import Site
from portal.web.gaps import MODES
from tests.reader import Page, Visit

PAGE = "donnees-ouvertes/acces"
LANGUAGES = ("fr", "en", "ar")
MOST_ELEMENTS = 400
MOST_MAP = 60 * 1024


def rows(visit: Visit, query: str = "") -> list[dict[str, str]]:
    answer = visit.client.get(f"/fr/{PAGE}.csv{query}")
    assert answer.status_code == 200
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def names(page: Page) -> list[str]:
    return [cell.text_content() for cell in page.tree.xpath("//table//th[@scope='row']")]


def with_places(app: Starlette, site: Site, *ids: str) -> None:
    """Show a site that knows these places only."""
    places = {id_: site.library.places[id_] for id_ in ids}
    app.state.holder.site = replace(site, library=replace(site.library, places=places))


def test_the_figure_says_communes_people_and_minutes(visit: Visit, site: Site) -> None:
    page = visit(f"{PAGE}?besoin=france-services&moyen=pied")
    told = total(compute(site).of("france-services"), "walk")
    assert told
    assert told.communes == len(site.library.communes)
    figure = page.text("//p[@class='gaps-figure']")
    assert figure.startswith(f"{told.communes_without} communes sur {told.communes}, environ ")
    assert figure.endswith("habitants : aucun lieu connu à moins de 30 minutes à pied.")


def test_the_age_and_the_number_of_the_places_go_with_the_figure(visit: Visit, site: Site) -> None:
    known = compute(site).needs["france-services"]
    said = visit(f"{PAGE}?besoin=france-services").text("//section[@class='today']")
    assert f"D’après {known.places} lieux connus." in said
    assert "Le renseignement le plus ancien date de" in said
    assert known.oldest
    assert str(known.oldest.year) in said


def test_old_information_says_so_and_fresh_information_does_not(
    visit: Visit, app: Starlette, site: Site
) -> None:
    flag = "plus d’un an"
    app.state.holder.site = replace(site, today=lambda: date(2022, 12, 2))
    assert flag not in visit(f"{PAGE}?besoin=france-services").text("//section[@class='today']")
    app.state.holder.site = replace(site, today=lambda: date(2026, 12, 2))
    assert flag in visit(f"{PAGE}?besoin=france-services").text("//section[@class='today']")


def test_a_need_without_any_known_place_concludes_nothing(
    visit: Visit, app: Starlette, site: Site
) -> None:
    with_places(app, site)
    page = visit(PAGE)
    assert "on ne peut rien conclure" in page.text("//p[@class='gaps-figure']")
    assert not page.tree.xpath("//table | //svg[@role='img']")
    assert page.follow("Signaler un lieu qui manque").status == 200


def test_without_a_need_there_is_no_page(visit: Visit, app: Starlette, site: Site) -> None:
    app.state.holder.site = replace(site, library=replace(site.library, provisions={}))
    assert visit(PAGE).status == 404


def with_figures(site: Site, **figures: float) -> Site:
    """The site with other figures of access in the Yvelines."""
    one = site.library.territories["yvelines"]
    changed = one.model_copy(update={"access": one.access.model_copy(update=figures)})
    territories = {**site.library.territories, one.id: changed}
    return replace(site, library=replace(site.library, territories=territories))


def test_the_method_names_the_figures_of_the_territory(
    visit: Visit, app: Starlette, site: Site
) -> None:
    app.state.holder.site = with_figures(site, walk=3.5)
    assert "3,5 km/h à pied" in visit(PAGE).text("//details")


def test_territories_that_do_not_agree_on_near_are_not_given_one_number(
    visit: Visit, app: Starlette, site: Site
) -> None:
    app.state.holder.site = with_figures(site, minutes=20)
    figure = visit(PAGE).text("//p[@class='gaps-figure']")
    assert "la durée choisie par chaque département" in figure
    assert {row["seuil_minutes"] for row in rows(visit)} == {"20", "30"}


def test_very_few_places_are_said_to_tell_little(visit: Visit, app: Starlette, site: Site) -> None:
    some = [id_ for id_, one in site.library.places.items() if one.kind == "france-services"]
    with_places(app, site, *some[:2])
    assert "très peu de lieux" in visit(f"{PAGE}?besoin=france-services").text()
    with_places(app, site, *some[:20])
    assert "très peu de lieux" not in visit(f"{PAGE}?besoin=france-services").text()


def test_a_need_and_a_means_are_chosen_by_links(visit: Visit) -> None:
    page = visit(PAGE).follow("Une France Services").follow("À pied")
    assert page.address.endswith("?besoin=france-services&moyen=pied")
    assert page.text("//section[@class='today']/h2") == "Une France Services"
    chosen = page.tree.xpath("//main//a[@aria-current='true']")
    assert [" ".join(a.text_content().split()) for a in chosen][:2] == [
        "Une France Services",
        "À pied",
    ]


def test_a_means_changes_the_figure(visit: Visit) -> None:
    by = {name: visit(f"{PAGE}?moyen={name}").text("//p[@class='gaps-figure']") for name in MODES}
    assert len(set(by.values())) == len(MODES)


@pytest.mark.parametrize("query", ["?besoin=rien&moyen=avion&tri=hasard&page=9999", "?page=-1"])
def test_an_address_that_says_nonsense_still_shows_a_page(visit: Visit, query: str) -> None:
    page = visit(f"{PAGE}{query}")
    assert page.status == 200
    assert names(page)


def test_the_table_is_sorted_by_links_and_shows_every_commune_once(
    visit: Visit, site: Site
) -> None:
    page = visit(PAGE).follow("De A à Z")
    seen = names(page)
    while "Communes suivantes" in page.links:
        page = page.follow("Communes suivantes")
        seen += names(page)
    assert sorted(seen) == sorted(one.name for one in site.library.communes.values())
    assert seen[0] < seen[-1]
    assert "Communes précédentes" in page.links


def test_the_first_communes_are_the_largest_without(visit: Visit) -> None:
    found = [row for row in rows(visit, "?besoin=demarches") if row["proche_a_velo"] == "non"]
    largest = max(found, key=lambda row: int(row["population"]))
    assert names(visit(f"{PAGE}?besoin=demarches"))[0] == largest["commune"]


def test_the_file_adds_up_to_the_figure(visit: Visit, site: Site) -> None:
    told = total(compute(site).of("demarches"), "bicycle")
    found = rows(visit, "?besoin=demarches")
    lacking = [int(row["population"]) for row in found if row["proche_a_velo"] == "non"]
    assert told
    assert (len(found), len(lacking)) == (told.communes, told.communes_without)
    assert sum(lacking) == told.people_without
    assert {row["calcule_le"] for row in found} == {str(site.today())}


def test_the_whole_file_has_each_commune_for_each_need(visit: Visit, site: Site) -> None:
    found = rows(visit)
    assert len(found) == len(site.library.communes) * len(site.library.provisions)
    nothing = [row for row in found if row["lieux_connus"] == "0"]
    assert all(row["minutes_a_velo"] == row["proche_a_velo"] == "" for row in nothing)


def test_the_buttons_give_the_files(visit: Visit) -> None:
    page = visit(f"{PAGE}?besoin=france-services")
    for words in ("Télécharger ce tableau", "Tous les besoins"):
        answer = page.follow(words)
        assert answer.headers["content-type"].startswith("text/csv")
        assert ".csv" in answer.headers["content-disposition"]


def test_a_file_of_an_unknown_need_does_not_exist(visit: Visit) -> None:
    assert visit(f"{PAGE}.csv?besoin=rien").status == 404


def test_only_the_territories_shown_are_counted_and_places_over_the_border_are(
    visit: Visit, app: Starlette, site: Site
) -> None:
    alone = replace(site.settings, territories=("hauts-de-seine",))
    app.state.holder.site = replace(site, settings=alone)
    found = rows(visit, "?besoin=demarches")
    assert {row["departement"] for row in found} == {"92"}
    over = next(
        one for one in site.library.places.values()
        if one.commune.startswith("78") and one.kind == "france-services"
    )  # fmt: skip
    library = replace(site.library, places={over.id: over})
    app.state.holder.site = replace(site, settings=alone, library=library)
    assert {row["lieu_le_plus_proche"] for row in rows(visit, "?besoin=demarches")} == {over.id}


def test_the_figures_follow_the_content(visit: Visit, app: Starlette, site: Site) -> None:
    before = visit(PAGE).text("//p[@class='gaps-figure']")
    with_places(app, site, next(iter(site.library.places)))
    assert visit(PAGE).text("//p[@class='gaps-figure']") != before


def test_figures_are_worked_out_once_for_a_content(
    visit: Visit, app: Starlette, site: Site
) -> None:
    visit(PAGE)
    first = app.state.gaps
    visit(f"{PAGE}?moyen=pied")
    assert app.state.gaps is first


def test_the_map_has_words_of_its_own_and_is_light(visit: Visit) -> None:
    page = visit(f"{PAGE}?besoin=france-services")
    drawing = page.find("//svg[@role='img']")
    assert drawing.findtext("title") == "Une France Services"
    assert "communes sur" in drawing.findtext("desc")
    start = page.body.index('<svg class="gaps-drawing"')
    assert page.body.index("</svg>", start) - start < MOST_MAP


def test_every_commune_is_on_the_map_once(visit: Visit, site: Site) -> None:
    drawing = visit(PAGE).find("//svg[@role='img']")
    paths = drawing.xpath("./path[not(@class='gaps-bar')]/@d")
    assert sum(len(re.findall("M", path)) for path in paths) == len(site.library.communes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_keeps_the_rules_and_stays_small(visit: Visit, lang: str) -> None:
    page = visit(PAGE, lang)
    assert page.status == 200
    assert len(page.tree.xpath("//*")) <= MOST_ELEMENTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_the_page_leads_somewhere(visit: Visit, lang: str) -> None:
    hrefs = {href.partition("#")[0] for href in visit(PAGE, lang).tree.xpath("//main//a/@href")}
    assert [href for href in hrefs if href and visit(href).status != 200] == []
