"""Answers that anyone may read, from any page, and keep for a while."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.services.published import Published, tag
from portal.services.simulation.answer import Refusal
from portal.services.simulation.household_file import Fault
from portal.web.render import NO_STORE

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition",
}
METHODS = "GET, HEAD, OPTIONS"
FIVE_MINUTES = "public, max-age=300"
ONE_MINUTE = "public, max-age=60"


def published(request: Request) -> Published:
    """All that is public of the site shown; made anew when the site is."""
    state = request.app.state
    held: Published | None = getattr(state, "published", None)
    if held is None or held.site is not state.holder.site:
        held = state.published = Published(state.holder.site)
    return held


def known(request: Request, etag: str) -> bool:
    """True when the reader already holds this (RFC 9110, 13.1.2: weak comparison)."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in held.split(",")
    )


def reply(
    request: Request,
    body: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
    keep: str = FIVE_MINUTES,
) -> Response:
    """The body with its ETag; 304 without it for those who have it."""
    sent = {**OPEN, "Cache-Control": keep, "ETag": tag(body), **(headers or {})}
    if known(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)
    return Response(body, headers=sent, media_type=media_type)


def refuse(status: int, faults: Iterable[Fault]) -> Response:
    """What to mend in the request, in French."""
    body = Refusal(errors=tuple(faults)).model_dump(mode="json")
    return JSONResponse(body, status, headers={**OPEN, **NO_STORE})


def preflight() -> Response:
    """To a browser that asks first: reading is for all, sending is not (Fetch, 3.2.2)."""
    allowed = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Allow": METHODS,
    }
    return Response(status_code=204, headers={**OPEN, **allowed})
