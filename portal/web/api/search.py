"""Search for other programs: what the portal finds for people's own words."""

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from portal.i18n import FRENCH
from portal.services.interchange.export import LICENCES
from portal.services.search import answer
from portal.services.simulation.household_file import Fault
from portal.web.api.asked import query_faults
from portal.web.api.catalogue import READ
from portal.web.api.replies import ONE_MINUTE, preflight, published, refuse, reply

LONGEST = 200


async def search(request: Request) -> Response:
    """Emergencies apart, then sheets, best first."""
    if request.method == "OPTIONS":
        return preflight()
    site, given = published(request).site, request.query_params
    query = given.get("q", "").strip()
    faults = query_faults(site, given, ("q", "lang"))
    if not 1 <= len(query) <= LONGEST:
        faults.append(Fault("q", f"écrivez ce que vous cherchez, en {LONGEST} signes au plus"))
    if faults:
        return refuse(422, faults)
    found = await run_in_threadpool(answer, site, query, given.get("lang", FRENCH))
    body = json.dumps({**found, **LICENCES}, ensure_ascii=False).encode() + b"\n"
    return reply(request, body, keep=ONE_MINUTE)


routes: list[BaseRoute] = [Route("/recherche", search, methods=READ)]
