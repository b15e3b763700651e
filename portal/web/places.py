"""Places: people and computers near a commune."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.directory import find_communes, nearest
from portal.services.hours import week
from portal.services.localize import View
from portal.web import sheets
from portal.web.render import render
from portal.web.visit import Visit, visit

A_PAGE = 12


async def index(request: Request) -> Response:
    """A commune to type, then the nearest places, a few at a time."""
    here = visit(request)
    asked = request.query_params
    typed, door = asked.get("commune", "").strip()[:80], asked.get("guichet", "")
    communes = find_communes(here.site, typed)
    found = _found(here, communes, door)
    number = _page_number(asked.get("page", "1"), len(found))
    return render(
        request,
        "places/index",
        fragment=True,
        typed=typed,
        communes=communes,
        unknown=bool(typed) and not communes,
        door=here.site.view(f"platforms/{door}", here.language) if door else None,
        found=found[(number - 1) * A_PAGE : number * A_PAGE],
        total=len(found),
        number=number,
        last=number * A_PAGE >= len(found),
    )


def _found(here: Visit, communes: list[Commune], door: str) -> list[tuple[View, str, float | None]]:
    """Places with the name of their commune and their distance in km, when one is known."""
    chosen = [p for p in _shown(here) if not door or door in p.platforms]
    pairs: list[tuple[Place, float | None]]
    if len(communes) == 1:
        pairs = list(nearest(here.site, chosen, communes[0]))
    else:
        codes = {commune.code for commune in communes}
        pairs = [(place, None) for place in chosen if not codes or place.commune in codes]
    return [_row(here, place, km) for place, km in pairs]


def _row(here: Visit, place: Place, km: float | None) -> tuple[View, str, float | None]:
    name = here.site.library.communes[place.commune].name
    return here.site.known(f"places/{place.id}", here.language), name, km


def _shown(here: Visit) -> list[Place]:
    codes = tuple(territory.code for territory in here.site.territories())
    return [p for p in here.site.library.places.values() if p.commune.startswith(codes)]


def _page_number(text: str, total: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return max(1, min(number, -(-total // A_PAGE)))


async def show(request: Request) -> Response:
    """One place, with its week of opening hours."""
    here = visit(request)
    place = here.site.library.find("places", request.path_params["place"])
    if not isinstance(place, Place) or place.id != request.path_params["place"]:
        return await sheets.show("places", "places/show", "place")(request)
    return render(
        request,
        "places/show",
        sheet_=here.site.known(f"places/{place.id}", here.language),
        commune=here.site.library.communes[place.commune],
        week=week(place.hours, here.site.today()) if place.hours else [],
        doors=sheets.platforms(here, place.platforms),
    )


routes = [Route("/lieux", index), Route("/lieux/{place}", show)]
