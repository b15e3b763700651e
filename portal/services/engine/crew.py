"""The workers of one nursery: who is free, who is at work, who is not born yet."""

import os
import socket
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.services.engine.launch import Nursery
from portal.services.engine.wire import Garbled, Patience, receive, send


@dataclass(frozen=True, slots=True)
class Wear:
    """When a worker has served enough: after so many answers, or above so many bytes.

    The bytes are those of its whole memory, shared with the nursery or not: stay well above
    what the loaded engine takes.
    """

    answers: int = 500
    memory: int = 2**30


@dataclass(slots=True, eq=False)
class Worker:
    """One worker process, at the other end of `line`."""

    line: socket.socket
    pid: int
    answers: int = 0

    def ask(self, frame: bytes, patience: Patience) -> dict[str, Any]:
        """Its reply to one question: {"answer": {...}} or {"refused": why}.

        Raises TimeoutError, OSError, EOFError or Garbled: then the worker is of no more use.
        """
        send(self.line, frame, patience)
        reply = receive(self.line, patience)
        if "refused" not in reply and not isinstance(reply.get("answer"), dict):
            raise Garbled
        self.answers += 1
        return reply

    def worn(self, wear: Wear) -> bool:
        """True when a fresh worker should take its place."""
        return self.answers >= wear.answers or resident(self.pid) > wear.memory

    def hang_up(self) -> None:
        """End it from another thread than its caller's, who then meets the end of the line."""
        try:
            self.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


@dataclass(slots=True)
class Crew:
    """Not safe by itself: the pool's lock guards it."""

    nursery: Nursery
    size: int
    wear: Wear
    free: list[Worker] = field(default_factory=list)
    busy: set[Worker] = field(default_factory=set)
    expected: deque[socket.socket] = field(default_factory=deque)

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(worker.pid for worker in (*self.free, *self.busy))

    def fill(self) -> None:
        """Order the workers that are missing."""
        missing = self.size - len(self.free) - len(self.busy) - len(self.expected)
        self.expected.extend(self.nursery.fork() for _ in range(missing))

    def welcome(self, pid: int) -> None:
        """A worker is born: they come in the order they were ordered."""
        self.free.append(Worker(self.expected.popleft(), pid))

    def miss(self, pid: int) -> None:
        """A worker died. A busy one is left to its caller, who learns it from the line.

        Nobody replaces it before the next question: a machine on which workers cannot live
        would fork without end.
        """
        for worker in self.free:
            if worker.pid == pid:
                self.free.remove(worker)
                worker.line.close()
                return

    def lend(self) -> Worker:
        """The free worker that worked last: its memory is the warmest."""
        worker = self.free.pop()
        self.busy.add(worker)
        return worker

    def take_back(self, worker: Worker) -> None:
        """The end of a loan. A worn worker is replaced."""
        if worker not in self.busy or worker.worn(self.wear):
            self.replace(worker)
            return
        self.busy.remove(worker)
        self.free.append(worker)

    def replace(self, worker: Worker) -> None:
        """Kill a worker and order another. One of an earlier crew is only hung up on."""
        worker.line.close()
        if worker in self.busy:
            self.busy.remove(worker)
            self.nursery.kill(worker.pid)
            self.fill()

    def disband(self) -> None:
        """Hang up on everyone: the nursery is gone."""
        for line in self.expected:
            line.close()
        for worker in self.free:
            worker.line.close()
        for worker in self.busy:
            worker.hang_up()
        self.expected.clear()
        self.free.clear()
        self.busy.clear()


def resident(pid: int) -> int:
    """Bytes of memory a process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
