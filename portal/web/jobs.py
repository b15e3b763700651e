"""Work: what a person wants to do, and the doors that open for it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Situations first; with one chosen, its platforms."""
    here = visit(request)
    chosen = sheets.chosen(here, request.query_params.get("besoin", ""), "job")
    return render(
        request,
        "jobs/index",
        folder="emploi",
        key="besoin",
        headings=sheets.headings(here, "job"),
        chosen=chosen,
        found=[p for p in sheets.listed(here, "platforms") if chosen and chosen.id in p.needs],
    )


routes = [Route("/emploi", index)]
