"""Each check, on a page full of defects: a check that cannot fail proves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accessibility import checks, markup, modes, pages, validity
from accessibility.browser import NARROW, Tab, new_tab, resize, show
from accessibility.documents import Document
from accessibility.findings import Finding
from accessibility.keys import Unreached, stops
from accessibility.visitor import Shot
from portal.services.site import Site

SEEDED = (Path(__file__).parent / "seeded.html").read_text("utf-8")
HOME = "http://seeded.test"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seeded(browser: Browser) -> Iterator[Tab]:
    """A tab on the page of defects, served by nobody."""
    tab = new_tab(browser, HOME)
    tab.page.route("**/*", lambda route: route.fulfill(status=404, body=""))
    tab.page.route(f"{HOME}/", lambda route: route.fulfill(body=SEEDED, content_type="text/html"))
    show(tab, Shot("/"))
    checks.prepare(tab.page)
    yield tab
    tab.context.close()


@pytest.fixture
def page(seeded: Tab) -> Page:
    """The page of defects."""
    return seeded.page


def told(findings: list[Finding]) -> str:
    """All that a check said, to search in."""
    return "\n".join(f"{f.rule} {f.where} {f.advice}" for f in findings)


@pytest.mark.parametrize("rule", ["image-alt", "document-title", "frame-title", "label"])
def test_axe_sees_its_defect(page: Page, rule: str) -> None:
    assert f"axe {rule} " in told(checks.axe(page))


@pytest.mark.parametrize("theme", list(modes.THEMES.values()))
def test_contrast_is_seen_in_each_colour_mode(page: Page, theme: str) -> None:
    assert checks.contrast(page) == []
    page.evaluate(modes.WEAR, theme)
    assert "color-contrast" in told(checks.contrast(page))
    page.evaluate(modes.UNDRESS)


def test_contrast_is_seen_when_the_machine_is_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    assert "color-contrast" in told(checks.contrast(page))
    page.emulate_media(color_scheme="light")


def test_overflow_is_seen_at_320_px_only(seeded: Tab) -> None:
    assert checks.reflow(seeded.page) == []
    resize(seeded, NARROW)
    assert "p.wide" in told(checks.reflow(seeded.page))
    resize(seeded, (1280, 800))


def test_text_that_spacing_or_size_cuts_is_seen(page: Page) -> None:
    assert "p.tight" in told(checks.spacing(page))
    assert "p.tight" in told(checks.enlarged(page))


def test_a_small_target_is_seen(page: Page) -> None:
    assert "a.small « x » 20 × 20 px" in told(checks.targets(page))


@pytest.mark.parametrize("words", ["h1 2 on the page", "#twice the same id twice", "title nothing"])
def test_a_wrong_structure_is_seen(page: Page, words: str) -> None:
    assert words in told(checks.structure(page))


@pytest.mark.parametrize("words", ["iframe", "p.moves « ~ » moves"])
def test_what_is_declared_absent_is_seen(page: Page, words: str) -> None:
    assert words in told(checks.absent(page))


def test_a_wrong_language_is_seen(page: Page, site: Site) -> None:
    assert "lang='de' dir='ltr' expected ar rtl" in told(
        checks.language(page, site.languages["ar"])
    )


def test_too_many_elements_are_seen(page: Page) -> None:
    assert checks.weight(page, 300) == []
    page.evaluate("() => document.querySelector('i').outerHTML = '<i></i>'.repeat(300)")
    assert "300 at most" in told(checks.weight(page, 300))


def test_another_host_and_too_many_requests_are_seen(seeded: Tab) -> None:
    assert "other host example.org" in told(checks.requests(seeded.requests, HOME))
    many = [f"{HOME}/{n}.css" for n in range(checks.MOST_REQUESTS + 1)]
    assert "9 requests" in told(checks.requests(many, HOME))


def test_a_missing_file_is_heard_in_the_console(seeded: Tab) -> None:
    assert "missing.js" in told(checks.complaints(seeded.complaints))


def test_a_title_shared_by_two_pages_is_seen() -> None:
    assert "a, b" in told(checks.titles({"a": "Accueil", "b": "Accueil", "c": "Aides"}))


def test_a_focus_without_outline_is_seen(page: Page) -> None:
    page.set_content("<a href='#'>seen</a><button style='outline: none'>not seen</button>")
    assert [visible for _, visible in stops(page)] == [True, False]


def test_a_keyboard_trap_is_seen(page: Page) -> None:
    page.set_content(
        "<a href='#'>in</a><button id=a onblur='a.focus()'>caught</button><a href='#'>out</a>"
    )
    with pytest.raises(Unreached, match="caught"):
        stops(page)


def test_a_wrong_status_and_a_missed_state_are_seen(portal_tab: Tab, site: Site) -> None:
    shot = Shot("/fr/rien-de-tel", status=200, shows=".roadmap")
    seen = modes.examine(portal_tab, shot, site.languages["fr"], name="x", modes=("default",))
    assert {"status", "state"} <= {one.finding.rule for one in seen}


@pytest.fixture
def portal_tab(tab: Tab) -> Tab:
    """The tab on the real portal."""
    return tab


@pytest.mark.parametrize("rule", list(markup.CHECKS))
def test_each_rule_of_the_source_sees_its_defect(rule: str, site: Site) -> None:
    french = "<p>Une phrase en français dans une page arabe.</p>"
    html = SEEDED.replace("<main>", french).replace('lang="de"', 'lang="ar"')
    document = Document("seeded", site.languages["ar"], 200, html)
    assert markup.CHECKS[rule](document)


@pytest.mark.validator
def test_invalid_html_is_seen(site: Site, tmp_path: Path) -> None:
    documents = [Document("seeded", site.languages["fr"], 200, SEEDED)]
    found = "\n".join(map(str, validity.errors(validity.validate(documents, tmp_path))))
    assert "Element “foo” not allowed" in found
    assert "Duplicate ID “twice”" in found


def test_a_route_nobody_taught_stops_with_what_to_do(site: Site) -> None:
    with pytest.raises(pages.Untaught, match="FILLINGS"):
        pages.paths("/merveilles/{merveille}", site.library)
