"""Pools and pipes, closed after each test."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from portal.services.engine.pool import Pool
from tests.engines import LONG, TARGET, Opener, Pipe, Pipes


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipes]:
    made: list[Pipe] = []

    def make() -> Pipe:
        made.append(Pipe(tmp_path / f"pipe-{len(made)}"))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def launched() -> Iterator[Opener]:
    """Start a pool with the choices that matter to the test; closed after it."""
    pools: list[Pool] = []

    def start(config: dict[str, Any] | None = None, **choices: Any) -> Pool:
        usual: dict[str, Any] = {"workers": 1, "waiting": 4, "deadline": LONG, "pause": 0.01}
        pools.append(Pool(TARGET, config or {}, **{**usual, **choices}))
        pools[-1].start()
        return pools[-1]

    yield start
    for pool in pools:
        pool.close()


@pytest.fixture
def ready(launched: Opener) -> Opener:
    """The same, once it is ready."""

    def start(config: dict[str, Any] | None = None, **choices: Any) -> Pool:
        pool = launched(config, **choices)
        assert pool.wait(LONG)
        return pool

    return start


@pytest.fixture
def callers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads
