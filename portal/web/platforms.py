"""Platforms: the doors to knock at, the sites and the people who help."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.paging import sheaf
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Every door, by theme."""
    here = visit(request)
    chosen = sheets.chosen(here, request.query_params.get("theme", ""), "theme")
    found = [p for p in sheets.listed(here, "platforms") if chosen and p.theme == chosen.id]
    return render(
        request,
        "platforms/index",
        headings=sheets.headings(here, "theme"),
        chosen=chosen,
        pages=sheaf(found, request.query_params.get("page", "1")),
    )


routes = [
    Route("/plateformes", index),
    Route("/plateformes/{platform}", sheets.show("platforms", "platforms/show", "platform")),
]
