"""The desk: what is kept, where it waits, and how long. On SQLite, and on PostgreSQL if given."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from portal.domain.feedback import Feedback
from portal.services import statistics
from portal.services.feedback import report
from portal.settings import from_environment
from portal.store.desk import Desk, DeskUnavailable, feedback
from portal.store.desk.tables import METADATA, schema

TODAY = date(2026, 11, 23)
POSTGRES = "PORTAL_TEST_DATABASE_URL"
NOBODY = 65534
AWAY = "postgresql://desk@127.0.0.1:1/desk"


@dataclass(slots=True)
class Day:
    """The day, moved by hand."""

    now: date = TODAY

    def __call__(self) -> date:
        return self.now


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; none for SQLite."""
    if request.param == "sqlite":
        return ""
    address = os.environ.get(POSTGRES, "")
    if not address:
        pytest.skip(f"{POSTGRES} names no PostgreSQL database to try")
    url = from_environment({"DATABASE_URL": address}).database
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.begin() as connection:
        METADATA.drop_all(connection)
    return url


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def desk(tmp_path: Path, url: str, day: Day) -> Iterator[Desk]:
    desk = Desk(tmp_path / "state", url, day)
    yield desk
    desk.close()


def given(number: int = 1, **more: object) -> Feedback:
    usual = {"page": "/fr/aides/rsa", "reference": "aids/rsa", "language": "fr", "what": "lien"}
    return Feedback.model_validate({"id": f"{number:016x}", "day": TODAY, **usual, **more})


def kept(desk: Desk) -> list[str]:
    """The texts in the database, dealt with or not."""
    found = statistics.reported(desk, done=True)
    return sorted(one.text for subject in found for one in subject.reports)


def test_a_report_is_kept_as_it_was_given(desk: Desk) -> None:
    one = given(text="Le numéro « 3646 »\nne répond plus 😀 الرقم خطأ")
    desk.keep(one)
    assert [subject.reports for subject in statistics.reported(desk)] == [(one,)]


def test_a_row_holds_what_the_privacy_page_says_and_nothing_else(desk: Desk) -> None:
    report(desk, "autre", page="/fr/", reference="", language="fr", text="")
    (subject,) = statistics.reported(desk)
    row = subject.reports[0].model_dump()
    assert set(row) == {"id", "page", "reference", "language", "what", "text", "day", "done"}
    assert (row["day"], type(row["day"])) == (TODAY, date)


def test_the_same_id_is_kept_once(desk: Desk) -> None:
    for text in ("première", "seconde"):
        desk.keep(given(text=text))
    assert kept(desk) == ["première"]


def test_pages_come_most_reported_first_in_any_language_and_newest_first(desk: Desk) -> None:
    places = {"reference": "", "page": "/fr/lieux"}
    desk.keep(given(1))
    desk.keep(given(2, **places, text="vieux", day=date(2026, 1, 2)))
    desk.keep(given(3, **{**places, "page": "/ar/lieux"}, text="neuf"))
    found = [(one.subject, [r.text for r in one.reports]) for one in statistics.reported(desk)]
    assert found == [("/lieux", ["neuf", "vieux"]), ("aids/rsa", [""])]
    assert len(statistics.reported(desk, since=date(2026, 1, 3))[0].reports) == 1


def test_what_is_dealt_with_is_no_longer_listed_and_keeps_its_first_day(
    desk: Desk, day: Day
) -> None:
    desk.keep(given(1))
    assert statistics.deal_with(desk, "0000") == f"{1:016x}"
    day.now = date(2026, 12, 1)
    statistics.deal_with(desk, "0000")
    assert statistics.reported(desk) == []
    assert statistics.reported(desk, done=True)[0].reports[0].done == TODAY


@pytest.mark.parametrize("beginning", ["%", "_", f"{1:015x}_"])
def test_a_sign_that_stands_for_any_other_names_no_report(desk: Desk, beginning: str) -> None:
    desk.keep(given(1))
    assert statistics.deal_with(desk, beginning) == ""


@pytest.mark.parametrize("beginning", ["0", "ffff"])
def test_an_id_that_names_none_or_several_marks_nothing(desk: Desk, beginning: str) -> None:
    desk.keep(given(1))
    desk.keep(given(2))
    assert statistics.deal_with(desk, beginning) == ""
    assert len(statistics.reported(desk)[0].reports) == 2


def test_a_report_is_deleted_after_24_months(desk: Desk, day: Day) -> None:
    desk.keep(given(1, text="gardé", day=date(2024, 11, 24)))
    desk.keep(given(2, text="trop vieux", day=date(2024, 11, 23)))
    day.now = date(2026, 11, 24)
    desk.settle()
    assert kept(desk) == ["gardé"]


