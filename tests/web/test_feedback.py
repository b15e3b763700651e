"""« Signaler une erreur », as a person without JavaScript does it."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette

from portal.domain.feedback import KEPT_MONTHS, MOST_TEXT, Feedback
from portal.services import statistics
from portal.services.feedback import Turns
from portal.store.desk import Desk
from tests.reader import Page, Visit, words_of
from tests.values import FakeClock
from tests.web.journeys import go_to

TODAY = date(2026, 11, 23)
LINK = "Signaler une erreur"
TEXT = "Le 3949 ne répond plus <b>😀</b>"


@pytest.fixture
def desk(app: Starlette, tmp_path: Path) -> Iterator[Desk]:
    """A desk of this test alone."""
    before = app.state.desk
    desk = app.state.desk = Desk(tmp_path, "", lambda: TODAY)
    yield desk
    desk.close()
    app.state.desk = before


@pytest.fixture
def turns(app: Starlette) -> Iterator[FakeClock]:
    """The time by which turns come back, moved by hand."""
    before, clock = app.state.turns, FakeClock()
    app.state.turns = Turns(clock)
    yield clock
    app.state.turns = before


@pytest.fixture(autouse=True)
def _own(desk: Desk, turns: FakeClock) -> None:
    """No test writes where another reads."""


def kept(desk: Desk) -> list[Feedback]:
    return [one for subject in statistics.reported(desk) for one in subject.reports]


def send(page: Page, what: str = "change", text: str = TEXT) -> Page:
    return page.press("Envoyer", {"quoi": what, "texte": text})


def spoil(desk: Desk, *names: str) -> None:
    """Put folders where the desk wants files."""
    desk.close()
    for name in names:
        (desk.folder / name).mkdir()


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_from_a_sheet_one_choice_and_a_text_are_kept_with_the_day(
    visit: Visit, desk: Desk, lang: str
) -> None:
    link = visit("aides/rsa", lang).find("//footer//a[contains(@href, '/signaler?')]")
    form = visit(link.get("href"))
    answer = form.visit(
        form.path, send=[("page", f"/{lang}/aides/rsa"), ("quoi", "change"), ("texte", TEXT)]
    )
    assert answer.path == f"/{lang}/signaler/merci"
    (one,) = kept(desk)
    assert one.model_dump(exclude={"id"}) == {
        "page": f"/{lang}/aides/rsa", "reference": "aids/rsa", "language": lang,
        "what": "change", "text": TEXT, "day": TODAY, "done": None,
    }  # fmt: skip


def test_the_sheet_is_named_before_and_after_and_one_press_goes_back_to_it(visit: Visit) -> None:
    form = visit("aides/rsa").follow(LINK)
    assert form.h1 == "Qu’est-ce qui ne va pas ?"
    title = visit("aides/rsa").h1
    assert title in form.text("//main//p[@class='lead']")
    thanks = send(form)
    assert "Une personne lira votre message" in thanks.text("//main")
    assert "Une personne peut vous aider" in thanks.text("//aside[@class='person']")
    assert thanks.follow("Revenir à la fiche").path == "/fr/aides/rsa"


def test_a_choice_alone_is_enough(visit: Visit, desk: Desk) -> None:
    send(visit("lieux").follow(LINK), "incompris", "")
    assert [(one.page, one.reference, one.what, one.text) for one in kept(desk)] == [
        ("/fr/lieux", "", "incompris", "")
    ]


@pytest.mark.parametrize("path", ["", "urgences", "autotest", "simulateur", "confort", "signaler", "signaler/merci", "nulle-part"])  # fmt: skip
def test_every_page_has_the_link_and_it_carries_the_path_alone(visit: Visit, path: str) -> None:
    address = visit(f"{path}?r=secret&q=mots").links[LINK]
    assert parse_qs(urlsplit(address).query) == {"page": [f"/fr/{path}"]}


def test_answers_sealed_in_an_address_never_reach_the_desk(visit: Visit, desk: Desk) -> None:
    send(go_to(visit, "frequence").follow(LINK))
    form = visit("signaler")
    for page in ("/fr/autotest/frequence?r=gAAAAsecret", "/fr/aides/rsa#r=gAAAAsecret"):
        form.visit(form.path, send=[("page", page), ("quoi", "lien")])
    assert sorted(one.page for one in kept(desk)) == [
        "/fr/aides/rsa", "/fr/autotest/frequence", "/fr/autotest/frequence",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "", "https://mechant.example/", "//mechant.example", "/\\mechant.example", "/fr/nulle-part",
        "/fr/aides/inconnue", "/fr/aides/../../sante", "/static/portal.css", "/api/v1/aids", "/xx/",
        "/fr/Jean%20Dupont", "/fr/autotest/Jean Dupont", "javascript:alert(1)", "/fr/" + "a" * 300,
        "/fr/feuille-de-route/garder", "/fr/\x00",
    ],
)  # fmt: skip
def test_a_page_that_is_not_ours_is_read_as_the_home_page(
    visit: Visit, desk: Desk, page: str
) -> None:
    form = visit("signaler")
    thanks = form.visit(form.path, send=[("page", page), ("quoi", "autre")])
    assert [one.page for one in kept(desk)] == ["/fr/"]
    assert thanks.follow("Revenir à la page").path == "/fr/"


def test_a_former_address_is_kept_under_the_present_sheet(visit: Visit, desk: Desk) -> None:
    aids = visit.app.state.holder.site.library.aids.values()
    aid = next(aid for aid in aids if aid.aliases)
    form = visit("signaler")
    form.visit(form.path, send=[("page", f"/fr/aides/{aid.aliases[0]}"), ("quoi", "autre")])
    assert kept(desk)[0].reference == f"aids/{aid.id}"


def test_with_nothing_chosen_the_text_is_kept_and_the_summary_leads_to_the_choices(
    visit: Visit, desk: Desk
) -> None:
    page = visit("aides/rsa").follow(LINK).press("Envoyer", {"texte": TEXT})
    assert page.status == 422
    assert page.title.startswith("Erreur :")
    assert page.find("//div[@id='erreurs']//a").get("href") == "#quoi"
    assert page.find("//textarea").text.strip() == TEXT
    assert page.headers["cache-control"] == "no-store"
    assert send(page).path == "/fr/signaler/merci"
    assert kept(desk)[0].reference == "aids/rsa"


@pytest.mark.parametrize("what", ["", "inconnu", "ferme2", "\x00"])
def test_a_choice_that_is_not_one_of_ours_is_none(visit: Visit, desk: Desk, what: str) -> None:
    assert visit("signaler", send=[("quoi", what)]).status == 422
    assert kept(desk) == []


def test_a_text_of_500_signs_goes_and_one_more_comes_back_whole(visit: Visit, desk: Desk) -> None:
    long = "é" * (MOST_TEXT - 1)
    assert visit("signaler", send=[("quoi", "autre"), ("texte", f"{long}\r\n")]).status == 200
    assert visit("signaler", send=[("quoi", "autre"), ("texte", f"{long}x")]).status == 200
    refused = visit("signaler", send=[("quoi", "autre"), ("texte", f"{long}\r\nx")])
    assert refused.status == 422
    assert refused.find("//div[@id='erreurs']//a").get("href") == "#texte"
    assert refused.find("//textarea").text.strip() == f"{long}\nx"
    assert refused.find("//input[@checked]").get("value") == "autre"
    assert sorted(len(one.text) for one in kept(desk)) == [MOST_TEXT - 1, MOST_TEXT]


def test_what_no_database_takes_is_left_out_of_a_text(visit: Visit, desk: Desk) -> None:
    body = b"quoi=autre&texte=a%00b%ED%A0%80c%E2%80%AEd"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = visit.client.post("/fr/signaler", content=body, headers=form)
    assert answer.status_code == 303
    assert kept(desk)[0].text.replace("\ufffd", "") == "abcd"


def test_the_eleventh_report_of_an_address_waits_and_its_text_is_kept(
    visit: Visit, desk: Desk, turns: FakeClock
) -> None:
    for _ in range(10):
        assert send(visit("signaler")).status == 200
    page = send(visit("signaler"))
    assert page.status == 429
    assert page.headers["retry-after"] == "60"
    assert "Attendez 1 minute" in page.text("//div[@id='erreurs']")
    assert page.find("//textarea").text.strip() == TEXT
    assert len(kept(desk)) == 10
    turns.now += 61
    assert send(page).path == "/fr/signaler/merci"


def test_a_mistake_in_the_form_costs_no_turn(visit: Visit) -> None:
    for _ in range(15):
        assert visit("signaler", send=[]).status == 422
    assert send(visit("signaler")).status == 200


def test_a_header_that_anybody_can_write_gives_no_more_turns(visit: Visit) -> None:
    def one(number: int) -> Page:
        sent = {"X-Forwarded-For": f"81.2.69.{number}", "Forwarded": f"for=81.2.69.{number}"}
        return visit("signaler", send=[("quoi", "autre")], headers=sent)

    assert [one(number).status for number in range(11)] == [200] * 10 + [429]


def test_with_the_database_away_a_person_is_thanked_and_the_report_waits(
    visit: Visit, desk: Desk
) -> None:
    spoil(desk, "desk.db")
    assert send(visit("signaler")).path == "/fr/signaler/merci"
    (desk.folder / "desk.db").rmdir()
    later = Desk(desk.folder, "", lambda: TODAY)
    later.settle()
    assert [one.text for one in kept(later)] == [TEXT]


def test_when_nothing_can_be_kept_the_page_says_so_with_a_number_to_call(
    visit: Visit, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(desk, "desk.db", "feedback-waiting.jsonl")
    with caplog.at_level(logging.ERROR, logger="portal"):
        page = send(visit("signaler"))
    assert page.status == 503
    assert "Votre message n’est pas parti" in page.text("//div[@id='erreurs']")
    assert page.tree.xpath("//div[@id='erreurs']//a[starts-with(@href, 'tel:')]")
    assert page.find("//textarea").text.strip() == TEXT
    assert "PORTAL_STATE" in caplog.text
    assert "3949" not in caplog.text


def test_on_a_terminal_a_failure_sends_to_the_reception(visit: Visit, desk: Desk) -> None:
    visit("/borne/pole-social-chatillon")
    spoil(desk, "desk.db", "feedback-waiting.jsonl")
    errors = "//div[@id='erreurs']"
    page = send(visit("signaler"))
    assert "Ou dites-le à l’accueil." in page.text(errors)
    assert not page.tree.xpath(f"{errors}//a[starts-with(@href, 'tel:')]")


def test_a_report_leaves_no_cookie_and_no_word_in_the_log(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        send(visit("aides/rsa").follow(LINK))
    assert visit.cookies == {}
    assert "3949" not in caplog.text
    assert "testclient" not in caplog.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(visit: Visit, desk: Desk, site: str) -> None:
    page = visit("signaler", send=[("quoi", "autre")], headers={"Sec-Fetch-Site": site})
    assert page.status == 403
    assert kept(desk) == []


@pytest.mark.parametrize("content", [b"--x\r\nbroken", b"\xff\xfe", b"quoi=%FF&texte=%00", b"a=1&" * 2000])  # fmt: skip
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])  # fmt: skip
def test_a_form_that_is_not_one_never_breaks_the_page(
    visit: Visit, content: bytes, kind: str
) -> None:
    answer = visit.client.post("/fr/signaler", content=content, headers={"Content-Type": kind})
    assert answer.status_code < 500


def test_health_says_whether_the_desk_can_be_written(visit: Visit, desk: Desk) -> None:
    assert json.loads(visit("/sante").body)["desk"] == "writable"
    visit.app.state.desk = Desk(desk.folder, "", lambda: TODAY)
    spoil(desk, "feedback-waiting.jsonl")
    for file in desk.folder.glob("desk.db*"):
        file.write_bytes(b"Bonjour, " * 200)
    assert json.loads(visit("/sante").body)["desk"] == "broken"


def test_the_privacy_page_and_the_form_say_how_long_a_report_is_kept(visit: Visit) -> None:
    for path in ("donnees-personnelles", "signaler"):
        assert f"{KEPT_MONTHS} mois" in visit(path).text("//main")
    section = visit("donnees-personnelles").find("//section[h2='Quand vous signalez une erreur']")
    words = words_of(section)
    for kept_thing in ("la page", "votre choix", "votre texte", "la langue", "le jour"):
        assert kept_thing in words
