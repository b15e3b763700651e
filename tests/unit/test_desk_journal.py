"""The journal: a report is on the disk whole, and leaves it once the database has it."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from portal.domain.feedback import Feedback
from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.journal import Journal


def given(number: int, text: str = "") -> Feedback:
    return Feedback(
        id=f"{number:016x}", page="/fr/", reference="", language="fr", what="autre", text=text,
        day=date(2026, 11, 23),
    )  # fmt: skip


def taken(journal: Journal) -> list[Feedback]:
    found: list[Feedback] = []
    journal.take_up(found.extend)
    return found


def test_what_waits_is_handed_over_in_order_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state" / "waiting")
    for number in range(3):
        journal.append(given(number, text="deux\nlignes"))
    assert taken(journal) == [given(number, text="deux\nlignes") for number in range(3)]
    assert taken(journal) == []


def test_what_is_refused_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "waiting")
    journal.append(given(1))

    def refuse(_: Sequence[Feedback]) -> None:
        raise DeskUnavailable("non")

    with pytest.raises(DeskUnavailable, match="non"):
        journal.take_up(refuse)
    assert taken(journal) == [given(1)]


@pytest.mark.parametrize("cut", [1, 5, 40, 100])
def test_a_line_cut_by_a_power_failure_spoils_no_other(tmp_path: Path, cut: int) -> None:
    journal = Journal(tmp_path / "waiting")
    for number in (1, 2):
        journal.append(given(number))
    whole = journal.file.read_bytes()
    journal.file.write_bytes(whole[: len(whole) - cut])
    journal.append(given(3))
    expected = [given(1), given(3)] if cut > 1 else [given(1), given(2), given(3)]
    assert taken(journal) == expected


def test_bytes_that_are_no_line_of_ours_stop_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "waiting")
    journal.file.write_bytes(b'\xff\xfe\n\n{"id": 1}\nnull\n[]\n')
    journal.append(given(1))
    assert taken(journal) == [given(1)]
    assert not journal.waiting()


FILLS = """
import resource, signal, sys
from pathlib import Path
from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.journal import Journal
from tests.unit.test_desk_journal import given
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal = Journal(Path(sys.argv[1]))
journal.append(given(1))
room = journal.file.stat().st_size + 30
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    journal.append(given(2))
except DeskUnavailable as error:
    print(error)
"""


def test_a_disk_that_fills_up_leaves_no_half_line_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "waiting"
    done = subprocess.run(
        [sys.executable, "-c", FILLS, str(file)], capture_output=True, text=True, check=True
    )
    assert "Faites de la place" in done.stdout
    assert file.read_bytes().count(b"\n") == 1
    assert file.read_bytes().endswith(b"\n")
    assert taken(Journal(file)) == [given(1)]


def test_trying_the_journal_leaves_nothing_in_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "waiting")
    journal.append(given(1))
    assert journal.writable()
    assert taken(journal) == [given(1)]
    (tmp_path / "file").write_text("")
    assert not Journal(tmp_path / "file" / "waiting").writable()
