"""Kind answers to what cannot be answered."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from portal.web.render import HERE, NO_STORE, render
from portal.web.security import HEADERS, TooLarge

logger = logging.getLogger("portal")


async def not_found(request: Request, error: Exception) -> Response:
    """The 404 page: what happened, a search, the way home."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status not in (404, 410):
        return PlainTextResponse(f"{status}\n", status)
    return render(request, "errors/not_found", status=status)


async def too_large(request: Request, error: Exception) -> Response:
    """A body that grew over the limit while it was read."""
    return PlainTextResponse("Envoi trop lourd : 64 Ko au plus.\n", 413)


async def broken(request: Request, error: Exception) -> Response:
    """The static page of a failure; the error goes to the log, never its data."""
    logger.error("%s on %s", type(error).__name__, request.url.path, exc_info=error)
    return FileResponse(HERE / "static" / "500.html", 500, headers={**HEADERS, **NO_STORE})


HANDLERS = {HTTPException: not_found, TooLarge: too_large, Exception: broken}
