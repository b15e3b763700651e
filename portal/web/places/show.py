"""One place: when, how, with whom, and how to get there."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from portal.domain.place import Place
from portal.services.access import Origin, directions, of_commune, trips
from portal.services.directory import find_communes
from portal.services.hours import opening, week
from portal.web import sheets
from portal.web.places.near import terminal_origin
from portal.web.places.words import tongue
from portal.web.render import render
from portal.web.visit import Visit, visit


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
        opening=opening(place.hours, here.site.now()),
        week=week(place.hours, here.site.today()) if place.hours else [],
        doors=sheets.platforms(here, place.platforms),
        spoken=[tongue(code, here.language) for code in place.languages],
        directions=directions(place),
        **await _way(request, here, place),
    )


async def _way(request: Request, here: Visit, place: Place) -> dict[str, Any]:
    """The trip from the commune asked, or from the terminal when it stands elsewhere."""
    origin = _origin(here, request.query_params.get("commune", "")[:80], place)
    if origin is None:
        return {"origin": None, "trip": None}
    router = request.app.state.router
    ways = await run_in_threadpool(trips, here.site, origin, [place], router)
    return {"origin": origin, "trip": ways[place.id]}


def _origin(here: Visit, typed: str, place: Place) -> Origin | None:
    communes = find_communes(here.site, typed)
    if len(communes) == 1:
        return of_commune(communes[0])
    elsewhere = here.terminal and here.terminal.place.id != place.id
    return terminal_origin(here) if elsewhere else None
