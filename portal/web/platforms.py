"""Platforms: the doors to knock at, the sites and the people who help."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Every door, by theme."""
    here = visit(request)
    chosen = sheets.chosen(here, request.query_params.get("theme", ""), "theme")
    return render(
        request,
        "platforms/index",
        folder="plateformes",
        key="theme",
        headings=sheets.headings(here, "theme"),
        chosen=chosen,
        found=[p for p in sheets.listed(here, "platforms") if chosen and p.theme == chosen.id],
    )


routes = [
    Route("/plateformes", index),
    Route("/plateformes/{platform}", sheets.show("platforms", "platforms/show", "platform")),
]
