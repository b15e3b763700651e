"""The accessibility declaration never claims more than was audited."""

from pathlib import Path

import pytest
import yaml

from portal.services.audit import Declaration, declaration

CRITERIA = [
    {"number": "1.1", "topic": "Images", "title": "Alt", "check": "person", "by": "À la main"},
    {"number": "8.3", "topic": "Langue", "title": "Langue", "check": "machine", "by": "axe"},
    {"number": "4.1", "topic": "Vidéo", "title": "Vidéo", "check": "absent", "by": "Aucune"},
]
AUDIT = {"audited_on": "2026-11-01", "pages": 10, "runs": 60, "violations": 0, "axe": "4.14.1"}


def declared(folder: Path, **found: object) -> Declaration:
    rgaa, results = folder / "rgaa.yaml", folder / "results.yaml"
    rgaa.write_text(yaml.safe_dump(CRITERIA))
    if found:
        results.write_text(yaml.safe_dump({**AUDIT, **found}))
    return declaration(rgaa, results)


def test_without_an_audit_it_says_non_conforme(tmp_path: Path) -> None:
    found = declared(tmp_path)
    assert (found.status, found.results, found.owed) == ("non", None, 1)


def test_until_a_person_has_done_their_part_it_says_non_conforme(tmp_path: Path) -> None:
    assert declared(tmp_path, manual={}).status == "non"


def test_one_violation_found_by_the_machine_is_enough_to_say_non_conforme(tmp_path: Path) -> None:
    assert declared(tmp_path, violations=1, manual={"1.1": "conforme"}).status == "non"


@pytest.mark.parametrize(
    ("verdict", "status"), [("conforme", "totale"), ("non-applicable", "totale"), ("non-conforme", "partielle")]
)  # fmt: skip
def test_once_everything_is_checked_it_says_what_was_found(
    tmp_path: Path, verdict: str, status: str
) -> None:
    found = declared(tmp_path, manual={"1.1": verdict})
    assert (found.status, found.owed) == (status, 0)


def test_the_shares_add_up(tmp_path: Path) -> None:
    found = declared(tmp_path)
    assert (found.total, found.by_machine, found.partly, found.absent) == (3, 1, 0, 1)
