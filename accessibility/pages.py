"""Every page of the portal, from its routes and its content. Nobody keeps a list by hand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from starlette.routing import BaseRoute, Route

from portal.content.library import Library
from portal.domain.theme import Role
from portal.services.leaving import addresses
from portal.web.app import room_routes

Filled = Mapping[str, str]
Filling = Callable[[Library, str, Filled], Iterable[str]]
Values = Callable[[Library], Iterable[str]]

PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")

NOT_PAGES = {
    "/donnees-ouvertes/acces.csv": "a table for a spreadsheet",
    "/recherche/mots": "JSON: what may be being typed",
    "/feuille-de-route/compte": "the number that htmx puts in the header: a fragment",
    "/feuille-de-route/papier": "a PDF: its tags are tested with the PDF itself",
}
"""Routes that answer something else than a page, with the reason."""

WALKED = {
    "/autotest/{question}": "opens with sealed answers only",
    "/autotest/resultat": "opens with sealed answers only",
    "/autotest/reponses": "opens with sealed answers only",
    "/simulateur/{question}": "opens with sealed answers only",
    "/simulateur/resultat": "opens with sealed answers only",
    "/simulateur/plus-tard": "opens with sealed answers only",
    "/simulateur/reponses": "opens with sealed answers only",
    "/simulateur/demande/{aid}": "opens with sealed answers only",
    "/simulateur/et-si": "opens with sealed answers only",
    "/simulateur/et-si/{change}": "opens with sealed answers only",
    "/simulateur/expert": "one page for people at work, larger than the others",
}
"""Routes that states.py reaches as a person does; a test proves that it reaches each."""

ONLY_WITH_QUERY = frozenset({"/partir"})
"""Routes that are a page only with one of their VARIANTS."""


class Untaught(Exception):
    """A route that the harness does not know how to fill; the message says what to teach."""


@dataclass(frozen=True, slots=True)
class Page:
    """One address below the language, `/aides/rsa`; it is also the page's id."""

    path: str
    route: str


def shelf(kind: str) -> Filling:
    """Every id of one kind of content."""
    return lambda library, route, filled: getattr(library, kind)


def lessons(library: Library, route: str, filled: Filled) -> Iterable[str]:
    """Every lesson; for a practice page, those that have one."""
    every = library.lessons.values()
    return [x.id for x in every if x.practice or not route.endswith("/essayer")]


def steps(library: Library, route: str, filled: Filled) -> Iterable[str]:
    """The numbers of a lesson's steps."""
    return [str(n + 1) for n in range(len(library.lessons[filled["lesson"]].steps))]


FILLINGS: Mapping[str, Filling] = {
    "urgence": shelf("urgences"),
    "aid": shelf("aids"),
    "platform": shelf("platforms"),
    "initiative": shelf("initiatives"),
    "place": shelf("places"),
    "lesson": lessons,
    "step": steps,
}
"""What each path parameter can be."""


def headings(role: Role) -> Values:
    """The ids of the themes of one role."""
    return lambda library: [theme.id for theme in library.headings(role)]


def words(*every: str) -> Values:
    """Fixed words."""
    return lambda library: every


def outside(library: Library) -> Iterable[str]:
    """One address for each kind of sheet: the rest of the page is the sheet's own words."""
    found: dict[str, str] = {}
    for reference, sheet in library.sheets():
        for address in addresses(sheet):
            found.setdefault(reference.partition("/")[0], address)
    return dict.fromkeys(found.values())


def shelf_of(kind: str) -> Values:
    """The ids of one kind of content, as values of a query."""
    return lambda library: getattr(library, kind)


def tongues(library: Library) -> Iterable[str]:
    """The languages that somebody speaks in some place."""
    return sorted({code for place in library.places.values() for code in place.languages})


VARIANTS: Mapping[str, Mapping[str, Values]] = {
    "/aides": {"moment": headings("event"), "theme": headings("theme"), "toutes": words("oui")},
    "/plateformes": {"theme": headings("theme")},
    "/emploi": {"besoin": headings("job")},
    "/quotidien": {"besoin": headings("need")},
    "/apprendre": {"theme": headings("digital"), "minutes": words("15")},
    "/lieux": {
        "commune": words("Nanterre"),
        "guichet": words("france-services"),
        "besoin": shelf_of("provisions"),
        "ouvert": words("maintenant"),
        "langue": tongues,
        "fauteuil": words("oui"),
        "gratuit": words("oui"),
        "venir": words("libre"),
        "page": words("2"),
    },
    "/recherche": {"q": words("loyer")},
    "/donnees-ouvertes/acces": {
        "besoin": shelf_of("provisions"),
        "moyen": words("pied"),
        "tri": words("commune"),
        "page": words("2"),
    },
    "/partir": {"vers": outside},
}
"""The plain queries that make another page, for each route that reads one."""

IN_STATES = frozenset({"genre", "r", "fini", "garde", "retour", "date", "pres", "portee"})
"""Query parameters that only follow from a press: states.py goes through them."""


def representatives(library: Library) -> list[Page]:
    """One page of each route, and one of each of its variants."""
    return [page for batch in _batches(library) for page in batch[:1]]


def others(library: Library) -> list[Page]:
    """All the other pages."""
    return [page for batch in _batches(library) for page in batch[1:]]


def _batches(library: Library) -> Iterator[list[Page]]:
    """Pages that share a template and a variant, together."""
    for route in page_routes(room_routes()):
        if route.path in NOT_PAGES or route.path in WALKED:
            continue
        if route.path not in ONLY_WITH_QUERY:
            yield [Page(path, route.path) for path in paths(route.path, library)]
        for name, values in VARIANTS.get(route.path, {}).items():
            made = partial(_variant, route.path, name)
            yield [made(value) for value in values(library)]


def _variant(route: str, name: str, value: str) -> Page:
    return Page(f"{route}?{urlencode({name: value})}", route)


def page_routes(routes: Iterable[BaseRoute]) -> Iterator[Route]:
    """The routes that a GET opens. Raises Untaught for a kind of route never seen here."""
    for route in routes:
        if not isinstance(route, Route):
            raise Untaught(f"{route}: teach accessibility/pages.py this kind of route")
        if "GET" in (route.methods or ()):
            yield route


def paths(route: str, library: Library) -> list[str]:
    """A route's path with every filling of its parameters."""
    return [_written(route, filled) for filled in _filled(route, library, {})]


def _written(route: str, filled: Filled) -> str:
    return PARAMETER.sub(lambda found: filled[found[1]], route)


def _filled(route: str, library: Library, known: Filled) -> Iterator[Filled]:
    missing = [name for name in PARAMETER.findall(route) if name not in known]
    if not missing:
        yield known
        return
    for value in _filling(missing[0], route)(library, route, known):
        yield from _filled(route, library, {**known, missing[0]: value})


def _filling(name: str, route: str) -> Filling:
    if name not in FILLINGS:
        raise Untaught(
            f"{route}: what can {{{name}}} be? Add {name!r} to FILLINGS in accessibility/pages.py, "
            "or the route to WALKED (reached by a recipe of states.py) or to NOT_PAGES"
        )
    return FILLINGS[name]
