"""CPU per page, start and memory, beside the least that Starlette and Jinja can do.

Run: make bench. The peer is a bare Starlette application that renders one Jinja template
into a page of the same size. Figures are CPU, not wall time, so a busy machine changes
them little.
"""

import asyncio
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portal.settings import from_environment
from portal.web.app import create_app

ROUNDS, A_ROUND = 7, 40
PAGES = ("/fr/", "/fr/aides/rsa", "/ar/aides/rsa", "/fr/recherche?q=loyer", "/fr/lieux")
ASGI = Callable[..., Awaitable[None]]


async def asked(app: ASGI, path: str) -> int:
    """Ask a page through ASGI, without a socket; the size of the answer in bytes."""
    size = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, Any]) -> None:
        nonlocal size
        size += len(message.get("body", b""))

    bare, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": bare, "raw_path": bare.encode(), "root_path": "",
        "query_string": query.encode(), "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1), "server": ("localhost", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    return size


def cpu_per_page(app: ASGI, path: str) -> float:
    """Median CPU of one page, in milliseconds, after one page to warm up."""
    asyncio.run(asked(app, path))
    figures = []
    for _ in range(ROUNDS):
        start = time.process_time()
        asyncio.run(_several(app, path))
        figures.append((time.process_time() - start) * 1000 / A_ROUND)
    return statistics.median(figures)


async def _several(app: ASGI, path: str) -> None:
    for _ in range(A_ROUND):
        await asked(app, path)


def peer(size: int) -> Starlette:
    """A bare application whose one page has about this size in bytes."""
    template = Environment(autoescape=True).from_string(
        "<!doctype html><title>Pair</title>{% for line in lines %}<p>{{ line }}</p>\n{% endfor %}"
    )
    lines = ["Une ligne de texte comme une autre, sans rien de plus."] * max(1, size // 62)

    async def page(request: Request) -> Response:
        return HTMLResponse(template.render(lines=lines))

    return Starlette(routes=[Route("/", page)])


def start_cpu(code: str) -> float:
    """CPU of a new Python that runs this code, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the figures and their ratios."""
    with TemporaryDirectory() as state:
        app = create_app(replace(from_environment(), state=Path(state), hosts=("localhost",)))
        print(f"{'page':<24}{'ms CPU':>9}{'pair':>9}{'rapport':>9}")
        for path in PAGES:
            size = asyncio.run(asked(app, path))
            ours, theirs = cpu_per_page(app, path), cpu_per_page(peer(size), "/")
            print(f"{path:<24}{ours:>9.2f}{theirs:>9.2f}{ours / theirs:>9.1f}")
        opened = (
            "from portal.settings import from_environment as f;"
            "from portal.web.app import create_app as c; c(f())"
        )
        start_cpu(opened)
        ours, theirs = start_cpu(opened), start_cpu("import starlette.applications, jinja2")
        print(f"démarrage : {ours:.2f} s CPU ; Starlette et Jinja seuls : {theirs:.2f} s")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"mémoire de ce processus, portail et pair : {memory} Mo")


if __name__ == "__main__":
    main()
