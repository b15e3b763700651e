"""What a request to a list asks for, or what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from portal.i18n import FRENCH
from portal.services.selection import FILTERS, choices
from portal.services.simulation.household_file import Fault
from portal.services.site import Site

A_PAGE = 50
MOST_A_PAGE = 200
FURTHEST_PAGE = 100_000
PAGING = ("page", "per_page")
SHOWN = 12
"""Words that a message names at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it is asked for."""

    lang: str = FRENCH
    page: int = 1
    per_page: int = A_PAGE
    filters: Mapping[str, str] = field(default_factory=dict)

    def query(self, page: int) -> str:
        """The query of another page of the same list."""
        asked = {"lang": self.lang, **self.filters, "page": page, "per_page": self.per_page}
        return urlencode(asked)


def asked_of(site: Site, kind: str, query: QueryParams) -> tuple[Asked | None, list[Fault]]:
    """The list asked for; nothing, and every fault, when it cannot be given."""
    given = dict(query)
    taken = ("lang", *PAGING, *FILTERS[kind])
    faults = [*query_faults(site, query, taken), *_faults(site, kind, given)]
    if faults:
        return None, faults
    filters = {name: given[name] for name in FILTERS[kind] if name in given}
    page, size = int(given.get("page", 1)), int(given.get("per_page", A_PAGE))
    return Asked(given.get("lang", FRENCH), page, size, filters), []


def query_faults(site: Site, query: QueryParams, taken: Sequence[str] = ("lang",)) -> list[Fault]:
    """What is wrong in a request that takes these names and no other."""
    given = dict(query)
    unknown = (_unknown(name, taken) for name in given if name not in taken)
    return [*_twice(query), *unknown, *_language(site, given)]


def _twice(query: QueryParams) -> Iterator[Fault]:
    names = [name for name, _ in query.multi_items()]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Fault(name, f"« {name} » est écrit deux fois : gardez-en un seul")


def _faults(site: Site, kind: str, given: Mapping[str, str]) -> Iterator[Fault]:
    yield from _number(given, "page", FURTHEST_PAGE)
    yield from _number(given, "per_page", MOST_A_PAGE)
    for name in FILTERS[kind]:
        words = choices(site, kind, name) if name in given else []
        if name in given and given[name] not in words:
            yield Fault(name, _no_such(given[name], words))


def _language(site: Site, given: Mapping[str, str]) -> Iterator[Fault]:
    if given.get("lang", FRENCH) not in site.languages:
        yield Fault("lang", _no_such(given["lang"], site.languages))


def _number(given: Mapping[str, str], name: str, most: int) -> Iterator[Fault]:
    text = given.get(name, "1")
    plain = text.isascii() and text.isdecimal() and len(text) < 7
    if not plain or not 1 <= int(text) <= most:
        yield Fault(name, f"« {text[:40]} » ne convient pas : écrivez un nombre de 1 à {most}")


def _unknown(name: str, taken: Iterable[str]) -> Fault:
    known = ", ".join(taken)
    return Fault(name[:40], f"« {name[:40]} » n’existe pas ici : choisissez parmi {known}")


def _no_such(word: str, words: Iterable[str]) -> str:
    every = sorted(words)
    near = get_close_matches(word[:80], every, n=3) if len(every) > SHOWN else every
    hint = f" : choisissez parmi {', '.join(near)}" if near else ""
    return f"« {word[:40]} » n’est pas connu{hint}"
