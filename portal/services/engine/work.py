"""A worker process: one question at a time, until the portal hangs up."""

import os
import socket
from typing import Any, Protocol

from portal.services.engine.leash import leashed
from portal.services.engine.wire import pack, receive, send


class Engine(Protocol):
    """What the module named by the pool opens."""

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Raises ValueError or KeyError for a question that makes no sense."""
        ...


def work(engine: Engine, line: socket.socket) -> None:
    """Answer what comes on `line`, silently: an engine's warning could repeat a question.

    Raises EOFError when the portal hangs up, Garbled when it talks nonsense.
    """
    _silence()
    with leashed(line):
        while True:
            send(line, _answer(engine, receive(line)))


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _answer(engine: Engine, request: dict[str, Any]) -> bytes:
    try:
        return pack({"answer": engine.answer(request)})
    except KeyError as error:
        return _refusal(str(error.args[0]) if error.args else "")
    except ValueError as error:
        return _refusal(str(error))
    except Exception as error:
        # A fault of the engine, not of the question: its name helps, its message could not.
        return _refusal(type(error).__name__)


def _refusal(detail: str) -> bytes:
    return pack({"refused": detail})
