"""The portal's side of the nursery: starting it, giving orders, hearing what it says."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from portal.services.engine.wire import Garbled, pack, receive, send

GRACE = 5.0
"""Seconds a nursery has to leave by itself."""

ONE_CORE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""A worker is one core's work, and a process with threads must not fork."""


class Nursery:
    """A running nursery process."""

    def __init__(self, target: str, config: bytes) -> None:
        """Start it; `config` is a frame. Raises OSError when it cannot start."""
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = _launch(target, theirs.fileno())
        except OSError:
            self._control.close()
            raise
        self._order(config)

    @property
    def pid(self) -> int:
        return self._process.pid

    def said(self) -> Iterator[dict[str, Any]]:
        """What the nursery says, as it comes, until it ends or is told to."""
        while True:
            try:
                message = receive(self._control)
            except (EOFError, OSError, Garbled):
                return
            yield message

    def fork(self) -> socket.socket:
        """Order a worker. The socket to it; the nursery says its pid when it is born."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._order(pack({"fork": True}), theirs.fileno())
        return ours

    def kill(self, pid: int) -> None:
        """Order a worker's death.

        Only the nursery can be sure that the number is still its child's: it is the one to reap it.
        """
        self._order(pack({"kill": pid}))

    def dismiss(self) -> None:
        """Tell it to end, with its workers. Does not wait."""
        try:
            self._control.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def end(self) -> int:
        """Wait for its end, forced after GRACE seconds. Its exit code."""
        self._control.close()
        try:
            return self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _order(self, frame: bytes, *descriptors: int) -> None:
        """Send an order; to a nursery that is gone it is nothing: `said` ends too."""
        try:
            if descriptors:
                socket.send_fds(self._control, [frame], descriptors)
            else:
                send(self._control, frame)
        except OSError:
            return


def _launch(target: str, descriptor: int) -> subprocess.Popen[bytes]:
    """Out of the terminal's reach: Ctrl-C is for the portal, which then hangs up."""
    module = "portal.services.engine.nursery"
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, target, str(descriptor)],
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """Ours without the portal's secrets, and the very modules that we would import."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PORTAL_") and name != "DATABASE_URL"
    }
    return {**kept, **ONE_CORE, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
