"""The audit's record: dated, honest, and careful with what people wrote."""

from datetime import date
from pathlib import Path

import yaml

from accessibility import audit, matrix, states
from accessibility.findings import Finding, Seen
from accessibility.matrix import Outcome
from accessibility.modes import MODES
from portal.services.audit import Results, criteria, results
from portal.services.site import Site

DAY = date(2026, 1, 2)
ONE = Seen("fr/", "default", Finding("axe", "p", "mend it"))


def test_a_record_keeps_what_people_checked(tmp_path: Path) -> None:
    file = tmp_path / "results.yaml"
    before = Results(
        audited_on=DAY, pages=1, runs=1, violations=0, axe="4", manual={"1.3": "conforme"}
    )
    file.write_text(yaml.safe_dump(before.model_dump()), "utf-8")
    audit.record(Outcome(frozenset({"a", "b"}), 30, [ONE]), file, today=DAY)
    written = results(file)
    assert written is not None
    assert (written.pages, written.runs, written.violations) == (2, 30, 1)
    assert written.manual == {"1.3": "conforme"}


def test_the_whole_audit_takes_every_page_in_every_language_and_mode(site: Site) -> None:
    jobs = matrix.everything(site)
    names = {job.name for job in jobs}
    assert names >= {job.name for job in matrix.every_push(site)}
    only_french = sum(state.only != "" for state in states.states(site.library))
    assert len(jobs) == len(names) * len(site.languages) - 2 * only_french
    assert {job.modes for job in jobs} == {MODES}


def test_a_sample_is_drawn_again_from_its_seed(site: Site) -> None:
    jobs = matrix.everything(site)
    names = [sorted({job.name for job in audit.drawn(jobs, 5, 7)}) for _ in range(2)]
    assert names[0] == names[1]
    assert len(names[0]) == 5


def test_the_106_criteria_each_say_how_they_are_checked() -> None:
    every = criteria()
    assert len({criterion.number for criterion in every}) == 106
    assert all(criterion.by for criterion in every)
