"""CPU, memory and start of the calculation engine, beside OpenFisca's own web server.

Run: python -m benchmarks.simulator [seed]. The peer is `openfisca serve`, started here on this
machine with one worker, asked the same variables of the same households, and stopped by its id.
Figures are CPU, not wall time, so a busy machine changes them little; ratios are of one run.
CPU and memory of other processes are read in /proc: elsewhere than on Linux they are left out.
"""

import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peer import ANSWER_WITHIN, free_port, served, wait_for
from portal.domain.household import Household
from portal.services.openfisca import EngineSettings
from tests.engine.households import MONTH, VARIABLES, varied

HOUSEHOLDS, PEER_CALLS, CURVE_POINTS, CURVES = 60, 12, 100, 5
CENT = 0.0101
PAGE, TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
Amounts = dict[str, Any]
Answer = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of CPU of several runs."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        return sorted(self.each)[max(0, round(len(self.each) * 0.95) - 1)]


def request(households: Sequence[Amounts], passes: int = 2) -> dict[str, Any]:
    return {
        "kind": "amounts", "month": MONTH, "passes": passes,
        "households": list(households), "variables": VARIABLES,
    }  # fmt: skip


def curve(household: Amounts) -> list[Amounts]:
    """The same household at a hundred wages, from nothing to 3 000 € a month."""
    last = CURVE_POINTS - 1
    return [
        {**household, "activity": "salarie", "income_salary": 3000.0 * point / last}
        for point in range(CURVE_POINTS)
    ]


def cpu(answer: Answer, requests: Sequence[dict[str, Any]]) -> Figures:
    """CPU of each request in this process, after one to warm up."""
    answer(requests[0])
    figures = []
    for one in requests:
        start = time.process_time()
        answer(one)
        figures.append(time.process_time() - start)
    return Figures(tuple(figures))


@contextmanager
def stock_server() -> Iterator[tuple[str, int]]:
    """`openfisca serve` with one worker: its address and its process id."""
    bind = f"127.0.0.1:{free_port()}"
    arguments = [
        "--country-package", "openfisca_france", "--bind", bind, "--workers", "1",
        "--timeout", str(int(ANSWER_WITHIN)),
    ]  # fmt: skip
    with served("openfisca", arguments, f"http://{bind}/spec") as pid:
        yield f"http://{bind}", pid


def calculate(address: str, situation: dict[str, Any]) -> dict[str, Any]:
    asked = urllib.request.Request(  # noqa: S310
        f"{address}/calculate",
        data=json.dumps(situation).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=ANSWER_WITHIN) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
        return found


def tree(pid: int) -> list[int]:
    """A process and all those it started, as /proc tells."""
    children = [
        int(child)
        for tasks in Path(f"/proc/{pid}/task").glob("*/children")
        for child in tasks.read_text().split()
    ]
    return [pid, *(one for child in children for one in tree(child))]


