"""The desk's tables, and the version of each part. A later part adds its tables and its line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    select,
    text,
)
from sqlalchemy.schema import CreateTable

from portal.store.desk.fault import DeskUnavailable

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

VERSIONS: Mapping[str, int] = {"feedback": 1, "counters": 1}
_ONE_AT_A_TIME = 7_892
"""The number under which PostgreSQL lets one process at a time create tables: any, but ours."""

METADATA = MetaData()
schema = Table(
    "desk_schema",
    METADATA,
    Column("part", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
)
feedback = Table(
    "feedback",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("page", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("what", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("done", Date),
)
counters = Table(
    "counters",
    METADATA,
    Column("month", String(7), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("word", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
)


def prepare(connection: Connection) -> None:
    """Create what is missing. Raises DeskUnavailable for tables of a later portal."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    for table in METADATA.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
    known = {str(part): int(version) for part, version in connection.execute(select(schema))}
    for part, version in VERSIONS.items():
        if known.get(part, version) > version:
            raise DeskUnavailable(
                f"La base vient d’un portail plus récent ({part}, version {known[part]}) :"
                " mettez le portail à jour"
            )
    missing = [{"part": p, "version": v} for p, v in VERSIONS.items() if p not in known]
    if missing:
        connection.execute(new_rows(connection, schema).on_conflict_do_nothing(), missing)


def new_rows(connection: Connection, table: Table) -> "PostgresInsert | SqliteInsert":
    """An insert in this database's dialect; only the dialect in use is loaded."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
