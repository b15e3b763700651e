"""What other programs may ask, below /api/v1: public lists and files, search, simulations."""

from starlette.requests import Request
from starlette.routing import BaseRoute, Router
from starlette.types import Receive, Scope, Send

from portal.services.simulation.household_file import Fault
from portal.web.api import catalogue, files, openapi, search, simulations
from portal.web.api.replies import refuse

routes: list[BaseRoute] = [
    *simulations.routes,
    *openapi.routes,
    *search.routes,
    *files.routes,
    *catalogue.routes,
]
ELSEWHERE = "Rien à cette adresse : voyez /api/v1/openapi.json"


def router() -> Router:
    """The whole API; what it does not know is said in JSON too."""
    return Router(routes, default=_missing)


async def _missing(scope: Scope, receive: Receive, send: Send) -> None:
    path = Request(scope).url.path
    await refuse(404, [Fault(path[:80], ELSEWHERE)])(scope, receive, send)
