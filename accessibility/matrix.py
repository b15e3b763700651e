"""What is checked, in which language, in which modes."""

import hashlib
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from playwright.sync_api import Error

from accessibility import modes, pages, states
from accessibility.browser import Tab
from accessibility.findings import Finding, Seen
from accessibility.modes import MODES, ONCE
from accessibility.serving import Served
from accessibility.states import Recipe, State
from accessibility.visitor import Astray, Shot, Visitor, visitor
from portal.i18n import FRENCH, Language
from portal.services.site import Site


@dataclass(frozen=True, slots=True)
class Job:
    """One page or state to check in one language."""

    name: str
    recipe: Recipe
    language: Language
    modes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch of jobs found, and how much it looked at."""

    pages: frozenset[str]
    runs: int
    seen: list[Seen]


MOST_OTHERS = 240
"""Pages that differ by their words alone, checked at each push; the audit sees them all."""


def seed() -> int:
    """What draws the pages of a push: PORTAL_SEED, or the day. The summary prints it."""
    return int(os.environ.get("PORTAL_SEED") or date.today().toordinal())


def every_push(site: Site) -> list[Job]:
    """Representatives and states in all languages and modes; of the rest, a draw, once each."""
    first = [*map(_page, pages.representatives(site.library)), *states.states(site.library)]
    others = [_page(page) for page in sampled(pages.others(site.library))]
    rest = [*others, *states.other_states(site.library)]
    return [
        *(job for state in first for job in _in_each_language(state, site)),
        *(Job(state.name, state.recipe, drawn(state.name, site), ONCE) for state in rest),
    ]


def sampled(others: Sequence[pages.Page], most: int = MOST_OTHERS) -> list[pages.Page]:
    """All of them, or as many as a push can afford, the same for the same seed."""
    if len(others) <= most:
        return list(others)
    return random.Random(seed()).sample(others, most)  # noqa: S311 - no secret here


def everything(site: Site) -> list[Job]:
    """Every page and state in every language and mode: the whole audit."""
    pages_ = [*pages.representatives(site.library), *pages.others(site.library)]
    states_ = [*states.states(site.library), *states.other_states(site.library)]
    every = [*map(_page, pages_), *states_]
    return [job for state in every for job in _in_each_language(state, site)]


def _in_each_language(state: State, site: Site) -> list[Job]:
    spoken = [lang for lang in site.languages.values() if state.only in ("", lang.code)]
    return [Job(state.name, state.recipe, lang, MODES) for lang in spoken]


def in_french(site: Site) -> list[Job]:
    """Each representative and each state once, in French."""
    return [job for job in every_push(site) if job.modes == MODES and job.language.code == FRENCH]


def drawn(name: str, site: Site) -> Language:
    """The one language of a page checked once: always the same for the same page."""
    languages = list(site.languages.values())
    return languages[int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(languages)]


def chunk(jobs: Sequence[Job], index: int, of: int) -> Sequence[Job]:
    """One of `of` parts of the same size."""
    return jobs[index::of]


def run(jobs: Iterable[Job], tab: Tab, there: Served, site: Site) -> Outcome:
    """Do the jobs one after the other in the same tab."""
    seen: list[Seen] = []
    runs: Counter[str] = Counter()
    for job in jobs:
        found, count = _done(job, tab, there, site)
        seen += found
        runs[job.name] += count
    return Outcome(frozenset(runs), runs.total(), seen)


def _done(job: Job, tab: Tab, there: Served, site: Site) -> tuple[list[Seen], int]:
    try:
        with visitor(there.address, there.key, site, job.language) as here:
            shot = job.recipe(here)
        found = modes.examine(tab, shot, job.language, name=job.name, modes=job.modes)
        return found, len(modes.wanted(shot, job.modes))
    except (Astray, Error) as error:
        wrong = Finding("broken", str(error).splitlines()[0], "the page could not be examined")
        return [Seen(f"{job.language.code}/{job.name}", "default", wrong)], 0


def _page(page: pages.Page) -> State:
    return State(page.path.lstrip("/"), partial(_open, page.path))


def _open(path: str, here: Visitor) -> Shot:
    return Shot(here.path(path))
