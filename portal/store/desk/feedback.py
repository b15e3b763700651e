"""The reports in the database."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, select, update

from portal.domain.feedback import KEPT_MONTHS, Feedback, months_before
from portal.store.desk.tables import feedback, new_rows


def insert(connection: Connection, given: Sequence[Feedback]) -> None:
    """Keep these reports; one whose id is known is already here."""
    rows = [one.model_dump() for one in given]
    connection.execute(new_rows(connection, feedback).on_conflict_do_nothing(), rows)


def listed(connection: Connection, *, since: date, done: bool) -> list[Feedback]:
    """The reports from a day on, newest first; with `done`, those dealt with too."""
    asked = select(feedback).where(feedback.c.day >= since)
    if not done:
        asked = asked.where(feedback.c.done.is_(None))
    rows = connection.execute(asked.order_by(feedback.c.day.desc(), feedback.c.id)).mappings()
    return [Feedback.model_construct(**row) for row in rows]


def named(connection: Connection, beginning: str) -> list[str]:
    """The ids that begin so: two at most, enough to know that one is not enough."""
    found = feedback.c.id.startswith(beginning, autoescape=True)
    return list(connection.scalars(select(feedback.c.id).where(found).limit(2)))


def mark_done(connection: Connection, id_: str, *, day: date) -> None:
    """Note that a report was dealt with; a first day stays."""
    still_open = (feedback.c.id == id_) & feedback.c.done.is_(None)
    connection.execute(update(feedback).where(still_open).values(done=day))


def forget(connection: Connection, *, today: date) -> None:
    """Delete what is older than the privacy page says."""
    oldest = months_before(today, KEPT_MONTHS)
    connection.execute(delete(feedback).where(feedback.c.day < oldest))
