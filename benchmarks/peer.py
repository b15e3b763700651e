"""The peer that a benchmark stands beside: a server of its own process, on 127.0.0.1."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

READY_WITHIN, ANSWER_WITHIN = 240, 120
"""Seconds for the peer to open, and to answer once."""


def free_port() -> str:
    """A port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@contextmanager
def served(name: str, arguments: Sequence[str], ready: str) -> Iterator[int]:
    """A command of this environment, until the address answers: its process id. Ended after."""
    command = [str(Path(sys.executable).with_name(name)), "serve", *arguments]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(ready, server, name=name)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, server: "subprocess.Popen[bytes]", *, name: str) -> None:
    """Until the server answers. TimeoutError when it never does, RuntimeError when it stops."""
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"{name} s’est arrêté")
        try:
            with urllib.request.urlopen(address, timeout=ANSWER_WITHIN):  # noqa: S310
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{name} ne répond pas")
