"""Building the index: FTS5 for whole texts, and for each term the documents where it weighs most.

A query reads at most `KEPT` postings a term, so its cost does not grow with the content.
"""

import hashlib
import json
import os
import sqlite3
import time
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Any

from portal.store.index.reading import Index
from portal.store.index.values import (
    DOCUMENT_BITS,
    DOCUMENT_MASK,
    KEPT,
    Analysis,
    Analyst,
    Card,
    Entry,
    IndexUnwritable,
    Said,
)
from portal.store.lean import Database

STEM = "="
"""Begins a term that is a stem; others are words as they are written."""

DOCUMENTS = ""
"""The term that every document holds."""

_KEPT_SECONDS = 86_400
_PRUNE_AT = 4 * KEPT
_COLUMNS = ["title", "words", "summary", "text", "stems"]


def build_index(
    folder: Path, entries: Iterable[Entry], said: Sequence[Said], *, by: Analyst
) -> Index:
    """Write the index beside, then put it in place. Raises IndexUnwritable when that fails.

    One made of the same entries by the same code is used again.
    """
    listed = list(entries)
    file = folder / f"index-{_digest(listed, said, by.code)}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            _write(file, listed, said, by=by)
        _forget_old(folder, file)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"{folder} : écriture impossible ({error}). Donnez un dossier où écrire : PORTAL_STATE"
        ) from error
    return Index(file.resolve())


