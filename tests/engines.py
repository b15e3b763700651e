"""Pools to test, and the pipes by which a test follows what their processes do."""

import os
import select
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from portal.services.engine.calculator import Calculator, EngineUnavailable
from portal.services.engine.pool import Pool

TARGET = "tests.fake_engine"
LONG = 30.0
SHORT = 0.3
ECHO = {"kind": "echo", "said": "bonjour"}
Opener = Callable[..., Pool]


class Pipe:
    """A named pipe through which a test and an engine process wait for each other."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = str(path)
        self._reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def open_gate(self) -> None:
        with open(self.path, "wb", buffering=0) as gate:
            gate.write(b"x")

    def heard(self) -> bytes:
        """A byte once the other has written, none once it is dead."""
        ready, _, _ = select.select([self._reader], [], [], LONG)
        assert ready, "rien n’est venu"
        return os.read(self._reader, 1)

    def close(self) -> None:
        os.close(self._reader)


Pipes = Callable[[], Pipe]


def unavailable(pool: Calculator, request: dict[str, Any], **choices: float) -> EngineUnavailable:
    with pytest.raises(EngineUnavailable) as caught:
        pool.ask(request, **choices)
    return caught.value


def reason(future: "Future[dict[str, Any]]") -> str:
    error = future.exception(LONG)
    assert isinstance(error, EngineUnavailable)
    return error.reason
