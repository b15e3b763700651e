"""The roadmap: kept by a press, in the person's order, taken away on a phone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from starlette.applications import Starlette

from portal.domain.privacy import ANSWERS, HAND_OVER, ROADMAP_COOKIE
from portal.services.roadmap import qr
from portal.services.sealing import Sealer
from portal.services.site import Site
from portal.settings import Settings
from portal.web.links import page_path, sheet_path
from tests.reader import HOST, Page, Visit
from tests.values import FakeClock
from tests.web.journeys import result

RSA, CAF, PASSWORD = "aides/rsa", "plateformes/caf", "apprendre/mot-de-passe"
EMPTY = "Elle est vide pour le moment."


def keep(visit: Visit, *paths: str) -> Page:
    for path in paths:
        page = visit(path).press("Garder")
    return page


def titles(page: Page) -> list[str]:
    return [
        " ".join(a.text_content().split()) for a in page.tree.xpath("//ol[@class='roadmap']//h2/a")
    ]


def references(page: Page) -> list[str]:
    return [
        a.get("href").removeprefix("/fr/") for a in page.tree.xpath("//ol[@class='roadmap']//h2/a")
    ]


class Remembering(Sealer):
    """A sealer that remembers its last token, as a camera reads it from a QR code."""

    last = ""

    def seal(self, content: Mapping[str, Any], *, life: timedelta, bound: str = "") -> str:
        self.last = super().seal(content, life=life, bound=bound)
        return self.last


@pytest.fixture
def camera(app: Starlette, site: Site, settings: Settings, clock: FakeClock) -> Remembering:
    camera = Remembering(settings.keys, clock)
    app.state.holder.site = replace(site, sealer=camera)
    return camera


def carried(visit: Visit, camera: Remembering) -> str:
    """The address in the QR code that the page shows."""
    page = visit("feuille-de-route/telephone")
    address = page_path("fr", "feuille-de-route/reprendre", r=camera.last)
    assert page.find("//img[@class='qr']").get("src") == qr(HOST + address)
    return address


def test_a_roadmap_starts_empty_and_says_what_to_do(visit: Visit) -> None:
    page = visit("feuille-de-route")
    assert EMPTY in page.text()
    assert page.follow("Chercher une aide").path == "/fr/aides"


def test_keeping_a_sheet_shows_it_and_the_way_back(visit: Visit) -> None:
    page = keep(visit, RSA)
    assert page.path == "/fr/feuille-de-route"
    assert "C’est gardé." in page.text()
    assert references(page) == [RSA]
    assert page.follow("Continuer ma lecture").path == "/fr/aides/rsa"


@pytest.mark.parametrize(
    "path",
    [RSA, CAF, PASSWORD, "initiatives/disco-soupe", "urgences/115", "lieux/mediatheque-limay"],
)
def test_a_sheet_of_any_kind_can_be_kept(visit: Visit, path: str) -> None:
    assert references(keep(visit, path)) == [path]


def test_with_htmx_the_button_becomes_the_news_and_nothing_else_moves(visit: Visit) -> None:
    part = visit(RSA).press("Garder", htmx=True)
    assert part.path.endswith("/garder")
    assert "Voir ma feuille de route : 1 étape" in part.text("//p")
    assert "hx-push-url" not in part.headers
    assert references(visit("feuille-de-route")) == [RSA]


def test_the_header_counts_the_sheets_kept(visit: Visit) -> None:
    assert visit("feuille-de-route/compte").body.strip() == ""
    keep(visit, RSA, CAF)
    assert visit("feuille-de-route/compte").text("//span[@class='badge']") == ": 2"


def test_a_sheet_kept_twice_is_there_once(visit: Visit) -> None:
    assert references(keep(visit, RSA, RSA)) == [RSA]


def test_a_sheet_that_does_not_exist_is_not_kept(visit: Visit) -> None:
    for reference in ("aids/inconnue", "pages/aide", "../x", "", "aids/rsa\x00"):
        page = visit("feuille-de-route/garder", send=[("fiche", reference)])
        assert EMPTY in page.text()
        assert "C’est gardé" not in page.text()


def test_steps_move_and_leave_in_the_order_the_person_wants(visit: Visit) -> None:
    page = keep(visit, RSA, CAF, PASSWORD)
    first, second, third = titles(page)
    page = page.press(f"Descendre : {first}")
    assert titles(page) == [second, first, third]
    page = page.press(f"Monter : {third}")
    assert titles(page) == [second, third, first]
    page = page.press(f"Enlever : {third}")
    assert titles(page) == [second, first]


def test_the_first_step_cannot_go_up_nor_the_last_down(visit: Visit) -> None:
    page = keep(visit, RSA, CAF)
    words = [[b.get("name") for b in form.xpath(".//button")] for form in page.tree.xpath("//form[contains(@class, 'moves')]")]  # fmt: skip
    assert words == [["descendre", "enlever"], ["monter", "enlever"]]


def test_dropping_the_last_step_leaves_an_empty_roadmap(visit: Visit) -> None:
    page = keep(visit, RSA)
    assert EMPTY in page.press("Enlever").text()


def test_the_21st_sheet_is_not_kept_and_the_page_says_why(visit: Visit, site: Site) -> None:
    every = [sheet_path("fr", f"aids/{id_}") for id_ in list(site.library.aids)[:21]]
    page = keep(visit, *every)
    assert len(references(page)) == 20
    assert "Votre feuille est pleine : 20 étapes." in page.text()
    assert "C’est gardé" not in page.text()
    assert "C’est gardé" not in visit(every[20]).press("Garder", htmx=True).text("//p")


def test_the_longest_roadmap_fits_in_a_cookie(visit: Visit, site: Site) -> None:
    longest = sorted((ref for ref, _ in site.library.sheets()), key=len)[-20:]
    keep(visit, *(sheet_path("fr", reference) for reference in longest))
    assert len(references(visit("feuille-de-route"))) == 20
    assert len(visit.cookies[ROADMAP_COOKIE]) < 3800


def test_the_cookie_is_closed_to_scripts_and_to_other_sites_and_dies_with_the_browser(
    visit: Visit,
) -> None:
    answer = visit(RSA).press("Garder", follow=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status == 303
    assert cookie.startswith(f"{ROADMAP_COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "max-age" not in cookie.lower()
    assert "expires" not in cookie.lower()
    assert "rsa" not in cookie


def test_reading_a_roadmap_sets_no_cookie(visit: Visit) -> None:
    for path in (
        "",
        RSA,
        "feuille-de-route",
        "feuille-de-route/compte",
        "feuille-de-route/telephone",
    ):
        assert "set-cookie" not in visit(path).headers


def test_a_damaged_cookie_is_an_empty_roadmap(visit: Visit) -> None:
    assert EMPTY in visit("feuille-de-route", cookies={ROADMAP_COOKIE: "gAAAAx"}).text()


def test_a_roadmap_opens_for_two_hours(visit: Visit, clock: FakeClock) -> None:
    keep(visit, RSA)
    clock.now += ANSWERS.total_seconds() - 1
    assert references(visit("feuille-de-route")) == [RSA]
    clock.now += 1
    assert EMPTY in visit("feuille-de-route").text()


def test_a_step_says_what_to_do_whom_to_call_and_what_to_bring(visit: Visit, site: Site) -> None:
    sheet = site.library.aids["rsa"]
    step = keep(visit, RSA).text("//ol[@class='roadmap']/li")
    assert sheet.today in step
    assert sheet.documents[0].name in step
    assert sheet.ways.phone
    assert sheet.ways.phone.number in step


def test_the_phone_gets_a_code_only_when_there_is_something_to_carry(visit: Visit) -> None:
    assert not visit("feuille-de-route/telephone").tree.xpath("//img[@class='qr']")
    page = keep(visit, RSA).follow("Emporter sur mon téléphone")
    assert page.find("//img[@class='qr']").get("src").startswith("data:image/svg+xml")
    assert "24 heures" in page.text()


def test_the_carried_roadmap_opens_on_another_phone_and_can_be_kept_there(
    visit: Visit, camera: Remembering
) -> None:
    keep(visit, RSA, CAF)
    phone = visit.other()
    page = phone(carried(visit, camera))
    assert references(page) == [RSA, CAF]
    assert phone.cookies == {}
    assert references(page.press("Garder sur ce téléphone")) == [RSA, CAF]


def test_the_carried_roadmap_opens_for_24_hours_and_not_after(
    visit: Visit, camera: Remembering, clock: FakeClock
) -> None:
    keep(visit, RSA, CAF)
    address = carried(visit, camera)
    clock.now += HAND_OVER.total_seconds() - 1
    assert references(visit.other()(address)) == [RSA, CAF]
    clock.now += 1
    late = visit.other()(address)
    assert late.status == 200
    assert "Ce lien ne marche plus : il durait 24 heures." in late.text()


def test_a_roadmap_carried_from_a_terminal_outlives_the_wipe(
    visit: Visit, camera: Remembering
) -> None:
    visit("/borne/mediatheque-limay")
    keep(visit, RSA)
    address = carried(visit, camera)
    visit("").press("Effacer et quitter")
    assert EMPTY in visit("feuille-de-route").text()
    assert references(visit.other()(address)) == [RSA]


def test_carried_steps_are_added_to_those_already_kept(visit: Visit, camera: Remembering) -> None:
    keep(visit, RSA, CAF)
    phone = visit.other()
    keep(phone, PASSWORD)
    page = phone(carried(visit, camera)).press("Garder sur ce téléphone")
    assert references(page) == [PASSWORD, RSA, CAF]


def test_a_way_back_to_another_site_leads_home(visit: Visit) -> None:
    for address in ("https://mechant.example", "//mechant.example", "/\t/mechant.example"):
        page = visit(f"feuille-de-route?garde=oui&retour={quote(address)}")
        assert page.links.get("Continuer ma lecture", "/fr/") == "/fr/"


def test_a_result_and_its_place_can_be_kept_and_the_result_found_again(visit: Visit) -> None:
    page = result(visit)
    kept = page.press("Garder")
    assert page.h1 in titles(kept)
    assert [ref for ref in references(kept) if ref.startswith("lieux/")]
    assert kept.follow("Continuer ma lecture").h1 == page.h1


def test_what_was_kept_is_never_written_in_the_address(visit: Visit) -> None:
    for page in (visit(RSA).press("Garder"), result(visit).press("Garder")):
        assert urlsplit(page.address).query.startswith("garde=oui")


def test_one_visitor_never_sees_the_roadmap_of_another(visit: Visit, app: Starlette) -> None:
    keep(visit, RSA)
    assert EMPTY in visit.other()("feuille-de-route").text()


def test_from_home_to_a_kept_sheet_without_javascript(visit: Visit) -> None:
    moments = visit("").follow("Mes droits et mes aides")
    aids = moments.follow("Je n’y arrive plus à la fin du mois")
    sheet = aids.follow("Complémentaire santé solidaire")
    assert sheet.h1 in titles(sheet.press("Garder"))
