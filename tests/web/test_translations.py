"""Three languages, one of them from right to left; what is not translated says so."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from starlette.applications import Starlette

from portal.services.catalogues import missing
from portal.services.site import Site
from portal.settings import ROOT, Settings
from tests.reader import Visit

SHIPPED = ["en", "ar"]
LATIN_PLACEHOLDER = "%("


@pytest.fixture(scope="module")
def owed(app: Starlette, settings: Settings) -> list[str]:
    site: Site = app.state.holder.site
    return missing(site.library, settings.locales)


@pytest.mark.parametrize("lang", SHIPPED)
def test_every_text_owed_is_translated(owed: list[str], lang: str) -> None:
    assert [line for line in owed if line.startswith(f"{lang}/")] == []


@pytest.mark.parametrize("domain", ["messages", "content"])
@pytest.mark.parametrize("lang", SHIPPED)
def test_a_translation_keeps_the_places_of_its_numbers_and_names(lang: str, domain: str) -> None:
    wrong = []
    for message in catalogue(lang, domain):
        french = message.id if isinstance(message.id, str) else " ".join(message.id)
        if message.id and message.string and not message.fuzzy and LATIN_PLACEHOLDER in french:
            said = message.string if isinstance(message.string, str) else " ".join(message.string)
            wrong += [french for name in names(french) if f"%({name})s" not in said]
    assert wrong == []


def names(text: str) -> set[str]:
    return {part.partition(")")[0] for part in text.split("%(")[1:]}


def catalogue(lang: str, domain: str) -> list[Message]:
    file: Path = ROOT / "locales" / lang / "LC_MESSAGES" / f"{domain}.po"
    return list(read_po(BytesIO(file.read_bytes())))


@pytest.mark.parametrize("lang", SHIPPED)
def test_a_telephone_number_is_the_same_in_every_language(lang: str, site: Site) -> None:
    language = site.languages[lang]
    for id_, urgence in site.library.urgences.items():
        if urgence.phone:
            view = site.known(f"urgences/{id_}", language)
            assert view.phone.number == urgence.phone.number


@pytest.mark.parametrize("lang", SHIPPED)
def test_a_sheet_in_another_language_is_not_in_french(visit: Visit, lang: str) -> None:
    french, other = visit("aides/rsa"), visit("aides/rsa", lang)
    assert french.h1 != other.h1
    assert "Ce que vous pouvez faire aujourd’hui" not in other.text()


def test_the_name_of_a_place_stays_french_and_says_so(visit: Visit) -> None:
    heading = visit("lieux/mediatheque-limay", "ar").find("//h1")
    assert (heading.get("lang"), heading.get("dir")) == ("fr", "ltr")


def test_every_language_is_offered_by_its_own_name_on_every_page(visit: Visit) -> None:
    for lang in ("fr", "en", "ar"):
        page = visit("aides/rsa", lang)
        offered = page.tree.xpath("//nav[@class='languages']//a")
        assert [(a.get("lang"), a.text, a.get("dir")) for a in offered] == [
            ("fr", "Français", "ltr"),
            ("en", "English", "ltr"),
            ("ar", "العربية", "rtl"),
        ]
        assert [a.get("lang") for a in offered if a.get("aria-current")] == [lang]


def test_numbers_run_from_left_to_right_in_arabic(visit: Visit) -> None:
    page = visit("urgences/115", "ar")
    assert {a.get("dir") for a in page.tree.xpath("//a[@class='tel']")} == {"ltr"}


def test_dates_are_said_in_the_language_of_the_page(visit: Visit) -> None:
    assert "23 novembre 2026" in visit("aides/c2s").text()
    assert "23 November 2026" in visit("aides/c2s", "en").text()
