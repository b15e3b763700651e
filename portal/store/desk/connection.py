"""The desk's database: SQLite in the state's folder, or PostgreSQL; its faults in one line."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.tables import prepare

SQLITE_WAIT = 2.0
"""Seconds to wait for another program to let go of the file."""

POSTGRES_WAITS: Mapping[str, Any] = {
    "connect_timeout": 2,
    "tcp_user_timeout": 5000,
    "options": "-c statement_timeout=3000 -c lock_timeout=2000",
}
"""So that a person waits a few seconds at most: libpq counts seconds, then milliseconds."""

_REMEDIES = {
    "SQLITE_NOTADB": "ce n’est pas une base SQLite. Mettez ce fichier de côté : le portail en"
    " ouvrira une neuve",
    "SQLITE_CORRUPT": "cette base est abîmée. Mettez ce fichier de côté, ou rendez sa sauvegarde",
    "SQLITE_BUSY": "un autre programme tient la base. Fermez-le",
    "SQLITE_FULL": "le disque est plein. Faites de la place",
    "SQLITE_IOERR": "le disque est plein ou en panne. Faites de la place, ou changez-le",
    "SQLITE_READONLY": "écriture refusée. Donnez au portail le droit d’écrire dans PORTAL_STATE",
    "SQLITE_CANTOPEN": "ouverture refusée. Donnez au portail le droit d’écrire dans PORTAL_STATE",
}


@dataclass(frozen=True, slots=True)
class Database:
    """An open database and the name that its faults give it."""

    engine: Engine
    name: str

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. Raises DeskUnavailable."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DeskUnavailable(f"{self.name} : {_remedy(error)}") from error


def open_database(file: Path, url: str) -> Database:
    """The PostgreSQL database at this address, or this SQLite file. Raises DeskUnavailable."""
    database = _postgres(url) if url else _sqlite(file)
    try:
        with database.transaction() as connection:
            prepare(connection)
    except DeskUnavailable:
        database.engine.dispose()
        raise
    return database


def _sqlite(file: Path) -> Database:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # What people write is for the portal's own user; SQLite would make it readable by all.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise DeskUnavailable(f"{file} : {_REMEDIES['SQLITE_CANTOPEN']}") from error
    engine = create_engine(
        f"sqlite:///{file.resolve()}", poolclass=NullPool, connect_args={"timeout": SQLITE_WAIT}
    )
    event.listen(engine, "connect", _write_ahead)
    return Database(engine, str(file))


def _write_ahead(connection: sqlite3.Connection, _: object) -> None:
    """Readers never wait for a writer; each commit is on the disk before it is believed."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")


def _postgres(url: str) -> Database:
    try:
        address = make_url(url).set(drivername="postgresql+psycopg")
        waits = {name: wait for name, wait in POSTGRES_WAITS.items() if name not in address.query}
        engine = create_engine(
            address, pool_pre_ping=True, pool_size=2, max_overflow=4, pool_timeout=3,
            connect_args=waits,
        )  # fmt: skip
    except ImportError as error:
        raise DeskUnavailable(
            "DATABASE_URL : PostgreSQL demande « pip install 'pas-a-pas[postgres]' »"
        ) from error
    except SQLAlchemyError as error:
        raise DeskUnavailable("DATABASE_URL : cette adresse est illisible") from error
    return Database(engine, "PostgreSQL")


def _remedy(error: SQLAlchemyError) -> str:
    """What to do, in one line, and never the address: a password may be in it."""
    cause = getattr(error, "orig", None) or error
    name = "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
    said = (str(cause).strip() or type(cause).__name__).splitlines()[0]
    if name in _REMEDIES:
        return _REMEDIES[name]
    return said if name else f"{said}. Vérifiez que cette base est ouverte, et DATABASE_URL"
