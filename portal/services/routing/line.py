"""The line to a routing engine: JSON over HTTP, for a short while and no longer."""

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx

from portal.services.routing.values import RouterFailed

SECONDS = 1.5
MOST_BYTES = 1_000_000


class Line:
    """One client for all the calls; no proxy of the environment, nothing kept open."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._client = httpx.Client(
            timeout=seconds, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def get(self, address: str) -> Any:
        """What a GET answers. Raises RouterFailed."""
        return self._ask("GET", address, None)

    def post(self, address: str, content: Mapping[str, Any]) -> Any:
        """What a POST of this JSON answers. Raises RouterFailed."""
        return self._ask("POST", address, content)

    def _ask(self, method: str, address: str, content: Mapping[str, Any] | None) -> Any:
        try:
            with self._client.stream(method, address, json=content) as answer:
                answer.raise_for_status()
                return json.loads(self._body(answer))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise RouterFailed(str(error)) from error

    def _body(self, answer: httpx.Response) -> bytes:
        """The whole answer. The client's own time-out is for each piece: this one is for all."""
        end = time.monotonic() + self._seconds
        body = b""
        for piece in answer.iter_bytes():
            body += piece
            if time.monotonic() > end or len(body) > MOST_BYTES:
                raise RouterFailed("too late or too long")
        return body
