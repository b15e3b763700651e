"""An engine that does as it is told, for the pool's tests: never imported by the tests themselves."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

Request = dict[str, Any]


class FakeEngine:
    """Each kind of question is one way to behave."""

    def __init__(self) -> None:
        self._threads: list[int] = []
        os.register_at_fork(before=lambda: self._threads.append(threading.active_count()))
        self._kinds: dict[str, Callable[[Request], Request]] = {
            "echo": _echo,
            "hang": _hang,
            "spin": _spin,
            "freeze": _freeze,
            "hold": _hold,
            "meet": _meet,
            "die": _die,
            "fail": _fail,
            "nan": lambda _: {"amount": float("nan")},
            "huge": lambda _: {"text": "x" * (9 * 2**20)},
            "shout": _shout,
            "environment": lambda _: dict(os.environ),
            "threads": lambda _: {"at_forks": self._threads},
        }

    def answer(self, request: Request) -> Request:
        return self._kinds[request["kind"]](request)


def open_engine(config: Request) -> FakeEngine:
    """`missing`, `failures` (a file and how many) and `gate` (a pipe) change how it loads."""
    if "missing" in config:
        raise ModuleNotFoundError(f"No module named '{config['missing']}'")
    if "failures" in config:
        _fail_to_load(Path(config["failures"]), config["times"])
    if "gate" in config:
        _started(config["loading"])
        _await(config["gate"])
    return FakeEngine()


def _fail_to_load(file: Path, times: int) -> None:
    done = file.stat().st_size
    if done < times:
        file.write_bytes(b"x" * (done + 1))
        raise SystemExit(3)


def _echo(request: Request) -> Request:
    return {"said": request.get("said"), "pid": os.getpid()}


def _hang(request: Request) -> Request:
    with _started(request["started"]):
        threading.Event().wait()
    return {}


def _spin(request: Request) -> Request:
    """As a calculation: the processor never rests."""
    with _started(request["started"]):
        while True:
            pass


def _freeze(request: Request) -> Request:
    """Not even our own threads run on."""
    with _started(request["started"]):
        os.kill(os.getpid(), signal.SIGSTOP)
    return {}


def _hold(request: Request) -> Request:
    with _started(request["started"]):
        _await(request["gate"])
    return {"pid": os.getpid()}


def _meet(request: Request) -> Request:
    """Answers only if another worker meets us at the same time."""
    with open(request["there"], "r+b", buffering=0) as there:
        there.write(b"x")
        _await(request["here"])
    return {"pid": os.getpid()}


def _die(request: Request) -> Request:
    os._exit(7)


def _fail(request: Request) -> Request:
    raise {"value": ValueError, "key": KeyError, "type": TypeError}[request["error"]]("commune")


def _shout(request: Request) -> Request:
    os.write(1, request["said"].encode())
    print(request["said"], file=sys.stderr, flush=True)
    return {}


def _started(pipe: str) -> Any:
    file = open(pipe, "wb", buffering=0)  # noqa: SIM115 - its end tells our death
    file.write(b"x")
    return file


def _await(pipe: str) -> None:
    with open(pipe, "r+b", buffering=0) as gate:
        gate.read(1)
