"""The search index: SQLite FTS5, rebuilt from the library at each start."""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from portal.store.lean import Database


class IndexUnwritable(Exception):
    """The folder of the index cannot be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet in one language, as the index knows it."""

    reference: str
    lang: str
    title: str
    summary: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """Where the index stands; each search opens it read-only, so threads never share."""

    file: Path

    def search(self, query: str, lang: str, *, most: int) -> list[str]:
        """References in this language, best first, for an FTS5 query already made safe."""
        connection = sqlite3.connect(f"file:{self.file}?mode=ro&immutable=1", uri=True)
        try:
            rows = connection.execute(_SEARCH, (query, lang, most)).fetchall()
        finally:
            connection.close()
        return [str(row[0]) for row in rows]


_KEPT_SECONDS = 86_400
_SEARCH = """
    select entries.reference from entries_fts
    join entries on entries.rowid = entries_fts.rowid
    where entries_fts match ? and entries.lang = ?
    order by bm25(entries_fts, 8.0, 3.0, 6.0, 1.0), entries.reference limit ?
"""


def build_index(folder: Path, entries: Iterable[Entry]) -> Index:
    """Write the index beside, then put it in place. Raises IndexUnwritable when that fails."""
    rows = [asdict(entry) for entry in entries]
    digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
    file = folder / f"index-{digest}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            _write(file, rows)
        _forget_old(folder, file)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"{folder} : écriture impossible ({error}). Donnez un dossier où écrire : PORTAL_STATE"
        ) from error
    return Index(file.resolve())


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    beside = file.with_suffix(f".{os.getpid()}")
    beside.unlink(missing_ok=True)
    database = Database(beside)
    table = database.table("entries")
    table.insert_all(rows)
    table.enable_fts(
        ["title", "summary", "words", "text"], tokenize="unicode61 remove_diacritics 2"
    )
    database.close()
    beside.replace(file)


def _forget_old(folder: Path, current: Path) -> None:
    for file in folder.glob("index-*"):
        if file != current and time.time() - file.stat().st_mtime > _KEPT_SECONDS:
            file.unlink(missing_ok=True)
