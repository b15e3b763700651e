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
    site, language = here.site, here.language
    chosen = sheets.heading(site, request.query_params.get("besoin", ""), "need")
    return render(
        request,
        "initiatives/index",
        fragment=True,
        needs=[site.known(f"themes/{t.id}", language) for t in site.library.headings("need")],
        chosen=site.known(f"themes/{chosen}", language) if chosen else None,
        found=[i for i in sheets.listed(here, "initiatives") if chosen in i.needs],
    )


routes = [
    Route("/quotidien", index),
    Route(
        "/initiatives/{initiative}",
        sheets.show("initiatives", "initiatives/show", "initiative"),
    ),
]
