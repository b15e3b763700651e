"""Places: people and computers near a commune, or near the terminal."""

from starlette.routing import Route

from portal.web.places.index import index
from portal.web.places.show import show

__all__ = ["routes"]

routes = [Route("/lieux", index), Route("/lieux/{place}", show)]
