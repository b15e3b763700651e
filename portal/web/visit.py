"""What one request tells of the visit: language, comfort, terminal. Nothing about the person."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from portal.content.library import Library
from portal.domain.place import Place
from portal.domain.privacy import ANSWERS, ANSWERS_ON_TERMINAL, COMFORT_COOKIE, TERMINAL_COOKIE
from portal.i18n import FRENCH, Language
from portal.services.site import Site

COMFORT = {
    "theme": ("sombre", "contraste"),
    "taille": ("grand", "tres-grand"),
    "espace": ("large",),
}
"""Each comfort setting and its values; none of them is the usual look."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A public computer: the place it stands in, and the number of the present visit."""

    place: Place
    visit: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything a page needs to know about its reader."""

    site: Site
    language: Language
    path: str
    query: str
    comfort: dict[str, str]
    terminal: Terminal | None
    base: str

    @property
    def life(self) -> timedelta:
        """How long answers given now may be opened again."""
        return ANSWERS_ON_TERMINAL if self.terminal else ANSWERS

    @property
    def bound(self) -> str:
        """On a terminal, answers open only during the visit that gave them."""
        return self.terminal.visit if self.terminal else ""


def visit(request: Request) -> Visit:
    """The visit behind a request. An unknown language is read as French."""
    site: Site = request.app.state.holder.site
    code = request.url.path.split("/")[1]
    return Visit(
        site=site,
        language=site.languages.get(code, site.languages[FRENCH]),
        path=request.url.path,
        query=request.url.query,
        comfort=comfort_of(request.cookies.get(COMFORT_COOKIE, "")),
        terminal=terminal_of(site, request.cookies.get(TERMINAL_COOKIE, "")),
        base=site.settings.url or str(request.base_url).rstrip("/"),
    )


def comfort_of(cookie: str) -> dict[str, str]:
    """The comfort settings a cookie names; what it should not say is ignored."""
    words = set(cookie.split("."))
    return {name: value for name, values in COMFORT.items() for value in values if value in words}


def terminal_of(site: Site, cookie: str) -> Terminal | None:
    """The terminal a cookie names, or the one this server was started for."""
    place_id, _, number = cookie.partition(".")
    place = _place(site.library, place_id) or _place(site.library, site.settings.kiosk)
    return Terminal(place, number) if place else None


def _place(library: Library, id_: str) -> Place | None:
    return library.places.get(id_)


def wants_fragment(request: Request) -> bool:
    """True for an htmx swap; false for a first visit, a reload or the Back button."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-History-Restore-Request") != "true"
    )
