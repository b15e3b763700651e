"""The whole journey in a browser that runs no script at all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from accessibility.browser import new_tab
from accessibility.households import HOUSEHOLDS
from accessibility.serving import Served
from accessibility.visitor import fields_for, name_of, typed_for
from portal.content.library import Library
from portal.domain.question import Question
from portal.services.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, portal: Served) -> Iterator[Page]:
    """A tab whose browser has JavaScript switched off."""
    tab = new_tab(browser, portal.address, scripts=False)
    yield tab.page
    tab.context.close()


def test_from_the_self_test_to_the_printed_roadmap(page: Page, site: Site) -> None:
    page.goto("/fr/")
    page.click(".rooms a[href$='/autotest']")
    page.click("a.button.large")
    _take_the_test(page, site.library)
    assert page.locator(".today .say").count() == 1
    page.click("main a[href$='/fr/aides']")
    page.click("a.tile")
    page.click("a.card-title")
    page.click(".keep button")
    assert page.locator(".notice.good").count() == 1
    assert page.locator(".roadmap > li").count() == 1


def test_from_the_first_question_to_how_to_ask_for_an_aid(page: Page, site: Site) -> None:
    page.goto("/fr/aides")
    page.click("main a[href$='/fr/simulateur']")
    page.click("main a.button.large")
    answers = {**HOUSEHOLDS["parent-seul"], "ville": "Nanterre"}
    while (name := name_of(page.url)) != "resultat":
        _say(page, site.library.questions[name], answers[name])
    assert page.locator(".first-aid .sum").count() == 1
    page.click(".first-aid .go a")
    assert page.locator("#papiers").count() == 1
    assert page.locator("details table th[scope=row]").count()
    page.click(".keep button")
    assert page.locator(".roadmap > li").count() == 1


def test_what_is_typed_wrong_comes_back_with_what_to_mend(page: Page, site: Site) -> None:
    page.goto("/fr/simulateur/ville")
    _say(page, site.library.questions["ville"], "Nanterre")
    _say(page, site.library.questions["age"], "31/02/1990")
    assert page.title().startswith("Erreur")
    assert page.locator(".errors a[href='#naissance']").count() == 1
    assert page.locator("#naissance").input_value() == "31/02/1990"


def test_the_roadmap_prints_as_a_pdf(page: Page) -> None:
    page.goto("/fr/aides/rsa")
    page.click(".keep button")
    paper = page.request.get(str(page.get_attribute("a[href$='/papier']", "href")))
    assert paper.status == 200
    assert paper.body().startswith(b"%PDF")


def test_an_empty_answer_says_what_is_missing(page: Page, site: Site) -> None:
    page.goto("/fr/autotest/appareil")
    _take_the_test(page, site.library, until="adresse")
    page.click(".t-press")
    assert page.title().startswith("Erreur")
    assert page.locator(".errors a[href='#tache']").count() == 1


def _take_the_test(page: Page, library: Library, *, until: str = "resultat") -> None:
    for _ in library.questions:
        if name_of(page.url) == until:
            return
        _answer(page, library.questions[name_of(page.url)])
    assert name_of(page.url) == until


def _answer(page: Page, question: Question) -> None:
    """Answer as a person does: unfold, type, tick, and press last."""
    fields = fields_for(question, "")
    for detail in page.locator(".task summary").all():
        detail.click()
    for name, value in fields.items():
        _fill(page, name, value)
    pressed = [f"button[name='{name}'][value='{value}']" for name, value in fields.items()]
    buttons = [one for one in pressed if page.locator(one).count()]
    page.click(buttons[0] if buttons else ".t-press")


def _say(page: Page, question: Question, said: str) -> None:
    """Answer a question of the simulator: fill what it asks and go on, or press the answer."""
    typed = typed_for(question, said)
    for name, value in typed.items():
        _fill(page, name, value)
    page.click(".go button:not([name])" if typed else f"button[name=reponse][value='{said}']")


def _fill(page: Page, name: str, value: str) -> None:
    typed = page.locator(f"input[type=text][name='{name}'], textarea[name='{name}']")
    ticked = page.locator(f"input:not([type=text])[name='{name}'][value='{value}']")
    if typed.count():
        typed.fill(value)
    elif ticked.count():
        ticked.check()
