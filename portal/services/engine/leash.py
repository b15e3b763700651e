"""A process that cannot outlive the one it works for, even in the middle of a calculation."""

import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def leashed(line: socket.socket) -> Iterator[None]:
    """While inside, this process ends at once when the other end of `line` closes.

    The thread that watches is gone at the end, so that the process may fork.
    """
    release, released = socket.socketpair()
    watch = threading.Thread(target=_watch, args=(line.fileno(), released.fileno()), daemon=True)
    watch.start()
    try:
        yield
    finally:
        release.close()
        watch.join()
        released.close()


def _watch(line: int, released: int) -> None:
    poll = select.poll()
    for descriptor in (line, released):
        poll.register(descriptor, select.POLLHUP)
    while True:
        closed = [descriptor for descriptor, event in poll.poll() if event & select.POLLHUP]
        if line in closed:
            os._exit(0)
        if released in closed:
            return
