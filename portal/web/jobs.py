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
    site, language = here.site, here.language
    chosen = sheets.heading(site, request.query_params.get("besoin", ""), "job")
    return render(
        request,
        "jobs/index",
        fragment=True,
        needs=[site.known(f"themes/{t.id}", language) for t in site.library.headings("job")],
        chosen=site.known(f"themes/{chosen}", language) if chosen else None,
        found=[p for p in sheets.listed(here, "platforms") if chosen in p.needs],
    )


routes = [Route("/emploi", index)]
