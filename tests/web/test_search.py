"""Search, in people's own words."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from portal.services.site import Site
from tests.reader import Page, Visit

NOTHING = "Nous n’avons rien trouvé avec ces mots."


def search(visit: Visit, words: str, lang: str = "fr") -> Page:
    """The answers to these words, asked from the page of search."""
    page = visit("recherche", lang)
    button = page.text("//form[@role='search']//button")
    return page.press(button, {"q": words})


def found(page: Page) -> list[str]:
    """The sheets found, the urgent ones first."""
    hrefs = page.tree.xpath("//div[@id='resultats']//a[@class='card-title']/@href")
    return [href.split("/", 2)[2] for href in hrefs]


@pytest.mark.parametrize(
    ("words", "sheet"),
    [
        ("rsa", "aides/rsa"),
        ("RSA", "aides/rsa"),
        ("cmu", "aides/c2s"),
        ("complementaire sante", "aides/c2s"),
        ("Complémentaire SANTÉ", "aides/c2s"),
        ("mot de passe", "apprendre/mot-de-passe"),
        ("mot de passe oublié", "apprendre/mot-de-passe"),
        ("je dors dehors", "urgences/115"),
        ("sdf", "urgences/115"),
        ("la kaf", "plateformes/caf"),
        ("mediatheque limay", "lieux/mediatheque-limay"),
        ("soupe gratuite", "initiatives/disco-soupe"),
    ],
)
def test_a_sheet_is_found_by_peoples_words_with_or_without_accents(
    visit: Visit, words: str, sheet: str
) -> None:
    assert sheet in found(search(visit, words))[:5]


def test_the_beginning_of_a_word_is_enough(visit: Visit) -> None:
    assert "aides/c2s" in found(search(visit, "complémen"))


def test_words_come_in_any_order(visit: Visit) -> None:
    assert found(search(visit, "passe mot"))[0] == found(search(visit, "mot passe"))[0]


def test_when_no_sheet_holds_all_the_words_some_of_them_are_enough(visit: Visit) -> None:
    assert "aides/rsa" in found(search(visit, "rsa xyzzyplugh"))


@pytest.mark.parametrize(
    ("lang", "words", "sheet"), [("en", "housing", "aides/"), ("ar", "سكن", "aides/")]
)
def test_each_language_is_searched_in_its_own_words(
    visit: Visit, lang: str, words: str, sheet: str
) -> None:
    assert [one for one in found(search(visit, words, lang)) if one.startswith(sheet)]


def test_a_french_word_finds_its_sheet_on_an_arabic_page(visit: Visit) -> None:
    assert "aides/rsa" in found(search(visit, "rsa", "ar"))


def test_an_emergency_comes_first_with_its_number(visit: Visit) -> None:
    page = search(visit, "nulle part où dormir ce soir")
    assert found(page)[0] == "urgences/115"
    assert page.find("(//section[@class='call']//a[@class='tel'])[1]").get("href") == "tel:115"


def test_finding_nothing_offers_simpler_words_and_a_person(visit: Visit) -> None:
    page = search(visit, "xyzzyplugh")
    assert page.status == 200
    assert NOTHING in page.text()
    assert page.tree.xpath("//div[@id='resultats']//a[@href='tel:3939']")


def test_an_empty_search_says_nothing_and_asks_again(visit: Visit) -> None:
    page = search(visit, "   ")
    assert found(page) == []
    assert NOTHING not in page.text()


@pytest.mark.parametrize(
    "raw",
    ['"', '""', "'", "AND", "a OR b", "NOT x", "NEAR(a b)", "rsa*", "*", "^rsa", "(", ")", "-rsa", "title:rsa",
     "rsa; drop table entries", "\x00", "rsa\x00caf", "😀", "🏳️‍🌈", "_", "%", "\\", "é" * 10_000, "a " * 5_000,
     "\ud7ff\ue000", "𞤀𞤁", "１２３", "ﷺ", "\u202erab", "١١٥", "l’", "…"],
    ids=ascii,
)  # fmt: skip
def test_no_words_at_all_break_the_search(visit: Visit, raw: str) -> None:
    assert search(visit, raw).status == 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_typed_is_answered(visit: Visit, typed: str) -> None:
    assert search(visit, typed).status == 200


def test_a_long_search_is_cut_and_shown_as_it_was_searched(visit: Visit) -> None:
    page = search(visit, "loyer " * 100)
    assert len(page.find("//input[@id='q']").get("value")) <= 200


def test_words_that_are_not_utf_8_are_answered(visit: Visit) -> None:
    assert visit("recherche?q=%FF%FE%00").status == 200


def test_a_sheet_just_taken_away_is_not_found_though_the_index_still_has_it(
    visit: Visit, app: Starlette, site: Site
) -> None:
    rest = {id_: aid for id_, aid in site.library.aids.items() if id_ != "rsa"}
    calls = {id_: one for id_, one in site.library.urgences.items() if id_ != "115"}
    library = replace(site.library, aids=rest, urgences=calls)
    app.state.holder.site = replace(site, library=library)
    assert "aides/rsa" not in found(search(visit, "rsa"))
    assert "urgences/115" not in found(search(visit, "je dors dehors"))
