"""The life of the engine's processes: started again after a fall, never left behind."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.services.engine.crew import Wear
from tests.engines import ECHO, LONG, Opener, Pipes, reason, unavailable
from tests.values import FakeClock

ROOT = Path(__file__).parents[3]


def pauses(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Seconds, as the pool's log lines give them."""
    return [record.getMessage().split()[-2] for record in caplog.records]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_portal_never_loads_the_engine_nor_what_it_needs() -> None:
    asked = (
        "import sys; from portal.services.engine.pool import Pool;"
        "import portal.services.engine.cache;"
        "pool = Pool('tests.fake_engine', {}, workers=1, waiting=0, deadline=30);"
        "pool.start(); print(pool.wait(30), pool.ask({'kind': 'echo'})['said']); pool.close();"
        "print([name for name in sys.modules if 'fake' in name or 'fisca' in name])"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT)
    assert found.stdout.splitlines() == ["True None", "[]"]
    assert found.stderr == ""


def test_the_nursery_has_one_thread_when_it_forks(ready: Opener) -> None:
    pool = ready(wear=Wear(answers=1))
    forks = [pool.ask({"kind": "threads"})["at_forks"] for _ in range(3)]
    assert forks == [[1], [1, 1], [1, 1, 1]]


def test_a_nursery_killed_takes_its_workers_along_and_the_pool_is_broken(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, started = ready(pause=LONG), pipe()
    asked = callers.submit(pool.ask, {"kind": "spin", "started": started.path})
    assert started.heard()
    os.kill(pool.pids().nursery or 0, signal.SIGKILL)
    assert reason(asked) == "lost"
    assert pool.state == "broken"
    assert unavailable(pool, ECHO).reason == "lost"
    assert started.heard() == b""


def test_a_nursery_killed_is_started_again(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, started = ready(), pipe()
    before = pool.pids()
    asked = callers.submit(pool.ask, {"kind": "hang", "started": started.path})
    assert started.heard()
    os.kill(before.nursery or 0, signal.SIGKILL)
    assert reason(asked) == "lost"
    assert pool.wait(LONG)
    assert pool.ask(ECHO)["pid"] not in before.workers
    assert pool.pids().nursery != before.nursery


def test_each_failure_to_load_makes_the_next_start_wait_twice_as_long(
    launched: Opener,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger("portal"), "propagate", True)
    failures = tmp_path / "failures"
    failures.touch()
    pool = launched({"failures": str(failures), "times": 3}, clock=FakeClock())
    assert pool.wait(LONG)
    assert pauses(caplog) == ["0.01", "0.02", "0.04"]
    assert pool.ask(ECHO)["said"] == "bonjour"


def test_a_nursery_that_lived_long_is_started_again_soon(
    launched: Opener,
    pipe: Pipes,
    callers: ThreadPoolExecutor,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger("portal"), "propagate", True)
    failures, clock, started = tmp_path / "failures", FakeClock(), pipe()
    failures.touch()
    pool = launched({"failures": str(failures), "times": 2}, clock=clock, deadline=10_000)
    assert pool.wait(LONG)
    asked = callers.submit(pool.ask, {"kind": "hang", "started": started.path})
    assert started.heard()
    clock.now += 1000
    os.kill(pool.pids().nursery or 0, signal.SIGKILL)
    assert reason(asked) == "lost"
    assert pool.wait(LONG)
    assert pauses(caplog) == ["0.01", "0.02", "0.01"]


def test_closing_ends_every_process_and_may_be_done_twice(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, started = ready(workers=2), pipe()
    pool.ask(ECHO)
    pids = pool.pids()
    asked = callers.submit(pool.ask, {"kind": "hang", "started": started.path})
    assert started.heard()
    pool.close()
    pool.close()
    assert reason(asked) == "lost"
    assert not any(map(alive, (pids.nursery or 0, *pids.workers)))
    assert unavailable(pool, ECHO).reason == "absent"
    assert pool.pids().nursery is None
    pool.start()
    assert pool.state == "absent"


def test_a_pool_can_be_closed_while_its_engine_loads(launched: Opener, pipe: Pipes) -> None:
    loading, gate = pipe(), pipe()
    pool = launched({"loading": loading.path, "gate": gate.path})
    assert loading.heard()
    pool.close()
    assert loading.heard() == b""


PARENT = """
import json, sys
from portal.services.engine.pool import Pool
config, question = map(json.loads, sys.argv[1:])
pool = Pool("tests.fake_engine", config, workers=2, waiting=0, deadline=600)
pool.start()
if question and pool.wait(30):
    pool.ask(question)
pool.wait(600)
"""


@pytest.mark.parametrize("moment", ["load", "hang", "spin", "freeze"])
def test_no_process_outlives_a_portal_that_is_killed(pipe: Pipes, moment: str) -> None:
    started, gate = pipe(), pipe()
    loads = {"loading": started.path, "gate": gate.path}
    asks = {"kind": moment, "started": started.path}
    given = [json.dumps(each) for each in ((loads, {}) if moment == "load" else ({}, asks))]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *given], stderr=subprocess.PIPE, cwd=ROOT
    )
    with parent:
        assert started.heard()
        parent.kill()
        assert started.heard() == b""
        assert parent.stderr is not None
        # Its end comes when the last process that inherited it, the nursery, is dead.
        assert select.select([parent.stderr], [], [], LONG)[0]
        assert parent.stderr.read() == b""


def test_what_an_engine_prints_about_a_question_goes_nowhere(
    capfd: pytest.CaptureFixture[str], ready: Opener
) -> None:
    pool = ready()
    pool.ask({"kind": "shout", "said": "je gagne 900 euros"})
    pool.close()
    assert capfd.readouterr() == ("", "")


def test_the_engine_is_given_no_secret_of_the_portal(
    ready: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PORTAL_KEYS", "DATABASE_URL", "LC_SOMETHING"):
        monkeypatch.setenv(name, "essai")
    given = ready().ask({"kind": "environment"})
    assert "LC_SOMETHING" in given
    assert not given.keys() & {"PORTAL_KEYS", "DATABASE_URL"}


def test_a_press_of_ctrl_c_is_for_the_portal_alone(ready: Opener) -> None:
    nursery = ready().pids().nursery or 0
    assert os.getpgid(nursery) != os.getpgid(0)
