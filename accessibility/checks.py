"""The checks. Each asks the page in the tab one question and returns what is wrong."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from accessibility.findings import Finding
from portal.i18n import Language

HERE = Path(__file__).resolve().parent
AXE_VERSION = "4.14.1"
AXE = HERE / "vendor" / f"axe-{AXE_VERSION}.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
MOST_REQUESTS = 8

RUN_AXE = """(only) => axe.run(document, { runOnly: only, resultTypes: ["violations"] })
  .then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => [id, node.target.join(" "), help])))"""

ADVICE = {
    "reflow": "let it wrap, or put it in .scroll",
    "spacing": "let the box grow with its text",
    "enlarged": "use rem, and let the box grow with its text",
    "target": "44 × 44 px at least, or inside a sentence",
    "structure": "one h1, unique ids, a title of its own",
    "absent": "rgaa.yaml says that there is none: take it away, or audit its criteria",
}


def prepare(page: Page) -> None:
    """Bring the checks into the page. Not by a script element: the CSP forbids it."""
    page.evaluate(_source())


def _source() -> str:
    return f"{AXE.read_text('utf-8')};{(HERE / 'checks.js').read_text('utf-8')};0"


def axe(page: Page) -> list[Finding]:
    """What axe finds: WCAG 2.2 A and AA, and its best practices."""
    return _axe(page, {"type": "tag", "values": list(TAGS)})


def contrast(page: Page) -> list[Finding]:
    """What axe finds on contrast alone."""
    return _axe(page, {"type": "rule", "values": ["color-contrast"]})


def _axe(page: Page, only: dict[str, Any]) -> list[Finding]:
    rows = page.evaluate(RUN_AXE, only)
    return [Finding(f"axe {rule}", where, help_) for rule, where, help_ in rows]


def _ask(page: Page, question: str, rule: str) -> list[Finding]:
    rows = page.evaluate(f"() => portalChecks.{question}()")
    return [Finding(rule, where, f"{what}; {ADVICE[rule]}") for where, what in rows]


def reflow(page: Page) -> list[Finding]:
    """What is wider than the window (WCAG 1.4.10)."""
    return _ask(page, "reflow", "reflow")


def spacing(page: Page) -> list[Finding]:
    """What breaks under the spacing of WCAG 1.4.12."""
    return _ask(page, "spacing", "spacing")


def enlarged(page: Page) -> list[Finding]:
    """What breaks when the text is twice as large (WCAG 1.4.4)."""
    return _ask(page, "enlarged", "enlarged")


def targets(page: Page) -> list[Finding]:
    """What is too small to press (WCAG 2.5.5)."""
    return _ask(page, "targets", "target")


def structure(page: Page) -> list[Finding]:
    """More or less than one h1, an id twice, no title."""
    return _ask(page, "structure", "structure")


def absent(page: Page) -> list[Finding]:
    """Frames, sound, video, canvas, movement: contents declared absent."""
    return _ask(page, "absent", "absent")


def weight(page: Page, most: int) -> list[Finding]:
    """More elements than a person can look through."""
    count = page.evaluate("() => portalChecks.weight()")
    if count <= most:
        return []
    return [Finding("weight", f"{count} elements", f"{most} at most: show fewer things")]


def language(page: Page, expected: Language) -> list[Finding]:
    """A page that does not say its own language and direction."""
    said = page.evaluate("() => portalChecks.language()")
    if said == [expected.code, expected.direction]:
        return []
    wanted = f"expected {expected.code} {expected.direction}"
    return [Finding("language", f"html lang={said[0]!r} dir={said[1]!r}", wanted)]


def requests(addresses: Iterable[str], home: str, *, most: int = MOST_REQUESTS) -> list[Finding]:
    """Requests to another host, or too many of them."""
    sent = [address for address in addresses if not address.startswith("data:")]
    hosts = {urlsplit(address).netloc for address in sent} - {urlsplit(home).netloc}
    found = [Finding("other host", host, "nothing comes from elsewhere") for host in sorted(hosts)]
    if len(sent) > most:
        every = ", ".join(urlsplit(address).path for address in sent)
        found.append(Finding("requests", f"{len(sent)} requests", f"{most} at most: {every}"))
    return found


def complaints(lines: Iterable[str]) -> list[Finding]:
    """Errors in the console: scripts, missing files, the content security policy."""
    return [
        Finding("console", line[:200], "mend what the browser complains about") for line in lines
    ]


def titles(by_page: dict[str, str]) -> list[Finding]:
    """Titles that two pages share."""
    pages: dict[str, list[str]] = {}
    for page, title in by_page.items():
        pages.setdefault(title, []).append(page)
    return [
        Finding("title", title, f"the same on {', '.join(every)}: say what differs")
        for title, every in pages.items()
        if len(every) > 1
    ]
