"""The page of open data: every file by a button that gives what it says."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette

from portal.services.interchange.export import KINDS
from portal.services.site import Site
from tests.reader import Page, Visit, words_of

PATH = "donnees-ouvertes"
CARDS = "//li[contains(@class, 'open-file')]"


def buttons(page: Page) -> dict[str, str]:
    """The words of each button by its address."""
    return {a.get("href"): words_of(a) for a in page.tree.xpath(f"{CARDS}//a")}


def test_the_page_counts_what_is_published_of_each_kind(visit: Visit, site: Site) -> None:
    cards = visit(PATH).tree.xpath(CARDS)
    assert len(cards) == len(KINDS)
    for card, kind in zip(cards, KINDS, strict=True):
        assert f"{len(getattr(site.library, kind))} fiches" in words_of(card)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_button_gives_a_file_of_the_size_it_says(visit: Visit, lang: str) -> None:
    page = visit(PATH, lang)
    assert len(buttons(page)) >= 2 * len(KINDS)
    for address, words in buttons(page).items():
        answer = visit.client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-disposition"].startswith("attachment")
        size = f"{-(-len(answer.content) // 1000)}"
        assert size in words or (".ics" in address and len(answer.content) < 10_000), words


def test_two_buttons_never_say_the_same(visit: Visit) -> None:
    words = [*buttons(visit(PATH)).values()]
    assert len({*words}) == len(words)


def test_the_licence_the_date_and_the_description_are_there(visit: Visit) -> None:
    page = visit(PATH)
    assert "Licence Ouverte 2.0" in page.text("//main")
    assert "Information la plus récente" in page.text("//main")
    assert "/api/v1/openapi.json" in page.links.values()
    assert f"/fr/{PATH}/acces" in page.links.values()


def test_the_addresses_given_as_examples_answer(visit: Visit) -> None:
    codes = visit(PATH).tree.xpath("//code[@class='address-line']")
    assert len(codes) == 2
    for code in codes:
        answer = visit.client.get(words_of(code))
        assert answer.json()["licence"] == "Licence Ouverte 2.0"


def test_the_foot_of_every_page_and_the_site_map_lead_there(visit: Visit) -> None:
    for path in ("", "plan-du-site"):
        assert visit(path).follow("Données ouvertes").h1 == "Données ouvertes"


def test_a_kind_without_anything_offers_no_empty_file(
    visit: Visit, app: Starlette, site: Site
) -> None:
    app.state.holder.site = replace(site, library=replace(site.library, workshops={}))
    page = visit(PATH)
    assert len(page.tree.xpath(CARDS)) == len(KINDS) - 1
    assert not [address for address in buttons(page) if "workshops" in address]


def test_on_a_terminal_nothing_leads_out_of_the_portal(visit: Visit) -> None:
    visit("/borne/pole-social-chatillon")
    page = visit(PATH)
    assert "Licence Ouverte 2.0" in page.text("//main")
    leads = {href for href in page.links.values() if not href.startswith(("/fr/", "#"))}
    assert leads - {*buttons(page)} <= {"/en/donnees-ouvertes", "/ar/donnees-ouvertes", "tel:3939"}
