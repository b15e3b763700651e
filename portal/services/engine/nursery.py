"""The nursery process: loads the engine once, then forks workers that share its memory.

Run by `launch` as `python -m portal.services.engine.nursery TARGET DESCRIPTOR`, where the
descriptor is a socket to the portal. First comes the engine's configuration; then orders:
{"fork": true}, with the worker's end of a socket, answered by {"born": pid}; {"kill": pid}.
The nursery says {"ready": true} or {"absent": why} once, and {"gone": pid} at each death.
It ends, with all its workers, when the socket closes.
"""

import gc
import importlib
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress

from portal.services.engine.leash import leashed
from portal.services.engine.wire import HEADER, body, pack, receive, send
from portal.services.engine.work import Engine, work


def main(arguments: Sequence[str]) -> None:
    """Load `arguments[0]` and serve the socket `arguments[1]` until it closes."""
    target, descriptor = arguments
    os.set_inheritable(int(descriptor), False)
    with socket.socket(fileno=int(descriptor)) as control, suppress(EOFError, ConnectionError):
        engine = _open(target, control)
        if engine is not None:
            _share_memory()
            send(control, pack({"ready": True}))
            _attend(engine, control)


def _open(target: str, control: socket.socket) -> Engine | None:
    config = receive(control)
    with leashed(control):
        try:
            engine: Engine = importlib.import_module(target).open_engine(config)
        except ImportError as error:
            send(control, pack({"absent": str(error)}))
            return None
    return engine


def _share_memory() -> None:
    """Put all that is loaded out of the collector's reach, which would write to every page."""
    gc.collect()
    gc.freeze()


def _attend(engine: Engine, control: socket.socket) -> None:
    children: set[int] = set()
    heard, told = _hear_deaths()
    try:
        while True:
            ready, _, _ = select.select([control, heard], [], [])
            if heard in ready:
                heard.recv(64)
                _reap(children, control)
            if control in ready:
                _obey(engine, children, control)
    finally:
        _end(children)
        told.close()
        heard.close()


def _hear_deaths() -> tuple[socket.socket, socket.socket]:
    """A socket that is readable after a child's death, and the end that must stay open."""
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    return heard, told


def _reap(children: set[int], control: socket.socket) -> None:
    for pid in tuple(children):
        if os.waitpid(pid, os.WNOHANG)[0]:
            children.remove(pid)
            send(control, pack({"gone": pid}))


def _obey(engine: Engine, children: set[int], control: socket.socket) -> None:
    order, line = _order(control)
    if "kill" in order and order["kill"] in children:
        os.kill(order["kill"], signal.SIGKILL)
    if "fork" in order and line is not None:
        pid = _fork(engine, line, control)
        children.add(pid)
        send(control, pack({"born": pid}))


def _order(control: socket.socket) -> tuple[dict[str, object], socket.socket | None]:
    """The next order and the socket that came with it. Raises EOFError at the end."""
    header, descriptors, _, _ = socket.recv_fds(control, HEADER.size, 1)
    if len(header) < HEADER.size:
        raise EOFError
    line = socket.socket(fileno=descriptors[0]) if descriptors else None
    return body(control, header), line


def _fork(engine: Engine, line: socket.socket, control: socket.socket) -> int:
    with line:
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            work(engine, line)
        finally:
            os._exit(0)


def _end(children: set[int]) -> None:
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
    # Taking a loaded engine apart object by object would only make a restart wait.
    os._exit(0)
