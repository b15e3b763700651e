"""The application: rooms, wall and log, built once from the settings."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Lifespan, Message, Receive, Scope, Send

from portal.services.engine.calculator import Calculator
from portal.services.feedback import Turns
from portal.services.opening import open_site
from portal.services.reloading import Watch
from portal.services.routing import open_router
from portal.services.simulation.calculator import open_calculator
from portal.services.site import Site
from portal.settings import Settings
from portal.store.desk import Desk
from portal.web import (
    aids,
    api,
    comfort,
    feedback,
    gaps,
    health,
    home,
    initiatives,
    jobs,
    lessons,
    open_data,
    pages,
    places,
    platforms,
    roadmap,
    search,
    selftest,
    simulation,
    terminal,
    urgences,
)
from portal.web.errors import HANDLERS
from portal.web.log import AccessLog
from portal.web.render import HERE, environments
from portal.web.security import Security

ROOMS = (
    home, urgences, selftest, simulation, aids, platforms, jobs, initiatives, places, lessons,
    search, roadmap, comfort, terminal, feedback, open_data, gaps, pages,
)  # fmt: skip
POLL_SECONDS = 0.2
SETTLE_SECONDS = 3600.0


@dataclass(slots=True)
class Holder:
    """The site being shown; a reload replaces both parts at once."""

    site: Site
    environments: dict[str, Environment]

    def show(self, site: Site) -> None:
        """Show this site from now on."""
        self.site, self.environments = site, environments(site.languages)


class _Static(StaticFiles):
    """Static files, kept for a year: their address carries their version."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                versioned = b"v=" in scope["query_string"]
                value = b"public, max-age=31536000, immutable" if versioned else b"no-cache"
                message["headers"].append((b"cache-control", value))
            await send(message)

        await super().__call__(scope, receive, kept)


def room_routes() -> list[BaseRoute]:
    """Every room's routes, below the language."""
    return [route for room in ROOMS for route in room.routes]


def create_app(settings: Settings, calculator: Calculator | None = None) -> Starlette:
    """The ASGI application. Raises what `open_site` raises.

    The engine that the settings ask for is started beside it, unless a `calculator` is given.
    """
    site = open_site(settings)
    holder = Holder(site, environments(site.languages))
    desk = Desk(settings.state, settings.database, site.today)
    app = Starlette(
        routes=[
            Route("/", home.door),
            Route("/sante", health.health),
            Route("/borne/{place}", terminal.start),
            Mount("/api/v1", app=api.router()),
            Mount("/static", _Static(directory=HERE / "static")),
            *[Mount(f"/{code}", routes=room_routes()) for code in site.languages],
        ],
        exception_handlers=HANDLERS,
        middleware=[
            Middleware(AccessLog),
            Middleware(Security, hosts=settings.hosts),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        lifespan=_open_hours(holder, settings, desk),
    )
    app.state.holder = holder
    app.state.desk = desk
    app.state.turns = Turns(time.monotonic)
    app.state.router = open_router(settings.router)
    app.state.calculator = calculator or open_calculator(settings, site.library)
    return app


def _open_hours(holder: Holder, settings: Settings, desk: Desk) -> Lifespan[Starlette]:
    """While the server runs, see to what waits at the desk; at the end, write what it holds.

    With `reload`, show each good edit too, then let search know it; a broken one changes nothing.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_settle(desk))]
        if settings.reload:
            tasks.append(asyncio.create_task(_poll(holder, Watch(settings))))
        yield
        for task in tasks:
            task.cancel()
        await asyncio.to_thread(desk.close)

    return lifespan


async def _settle(desk: Desk) -> None:
    while True:
        await asyncio.to_thread(desk.settle)
        await asyncio.sleep(SETTLE_SECONDS)


async def _poll(holder: Holder, watch: Watch) -> None:
    indexing: set[asyncio.Task[None]] = set()
    while True:
        await asyncio.sleep(POLL_SECONDS)
        site = await asyncio.to_thread(watch.changed)
        if site:
            holder.show(replace(site, index=holder.site.index))
            task = asyncio.create_task(_index(holder, watch, site))
            indexing.add(task)
            task.add_done_callback(indexing.discard)


async def _index(holder: Holder, watch: Watch, site: Site) -> None:
    """Let search know the site shown, unless a later edit is shown by then."""
    indexed = await asyncio.to_thread(watch.indexed, site)
    if indexed and holder.site.library is site.library:
        holder.show(indexed)
