"""From where, and by whom, minutes are counted for this visit."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from portal.services.access import Origin, of_place
from portal.services.directory import Choices, Listing, listing
from portal.web.visit import Visit


def terminal_origin(here: Visit) -> Origin | None:
    """Where the terminal stands; None away from one."""
    return of_place(here.site, here.terminal.place) if here.terminal else None


async def list_places(request: Request, here: Visit, choices: Choices) -> Listing:
    """The list, in a thread of its own when an engine on the network has to answer."""
    router = request.app.state.router
    start = terminal_origin(here) if choices.here else None
    if router is None:
        return listing(here.site, choices, here=start)
    return await run_in_threadpool(listing, here.site, choices, here=start, router=router)
