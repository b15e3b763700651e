"""What the source of a page owes, beyond what axe and the validator see (RGAA 4.1.2)."""

import re
from collections.abc import Callable, Iterable, Mapping

from lxml.html import HtmlElement

from accessibility.documents import Document
from accessibility.findings import Finding, Seen

Check = Callable[[Document], list[str]]

SENTENCE = re.compile(r"^[^\u0600-\u06ff]*(?:[A-Za-zÀ-ÿ’'-]+[\s,;:.]+){5,}[^\u0600-\u06ff]*$")
"""Six words or more, none of them Arabic: a sentence, where fewer may be a name."""

FORBIDDEN = (
    "iframe", "frame", "video", "audio", "canvas", "object", "embed", "map", "figure", "marquee",
)  # fmt: skip
PROMISED = ("plan-du-site", "accessibilite", "recherche", "aide")
"""Pages that every page leads to, from its footer."""


def examine(documents: Iterable[Document]) -> list[Seen]:
    """Everything that is wrong with these sources."""
    return [
        Seen(str(document), "source", Finding(rule, where, ADVICE[rule]))
        for document in documents
        for rule, check in CHECKS.items()
        for where in check(document)
    ]


def said(element: HtmlElement) -> str:
    """The words of an element, short, on one line."""
    return " ".join(element.text_content().split())[:60]


def named(element: HtmlElement) -> str:
    """An element as a person would point at it."""
    mark = element.get("id") or element.get("class") or element.get("name") or said(element)
    return f"{element.tag} {mark}"


def tables(document: Document) -> list[str]:
    """Tables without a caption, and headers without a scope (criteria 5.3 to 5.8)."""
    found = [
        f"{named(table)}: no caption"
        for table in document.tree.iter("table")
        if not any(said(caption) for caption in table.iter("caption"))
    ]
    found += [
        f"{named(t)}: no header" for t in document.tree.iter("table") if t.find(".//th") is None
    ]
    bare = [named(th) for th in document.tree.iter("th") if th.get("scope") not in ("row", "col")]
    return [*found, *(f"{name}: no scope" for name in bare)]


def absent(document: Document) -> list[str]:
    """Contents that rgaa.yaml says do not exist here (criteria 1.4, 1.9, 2 and 4)."""
    found = [named(e) for e in document.tree.iter(*FORBIDDEN)]
    return [*found, *(["a CAPTCHA"] if "captcha" in document.html.lower() else [])]


def groups(document: Document) -> list[str]:
    """Groups without a legend, and radio buttons outside a group (criteria 11.5, 11.6)."""
    found = [
        f"{named(group)}: no legend"
        for group in document.tree.iter("fieldset")
        if not any(said(legend) for legend in group.findall("legend"))
    ]
    radios = document.tree.xpath("//input[@type='radio'][not(ancestor::fieldset)]")
    return [*found, *(f"{named(radio)}: outside a fieldset" for radio in radios)]


def surprises(document: Document) -> list[str]:
    """New windows, shortcuts, reloads, lists that drop down, handlers written in the page."""
    paths = {
        "opens a window": "//*[@target]",
        "one-key shortcut": "//*[@accesskey]",
        "reloads by itself": "//meta[@http-equiv='refresh']",
        "a list that drops down": "//select",
        "takes a place in the tab order": "//*[number(@tabindex) > 0]",
        "handler in the page": "//*[@*[starts-with(name(), 'on')]]",
        "style in the page": "//*[@style] | //style",
        "takes the focus by itself": "//*[@autofocus]",
    }
    return [
        f"{named(e)}: {what}" for what, path in paths.items() for e in document.tree.xpath(path)
    ]


def pictures(document: Document) -> list[str]:
    """Images without `alt`, drawings neither hidden nor named (criteria 1.1, 1.2)."""
    bare = document.tree.xpath("//img[not(@alt)]")
    loose = document.tree.xpath("//svg[not(@aria-hidden='true') and not(@role='img')]")
    return [f"{named(e)}: no alternative" for e in (*bare, *loose)]


def landmarks(document: Document) -> list[str]:
    """A page without exactly one main, or with a nav that has no name (criterion 12.6)."""
    mains = len(document.tree.findall(".//main"))
    bare = document.tree.xpath("//nav[not(@aria-label) and not(@aria-labelledby)]")
    return [*([f"{mains} main"] if mains != 1 else []), *(f"{named(e)}: no name" for e in bare)]


def ways_round(document: Document) -> list[str]:
    """Site map, search and help that the footer does not lead to (criteria 12.1, 12.4, 12.5)."""
    if document.name == "500":
        return []
    links = [str(href) for href in document.tree.xpath("//body/footer//a/@href")]
    code = document.language.code
    return [f"no link to {page}" for page in PROMISED if f"/{code}/{page}" not in links]


def menus(document: Document) -> tuple[str, ...]:
    """Where the header's tools and the footer lead, in order (criterion 12.2)."""
    links = document.tree.xpath("//nav[@class='tools']//a/@href | //body/footer//a/@href")
    return tuple(str(href).partition("?")[0] for href in links)


def skip_link(document: Document) -> list[str]:
    """A page whose first link does not lead to its main part (criterion 12.7)."""
    if document.name == "500":
        return []
    first = next(document.tree.iter("a"), None)
    target = first.get("href", "") if first is not None else ""
    there = target.startswith("#") and document.tree.xpath("//main[@id=$id]", id=target[1:])
    return [] if there else [f"first link goes to {target!r}"]


def directions(document: Document) -> list[str]:
    """Passages in another script that do not say which way they run (criterion 8.10)."""
    arabic = [e for e in document.tree.xpath("//body//*[@lang]") if _runs(e) != _direction_of(e)]
    return [f"{named(e)}: lang={e.get('lang')} without its dir" for e in arabic]


def _runs(element: HtmlElement) -> str:
    return next((e.get("dir") for e in (element, *element.iterancestors()) if e.get("dir")), "ltr")


def _direction_of(element: HtmlElement) -> str:
    return "rtl" if element.get("lang") == "ar" else "ltr"


def passages(document: Document) -> list[str]:
    """On an Arabic page, sentences without one Arabic letter, in no other language (8.7)."""
    if document.language.code != "ar":
        return []
    texts = document.tree.xpath("//body//text()[not(ancestor::*[@lang][1]/@lang != 'ar')]")
    return [" ".join(text.split())[:60] for text in texts if SENTENCE.match(text)]


CHECKS: Mapping[str, Check] = {
    "absent": absent,
    "tables": tables,
    "groups": groups,
    "surprises": surprises,
    "pictures": pictures,
    "landmarks": landmarks,
    "ways round": ways_round,
    "skip link": skip_link,
    "directions": directions,
    "passages": passages,
}
ADVICE: Mapping[str, str] = {
    "absent": "rgaa.yaml says that there is none: take it away, or audit its criteria",
    "tables": "give a caption, and a scope to each header",
    "groups": "put the fields in a fieldset with a legend",
    "surprises": "nothing happens without a press, and nothing is written inline",
    "pictures": "give an alt, or aria-hidden when it only decorates",
    "landmarks": "one main, and a name for each nav",
    "ways round": "put the link back in the footer of base.html",
    "skip link": "the first link of the page leads to main",
    "directions": "add dir beside lang",
    "passages": "wrap the passage with its lang and dir, or translate it",
}
