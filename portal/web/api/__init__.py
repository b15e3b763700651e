"""What other programs may ask, as JSON, below /api/v1."""

from starlette.routing import BaseRoute

from portal.web.api import openapi, simulations

routes: list[BaseRoute] = [*simulations.routes, *openapi.routes]
