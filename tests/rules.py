"""The rules that every page owes, checked at each visit."""

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import html

RTL = frozenset({"ar"})
JOURNEYS = ("/autotest/", "/simulateur/", "/feuille-de-route")
HEADERS = {
    "content-security-policy": "default-src 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
UNLABELLED = ("hidden", "submit", "button", "image")


def faults(root: html.HtmlElement, path: str, *, whole: bool) -> list[str]:
    """Every broken rule of a page, or of a part of it; none when it is right."""
    parts = [*_ids(root), *_forms(root), *_labels(root), *_inline(root)]
    return [*parts, *_document(root, path), *_references(root)] if whole else parts


def header_faults(path: str, status: int, headers: Mapping[str, str]) -> list[str]:
    """The strict headers that an answer lacks."""
    lacking = [name for name, value in HEADERS.items() if value not in headers.get(name, "")]
    refused = status >= 400 and status != 422
    journey = not refused and any(journey in path for journey in JOURNEYS)
    if journey and headers.get("cache-control") != "no-store":
        lacking.append(f"cache-control: no-store ({path})")
    return lacking


def language_of(path: str) -> str:
    """The language a path stands under; French when it names none."""
    first = path.split("/")[1]
    return first if first in ("en", "ar") else "fr"


def _document(root: html.HtmlElement, path: str) -> Iterator[str]:
    lang = language_of(path)
    direction = "rtl" if lang in RTL else "ltr"
    if (root.get("lang"), root.get("dir")) != (lang, direction):
        yield f"html lang={root.get('lang')} dir={root.get('dir')}, {lang} {direction} expected"
    if len(root.findall(".//h1")) != 1:
        yield f"{len(root.findall('.//h1'))} h1"
    title = (root.findtext(".//title") or "").partition("·")[0]
    if not title.strip():
        yield "no title"


def _ids(root: html.HtmlElement) -> Iterator[str]:
    counted = Counter(element.get("id", "") for element in root.xpath("//*[@id]"))
    yield from (f"id {name} {times} times" for name, times in counted.items() if times > 1)


def _references(root: html.HtmlElement) -> Iterator[str]:
    known = set(root.xpath("//@id"))
    for name in REFERENCES:
        for value in root.xpath(f"//@{name}"):
            yield from (
                f"{name}={word} leads nowhere" for word in value.split() if word not in known
            )
    for anchor in root.xpath("//a/@href[starts-with(., '#')]"):
        if anchor[1:] not in known:
            yield f"{anchor} leads nowhere"


def _forms(root: html.HtmlElement) -> Iterator[str]:
    for form in root.xpath("//form"):
        if form.get("method") not in ("get", "post") or not form.get("action", "").startswith("/"):
            yield f"form without method or action: {form.get('action')}"
        if not form.xpath(".//button[@type='submit']"):
            yield f"form without a submit button: {form.get('action')}"


def _labels(root: html.HtmlElement) -> Iterator[str]:
    labelled = set(root.xpath("//label/@for"))
    for field in root.xpath("//input | //select | //textarea"):
        if field.get("type") in UNLABELLED or field.get("id") in labelled:
            continue
        if not (field.get("aria-label") or field.xpath("ancestor::label")):
            yield f"field without a label: {field.get('name')}"


def _inline(root: html.HtmlElement) -> Iterator[str]:
    yield from (f"inline style: {value}" for value in root.xpath("//@style"))
    yield from ("style element" for _ in root.xpath("//style"))
    yield from ("inline script" for _ in root.xpath("//script[not(@src)]"))
    yield from (f"inline {name}" for name in root.xpath("//@*[starts-with(name(), 'on')]"))
    sources = root.xpath("//@src | //link/@href | //use/@href")
    yield from (f"foreign source: {value}" for value in sources if "://" in value)