def grams(word: str) -> frozenset[str]:
    """The trigrams of a word between its marks: « ^caf$ » holds « ^ca », « caf », « af$ »."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def _digest(entries: list[Entry], said: Sequence[Said], code: Path) -> str:
    """Of the content, and of the code that made the index of it."""
    made = hashlib.sha256()
    for folder in (Path(__file__).parent, code):
        for file in sorted(folder.glob("*.py")):
            made.update(file.read_bytes())
    for rows in (map(asdict, entries), map(asdict, said)):
        for row in rows:
            made.update(json.dumps(row).encode())
    return made.hexdigest()[:16]


@dataclass(slots=True)
class _Language:
    """What is gathered of one language while its entries go by."""

    documents: int = 0
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    postings: dict[str, "array[int]"] = field(default_factory=lambda: defaultdict(_numbers))

    beginnings: list[tuple[str, int, str, str]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    def hear(self, said: Said) -> None:
        """Take the words of a phrase as known, though no document may hold them."""
        for word in said.words:
            self.counts.setdefault(word, 0)
        self.beginnings.extend(
            (beginning, place, said.says, "") for place, beginning in enumerate(said.beginnings)
        )

    def add(self, document: int, entry: Entry, analysis: Analysis) -> None:
        self.documents += 1
        self.beginnings.extend(
            (beginning, place, entry.title, entry.reference)
            for place, beginning in enumerate(analysis.beginnings)
        )
        keys = (analysis.title_keys, analysis.former_keys, analysis.phrase_keys)
        card = Card(document, entry.reference, *keys, entry.checked_on, entry.fallback)
        self.cards.append(card)
        for term, score in analysis.terms.items():
            self.counts[term] += 1
            found = self.postings[term]
            found.append(score << DOCUMENT_BITS | document)
            if len(found) >= _PRUNE_AT:
                self.postings[term] = _best(found)


def _numbers() -> "array[int]":
    return array("I")


def _best(postings: "array[int]") -> "array[int]":
    """The highest scores; among equals, the documents that came first."""
    order = sorted(postings, key=lambda one: (-(one >> DOCUMENT_BITS), one & DOCUMENT_MASK))
    return array("I", order[:KEPT])


def _packed(postings: "array[int]") -> bytes:
    """The best documents, then their scores."""
    best = _best(postings)
    documents = array("I", (one & DOCUMENT_MASK for one in best))
    return documents.tobytes() + array("H", (one >> DOCUMENT_BITS for one in best)).tobytes()


def _write(file: Path, entries: list[Entry], said: Sequence[Said], *, by: Analyst) -> None:
    beside = file.with_suffix(f".{os.getpid()}")
    beside.unlink(missing_ok=True)
    database = Database(beside)
    gathered: dict[str, _Language] = defaultdict(_Language)
    for one in said:
        gathered[one.lang].hear(one)
    database.conn.execute("pragma journal_mode = off")
    database.conn.execute("pragma synchronous = off")
    database.table("entries").insert_all(_rows(entries, gathered, by), pk="id", batch_size=500)
    database.table("entries").enable_fts(_COLUMNS, tokenize="unicode61 remove_diacritics 2")
    with database.conn:
        _write_cards(database.conn, gathered)
        _write_terms(database.conn, gathered)
        _write_vocabulary(database.conn, gathered, by)
        _write_said(database.conn, said)
        _write_beginnings(database.conn, gathered)
    database.close()
    beside.replace(file)


def _rows(
    entries: Iterable[Entry], gathered: dict[str, _Language], by: Analyst
) -> Iterator[dict[str, Any]]:
    for number, entry in enumerate(entries, 1):
        analysis = by.analyse(entry)
        gathered[entry.lang].add(number, entry, analysis)
        yield {
            "id": number, "reference": entry.reference, "lang": entry.lang,
            "title": entry.title,
            "words": "\n".join((*entry.names, *entry.formers, *entry.phrases)),
            "summary": entry.summary, "text": entry.text, "stems": analysis.stems,
        }  # fmt: skip


def _write_cards(connection: sqlite3.Connection, gathered: dict[str, _Language]) -> None:
    """What ranking reads of each entry, apart from its long texts."""
    connection.execute(
        "create table cards (id integer primary key, lang text, reference text, title_keys text,"
        " former_keys text, phrase_keys text, checked_on text, fallback int)"
    )
    for lang, one in sorted(gathered.items()):
        rows = ((number, lang, *rest) for number, *rest in map(astuple, one.cards))
        connection.executemany("insert into cards values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("create index cards_reference on cards (lang, reference)")


def _write_terms(connection: sqlite3.Connection, gathered: dict[str, _Language]) -> None:
    connection.execute(
        "create table terms (lang text, term text, count int, best blob, primary key (lang, term))"
        " without rowid"
    )
    for lang, one in sorted(gathered.items()):
        rows = (
            (lang, t, c, _packed(one.postings.get(t, array("I")))) for t, c in one.counts.items()
        )
        connection.executemany("insert into terms values (?, ?, ?, ?)", sorted(rows))
        connection.execute(
            "insert into terms values (?, ?, ?, ?)", (lang, DOCUMENTS, one.documents, b"")
        )


def _write_vocabulary(
    connection: sqlite3.Connection, gathered: dict[str, _Language], by: Analyst
) -> None:
    connection.execute(
        "create table vocabulary (id integer primary key, lang text, word text, count int, sound text)"
    )
    connection.execute(
        "create table grams (lang text, gram text, words blob, primary key (lang, gram))"
        " without rowid"
    )
    number = 0
    for lang, one in sorted(gathered.items()):
        holders: dict[str, array[int]] = defaultdict(_numbers)
        for word, count in sorted(one.counts.items()):
            if word.startswith(STEM):
                continue
            number += 1
            row = (number, lang, word, count, by.sound(word))
            connection.execute("insert into vocabulary values (?, ?, ?, ?, ?)", row)
            for gram in grams(word):
                holders[gram].append(number)
        connection.executemany(
            "insert into grams values (?, ?, ?)",
            ((lang, gram, found.tobytes()) for gram, found in sorted(holders.items())),
        )
    connection.execute("create index vocabulary_word on vocabulary (lang, word, count)")
    connection.execute("create index vocabulary_sound on vocabulary (sound, lang)")


def _write_said(connection: sqlite3.Connection, said: Sequence[Said]) -> None:
    connection.execute(
        "create table sayings (id integer primary key, says text, keys text, words text, means text,"
        " urgent text, former int, whole int)"
    )
    connection.execute(
        "create table anchors (lang text, anchor text, saying int,"
        " primary key (lang, anchor, saying)) without rowid"
    )
    for number, one in enumerate(said, 1):
        joined = (" ".join(part) for part in (one.keys, one.words, one.means, one.urgent))
        row = (number, one.says, *joined, int(one.former), int(one.whole))
        connection.execute("insert into sayings values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        for anchor in dict.fromkeys(one.anchors):
            connection.execute("insert into anchors values (?, ?, ?)", (one.lang, anchor, number))


def _write_beginnings(connection: sqlite3.Connection, gathered: dict[str, _Language]) -> None:
    """Each title under each of its words, so that a beginning of any of them leads to it."""
    connection.execute(
        "create table beginnings (lang text, beginning text, place int, shown text, reference text,"
        " primary key (lang, beginning, place, shown, reference)) without rowid"
    )
    for lang, one in sorted(gathered.items()):
        connection.executemany(
            "insert or ignore into beginnings values (?, ?, ?, ?, ?)",
            ((lang, *beginning) for beginning in one.beginnings),
        )


def _forget_old(folder: Path, current: Path) -> None:
    for file in folder.glob("index-*"):
        if file != current and time.time() - file.stat().st_mtime > _KEPT_SECONDS:
            file.unlink(missing_ok=True)
