"""Every journey by the keyboard alone, and the focus where a person expects it."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from accessibility import matrix
from accessibility.browser import Tab, show
from accessibility.households import HOUSEHOLDS
from accessibility.keys import enter, focus_is_on, focusable, follow, stops, tab_to
from accessibility.serving import Served
from accessibility.states_selftest import reach
from accessibility.states_simulation import at, before
from accessibility.visitor import Shot, Visitor, name_of, typed_for, visitor
from portal.domain.privacy import TERMINAL_COOKIE
from portal.domain.question import Question
from portal.services.site import Site

pytestmark = pytest.mark.browser

TERMINAL = {TERMINAL_COOKIE: "pole-social-chatillon.essai"}
STEP = "#etape h1"
NAMES = "(every) => [...new Set(every.map((one) => one.name))]"
FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """The tab, on the home page of a new visit."""
    show(tab, Shot("/fr/"))
    yield tab.page
    tab.page.emulate_media(forced_colors="none")


@pytest.fixture
def here(portal: Served, site: Site) -> Iterator[Visitor]:
    """A visitor who walks ahead by HTTP."""
    with visitor(portal.address, portal.key, site, site.languages["fr"]) as walker:
        yield walker


def test_from_home_to_the_printed_roadmap(page: Page) -> None:
    follow(page, ".rooms a[href$='/aides']", "**/fr/aides")
    follow(page, "a.tile", "**/fr/aides?moment=*")
    follow(page, "a.card-title", "**/fr/aides/*")
    enter(page, ".keep button")
    focus_is_on(page, ".kept a")
    with page.expect_navigation(url="**/fr/feuille-de-route"):
        page.keyboard.press("Enter")
    tab_to(page, "a[href='/fr/feuille-de-route/papier']")
    assert page.locator(".roadmap > li").count() == 1


def test_from_the_first_question_to_a_kept_aid(page: Page, site: Site) -> None:
    page.goto("/fr/simulateur")
    follow(page, "main a.button.large", "**/simulateur/ville")
    answers = {**HOUSEHOLDS["parent-seul"], "ville": "Nanterre"}
    while (name := name_of(page.url)) != "resultat":
        _answer(page, site.library.questions[name], answers[name])
        focus_is_on(page, STEP)
    page.wait_for_selector("#etape:not([aria-busy])")
    focus_is_on(page, STEP)
    follow(page, ".first-aid .go a", "**/simulateur/demande/*")
    enter(page, ".keep button")
    focus_is_on(page, ".kept a")
    with page.expect_navigation(url="**/fr/feuille-de-route"):
        page.keyboard.press("Enter")
    assert page.locator(".roadmap > li").count() == 1


def _answer(page: Page, question: Question, said: str) -> None:
    """Type, tick, then press, by the keyboard; and be where the answer leads."""
    last = page.url
    typed = typed_for(question, said)
    for name in page.locator("main form [name]").evaluate_all(NAMES):
        if name in typed:
            _set(page, name, typed[name])
    enter(page, ".go button:not([name])" if typed else f"button[name=reponse][value='{said}']")
    page.wait_for_function("(last) => location.href !== last", arg=last)


def _set(page: Page, name: str, value: str) -> None:
    """Bring the focus to an input, and give it a value as its kind wants."""
    tab_to(page, f"[name='{name}']")
    kind = page.evaluate("() => document.activeElement.type")
    if kind == "text":
        page.keyboard.type(value)
    elif kind == "checkbox":
        page.keyboard.press("Space")
    for _ in range(page.locator(f"[name='{name}']").count() if kind == "radio" else 0):
        if page.evaluate("() => document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")


def test_the_skip_link_comes_first_and_leads_to_the_main_part(page: Page) -> None:
    page.keyboard.press("Tab")
    focus_is_on(page, "a.skip")
    page.keyboard.press("Enter")
    focus_is_on(page, "main")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("colours", "one_in"), [("none", 1), ("active", 3)])
def test_every_stop_is_reached_and_seen(
    colours: Literal["none", "active"],
    one_in: int,
    page: Page,
    tab: Tab,
    portal: Served,
    site: Site,
) -> None:
    wrong = []
    page.emulate_media(forced_colors=colours)
    for job in matrix.in_french(site)[::one_in]:
        with visitor(portal.address, portal.key, site, job.language) as walker:
            shot = job.recipe(walker)
        if shot.act:  # an open dialog keeps the focus: it has its own test
            continue
        show(tab, shot)
        wrong += [f"{job.name}: {line}" for line in _stops_wrong(page)]
    assert not wrong, "\n".join(wrong)


def _stops_wrong(page: Page) -> list[str]:
    page.evaluate(FROM_THE_TOP)
    every = stops(page)
    missed = focusable(page) - len(every)
    unseen = [f"no outline on {name}" for name, visible in every if not visible]
    return [*unseen, *([f"{missed} of {len(every)} never reached"] if missed else [])]


def test_after_a_swap_the_focus_is_on_the_new_heading(page: Page) -> None:
    page.goto("/fr/autotest/appareil")
    before = page.title()
    enter(page, ".choice")
    page.wait_for_url("**/fr/autotest/frequence?r=*")
    focus_is_on(page, STEP)
    assert page.title() != before
    assert page.locator(STEP).inner_text() in page.title()


def test_after_a_lesson_step_the_focus_is_on_its_heading(page: Page) -> None:
    page.goto("/fr/apprendre/adresse-email/1")
    enter(page, "a[data-hx-get]")
    page.wait_for_url("**/adresse-email/2")
    focus_is_on(page, STEP)
    assert page.title().startswith("2.")


def test_the_error_summary_takes_the_focus_and_leads_to_the_task(page: Page, here: Visitor) -> None:
    page.goto(reach(here, "adresse"))
    enter(page, "#t-adresse")
    focus_is_on(page, ".errors")
    assert page.title().startswith("Erreur")
    enter(page, ".errors a")
    focus_is_on(page, "#tache")


def test_the_error_summary_takes_the_focus_on_a_whole_page(tab: Tab, page: Page) -> None:
    show(tab, Shot("/fr/autotest/appareil", status=422, form={}))
    focus_is_on(page, ".errors")
    enter(page, ".errors a")
    focus_is_on(page, "#reponse")


def test_each_fault_of_a_form_leads_to_its_own_input(page: Page, here: Visitor) -> None:
    page.goto(at(here, "montants", before("montants")))
    for name in ("montant-salaire", "montant-autre"):
        tab_to(page, f"#{name}")
        page.keyboard.type("un peu")
    page.keyboard.press("Enter")
    focus_is_on(page, ".errors")
    assert page.title().startswith("Erreur")
    enter(page, ".errors p:last-child a")
    focus_is_on(page, "#montant-autre")
    assert page.locator("#montant-autre").input_value() == "un peu"


def test_a_hint_takes_the_focus(page: Page, here: Visitor) -> None:
    page.goto(reach(here, "piege"))
    enter(page, "button[value=docteur]")
    focus_is_on(page, ".notice[role=status]")


def test_a_card_is_put_in_a_folder_with_the_arrows(page: Page, here: Visitor) -> None:
    page.goto(reach(here, "dossier"))
    tab_to(page, "input[name=carte]")
    page.keyboard.press("Space")
    enter(page, "button[value=voyages]")
    page.wait_for_url("**/autotest/adresse?r=*")


def test_comfort_is_chosen_with_the_arrows(page: Page) -> None:
    page.goto("/fr/confort")
    tab_to(page, "input[name=theme]")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        enter(page, "main button[type=submit]")
    assert page.locator("html").get_attribute("data-theme") == "sombre"


def test_the_idle_dialog_keeps_the_focus_and_gives_time(tab: Tab, page: Page) -> None:
    show(tab, Shot("/fr/", cookies=TERMINAL))
    page.evaluate("() => document.getElementById('inactif').showModal()")
    inside = "() => !!document.activeElement.closest('dialog') || document.activeElement === document.body"
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(inside), "the focus left the dialog"
    enter(page, "[data-stay]")
    assert not page.locator("dialog").evaluate("(one) => one.open")


def test_after_90_seconds_the_terminal_asks_and_then_wipes(tab: Tab, page: Page) -> None:
    page.clock.install()
    show(tab, Shot("/fr/aides", cookies=TERMINAL))
    page.clock.run_for(89_000)
    assert not page.locator("dialog").evaluate("(one) => one.open")
    page.clock.run_for(2_000)
    assert page.locator("dialog").evaluate("(one) => one.open")
    with page.expect_navigation(url=re.compile("/fr/$")):
        page.clock.run_for(30_000)


def test_back_after_swaps_shows_the_earlier_question(page: Page) -> None:
    page.goto("/fr/autotest/appareil")
    first = page.locator(STEP).inner_text()
    enter(page, ".choice")
    page.wait_for_url("**/frequence?r=*")
    enter(page, ".choice")
    page.wait_for_url("**/demarche?r=*")
    page.go_back()
    page.wait_for_url("**/frequence?r=*")
    page.go_back()
    page.wait_for_url("**/appareil")
    page.wait_for_function("(words) => document.querySelector('h1').innerText === words", arg=first)
    assert page.locator(".choice").count() > 2
