"""One line of JSON a request, without query, address or browser."""

import json
import logging
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.domain.privacy import LOGGED

logger = logging.getLogger("portal")


def log_to_stderr() -> None:
    """Send the portal's log lines to the standard error, as they are."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


class AccessLog:
    """ASGI layer that writes the fields of LOGGED and no other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, then write its line."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            _write(scope, status, time.perf_counter() - start)


def _write(scope: Scope, status: int, seconds: float) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = (now, scope["method"], scope["path"], status, round(seconds * 1000, 1))
    logger.info(json.dumps(dict(zip(LOGGED, values, strict=True)), ensure_ascii=False))
