"""What cannot be answered is said kindly, and the way home is there."""

import logging
from dataclasses import replace

import pytest
from anyio.from_thread import BlockingPortal
from starlette.applications import Starlette

from portal.services.site import Site
from portal.store.index import Index
from tests.reader import TestClient, Visit

LOST = {
    "fr": "Cette page n’existe pas, ou plus",
    "en": "This page does not exist, or no longer exists",
}


@pytest.mark.parametrize(
    "path",
    ["nulle-part", "aides/inconnue", "lieux/x", "urgences/999", "apprendre/mot-de-passe/99",
     "apprendre/mot-de-passe/0", "apprendre/x/1", "apprendre/caf-compte/essayer", "initiatives/x",
     "plateformes/x", "partir", "aides/%00", "aides/%F0%9F%98%80"],
)  # fmt: skip
def test_a_page_that_does_not_exist_says_so_with_a_search_and_the_way_home(
    visit: Visit, path: str
) -> None:
    page = visit(path)
    assert page.status == 404
    assert page.h1 == LOST["fr"]
    assert page.follow("Aller à l’accueil").path == "/fr/"
    assert page.press("Chercher", {"q": "loyer"}).path == "/fr/recherche"


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_a_lost_page_speaks_the_language_of_its_path(visit: Visit, lang: str) -> None:
    page = visit("nulle-part", lang)
    assert page.status == 404
    assert page.tree.get("lang") == lang
    if lang in LOST:
        assert page.h1 == LOST[lang]


@pytest.mark.parametrize(
    "path", ["/xx/aides", "/de/", "/admin", "/.env", "/fr.php", "/static/nope.css"]
)
def test_an_unknown_language_is_a_lost_page_in_french(visit: Visit, path: str) -> None:
    page = visit(path)
    assert page.status == 404
    assert page.tree.get("lang") == "fr"


def test_a_former_name_of_a_sheet_leads_to_the_present_one(visit: Visit) -> None:
    page = visit("aides/cmu", follow=False)
    assert page.status == 301
    assert page.headers["location"] == "/fr/aides/c2s"


@pytest.mark.parametrize(
    ("accepted", "path"),
    [
        ("", "/fr/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("de-DE,ar;q=0.5", "/ar/"),
        ("AR", "/ar/"),
        ("de", "/fr/"),
        (";;,,q=", "/fr/"),
    ],
)
def test_the_front_door_sends_to_the_language_asked_for(
    visit: Visit, accepted: str, path: str
) -> None:
    door = visit("/", headers={"Accept-Language": accepted}, follow=False)
    assert door.headers["location"] == path
    assert door.headers["vary"] == "Accept-Language"


def test_a_language_without_its_slash_leads_home(visit: Visit) -> None:
    assert visit("/fr").path == "/fr/"


@pytest.fixture
def broken(app: Starlette, portal: BlockingPortal, site: Site) -> TestClient:
    """A portal whose index was taken away."""
    app.state.holder.site = replace(site, index=Index(site.index.file / "gone"))
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    client.portal = portal
    return client


def test_a_failure_shows_a_static_page_with_a_person_to_call(broken: TestClient) -> None:
    answer = broken.get("/fr/recherche?q=loyer")
    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text
    assert "loyer" not in answer.text
    assert 'href="tel:115"' in answer.text


def test_a_failure_is_logged_with_its_page_and_without_what_was_typed(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        broken.get("/fr/recherche?q=monsecret")
    assert "/fr/recherche" in caplog.text
    assert "monsecret" not in caplog.text


def test_a_failure_keeps_the_strict_headers(broken: TestClient) -> None:
    assert broken.get("/fr/recherche?q=loyer").headers["referrer-policy"] == "no-referrer"