def spent(pid: int) -> float:
    """Seconds of CPU of a process and of those it started."""
    ticks = 0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory(pid: int) -> float | None:
    """Resident memory of one process in MB; None where there is no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except OSError:
        return None


def show_memory(processes: Mapping[str, int]) -> None:
    """One line a process, by the name it is given: the web's and its workers' can be added."""
    for name, pid in processes.items():
        found = memory(pid)
        print(f"mémoire, {name} : {'non mesurée' if found is None else f'{found:.0f} Mo'}")


def compare_with_stock(households: Sequence[Amounts], engine: Any, *, ours: Figures) -> None:
    """The same questions to the stock server: its CPU, the ratio, and the amounts that differ."""
    with stock_server() as (address, pid):
        calculate(address, described(engine, households[0]))
        figures, same = [], 0
        others: set[str] = set()
        for one in households:
            before = spent(pid)
            answer = calculate(address, described(engine, one))
            figures.append(spent(pid) - before)
            other = differing(answer, engine.answer(request([one]))["households"][0])
            same, others = same + (not other), others | other
        theirs = Figures(tuple(figures))
        show("openfisca serve", theirs, beside=ours)
        print(f"  rapport des médianes : 1 / {theirs.median / ours.median:.0f}")
        told = f" ; ailleurs diffèrent {', '.join(sorted(others))}" if others else ""
        print(f"  mêmes montants que notre moteur : {same} ménages sur {len(households)}{told}")
        show_memory({f"openfisca serve, processus {one}": one for one in tree(pid)})


def described(engine: Any, household: Amounts) -> dict[str, Any]:
    """The household as the stock server reads it, with the variables asked."""
    from portal.services.openfisca.calendar import calendar
    from portal.services.openfisca.official import ask, official
    from portal.services.openfisca.rules import tax_rules
    from portal.services.openfisca.situation import situation

    system, when = engine.law.system, calendar(MONTH)
    one = situation(Household.model_validate(household), when, rules=tax_rules(system, when))
    found = official(system, [one], calendar=when)
    for plural, asked in ask(system, [(n, p) for n, p in VARIABLES], calendar=when).items():
        for entity in found[plural].values():
            for name, dated in asked.items():
                entity.setdefault(name, dict(dated))
    return found


def differing(answer: dict[str, Any], ours: Amounts) -> set[str]:
    """The variables whose amount for the applicant differs by more than a cent.

    Two causes are known. The stock server cuts the circles between benefits where it happens to
    ask first, so that its amounts depend on their order. And where a right hangs on the year
    past, its past has the ages and rates of then, ours those of the month calculated.
    """
    firsts = {plural: next(iter(entities.values())) for plural, entities in answer.items()}
    found = {name: value for entity in firsts.values() for name, value in entity.items()}
    return {
        name
        for name, values in ours.items()
        if abs(float(next(iter(found[name].values()))) - values[0]) > CENT
    }


def show(name: str, figures: Figures, *, beside: Figures | None = None) -> None:
    ratio = f"   {figures.median / beside.median:.2f} fois" if beside else ""
    print(f"{name:<34}{figures.median * 1000:>8.0f}{figures.p95 * 1000:>8.0f}{ratio}")


def worker(state: Path) -> None:
    """A worker's life, in a process of its own: its start, then its memory as it works."""
    start = time.perf_counter()
    from portal.services.openfisca.serve import open_engine

    engine = open_engine(EngineSettings(state))
    opened = memory(os.getpid())
    households = varied(HOUSEHOLDS, seed=1)
    engine.answer(request(households[:1]))
    first = time.perf_counter() - start
    for one in households:
        engine.answer(request([one]))
    print(json.dumps([first, time.process_time(), opened, memory(os.getpid())]))


def show_start(state: Path) -> None:
    """Start and memory of a new worker, without the cache of parameters, then with it."""
    for name in ("sans cache", "avec cache"):
        command = [sys.executable, "-m", "benchmarks.simulator", "--worker", str(state)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        first, _, opened, after = json.loads(ran.stdout)
        told = "" if opened is None else f" ; mémoire {opened:.0f} Mo, puis {after:.0f} Mo"
        print(f"du lancement au premier résultat, {name} : {first:.1f} s{told}")


def show_portal(households: Sequence[Amounts], state: Path) -> None:
    """The whole portal, as people meet it: its first result, and the memory of each process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    portal = str(Path(sys.executable).with_name("portal"))
    workers = {"PORTAL_STATE": str(state), "PORTAL_ENGINE_WORKERS": "1"}
    start = time.perf_counter()
    server = subprocess.Popen(
        [portal, "serve", "--port", port], env={**os.environ, **workers},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/sante", server, name="portal")
        print(f"portail, première page : {time.perf_counter() - start:.1f} s")
        while simulated(port, households[0])["missing"]:
            time.sleep(0.1)
        print(f"portail, premier résultat : {time.perf_counter() - start:.1f} s")
        for one in households:
            simulated(port, one)
        web, *others = tree(server.pid)
        show_memory({"web": web, **{f"moteur {n}": pid for n, pid in enumerate(others)}})
    finally:
        server.terminate()
        server.wait(30)


def simulated(port: str, household: Amounts) -> dict[str, Any]:
    """The portal's own answer for a household."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/simulations",
        data=json.dumps(household).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=ANSWER_WITHIN) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
        return found


def main(seed: int) -> None:
    """Print the figures and their ratios."""
    from portal.services.openfisca.serve import open_engine

    print(f"graine {seed} ; {HOUSEHOLDS} ménages, {len(VARIABLES)} variables, mois {MONTH}")
    with TemporaryDirectory() as folder:
        show_start(Path(folder))
        engine = open_engine(EngineSettings(Path(folder)))
        households = varied(HOUSEHOLDS, seed)
        print(f"{'ms de CPU par demande':<34}{'p50':>8}{'p95':>8}")
        two = cpu(engine.answer, [request([one]) for one in households])
        show("deux passes", two)
        show("une passe", cpu(engine.answer, [request([one], 1) for one in households]), beside=two)
        points = [request(curve(one)) for one in households[:CURVES]]
        show(f"courbe de {CURVE_POINTS} revenus", cpu(engine.answer, points), beside=two)
        compare_with_stock(households[:PEER_CALLS], engine, ours=two)
        show_portal(households, Path(folder))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else random.SystemRandom().randrange(10_000))
