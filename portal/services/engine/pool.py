"""The pool: lends the workers of one nursery to the threads that ask, and replaces what dies."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from portal.services.engine.calculator import Answer, EngineUnavailable, Question, Reason, State
from portal.services.engine.crew import Crew, Wear, Worker
from portal.services.engine.launch import Nursery
from portal.services.engine.wire import Clock, Garbled, pack, until

logger = logging.getLogger("portal")
STEADY = 600.0
"""Seconds a nursery lives before its failure counts as a first one again."""

DOUBLINGS = 8
"""The pause before a new start doubles at each failure, so many times at most."""

WEAR = Wear()
MISSING: Mapping[State, Reason] = {"absent": "absent", "warming": "warming", "broken": "lost"}
"""What a caller is told while the pool is not ready."""


@dataclass(frozen=True, slots=True)
class Pids:
    """The processes of a pool; no nursery while there is none."""

    nursery: int | None
    workers: tuple[int, ...]


def _always() -> bool:
    return True


class Pool:
    """A Calculator whose engine is `open_engine(config)` of the module `target`.

    `deadline`: seconds, waiting included, when a question does not say. `waiting`: how many
    callers may queue beside the `workers` being served. `pause`: seconds before the nursery is
    started again after a first failure. `clock` gives seconds.
    """

    def __init__(
        self,
        target: str,
        config: Mapping[str, Any],
        *,
        workers: int,
        waiting: int,
        deadline: float,
        installed: Callable[[], bool] = _always,
        wear: Wear = WEAR,
        pause: float = 1.0,
        clock: Clock = time.monotonic,
    ) -> None:
        self._target, self._config = target, pack(config)
        self._workers, self._waiting, self._deadline = workers, waiting, deadline
        self._installed, self._wear, self._pause, self._clock = installed, wear, pause, clock
        self._state: State = "absent"
        self._crew: Crew | None = None
        self._queue: deque[object] = deque()
        self._keeper: threading.Thread | None = None
        self._closed = False
        self._changed = threading.Condition()
        """Guards all the above; notified whenever a caller may have something to learn."""

    @property
    def state(self) -> State:
        """What a question would meet now; before `start` and after `close`, "absent"."""
        return self._state

    def start(self) -> None:
        """Start the nursery and return at once."""
        with self._changed:
            if self._closed or self._keeper or not self._installed():
                return
            self._state = "warming"
            self._keeper = threading.Thread(target=self._keep, name="engine", daemon=True)
            self._keeper.start()

    def wait(self, seconds: float) -> bool:
        """Wait until the pool is ready. False: it is not, or it can never be."""
        with self._changed:
            self._changed.wait_for(lambda: self._state in ("ready", "absent"), seconds)
            return self._state == "ready"

    def pids(self) -> Pids:
        """The processes alive now, as far as the pool has heard."""
        with self._changed:
            crew = self._crew
            return Pids(crew.nursery.pid, crew.pids) if crew else Pids(None, ())

    def close(self) -> None:
        """End every process and wait for their end."""
        with self._changed:
            self._closed, self._state = True, "absent"
            if self._crew:
                self._crew.nursery.dismiss()
            self._changed.notify_all()
        if self._keeper:
            self._keeper.join()

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """The engine's answer, within `deadline` seconds.

        Raises EngineUnavailable; TypeError or ValueError for a request that JSON cannot say.
        """
        frame = pack(request)
        moment = self._clock() + (self._deadline if deadline is None else deadline)
        try:
            with self._borrowed(moment) as worker:
                reply = worker.ask(frame, until(moment, self._clock))
        except TimeoutError:
            raise EngineUnavailable("late") from None
        except (OSError, EOFError, Garbled):
            raise EngineUnavailable("lost") from None
        if "refused" in reply:
            raise EngineUnavailable("refused", str(reply["refused"]))
        answer: Answer = reply["answer"]
        return answer

    @contextmanager
    def _borrowed(self, moment: float) -> Iterator[Worker]:
        """A worker for one question; it is replaced when the question fails."""
        with self._changed:
            crew = self._await_turn(moment)
            worker = crew.lend()
        try:
            yield worker
        except BaseException:
            with self._changed:
                crew.replace(worker)
            raise
        with self._changed:
            crew.take_back(worker)
            self._changed.notify_all()

    def _await_turn(self, moment: float) -> Crew:
        """The crew, once one of its workers is free for this caller. First come, first served."""
        crew = self._crew_at_work()
        if len(self._queue) + len(crew.busy) >= self._workers + self._waiting:
            raise EngineUnavailable("busy")
        crew.fill()
        place = object()
        self._queue.append(place)
        try:
            self._stand(place, moment)
        finally:
            self._queue.remove(place)
            self._changed.notify_all()
        return self._crew_at_work()

    def _stand(self, place: object, moment: float) -> None:
        """Stay in the queue until our turn, or until the pool is ready no more."""

        def turn() -> bool:
            crew = self._crew
            mine = crew is not None and bool(crew.free) and self._queue[0] is place
            return mine or self._state != "ready"

        if not self._changed.wait_for(turn, until(moment, self._clock)()):
            raise TimeoutError

    def _crew_at_work(self) -> Crew:
        if self._crew is None or self._state != "ready":
            raise EngineUnavailable(MISSING.get(self._state, "lost"))
        return self._crew

    def _keep(self) -> None:
        """Keep a nursery alive; each failure makes the next start wait longer."""
        failures = 0
        while self._state != "absent":
            began = self._clock()
            self._live()
            failures = 1 if self._clock() - began > STEADY else failures + 1
            self._rest(self._pause * 2 ** min(failures - 1, DOUBLINGS))

    def _rest(self, seconds: float) -> None:
        with self._changed:
            if self._state == "broken":
                logger.error("moteur de calcul arrêté : nouvel essai dans %g s", seconds)
            self._changed.wait_for(lambda: self._state == "absent", seconds)

    def _live(self) -> None:
        """One nursery, from its start to its end."""
        try:
            nursery = Nursery(self._target, self._config)
        except OSError:
            self._fall()
            return
        self._begin(nursery)
        self._follow(nursery)
        self._fall()
        nursery.end()

    def _follow(self, nursery: Nursery) -> None:
        try:
            for message in nursery.said():
                self._heed(message)
        except OSError:
            # No descriptor is left for a worker's socket: begin again, later.
            nursery.dismiss()

    def _begin(self, nursery: Nursery) -> None:
        with self._changed:
            self._crew = Crew(nursery, self._workers, self._wear)
            if self._closed:
                nursery.dismiss()
            else:
                self._state = "warming"

    def _heed(self, message: Mapping[str, Any]) -> None:
        with self._changed:
            crew = self._crew
            if crew is None or self._closed:
                return
            if "ready" in message:
                crew.fill()
            if "born" in message:
                crew.welcome(message["born"])
                self._state = "ready"
            if "gone" in message:
                crew.miss(message["gone"])
            if "absent" in message:
                self._state = "absent"
                logger.warning("moteur de calcul absent : %s", message["absent"])
            self._changed.notify_all()

    def _fall(self) -> None:
        with self._changed:
            if self._crew:
                self._crew.disband()
                self._crew = None
            if self._state != "absent":
                self._state = "broken"
            self._changed.notify_all()
