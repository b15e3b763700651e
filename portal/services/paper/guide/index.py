"""The index at the end of the guide: people's words, former names, titles, from A to Z."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.domain.aid import Aid
from portal.i18n import FRENCH
from portal.services.paper.guide.contents import Contents, sorting
from portal.services.paper.guide.edition import Edition
from portal.services.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and the sheet it leads to."""

    term: str
    reference: str


def letters(edition: Edition, contents: Contents) -> list[dict[str, Any]]:
    """The terms letter by letter; the same term of several sheets stands once, with each page."""
    order = {ref: place for place, ref in enumerate(_references(contents))}
    terms: dict[str, tuple[str, set[str]]] = {}
    for entry in _entries(edition, order):
        key = sorting(entry.term)
        if key:
            terms.setdefault(key, (entry.term, set()))[1].add(entry.reference)
    rows = groupby(sorted(terms), key=lambda key: key[0] if key[0].isalpha() else "0–9")
    return [
        {
            "letter": letter.upper(),
            "terms": [
                {
                    "text": edition.words(terms[key][0]),
                    "keys": sorted(terms[key][1], key=order.__getitem__),
                }
                for key in keys
            ],
        }
        for letter, keys in rows
    ]


def _references(contents: Contents) -> tuple[str, ...]:
    return (*(f"urgences/{one.id}" for one in contents.urgences), *contents.references)


def _entries(edition: Edition, printed: dict[str, int]) -> Iterator[Entry]:
    for reference in printed:
        yield from _titles(edition, reference)
    for synonyms in edition.library.synonyms.values():
        if synonyms.lang == edition.language.code:
            for saying in synonyms.entries:
                if saying.former or synonyms.lang != FRENCH:
                    meant = [ref for ref in (*saying.urgent, *saying.means) if ref in printed]
                    yield from (Entry(Text(term), ref) for term in saying.says for ref in meant[:3])


def _titles(edition: Edition, reference: str) -> Iterator[Entry]:
    """A sheet's title, its official and former names; people's words for it, in French alone."""
    view = edition.sheet(reference)
    yield Entry(view.title, reference)
    if isinstance(view.model, Aid):
        if view.official_name:
            yield Entry(view.official_name, reference)
        yield from (Entry(name, reference) for name in view.former_names)
    if edition.language.code == FRENCH:
        yield from (Entry(word, reference) for word in view.words)
