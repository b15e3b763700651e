"""The desk: its database, opened by its first use, and the journal that stands in for it.

Until something is kept or read, SQLAlchemy is not even loaded.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, TypeVar

from portal.domain.feedback import Feedback
from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.journal import Journal
from portal.store.desk.tally import Counted, Tally

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from portal.store.desk.connection import Database

T = TypeVar("T")
State = Literal["writable", "waiting", "broken"]
"""The database writes; only the journal does; neither does."""

DATABASE = "desk.db"
JOURNAL = "feedback-waiting.jsonl"
RETRY_SECONDS = 5.0
"""Before a database that would not open is tried again: people must not queue for it."""

STATE_SECONDS = 5.0
"""How long a state is believed: who asks often must not make the desk write often."""

logger = logging.getLogger("portal")


@dataclass(slots=True)
class Desk:
    """What people entrust to us. `url` is a PostgreSQL address; empty, SQLite in the folder."""

    folder: Path
    url: str
    today: Callable[[], date]
    clock: Callable[[], float] = time.monotonic
    journal: Journal = field(init=False)
    counters: Tally = field(init=False)
    _database: "Database | None" = None
    _tidied: date | None = None
    _refused: tuple[float, str] | None = None
    _tried: tuple[float, State] | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.journal = Journal(self.folder / JOURNAL)
        self.counters = Tally(self._write_counts, self.today)

    def run(self, work: "Callable[[Connection], T]") -> T:
        """Do this in one transaction. Raises DeskUnavailable; the next use opens anew."""
        database = self._opened()
        try:
            with database.transaction() as connection:
                return work(connection)
        except DeskUnavailable:
            self._shut()
            raise

    def keep(self, given: Feedback) -> None:
        """Keep a report, in the journal if need be. Raises DeskUnavailable when even it fails."""
        try:
            self._insert([given])
        except DeskUnavailable as error:
            logger.error("Signalement mis en attente : %s", error)
            self.journal.append(given)
        else:
            self.settle()

    def settle(self) -> None:
        """As `catch_up`, when nobody waits for it: a fault is only logged.

        A desk that was never used is left unopened.
        """
        try:
            if self.url or self.journal.waiting() or (self.folder / DATABASE).exists():
                self.catch_up()
        except DeskUnavailable as error:
            logger.error("%s", error)

    def catch_up(self) -> None:
        """Take up what waits, and once a day delete what is too old. Raises DeskUnavailable."""
        self.journal.take_up(self._insert)
        if self._tidied != self.today():
            self.run(self._forget_old)
            self._tidied = self.today()

    def state(self) -> State:
        """Whether the desk can be written, tried for real every few seconds at most."""
        now = self.clock()
        if self._tried is None or now - self._tried[0] >= STATE_SECONDS:
            self._tried = (now, self._try())
        return self._tried[1]

    def close(self) -> None:
        """Write the counts that are held, and let go of the database."""
        self.counters.close()
        self._shut()

    def _try(self) -> State:
        try:
            self.run(_touch)
        except DeskUnavailable:
            return "waiting" if self.journal.writable() else "broken"
        return "writable"

    def _opened(self) -> "Database":
        from portal.store.desk.connection import open_database

        with self._lock:
            if self._database is None:
                if self._refused and self.clock() - self._refused[0] < RETRY_SECONDS:
                    raise DeskUnavailable(self._refused[1])
                try:
                    self._database = open_database(self.folder / DATABASE, self.url)
                except DeskUnavailable as error:
                    self._refused = (self.clock(), str(error))
                    raise
            return self._database

    def _shut(self) -> None:
        with self._lock:
            database, self._database = self._database, None
        if database:
            database.engine.dispose()

    def _insert(self, given: Sequence[Feedback]) -> None:
        from portal.store.desk import feedback

        self.run(lambda connection: feedback.insert(connection, given))

    def _write_counts(self, counts: Mapping[Counted, int]) -> None:
        from portal.store.desk import counters

        self.run(lambda connection: counters.add(connection, counts))

    def _forget_old(self, connection: "Connection") -> None:
        from portal.store.desk import counters, feedback

        feedback.forget(connection, today=self.today())
        counters.forget(connection, today=self.today())


def _touch(connection: "Connection") -> None:
    """A write that changes nothing: a full disk or a read-only file refuses it."""
    from sqlalchemy import update

    from portal.store.desk.tables import schema

    connection.execute(update(schema).values(version=schema.c.version))
