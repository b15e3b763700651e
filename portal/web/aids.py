"""Aids: by what happens in a life, by theme, and a sheet each."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.services.localize import View
from portal.web import sheets
from portal.web.paging import sheaf
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Life events first; with one chosen, its aids."""
    here = visit(request)
    asked = request.query_params
    event = sheets.chosen(here, asked.get("moment", ""), "event")
    theme = None if event else sheets.chosen(here, asked.get("theme", ""), "theme")
    every = sheets.listed(here, "aids")
    return render(
        request,
        "aids/index",
        events=sheets.headings(here, "event"),
        themes=sheets.headings(here, "theme"),
        chosen=event or theme,
        query=_query(event, theme),
        every=bool(asked.get("toutes")),
        pages=sheaf(_found(every, event, theme), asked.get("page", "1")),
        doors=sum(p.theme == theme.id for p in sheets.listed(here, "platforms")) if theme else 0,
    )


def _query(event: View | None, theme: View | None) -> dict[str, str]:
    """What the address says of the list shown."""
    if event:
        return {"moment": event.id}
    return {"theme": theme.id} if theme else {"toutes": "oui"}


def _found(every: list[View], event: View | None, theme: View | None) -> list[View]:
    """The aids of a moment or a theme, those that the simulator looks at first; else all."""
    if not event and not theme:
        return every
    found = [
        a for a in every if (event and event.id in a.events) or (theme and a.theme == theme.id)
    ]
    return sorted(found, key=lambda aid: aid.model.simulation is None)


routes = [
    Route("/aides", index),
    Route("/aides/{aid}", sheets.show("aids", "aids/show", "aid")),
]
