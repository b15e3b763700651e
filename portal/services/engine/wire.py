"""Frames between the portal and its engine processes: four bytes of length, then a JSON object."""

import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

HEADER = struct.Struct("!I")
LARGEST = 8 * 2**20
"""Bytes. A curve of a hundred incomes for every aid is a hundred times smaller."""

CHUNK = 2**16
Clock = Callable[[], float]
Patience = Callable[[], float | None]
"""Seconds left to wait, None for ever. Raises TimeoutError when none is left."""


class Garbled(Exception):
    """What came is no frame, or one larger than LARGEST."""


def for_ever() -> None:
    """The patience of a process that has nothing else to do."""


def until(moment: float, clock: Clock) -> Patience:
    """The patience of a caller who leaves at `moment` of this clock."""

    def left() -> float:
        seconds = moment - clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    return left


def pack(value: Mapping[str, Any]) -> bytes:
    """One frame. Raises TypeError or ValueError for what JSON cannot say, NaN included."""
    body = json.dumps(value, allow_nan=False, separators=(",", ":")).encode()
    return HEADER.pack(len(body)) + body


def send(line: socket.socket, frame: bytes, patience: Patience = for_ever) -> None:
    """Raises OSError when the other end is closed, TimeoutError when patience runs out."""
    line.settimeout(patience())
    line.sendall(frame)


def receive(line: socket.socket, patience: Patience = for_ever) -> dict[str, Any]:
    """The next frame. Raises EOFError at the end, TimeoutError, OSError or Garbled."""
    return body(line, _exactly(line, HEADER.size, patience), patience)


def body(line: socket.socket, header: bytes, patience: Patience = for_ever) -> dict[str, Any]:
    """The frame whose header was read. Raises as `receive` does."""
    (length,) = HEADER.unpack(header)
    if length > LARGEST:
        raise Garbled
    try:
        value = json.loads(_exactly(line, length, patience))
    except (ValueError, RecursionError):
        # Its message would quote the frame.
        raise Garbled from None
    if not isinstance(value, dict):
        raise Garbled
    return value


def _exactly(line: socket.socket, length: int, patience: Patience) -> bytes:
    found = bytearray()
    while len(found) < length:
        line.settimeout(patience())
        chunk = line.recv(min(CHUNK, length - len(found)))
        if not chunk:
            raise EOFError
        found += chunk
    return bytes(found)
