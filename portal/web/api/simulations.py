"""A household in, its aids out. Nothing of either is kept or logged."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from portal.services.simulation.answer import Refusal, answer_to
from portal.services.simulation.household_file import Fault
from portal.web.render import NO_STORE
from portal.web.security import TooLarge

RETRY_SECONDS = "5"
"""When to ask again for the amounts that are missing."""

HEAVY = "Envoi trop lourd : 64 Ko au plus."
NOT_JSON = "Envoyez du JSON : Content-Type: application/json."


async def simulate(request: Request) -> Response:
    """Every simulated aid for the household sent."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return _refuse(415, NOT_JSON)
    try:
        body = await request.body()
    except TooLarge:
        return _refuse(413, HEAVY)
    state = request.app.state
    answer = await run_in_threadpool(answer_to, body, state.holder.site, state.calculator)
    if isinstance(answer, Refusal):
        return JSONResponse(answer.model_dump(mode="json"), 422, headers=NO_STORE)
    late = {"Retry-After": RETRY_SECONDS} if answer.missing else {}
    return JSONResponse(answer.model_dump(mode="json"), headers={**NO_STORE, **late})


def _refuse(status: int, message: str) -> Response:
    body = Refusal(errors=(Fault("", message),))
    return JSONResponse(body.model_dump(mode="json"), status, headers=NO_STORE)


routes: list[BaseRoute] = [Route("/simulations", simulate, methods=["POST"])]
