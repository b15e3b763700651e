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
    site, language = here.site, here.language
    theme = sheets.heading(site, request.query_params.get("theme", ""), "theme")
    every = sheets.listed(here, "platforms")
    return render(
        request,
        "platforms/index",
        fragment=True,
        themes=[site.known(f"themes/{t.id}", language) for t in site.library.headings("theme")],
        chosen=site.known(f"themes/{theme}", language) if theme else None,
        found=[p for p in every if p.theme == theme],
    )


routes = [
    Route("/plateformes", index),
    Route("/plateformes/{platform}", sheets.show("platforms", "platforms/show", "platform")),
]
