"""What the style sheet and the scripts promise: contrast of what is not text, nothing that moves."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from accessibility.browser import Tab, show
from accessibility.serving import Served
from accessibility.states_simulation import at
from accessibility.states_whatif import WORKER
from accessibility.visitor import Shot, visitor
from portal.services.site import Site
from portal.web.render import HERE

STYLE = (HERE / "static" / "portal.css").read_text("utf-8")
LEAST = 3.0
"""WCAG 1.4.11: what is not text, against what touches it."""

PAIRS = (
    ("line", "ground"), ("line", "surface"), ("press", "ground"), ("press", "surface"),
    ("focus", "ground"), ("focus", "surface"), ("focus", "tint"), ("focus", "room-tint"),
    ("room", "surface"), ("room", "room-tint"), ("urgent", "surface"), ("urgent", "urgent-tint"),
)  # fmt: skip
ROOMS = ("/fr/", "/fr/autotest", "/fr/aides", "/fr/emploi", "/fr/quotidien", "/fr/urgences")

COLOURS = """(names) => {
  const style = getComputedStyle(document.body);
  const probe = document.body.appendChild(document.createElement("i"));
  const read = (name) => {
    probe.style.color = style.getPropertyValue(`--${name}`);
    return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  };
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}"""

DRAWN = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const parts = [...document.querySelectorAll("svg [class^='chart-']")].map((part) => {
    const { fill, stroke } = getComputedStyle(part);
    const name = part.getAttribute("class");
    return [name, /here|lines|alarm|zone/.test(name) ? stroke : fill];
  });
  const numbers = (colour) => {
    const scale = colour.startsWith("color(") ? 255 : 1;
    return colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part * scale);
  };
  const own = parts.filter(([name]) => !/halo|shade|thread|number/.test(name));
  return own.map(([name, colour]) => [name, numbers(colour), numbers(ground)]);
}"""
"""The colour of each part of the drawing; those left out only part the others, or are text."""


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """The tab; light again when the test is over."""
    yield tab.page
    tab.page.emulate_media(color_scheme="light")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["", "sombre", "contraste", "machine"])
@pytest.mark.parametrize("room", ROOMS)
def test_borders_pictograms_and_focus_are_seen(room: str, theme: str, page: Page, tab: Tab) -> None:
    page.emulate_media(color_scheme="dark" if theme == "machine" else "light")
    comfort = {"confort": theme} if theme in ("sombre", "contraste") else {}
    show(tab, Shot(room, cookies=comfort))
    colours = page.evaluate(COLOURS, sorted({name for pair in PAIRS for name in pair}))
    ratios = {pair: ratio(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    weak = {pair: round(value, 2) for pair, value in ratios.items() if value < LEAST}
    assert not weak


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["", "sombre", "contraste"])
def test_each_part_of_the_drawing_is_seen(
    theme: str, page: Page, tab: Tab, portal: Served, site: Site
) -> None:
    with visitor(portal.address, portal.key, site, site.languages["fr"]) as here:
        path = at(here, "et-si", WORKER)
    show(tab, Shot(path, cookies={"confort": theme} if theme else {}))
    drawn = page.evaluate(DRAWN)
    assert len({name for name, *_ in drawn}) >= 6
    weak = {
        name: round(ratio(c, ground), 2) for name, c, ground in drawn if ratio(c, ground) < LEAST
    }
    assert not weak


def ratio(one: list[float], other: list[float]) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ratio_of_black_and_white_is_21() -> None:
    assert ratio([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert ratio([118, 118, 118], [255, 255, 255]) == pytest.approx(4.54, abs=0.01)


def test_nothing_moves_by_itself_or_depends_on_how_the_screen_is_held() -> None:
    for word in ("@keyframes", "animation", "orientation"):
        assert word not in STYLE, word


def test_no_transition_is_longer_than_150_ms() -> None:
    assert all(int(ms) <= 150 for ms in re.findall(r"(\d+)ms", STYLE))


def test_no_script_reads_the_movement_of_the_device() -> None:
    for file in (HERE / "static").rglob("*.js"):
        assert not re.search(r"device(motion|orientation)", file.read_text("utf-8")), file.name
