"""Aids: by what happens in a life, by theme, and a sheet each."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Life events first; with one chosen, its aids."""
    here = visit(request)
    site, language = here.site, here.language
    asked = request.query_params
    event = sheets.heading(site, asked.get("moment", ""), "event")
    theme = sheets.heading(site, asked.get("theme", ""), "theme")
    chosen = event or theme
    every = sheets.listed(here, "aids")
    return render(
        request,
        "aids/index",
        fragment=True,
        events=[site.known(f"themes/{t.id}", language) for t in site.library.headings("event")],
        themes=[site.known(f"themes/{t.id}", language) for t in site.library.headings("theme")],
        chosen=site.known(f"themes/{chosen}", language) if chosen else None,
        found=[a for a in every if event in a.events or (not event and a.theme == theme)],
        doors=[p for p in sheets.listed(here, "platforms") if theme and p.theme == theme],
        every=every if asked.get("toutes") else [],
    )


routes = [
    Route("/aides", index),
    Route("/aides/{aid}", sheets.show("aids", "aids/show", "aid")),
]
