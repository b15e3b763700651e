"""`python -m accessibility.audit`: the whole product, recorded with its date.

Every page and state × every language × every mode. Exit codes: 0, nothing to
mend; 1, at least one defect; 2, the audit could not run. With `--sample`
nothing is recorded: a sample never speaks for the whole.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from accessibility import checks, matrix
from accessibility.browser import NoBrowser, new_tab, opened
from accessibility.findings import report
from accessibility.matrix import Job, Outcome
from accessibility.serving import NotServing, Served, served
from portal.services.audit import RESULTS, Results, results
from portal.services.opening import without_index
from portal.services.site import Site
from portal.settings import Settings

BATCH = 50
"""Jobs done in one tab, before a fresh one: a tab that grows old grows slow."""

HEADER = "# Written by « make audit »; `manual` is the part that people fill in (manual.md).\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit, print, record. The exit code is that of the command."""
    options = _parser().parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    try:
        outcome = audit(sample=options.sample, seed=seed, workers=options.workers)
    except (NoBrowser, NotServing) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(report(outcome.seen)))
    if options.sample:
        print(f"Sample of {options.sample}, seed {seed}: nothing is recorded.")
    else:
        record(outcome, RESULTS, today=date.today())
    print(f"{len(outcome.pages)} pages, {outcome.runs} runs, {len(outcome.seen)} violations.")
    return 1 if outcome.seen else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("accessibility.audit", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N pages, drawn at random")
    parser.add_argument("--seed", type=int, metavar="S", help="draw the same pages again")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="browsers at work (2)")
    return parser


def audit(*, sample: int | None, seed: int, workers: int) -> Outcome:
    """What the whole product, or a sample of it, gave."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = [
            pool.submit(_part, index, workers, sample=sample, seed=seed) for index in range(workers)
        ]
        return _together([part.result() for part in parts])


def drawn(jobs: Sequence[Job], sample: int | None, seed: int) -> list[Job]:
    """All the jobs, or those of the pages that this seed draws."""
    names = sorted({job.name for job in jobs})
    if sample is None or sample >= len(names):
        return list(jobs)
    chosen = set(random.Random(seed).sample(names, sample))  # noqa: S311 - no secret here
    return [job for job in jobs if job.name in chosen]


def _part(index: int, of: int, *, sample: int | None, seed: int) -> Outcome:
    """One worker's share, with a portal and a browser of its own."""
    with tempfile.TemporaryDirectory() as folder, served() as there, opened() as browser:
        site = without_index(Settings(state=Path(folder), keys=(there.key,), demo=True))
        jobs = drawn(matrix.everything(site), sample, seed)[index::of]
        starts = range(0, len(jobs), BATCH)
        return _together([_batch(jobs, n, browser, there=there, site=site) for n in starts])


def _batch(jobs: Sequence[Job], n: int, browser: Browser, *, there: Served, site: Site) -> Outcome:
    """The jobs from the nth on, in a fresh tab; says how far it is."""
    tab = new_tab(browser, there.address)
    outcome = matrix.run(jobs[n : n + BATCH], tab, there, site)
    tab.context.close()
    print(f"{min(n + BATCH, len(jobs))}/{len(jobs)}", file=sys.stderr, flush=True)
    return outcome


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        pages=frozenset().union(*(one.pages for one in outcomes)),
        runs=sum(one.runs for one in outcomes),
        seen=[seen for one in outcomes for seen in one.seen],
    )


def record(outcome: Outcome, file: Path, *, today: date) -> None:
    """Write the results beside what people have checked, which stays as it is."""
    last = results(file)
    made = Results(
        audited_on=today,
        pages=len(outcome.pages),
        runs=outcome.runs,
        violations=len(outcome.seen),
        axe=checks.AXE_VERSION,
        manual=last.manual if last else {},
    )
    text = yaml.safe_dump(made.model_dump(), allow_unicode=True, sort_keys=False)
    file.write_text(HEADER + text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
