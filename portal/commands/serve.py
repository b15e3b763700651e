"""`portal serve`: open the portal."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, NoReturn

from portal.commands import Commands
from portal.settings import Settings, from_environment

if TYPE_CHECKING:
    from granian.server.embed import Server


def add(commands: Commands) -> None:
    """`portal serve [--host H] [--port N] [--kiosk LIEU] [--reload] [--demo]`."""
    parser = commands.add_parser("serve", help="ouvrir le portail")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--kiosk", metavar="LIEU", default="", help="borne de ce lieu")
    parser.add_argument("--reload", action="store_true", help="montrer chaque modification")
    parser.add_argument("--demo", action="store_true", help="charger les exemples")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """2: the address cannot be used; else it serves until it is stopped."""
    chosen = {"PORTAL_DEMO": options.demo, "PORTAL_RELOAD": options.reload}
    os.environ.update({name: "oui" for name, on in chosen.items() if on})
    if options.kiosk:
        os.environ["PORTAL_KIOSK"] = options.kiosk
    settings = from_environment()
    taken = _taken(options.host, options.port)
    if taken:
        print(taken, file=sys.stderr)
        return 2
    return _open(settings, options.host, options.port)


def _open(settings: Settings, host: str, port: int) -> NoReturn:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from portal.web.app import create_app
    from portal.web.log import log_to_stderr

    log_to_stderr()
    app = create_app(settings)
    for problem in app.state.holder.site.problems:
        print(problem, file=sys.stderr)
    server = Server(app, host, port, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    print(f"Le portail est ouvert : http://{host}:{port}", flush=True)
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_until_stopped(server))
    _leave()


def _leave() -> NoReturn:
    """End the process at once: the server's native threads may abort a slower ending."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


async def _until_stopped(server: "Server") -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(server.serve())
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, server.stop)
    await task


def _taken(host: str, port: int) -> str:
    """Why the address cannot be used, in one line; nothing when it can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        return f"{host}:{port} : impossible d’écouter ici ({error}). Essayez --port {port + 1}"
    return ""
