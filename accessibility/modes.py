"""One page in each mode: as it comes, dark, high contrast, narrow, without scripts."""

from collections.abc import Callable, Iterator, Sequence

from accessibility import checks
from accessibility.browser import NARROW, WIDE, Tab, resize, show
from accessibility.findings import Finding, Seen
from accessibility.visitor import Shot
from portal.i18n import Language

MODES = ("default", "dark", "contrast", "320", "no-js")
ONCE = ("default", "320-layout")
"""What a page gets when its template is already checked in every mode: one load."""

THEMES = {"dark": "sombre", "contrast": "contraste"}
"""Each colour mode and the comfort setting that it is."""

UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
WEAR = "(theme) => { document.documentElement.dataset.theme = theme; }"
UNDRESS = "() => { delete document.documentElement.dataset.theme; }"


def wanted(shot: Shot, modes: Sequence[str]) -> list[str]:
    """The modes in which this shot exists: what a script makes is not there without it."""
    return [mode for mode in modes if not (mode == "no-js" and shot.act)]


def examine(
    tab: Tab, shot: Shot, language: Language, *, name: str, modes: Sequence[str] = MODES
) -> list[Seen]:
    """Everything that is wrong with one shot in these modes. It is loaded once or twice."""
    page = f"{language.code}/{name}"
    return [
        Seen(page, mode, finding)
        for mode, findings in _rounds(tab, shot, language, wanted(shot, modes))
        for finding in findings
    ]


def _rounds(
    tab: Tab, shot: Shot, language: Language, modes: Sequence[str]
) -> Iterator[tuple[str, list[Finding]]]:
    with_scripts = [mode for mode in modes if mode != "no-js"]
    if with_scripts:
        yield "default", _arrive(tab, shot, language)
        tab.page.evaluate(UNFOLD)
    for mode in with_scripts:
        yield mode, IN_MODE[mode](tab)
    if "no-js" in modes:
        yield "no-js", _without_scripts(tab, shot, language)


def _arrive(tab: Tab, shot: Shot, language: Language) -> list[Finding]:
    """Load the page and look at it as it comes, before anything is unfolded."""
    status = show(tab, shot)
    checks.prepare(tab.page)
    return [
        *_as_expected(tab, shot, status),
        *_always(tab, shot, language),
        *checks.requests(tab.requests, tab.address, most=_requests(shot)),
        *checks.complaints(tab.complaints),
    ]


def _requests(shot: Shot) -> int:
    """A press brings three more: what it sends, where that leads, and a part of the header."""
    return checks.MOST_REQUESTS + (3 if shot.act else 0)


def _always(tab: Tab, shot: Shot, language: Language) -> list[Finding]:
    return [
        *checks.language(tab.page, language),
        *checks.structure(tab.page),
        *checks.absent(tab.page),
        *checks.weight(tab.page, shot.elements),
    ]


def _as_expected(tab: Tab, shot: Shot, status: int) -> list[Finding]:
    found = []
    if status != shot.status:
        found.append(Finding("status", str(status), f"{shot.status} was expected"))
    if not tab.page.locator(shot.shows).count():
        found.append(Finding("state", shot.shows, "the recipe did not lead to this state"))
    return found


def _default(tab: Tab) -> list[Finding]:
    """The page unfolded, then with its text spaced, then enlarged."""
    return [*checks.axe(tab.page), *_layout(tab), *checks.enlarged(tab.page)]


def _worn(theme: str) -> Callable[[Tab], list[Finding]]:
    def check(tab: Tab) -> list[Finding]:
        tab.page.evaluate(WEAR, theme)
        found = checks.contrast(tab.page)
        tab.page.evaluate(UNDRESS)
        return found

    return check


def _dark(tab: Tab) -> list[Finding]:
    """Dark by the comfort setting, then by the wish of the machine."""
    found = _worn(THEMES["dark"])(tab)
    tab.page.emulate_media(color_scheme="dark")
    found += checks.contrast(tab.page)
    tab.page.emulate_media(color_scheme="light")
    return found


def _narrow(tab: Tab) -> list[Finding]:
    resize(tab, NARROW)
    found = [*checks.axe(tab.page), *_layout(tab)]
    resize(tab, WIDE)
    return found


def _narrow_layout(tab: Tab) -> list[Finding]:
    resize(tab, NARROW)
    found = _layout(tab)
    resize(tab, WIDE)
    return found


def _layout(tab: Tab) -> list[Finding]:
    page = tab.page
    return [*checks.reflow(page), *checks.targets(page), *checks.spacing(page)]


def _without_scripts(tab: Tab, shot: Shot, language: Language) -> list[Finding]:
    """The page as it comes, nothing unfolded: the other modes see it unfolded."""
    status = show(tab, shot, scripts=False)
    checks.prepare(tab.page)
    return [
        *_as_expected(tab, shot, status),
        *_always(tab, shot, language),
        *checks.axe(tab.page),
    ]


IN_MODE: dict[str, Callable[[Tab], list[Finding]]] = {
    "default": _default,
    "dark": _dark,
    "contrast": _worn(THEMES["contrast"]),
    "320": _narrow,
    "320-layout": _narrow_layout,
}
