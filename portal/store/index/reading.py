"""Reading the index: each question is one statement on a connection kept open."""

import sqlite3
import weakref
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.store.index.values import Beginning, Card, Postings, Said

MOST_KEPT = 4
"""Connections that wait to be used again; one more is closed after its use."""

LAST = "\U0010ffff"
"""Sorts after every beginning."""


def _close(kept: list[sqlite3.Connection]) -> None:
    while kept:
        kept.pop().close()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Index:
    """Where the index stands. Its connections are read-only and close with it."""

    file: Path
    _kept: list[sqlite3.Connection] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        weakref.finalize(self, _close, self._kept)

    def terms(self, lang: str, terms: Sequence[str]) -> dict[str, Postings]:
        """The postings of those of these terms that are known; DOCUMENTS counts all documents."""
        rows = self._rows(
            "select term, count, best from terms where lang = ? and term in (*)", lang, terms
        )
        return {row[0]: Postings(row[1], row[2]) for row in rows}

    def matching(self, expression: str, lang: str, *, most: int) -> list[int]:
        """Documents that an FTS5 query already made safe finds, in no order."""
        rows = self._rows(
            "select entries_fts.rowid from entries_fts cross join entries"
            " on entries.id = entries_fts.rowid"
            " where entries_fts match ? and entries.lang = ? limit ?",
            expression, lang, most,
        )  # fmt: skip
        return [row[0] for row in rows]

    def cards(self, documents: Sequence[int]) -> list[Card]:
        """The cards of these documents."""
        return [Card(*row) for row in self._rows(f"{_CARDS} where id in (*)", documents)]

    def cards_of(self, references: Sequence[str], lang: str) -> list[Card]:
        """The cards of these sheets in a language."""
        where = f"{_CARDS} where lang = ? and reference in (*)"
        return [Card(*row) for row in self._rows(where, lang, references)]

    def known(self, words: Sequence[str], langs: Sequence[str]) -> frozenset[str]:
        """Those of these words that the vocabularies hold."""
        rows = self._rows(
            "select word from vocabulary where lang in (*) and word in (*)", langs, words
        )
        return frozenset(row[0] for row in rows)

    def completed(self, beginning: str, lang: str, *, most: int) -> list[str]:
        """The commonest words with this beginning."""
        rows = self._rows(
            "select word from vocabulary where lang = ? and word >= ? and word < ?"
            " order by count desc, word limit ?",
            lang, beginning, beginning + LAST, most,
        )  # fmt: skip
        return [row[0] for row in rows]

    def sounding(self, sound: str, langs: Sequence[str]) -> list[tuple[str, int]]:
        """Words that are said alike, with their counts."""
        return self._rows(
            "select word, count from vocabulary where sound = ? and lang in (*)"
            " order by count desc, word limit 12",
            sound, langs,
        )  # fmt: skip

    def holding(self, grams: Sequence[str], langs: Sequence[str]) -> list["array[int]"]:
        """For each trigram known, the numbers of the words that hold it."""
        rows = self._rows("select words from grams where lang in (*) and gram in (*)", langs, grams)
        return [array("I", row[0]) for row in rows]

    def words(self, numbers: Sequence[int]) -> list[tuple[str, int]]:
        """Words by their numbers, with their counts."""
        return self._rows("select word, count from vocabulary where id in (*)", numbers)

    def said(self, anchors: Sequence[str], lang: str) -> list[Said]:
        """Phrases of a language that hang on one of these anchors."""
        rows = self._rows(
            "select says, keys, words, means, urgent, former, whole from sayings where id in"
            " (select saying from anchors where lang = ? and anchor in (*) limit 200)",
            lang, anchors,
        )  # fmt: skip
        return [_said(row, lang) for row in rows]

    def beginnings(self, typed: str, lang: str, *, most: int) -> list[Beginning]:
        """Titles and phrases of which a word begins so, in alphabetical order."""
        rows = self._rows(
            "select shown, reference, place from beginnings"
            " where lang = ? and beginning >= ? and beginning < ? limit ?",
            lang, typed, typed + LAST, most,
        )  # fmt: skip
        return [Beginning(*row) for row in rows]

    def _rows(self, statement: str, *values: object) -> list[Any]:
        """What a statement finds; each « (*) » in it takes the values of one list."""
        lists = [value for value in values if not isinstance(value, str | int)]
        for several in lists:
            statement = statement.replace("(*)", _marks(several), 1)
        connection = self._borrowed()
        try:
            return connection.execute(statement, _flat(values)).fetchall()
        finally:
            if len(self._kept) < MOST_KEPT:
                self._kept.append(connection)
            else:
                connection.close()

    def _borrowed(self) -> sqlite3.Connection:
        """A connection that no other thread holds: one kept, or a new one."""
        with suppress(IndexError):
            return self._kept.pop()
        found = sqlite3.connect(
            f"file:{self.file}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found.execute("pragma mmap_size = 1073741824").fetchall()
        return found


_CARDS = (
    "select id, reference, title_keys, former_keys, phrase_keys, checked_on, fallback from cards"
)


def _marks(values: Any) -> str:
    return f"({','.join('?' * len(values))})"


def _flat(values: Iterable[Any]) -> list[object]:
    flat: list[object] = []
    for value in values:
        if isinstance(value, str | int):
            flat.append(value)
        else:
            flat.extend(value)
    return flat


def _said(row: Sequence[Any], lang: str) -> Said:
    says, keys, words, means, urgent, former, whole = row
    return Said(
        lang=lang, says=says, keys=tuple(keys.split()), words=tuple(words.split()), anchors=(),
        means=tuple(means.split()), urgent=tuple(urgent.split()), former=bool(former), whole=bool(whole),
    )  # fmt: skip
