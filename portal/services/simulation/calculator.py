"""The engine that the settings ask for: none, or processes beside the portal."""

from datetime import timedelta

from portal.content.library import Library
from portal.services.engine.cache import Cached
from portal.services.engine.calculator import Absent, Answer, Calculator, Question, State
from portal.services.engine.pool import Pool
from portal.services.openfisca import EngineSettings, installed
from portal.services.simulation.rates import overrides
from portal.settings import Settings, cores

TARGET = "portal.services.openfisca.serve"
"""A name, never an import: only the nursery's process loads it."""

QUEUE = 8
"""Callers that may wait for each worker, at about a third of a second each."""

KEPT = timedelta(minutes=15)


class Working:
    """A pool and its memory of answers, as one Calculator."""

    def __init__(self, pool: Pool) -> None:
        self._pool, self._cached = pool, Cached(pool, life=KEPT)

    @property
    def state(self) -> State:
        return self._pool.state

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """As the pool, or from memory. Raises EngineUnavailable."""
        return self._cached.ask(request, deadline=deadline)

    def clear(self) -> None:
        """Forget every answer, for content that changed."""
        self._cached.clear()

    def wait(self, seconds: float) -> bool:
        """True once the engine is ready; False when it is not by then."""
        return self._pool.wait(seconds)

    def close(self) -> None:
        """End its processes. They also end by themselves with ours."""
        self._pool.close()


def open_calculator(settings: Settings, library: Library) -> Calculator:
    """The engine, which loads in the background; Absent when none is wanted or installed."""
    if not settings.engine_workers or not installed():
        return Absent()
    workers = min(cores(), settings.engine_workers)
    pool = Pool(
        TARGET,
        engine_settings(settings, library).to_json(),
        workers=workers,
        waiting=workers * QUEUE,
        deadline=settings.engine_deadline,
        installed=installed,
    )
    pool.start()
    return Working(pool)


def engine_settings(settings: Settings, library: Library) -> EngineSettings:
    """What the engine is opened with, in whichever process."""
    return EngineSettings(state=settings.state, overrides=overrides(library))
