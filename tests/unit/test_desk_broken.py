"""A database that is locked, broken, read-only or away: what is said, and what waits."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.services import statistics
from portal.store.desk import Desk, DeskUnavailable
from portal.store.desk.desk import DATABASE, RETRY_SECONDS
from tests.unit.test_desk import AWAY, TODAY, given, kept
from tests.values import FakeClock

NOBODY = 65534


def test_a_database_taken_away_while_the_portal_runs_is_made_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", lambda: TODAY)
    desk.keep(given(1, text="avant"))
    for file in tmp_path.glob("desk.db*"):
        file.unlink()
    desk.keep(given(2, text="attend"))
    desk.keep(given(3, text="après"))
    assert kept(desk) == ["après", "attend"]


def test_a_locked_database_makes_a_report_wait(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", lambda: TODAY)
    desk.keep(given(1, text="avant"))
    holder = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    holder.execute("begin immediate")
    desk.keep(given(2, text="pendant"))
    assert desk.journal.waiting()
    holder.execute("rollback")
    holder.close()
    desk.settle()
    assert kept(desk) == ["avant", "pendant"]


@pytest.mark.parametrize("content", [b"Bonjour, " * 200, b"SQLite format 3\0" + b"x" * 4000])
def test_a_file_that_is_no_database_says_what_to_do_and_reports_wait(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    clock = FakeClock()
    desk = Desk(tmp_path, "", lambda: TODAY, clock)
    with pytest.raises(DeskUnavailable, match=r"desk\.db : .*Mettez ce fichier de côté"):
        statistics.reported(desk)
    desk.keep(given(1, text="attend"))
    (tmp_path / DATABASE).rename(tmp_path / "aside")
    clock.now += RETRY_SECONDS
    desk.settle()
    assert kept(desk) == ["attend"]


def test_people_do_not_queue_for_a_database_that_would_not_open(tmp_path: Path) -> None:
    clock = FakeClock()
    desk = Desk(tmp_path, "", lambda: TODAY, clock)
    (tmp_path / DATABASE).mkdir()
    desk.keep(given(1, text="attend"))
    (tmp_path / DATABASE).rmdir()
    clock.now += RETRY_SECONDS - 0.1
    with pytest.raises(DeskUnavailable, match="ouverture refusée"):
        statistics.reported(desk)
    clock.now += 0.1
    desk.keep(given(2, text="écrit"))
    assert kept(desk) == ["attend", "écrit"]


@contextmanager
def _read_only() -> Iterator[Path]:
    """A folder in which this process, root or not, cannot write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        before = os.geteuid()
        if before == 0:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(before)
            folder.chmod(0o755)


def test_a_read_only_folder_says_what_to_do_and_is_broken() -> None:
    with _read_only() as folder:
        desk = Desk(folder, "", lambda: TODAY)
        with pytest.raises(DeskUnavailable, match="PORTAL_STATE"):
            desk.keep(given())
        assert desk.state() == "broken"


def test_a_database_that_cannot_be_opened_makes_a_report_wait(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", lambda: TODAY)
    desk.keep(given(1))
    (tmp_path / DATABASE).rename(tmp_path / "aside")
    (tmp_path / DATABASE).mkdir()
    desk.keep(given(2))
    assert desk.state() == "waiting"
    assert desk.journal.waiting()


def test_a_state_is_tried_for_real_but_not_at_every_question(tmp_path: Path) -> None:
    now = [0.0]
    desk = Desk(tmp_path, "", lambda: TODAY, lambda: now[0])
    assert desk.state() == "writable"
    for file in tmp_path.glob("desk.db*"):
        file.unlink()
    (tmp_path / DATABASE).mkdir()
    now[0] = 4.9
    assert desk.state() == "writable"
    now[0] = 5.0
    assert desk.state() == "waiting"


def test_an_away_postgresql_says_so_without_its_password(tmp_path: Path) -> None:
    desk = Desk(tmp_path, AWAY.replace("desk@", "desk:tresor@"), lambda: TODAY)
    with pytest.raises(DeskUnavailable) as said:
        statistics.reported(desk)
    assert str(said.value).startswith("PostgreSQL : ")
    assert "DATABASE_URL" in str(said.value)
    assert "tresor" not in str(said.value)


def test_what_people_write_is_for_the_portal_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", lambda: TODAY)
    desk.keep(given(1))
    desk.journal.append(given(2))
    for file in (tmp_path / DATABASE, desk.journal.file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