def test_a_count_is_deleted_before_its_first_day_is_24_months_old(desk: Desk, day: Day) -> None:
    for word in ["dentiste"] * 3:
        statistics.count(desk, statistics.MISSING_WORD, word)
    desk.counters.flush()
    for day.now, left in ((date(2028, 10, 31), 1), (date(2028, 11, 1), 0)):
        desk.settle()
        assert len(statistics.missing_words(desk)) == left


def test_a_word_is_shown_from_3_times_on(desk: Desk) -> None:
    for word in ("dentiste", "dentiste", "dupont", "Dentiste", "dentisté"):
        statistics.count_missing_words(desk.counters, [word])
    desk.counters.flush()
    assert statistics.missing_words(desk) == [("dentiste", 4)]


def test_counts_of_the_same_month_add_up_from_one_writing_to_the_next(desk: Desk) -> None:
    for _ in range(3):
        statistics.count(desk, statistics.MISSING_WORD, "dentiste")
        desk.counters.flush()
    assert statistics.missing_words(desk) == [("dentiste", 3)]


def test_a_rare_word_is_deleted_once_its_month_is_over(desk: Desk, day: Day) -> None:
    for word in ("dupont", "dupont", *["dentiste"] * 3):
        statistics.count(desk, statistics.MISSING_WORD, word)
    desk.counters.flush()
    day.now = date(2026, 12, 1)
    desk.settle()
    statistics.count(desk, statistics.MISSING_WORD, "dupont")
    desk.counters.flush()
    assert statistics.missing_words(desk) == [("dentiste", 3)]


def test_many_threads_open_write_and_count_at_once_without_a_loss(tmp_path: Path, url: str) -> None:
    desks = [Desk(tmp_path, url, lambda: TODAY) for _ in range(4)]

    def write(number: int) -> None:
        desk = desks[number % 4]
        desk.keep(given(number, text=f"{number:02}"))
        statistics.count(desk, statistics.MISSING_WORD, "dentiste")
        desk.counters.flush()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    for desk in desks:
        desk.close()
    last = Desk(tmp_path, url, lambda: TODAY)
    last.catch_up()
    assert kept(last) == [f"{number:02}" for number in range(40)]
    assert statistics.missing_words(last) == [("dentiste", 40)]
    last.close()


def test_tables_of_a_later_portal_are_left_alone(desk: Desk) -> None:
    desk.run(lambda connection: connection.execute(schema.update().values(version=99)))
    desk.close()
    with pytest.raises(DeskUnavailable, match="mettez le portail à jour"):
        statistics.reported(desk)


def test_a_report_that_waits_is_taken_up_at_the_next_that_is_written(desk: Desk) -> None:
    desk.journal.append(given(1, text="attendait"))
    desk.keep(given(2, text="écrit"))
    assert kept(desk) == ["attendait", "écrit"]
    assert not desk.journal.waiting()


DIES = """
import os, sys
from datetime import date
from pathlib import Path
from portal.store.desk import Desk, feedback
desk = Desk(Path(sys.argv[1]), sys.argv[2], date.today)
def insert(given):
    desk.run(lambda connection: feedback.insert(connection, given))
    os._exit(9)
desk.journal.take_up(insert)
"""


def test_a_death_between_the_database_and_the_journal_loses_and_doubles_nothing(desk: Desk) -> None:
    for number in (1, 2):
        desk.journal.append(given(number, text=f"{number}"))
    died = subprocess.run([sys.executable, "-c", DIES, str(desk.folder), desk.url], check=False)
    assert died.returncode == 9
    assert desk.journal.waiting()
    desk.settle()
    assert kept(desk) == ["1", "2"]
    assert not desk.journal.waiting()


def test_while_the_database_is_away_reports_wait_and_then_arrive(tmp_path: Path, url: str) -> None:
    away = Desk(tmp_path, AWAY, lambda: TODAY)
    away.keep(given(1, text="pendant la panne"))
    assert away.state() == "waiting"
    back = Desk(tmp_path, url, lambda: TODAY)
    back.settle()
    assert kept(back) == ["pendant la panne"]
    back.close()


def test_a_portal_whose_desk_is_not_used_loads_no_database() -> None:
    code = (
        "import sys; from portal.web.app import create_app; import portal.commands.stats;"
        "assert not {'sqlalchemy', 'psycopg'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_desk_never_used_is_not_opened_to_be_tidied(tmp_path: Path) -> None:
    Desk(tmp_path / "state", "", lambda: TODAY).settle()
    assert not (tmp_path / "state").exists()


def test_rows_go_in_together_or_not_at_all(desk: Desk) -> None:
    def half(connection: object) -> None:
        feedback.insert(connection, [given(1)])  # type: ignore[arg-type]
        raise DeskUnavailable("coupure")

    with pytest.raises(DeskUnavailable, match="coupure"):
        desk.run(half)
    assert kept(desk) == []
