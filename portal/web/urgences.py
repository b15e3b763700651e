"""Emergencies: numbers first."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit

NEEDS = ("danger", "dormir", "manger", "sante", "arnaque")


async def index(request: Request) -> Response:
    """Every number, grouped by need, in the order editors chose."""
    here = visit(request)
    every = sorted(sheets.listed(here, "urgences"), key=lambda urgence: urgence.order)
    groups = {need: [u for u in every if u.need == need] for need in NEEDS}
    return render(request, "urgences/index", groups=groups)


routes = [
    Route("/urgences", index),
    Route("/urgences/{urgence}", sheets.show("urgences", "urgences/show", "urgence")),
]
