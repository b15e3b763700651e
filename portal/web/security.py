"""The outer wall: known hosts, small bodies, own forms only, and strict headers."""

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}


class TooLarge(Exception):
    """A body over MOST_BYTES."""


class Security:
    """ASGI layer that refuses what no page of ours sends, and hardens every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 400, 403 or 413 in one line, or pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        app: ASGIApp = PlainTextResponse(refusal[1], refusal[0]) if refusal else self.app
        await app(scope, _counted(receive), _hardened(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.hosts and "*" not in self.hosts:
            return 400, "Adresse inconnue : ajoutez ce nom à PORTAL_HOSTS.\n"
        length = headers.get("content-length", "0")
        if not length.isdecimal():
            return 400, "Envoi illisible : sa longueur n’est pas un nombre.\n"
        if len(length) > 9 or int(length) > MOST_BYTES:
            return 413, "Envoi trop lourd : 64 Ko au plus.\n"
        foreign = headers.get("sec-fetch-site", "same-origin") in ("cross-site", "same-site")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and foreign:
            return 403, "Ce formulaire vient d’un autre site : revenez par le portail.\n"
        return None


def _host(header: str) -> str:
    name = header.lower()
    return name.rsplit(":", 1)[0] if not name.endswith("]") else name


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise TooLarge
        return message

    return counted


def _hardened(send: Send) -> Send:
    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return hardened
