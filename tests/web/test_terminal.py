"""A public computer: the place it stands in, a short memory, a way out that warns."""

import logging
from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from portal.domain.privacy import ANSWERS_ON_TERMINAL, TERMINAL_COOKIE
from portal.services.site import Site
from tests.reader import Page, Visit
from tests.values import FakeClock
from tests.web.journeys import APPOINTMENT, WORKSHOP, go_to, name_of, result

LIMAY = "mediatheque-limay"
WIPE = "Effacer et quitter"
GONE = "vos réponses ont été effacées"


@pytest.fixture
def terminal(visit: Visit) -> Visit:
    visit(f"/borne/{LIMAY}")
    return visit


def test_starting_a_terminal_opens_the_home_page_and_names_the_place(visit: Visit) -> None:
    page = visit(f"/borne/{LIMAY}")
    assert page.path == "/fr/"
    assert "Médiathèque" in page.text("//aside")
    assert visit.cookies[TERMINAL_COOKIE].startswith(f"{LIMAY}.")


def test_the_terminal_cookie_names_the_place_and_a_number_and_is_closed_to_scripts(
    visit: Visit,
) -> None:
    cookie = visit(f"/borne/{LIMAY}", follow=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    place, _, number = cookie.split(";")[0].partition("=")[2].partition(".")
    assert place == LIMAY
    assert len(number) == 8


def test_each_visit_to_a_terminal_has_its_own_number(visit: Visit) -> None:
    numbers = {visit(f"/borne/{LIMAY}", follow=False).headers["set-cookie"] for _ in range(5)}
    assert len(numbers) == 5


@pytest.mark.parametrize("place", ["nulle-part", "%00", "mediatheque-limay.x"])
def test_a_place_that_does_not_exist_is_a_404_and_sets_nothing(visit: Visit, place: str) -> None:
    assert visit(f"/borne/{place}").status == 404
    assert visit.cookies == {}


def test_a_cookie_of_a_place_that_is_gone_is_no_terminal(visit: Visit) -> None:
    page = visit("", cookies={TERMINAL_COOKIE: "disparue.123"})
    assert "data-borne" not in page.tree.attrib


@pytest.mark.parametrize(
    "given", [{}, WORKSHOP, APPOINTMENT], ids=["terminal", "workshop", "person"]
)
def test_the_result_names_the_place_of_the_terminal(terminal: Visit, given: dict[str, str]) -> None:
    page = result(terminal, given)
    assert "Limay" in page.text("(//div[@class='meeting'])[1]")
    assert not page.tree.xpath("//input[@id='commune']")


def test_on_a_terminal_answers_open_for_15_minutes(terminal: Visit, clock: FakeClock) -> None:
    page = go_to(terminal, "frequence")
    clock.now += ANSWERS_ON_TERMINAL.total_seconds() - 1
    assert name_of(terminal(page.address)) == "frequence"
    clock.now += 1
    assert GONE in terminal(page.address).text()


def test_wiping_empties_the_browser_and_starts_a_new_visit(terminal: Visit) -> None:
    terminal("aides/rsa").press("Garder")
    before = terminal.cookies[TERMINAL_COOKIE]
    wiped = terminal("").press(WIPE, follow=False)
    assert wiped.status == 303
    assert wiped.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert wiped.headers["cache-control"] == "no-store"
    home = terminal(wiped.headers["location"])
    assert home.path == "/fr/"
    assert set(terminal.cookies) == {TERMINAL_COOKIE}
    assert terminal.cookies[TERMINAL_COOKIE] != before


def test_after_a_wipe_the_answers_of_before_do_not_open_any_more(terminal: Visit) -> None:
    page = go_to(terminal, "demarche")
    finished = result(terminal)
    terminal("").press(WIPE)
    for address in (page.address, finished.address):
        assert GONE in terminal(address).text()


def test_answers_of_a_terminal_do_not_open_elsewhere(terminal: Visit) -> None:
    page = go_to(terminal, "demarche")
    assert GONE in terminal.other()(page.address).text()
    other = terminal.other()
    other(f"/borne/{LIMAY}")
    assert GONE in other(page.address).text()


def test_elsewhere_wiping_says_that_nothing_is_left(visit: Visit) -> None:
    visit("aides/rsa").press("Garder")
    page = visit("").press(WIPE)
    assert page.path == "/fr/efface"
    assert page.h1 == "Tout est effacé"
    assert visit.cookies == {}


@pytest.mark.parametrize(
    "path", ["", "aides/rsa", "autotest/appareil", "urgences/3919", "nulle-part"]
)
def test_wiping_is_in_sight_on_every_page(visit: Visit, path: str) -> None:
    assert visit(path).press(WIPE).h1 == "Tout est effacé"


def test_only_a_terminal_asks_whether_one_is_still_there(terminal: Visit) -> None:
    dialog = terminal("").find("//dialog")
    assert (dialog.get("data-after"), dialog.get("data-for")) == ("90", "30")
    assert "J’ai besoin de temps" in dialog.text_content()
    assert not terminal.other()("").tree.xpath("//dialog")


def test_a_page_on_violence_can_be_left_at_once(visit: Visit) -> None:
    assert visit("urgences/3919").press("Quitter vite cette page").h1 == "Tout est effacé"


def test_leaving_for_a_site_says_where_what_to_bring_and_how_to_come_back(
    terminal: Visit, site: Site
) -> None:
    sheet = site.library.aids["rsa"]
    assert sheet.ways.online
    page = leave(terminal, sheet.ways.online.url, "/fr/aides/rsa")
    assert page.path == "/fr/partir"
    assert page.find("//p[@class='lead']/bdi").text in sheet.ways.online.url
    assert sheet.documents[0].name in page.text()
    assert page.links["Rester ici"] == "/fr/aides/rsa"
    assert [h for h in page.tree.xpath("//a/@href") if h.startswith("http")] == [
        sheet.ways.online.url
    ]


def leave(visit: Visit, address: str, back: str = "") -> Page:
    return visit(f"partir?vers={quote(address, safe='')}&retour={quote(back, safe='')}")


@pytest.mark.parametrize(
    "address",
    [
        "https://mechant.example",
        "https://www.caf.fr.mechant.example",
        "https://www.caf.fr@mechant.example",
        "//www.caf.fr",
        "javascript:alert(1)",
        "/fr/",
        "",
    ],
)
def test_an_address_that_no_sheet_names_is_refused(terminal: Visit, address: str) -> None:
    page = leave(terminal, address)
    assert page.status == 404
    assert "mechant" not in page.text()


@pytest.mark.parametrize(
    "back", ["https://mechant.example", "//mechant.example", "/\t/mechant.example"]
)
def test_staying_never_leads_to_another_site(terminal: Visit, back: str) -> None:
    assert leave(terminal, "https://www.caf.fr", back).links["Rester ici"] == "/fr/"


def test_a_server_opened_for_a_place_is_its_terminal_without_a_cookie(
    visit: Visit, app: Starlette, site: Site
) -> None:
    app.state.holder.site = replace(site, settings=replace(site.settings, kiosk=LIMAY))
    assert "Limay" in result(visit).text("(//div[@class='meeting'])[1]")
    page = go_to(visit, "frequence")
    visit("").press(WIPE)
    assert GONE in visit(page.address).text()


def test_the_log_of_a_terminal_does_not_name_the_visit(
    terminal: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        terminal("aides/rsa")
    number = terminal.cookies[TERMINAL_COOKIE].partition(".")[2]
    assert caplog.records
    assert number not in caplog.text
