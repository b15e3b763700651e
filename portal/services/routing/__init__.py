"""Minutes by the streets, from a routing engine that the installer runs; optional."""

from portal.services.routing.careful import Careful
from portal.services.routing.values import Destination, Minutes, Router, RouterFailed
from portal.settings import RouterSettings

__all__ = ["Careful", "Destination", "Minutes", "Router", "RouterFailed", "open_router"]


def open_router(settings: RouterSettings | None) -> Careful | None:
    """The engine that the settings name; None without one, and then httpx is not loaded."""
    if settings is None:
        return None
    from portal.services.routing.line import Line
    from portal.services.routing.osrm import Osrm
    from portal.services.routing.valhalla import Valhalla

    return Careful((Osrm if settings.engine == "osrm" else Valhalla)(settings, Line()))
