"""Questions to real processes: whatever happens to one of them, the portal goes on."""

import os
import signal
import sys
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import pytest

from portal.services.engine.calculator import Absent, EngineUnavailable
from portal.services.engine.crew import Wear
from portal.services.engine.pool import Pool
from tests.engines import ECHO, LONG, SHORT, TARGET, Opener, Pipes, reason, unavailable


def test_a_question_is_answered_by_another_process(ready: Opener) -> None:
    pool = ready()
    answer = pool.ask(ECHO)
    assert answer["said"] == "bonjour"
    assert answer["pid"] in pool.pids().workers
    assert answer["pid"] not in (os.getpid(), pool.pids().nursery)
    assert TARGET not in sys.modules


def test_an_engine_that_refuses_says_why(ready: Opener) -> None:
    pool = ready()
    for error in ("value", "key"):
        refused = unavailable(pool, {"kind": "fail", "error": error})
        assert (refused.reason, refused.detail) == ("refused", "commune")
    assert "commune" not in str(refused)


def test_an_engine_at_fault_gives_its_error_a_name_and_works_on(ready: Opener) -> None:
    pool = ready()
    before = pool.pids()
    assert unavailable(pool, {"kind": "fail", "error": "type"}).detail == "TypeError"
    assert unavailable(pool, {"kind": "nan"}).reason == "refused"
    assert pool.ask(ECHO)["pid"] in before.workers


def test_a_worker_that_dies_at_work_is_lost_and_replaced(ready: Opener) -> None:
    pool = ready(waiting=0)
    (before,) = pool.pids().workers
    assert unavailable(pool, {"kind": "die"}).reason == "lost"
    assert pool.ask(ECHO)["pid"] != before


def test_a_worker_killed_at_rest_is_replaced(ready: Opener) -> None:
    pool = ready()
    (before,) = pool.pids().workers
    os.kill(before, signal.SIGKILL)
    # The first caller may come before the news.
    with suppress(EngineUnavailable):
        pool.ask(ECHO)
    assert pool.ask(ECHO)["pid"] != before


@pytest.mark.parametrize("kind", ["hang", "spin", "freeze"])
def test_a_late_worker_is_killed_and_replaced(ready: Opener, pipe: Pipes, kind: str) -> None:
    pool, started = ready(), pipe()
    (before,) = pool.pids().workers
    late = unavailable(pool, {"kind": kind, "started": started.path}, deadline=1)
    assert late.reason == "late"
    assert (started.heard(), started.heard()) == (b"x", b"")
    assert pool.ask(ECHO)["pid"] != before


def test_the_pool_has_a_deadline_of_its_own(ready: Opener, pipe: Pipes) -> None:
    pool = ready(deadline=SHORT)
    assert unavailable(pool, {"kind": "hang", "started": pipe().path}).reason == "late"


def test_an_answer_out_of_bounds_is_lost(ready: Opener) -> None:
    pool = ready()
    (before,) = pool.pids().workers
    assert unavailable(pool, {"kind": "huge"}).reason == "lost"
    assert pool.ask(ECHO)["pid"] != before


def test_one_caller_too_many_is_told_at_once(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, started, gate = ready(waiting=1), pipe(), pipe()
    hold = {"kind": "hold", "started": started.path, "gate": gate.path}
    held = callers.submit(pool.ask, hold)
    assert started.heard()
    others = [callers.submit(pool.ask, ECHO) for _ in range(2)]
    done, queued = wait(others, LONG, FIRST_COMPLETED)
    assert [reason(future) for future in done] == ["busy"]
    gate.open_gate()
    assert held.result(LONG)["pid"] == queued.pop().result(LONG)["pid"]


def test_a_caller_late_in_the_queue_leaves_the_worker_in_peace(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, started, gate = ready(), pipe(), pipe()
    held = callers.submit(pool.ask, {"kind": "hold", "started": started.path, "gate": gate.path})
    assert started.heard()
    assert unavailable(pool, ECHO, deadline=SHORT).reason == "late"
    gate.open_gate()
    assert held.result(LONG)["pid"] == pool.ask(ECHO)["pid"]


def test_two_workers_work_at_the_same_time(
    ready: Opener, pipe: Pipes, callers: ThreadPoolExecutor
) -> None:
    pool, one, two = ready(workers=2, waiting=0), pipe().path, pipe().path
    first = callers.submit(pool.ask, {"kind": "meet", "here": one, "there": two})
    second = callers.submit(pool.ask, {"kind": "meet", "here": two, "there": one})
    assert first.result(LONG)["pid"] != second.result(LONG)["pid"]


def test_many_callers_are_all_answered(ready: Opener, callers: ThreadPoolExecutor) -> None:
    pool = ready(workers=2, waiting=8, wear=Wear(answers=7))
    questions = [{"kind": "echo", "said": number} for number in range(100)]
    answers = list(callers.map(pool.ask, questions))
    assert [answer["said"] for answer in answers] == list(range(100))


def test_while_the_engine_loads_the_pool_is_warming(launched: Opener, pipe: Pipes) -> None:
    loading, gate = pipe(), pipe()
    pool = launched({"loading": loading.path, "gate": gate.path})
    assert loading.heard()
    states = [pool.state]
    assert not pool.wait(0)
    assert unavailable(pool, ECHO).reason == "warming"
    gate.open_gate()
    assert pool.wait(LONG)
    assert [*states, pool.state] == ["warming", "ready"]
    assert pool.ask(ECHO)["said"] == "bonjour"


def test_an_engine_that_is_not_installed_is_absent(launched: Opener) -> None:
    refused = launched(installed=lambda: False)
    missing = launched({"missing": "openfisca_core"})
    for pool in (refused, missing, Absent()):
        assert isinstance(pool, Absent) or not pool.wait(LONG)
        assert pool.state == "absent"
        assert unavailable(pool, ECHO).reason == "absent"
    assert refused.pids().nursery is None


def test_a_pool_not_started_is_absent() -> None:
    pool = Pool(TARGET, {}, workers=1, waiting=0, deadline=LONG)
    assert pool.state == "absent"
    assert unavailable(pool, ECHO).reason == "absent"
    pool.close()


def test_a_worker_is_replaced_after_so_many_answers(ready: Opener) -> None:
    pool = ready(wear=Wear(answers=2))
    pids = [pool.ask(ECHO)["pid"] for _ in range(5)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system has no statm")
def test_a_worker_that_takes_too_much_memory_is_replaced(ready: Opener) -> None:
    pool = ready(wear=Wear(memory=2**20))
    assert pool.ask(ECHO)["pid"] != pool.ask(ECHO)["pid"]


def test_a_question_that_json_cannot_say_is_the_callers_mistake(ready: Opener) -> None:
    pool = ready()
    with pytest.raises(TypeError):
        pool.ask({"kind": {1, 2}})
    assert pool.ask(ECHO)["said"] == "bonjour"
