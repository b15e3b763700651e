"""The real portal with a small engine, on a port of its own, for as long as the checks last."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from cryptography.fernet import Fernet

from accessibility.engine import SmallEngine
from portal.settings import ROOT, from_environment

PATIENCE = 60.0
"""Seconds that a server may take to open: it builds its index first."""

COMMAND = "from accessibility.serving import main; main()"


class NotServing(Exception):
    """The portal did not open; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running portal: its address, and the key it seals with."""

    address: str
    key: str


@contextlib.contextmanager
def served(workers: int = 0, prepare: Callable[[Path], None] | None = None) -> Iterator[Served]:
    """A portal that answers, with its examples and a state folder thrown away after.

    With `workers`, its amounts are the real engine's. `prepare` is given the state folder first.
    """
    with tempfile.TemporaryDirectory(prefix="accessibility-") as folder:
        there = Served(f"http://127.0.0.1:{free_port()}", Fernet.generate_key().decode())
        log = Path(folder) / "log"
        if prepare:
            prepare(Path(folder))
        with log.open("wb") as out:
            process = subprocess.Popen(
                _command(there),
                env=_environment(there, folder, workers),
                cwd=ROOT,
                stdout=out,
                stderr=out,
            )
            try:
                _wait(process, there.address, log)
                yield there
            finally:
                _end(process)


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(there: Served) -> list[str]:
    return [sys.executable, "-c", COMMAND, there.address.rpartition(":")[2]]


def _environment(there: Served, folder: str, workers: int) -> dict[str, str]:
    kept = {name: v for name, v in os.environ.items() if not name.startswith("PORTAL_")}
    return {
        **kept,
        "PORTAL_STATE": folder,
        "PORTAL_KEYS": there.key,
        "PORTAL_DEMO": "oui",
        "PORTAL_ENGINE_WORKERS": str(workers),
    }


def _wait(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{address}/sante").status_code == 200:
                return
        time.sleep(0.05)
    raise NotServing(log.read_text("utf-8")[-2000:])


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """Serve on the port given, until we are ended: what the child process runs."""
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from portal.web.app import create_app
    from portal.web.log import log_to_stderr

    log_to_stderr()
    settings = from_environment()
    app = create_app(settings, None if settings.engine_workers else SmallEngine())
    port = int(sys.argv[1])
    server = Server(
        app, "127.0.0.1", port, interface=Interfaces.ASGI, log_enabled=False, websockets=False
    )
    asyncio.run(server.serve())
