"""Open data: what anyone may copy, under which licence, and where to take it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.services.interchange.export import offers
from portal.services.published import LICENCE, LICENCE_URL
from portal.web.api.replies import published
from portal.web.render import render
from portal.web.visit import visit


async def index(request: Request) -> Response:
    """Each file by a button, then how to use them."""
    here, public = visit(request), published(request)
    found = await run_in_threadpool(offers, public, here.language.code)
    return render(
        request,
        "open_data/index",
        offers=found,
        newest=public.newest(),
        licence={"name": LICENCE, "url": LICENCE_URL},
        first=here.site.territories()[0].id,
    )


routes = [Route("/donnees-ouvertes", index)]
