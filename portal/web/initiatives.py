"""Everyday life: what neighbours do together, by need."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Needs first; with one chosen, its initiatives."""
    here = visit(request)
    chosen = sheets.chosen(here, request.query_params.get("besoin", ""), "need")
    return render(
        request,
        "initiatives/index",
        folder="quotidien",
        key="besoin",
        headings=sheets.headings(here, "need"),
        chosen=chosen,
        found=[i for i in sheets.listed(here, "initiatives") if chosen and chosen.id in i.needs],
    )


routes = [
    Route("/quotidien", index),
    Route(
        "/initiatives/{initiative}",
        sheets.show("initiatives", "initiatives/show", "initiative"),
    ),
]
