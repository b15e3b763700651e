"""Search in people's own words."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.services.search import search
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """The box, and what it found."""
    here = visit(request)
    query = request.query_params.get("q", "").strip()[:200]
    found = search(here.site, query, here.language) if query else []
    urgent = [view for view in found if view.of_kind == "urgences"][:2]
    return render(
        request,
        "search/index",
        fragment=True,
        query=query,
        urgent=urgent,
        found=[view for view in found if view not in urgent],
    )


routes = [Route("/recherche", index)]
