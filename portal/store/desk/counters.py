"""The counts in the database: how many times, in which month. Never who, never when."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select

from portal.domain.feedback import KEPT_MONTHS, months_before
from portal.store.desk.tables import counters, new_rows
from portal.store.desk.tally import Counted

SHOWN_FROM = 3
"""Times from which a word is shown, and kept past its month: below, it could be a name."""


class Total(NamedTuple):
    """A word and how many times it was counted."""

    word: str
    times: int


def add(connection: Connection, counts: Mapping[Counted, int]) -> None:
    """Add counts to those known."""
    rows = [{**counted._asdict(), "times": times} for counted, times in sorted(counts.items())]
    adding = new_rows(connection, counters)
    known = [counters.c.month, counters.c.name, counters.c.word]
    more = {"times": counters.c.times + adding.excluded.times}
    connection.execute(adding.on_conflict_do_update(index_elements=known, set_=more), rows)


def totals(connection: Connection, name: str) -> list[Total]:
    """The words of a counter over all months, from SHOWN_FROM times on, most counted first."""
    times = func.sum(counters.c.times)
    asked = (
        select(counters.c.word, times)
        .where(counters.c.name == name)
        .group_by(counters.c.word)
        .having(times >= SHOWN_FROM)
        .order_by(times.desc(), counters.c.word)
    )
    return [Total(word, int(times)) for word, times in connection.execute(asked)]


def forget(connection: Connection, *, today: date) -> None:
    """Delete the counts too old, and the rare words of the months that are over.

    A whole month goes as soon as its first day is too old.
    """
    month, oldest = f"{today:%Y-%m}", f"{months_before(today, KEPT_MONTHS):%Y-%m}"
    rare = (counters.c.month < month) & (counters.c.word != "") & (counters.c.times < SHOWN_FROM)
    connection.execute(delete(counters).where((counters.c.month <= oldest) | rare))
