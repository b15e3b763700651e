"""The engine late, lost or absent: the page answers, says what is missing, and the next try works."""

from typing import get_args

import pytest
from starlette.applications import Starlette

from portal.services.engine.calculator import Absent, Calculator, Reason
from portal.services.site import Site
from tests.calculators import LittleLaw, Unavailable
from tests.reader import Page, Visit, shape, words_of
from tests.web.people import (
    HOMELESS,
    KARIM,
    MOREL,
    PEOPLE,
    SANDRA,
    WITHOUT_PERMIT,
    asked_about,
    result,
    titles,
)

REASONS: tuple[Reason, ...] = get_args(Reason)
SAID = {
    "absent": "Les montants ne sont pas calculés sur cet ordinateur.",
    "warming": "Le calcul est très demandé en ce moment.",
    "busy": "Le calcul est très demandé en ce moment.",
}
LATE = "Le calcul n’a pas répondu à temps."
RELOAD = "Rechargez cette page dans un instant : vos réponses restent."
CHECK = "À vérifier : le calcul n’a pas pu se faire."
ALL = pytest.mark.parametrize("reason", REASONS)


def without(app: Starlette, reason: Reason) -> None:
    """Put in the engine's place one that does not answer."""
    engine: Calculator = Absent() if reason == "absent" else Unavailable(reason)
    app.state.calculator = engine


def lines(page: Page) -> dict[str, str]:
    """The doubt of each aid that is possible, by its title."""
    items = page.tree.xpath("//h2[starts-with(., 'Peut-être')]/following-sibling::ul[1]/li")
    return {words_of(item.find("a")): words_of(item.find("span")) for item in items}


@ALL
def test_the_result_says_what_is_missing_and_helps_all_the_same(
    visit: Visit, app: Starlette, reason: Reason
) -> None:
    without(app, reason)
    page = result(visit, SANDRA)
    notice = page.text("//div[@class='notice']")
    assert page.status == 200
    assert SAID.get(reason, LATE) in notice
    assert (RELOAD in notice) == (reason != "absent")
    assert "à la CAF, au 32 30" in notice
    assert "détail secret" not in page.body


@ALL
def test_what_the_engine_decides_is_to_be_checked_and_our_rules_still_decide(
    visit: Visit, app: Starlette, reason: Reason
) -> None:
    without(app, reason)
    page = result(visit, HOMELESS)
    assert titles(page, "surement") == ["Hébergement : un toit quand on n’en a plus"]
    assert lines(page)["RSA : un revenu quand il ne reste presque rien"] == CHECK
    assert page.tree.xpath("//a[@href='tel:115']")
    assert "pass-plus" not in asked_about(page)
    assert not page.tree.xpath("//p[@class='sum']")


@ALL
def test_the_same_address_works_once_the_engine_is_back(
    visit: Visit, app: Starlette, reason: Reason
) -> None:
    without(app, reason)
    page = result(visit, KARIM)
    assert "RSA : un revenu quand il ne reste presque rien" in lines(page)
    app.state.calculator = LittleLaw()
    again = visit(page.address)
    assert titles(again, "surement")[0] == "RSA : un revenu quand il ne reste presque rien"
    assert not again.tree.xpath("//section[@id='etape']/div[@class='notice']")


@ALL
@pytest.mark.parametrize("room", ["plus-tard", "demande/rsa", "demande/apa", "reponses"])
def test_every_other_room_answers_too(
    visit: Visit, app: Starlette, room: str, reason: Reason
) -> None:
    without(app, reason)
    page = visit(result(visit, KARIM).address.replace("/resultat", f"/{room}"))
    assert page.status == 200
    assert page.path == f"/fr/simulateur/{room}"


def test_how_to_ask_is_complete_without_the_engine_but_for_the_amounts(
    visit: Visit, app: Starlette
) -> None:
    without(app, "late")
    ask = visit(result(visit, KARIM).address.replace("/resultat", "/demande/rsa"))
    assert CHECK in ask.text("//p[@class='lead']")
    assert len(ask.tree.xpath("//section[@class='way']")) == 3
    assert ask.tree.xpath("//div[@class='meeting']")
    assert not ask.tree.xpath("//section[@aria-labelledby='pourquoi']//table")


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_everyone_gets_a_page_without_the_engine_in_every_language(
    visit: Visit, app: Starlette, name: str, lang: str
) -> None:
    without(app, "lost")
    assert result(visit, PEOPLE[name], lang=lang).status == 200


def test_without_the_engine_nobody_without_a_permit_is_told_of_rsa(
    visit: Visit, app: Starlette
) -> None:
    without(app, "absent")
    page = result(visit, WITHOUT_PERMIT)
    assert "rsa" not in asked_about(page)
    assert {"ame", "pass-hopital"} <= set(asked_about(page))


@ALL
def test_a_counsellor_is_told_too(visit: Visit, app: Starlette, reason: Reason) -> None:
    without(app, reason)
    page = visit("simulateur/expert").press("Calculer", {"age": "45", "nationality": "FR"})
    assert SAID.get(reason, LATE) in page.text("//section[@id='resultat']")
    assert "RSA" in page.text("//section[@id='resultat']//table")


def test_nothing_is_asked_of_the_engine_for_the_recap_or_a_question(
    visit: Visit, app: Starlette, site: Site
) -> None:
    page = result(visit, KARIM)
    app.state.calculator = engine = LittleLaw()
    question = page.follow("Revoir mes réponses").follow("Modifier : Quel âge avez-vous ?")
    assert question.status == 200
    assert engine.asked == []


def test_htmx_gets_words_at_once_and_then_the_amounts(visit: Visit, app: Starlette) -> None:
    page = result(visit, MOREL)
    app.state.calculator = engine = LittleLaw()
    waiting = visit(page.address, htmx=True)
    assert engine.asked == []
    part = waiting.find("//section[@id='etape']")
    assert "Les montants arrivent" in words_of(part)
    assert part.get("aria-busy") == "true"
    assert part.get("data-hx-trigger") == "load"
    assert "tout=oui" in part.get("data-hx-get")
    full = visit(part.get("data-hx-get"), htmx=True)
    assert engine.asked
    assert full.headers["hx-push-url"] == "false"
    assert "Les montants arrivent" not in full.text("//*")
    whole = visit(page.address)
    (child,) = list(full.tree)
    assert shape(child) == whole.element("etape")
    assert not whole.tree.xpath("//section[@id='etape']/@aria-busy")


def test_while_amounts_come_nothing_that_the_engine_decides_is_promised(visit: Visit) -> None:
    waiting = visit(result(visit, HOMELESS).address, htmx=True)
    assert titles(waiting, "surement") == ["Hébergement : un toit quand on n’en a plus"]
    assert "RSA : un revenu quand il ne reste presque rien" in titles(waiting, "peut-etre")
    assert waiting.tree.xpath("//a[@href='tel:115']")
