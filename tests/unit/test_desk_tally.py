"""Counts held in memory: never a slow page, never a lost count while there is room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.services.statistics import MISSING_WORD, count_missing_words
from portal.store.desk.fault import DeskUnavailable
from portal.store.desk.tally import MOST, Counted, Tally


@dataclass(slots=True)
class Book:
    """A database that can be shut."""

    shut: bool = False
    total: dict[Counted, int] = field(default_factory=dict)

    def write(self, counts: Mapping[Counted, int]) -> None:
        if self.shut:
            raise DeskUnavailable("fermé")
        for counted, times in counts.items():
            self.total[counted] = self.total.get(counted, 0) + times


def tally(book: Book) -> Tally:
    return Tally(book.write, lambda: date(2026, 11, 23))


def words(book: Book) -> dict[str, int]:
    return {counted.word: times for counted, times in book.total.items()}


def test_nothing_is_written_before_its_time_and_all_at_the_end() -> None:
    book = Book()
    counts = tally(book)
    for _ in range(3):
        counts.count("essai", "mot")
    assert book.total == {}
    counts.close()
    assert book.total == {Counted("2026-11", "essai", "mot"): 3}


def test_closing_twice_writes_once() -> None:
    book = Book()
    counts = tally(book)
    counts.count("essai")
    counts.close()
    counts.close()
    assert list(book.total.values()) == [1]


def test_what_cannot_be_written_is_held_and_written_later() -> None:
    book = Book(shut=True)
    counts = tally(book)
    counts.count("essai", "mot")
    counts.flush()
    counts.count("essai", "mot")
    book.shut = False
    counts.close()
    assert words(book) == {"mot": 2}


def test_memory_is_bounded_and_known_words_still_count() -> None:
    book = Book(shut=True)
    counts = tally(book)
    for number in range(MOST + 50):
        counts.count("essai", f"mot{number}")
    counts.flush()
    counts.count("essai", "mot0")
    book.shut = False
    counts.close()
    assert len(book.total) == MOST
    assert words(book)["mot0"] == 2


def test_only_single_words_of_letters_are_counted_and_folded() -> None:
    book = Book()
    counts = tally(book)
    refused = ["a", "x" * 31, "0612345678", "rue12", "deux mots", "a@b.fr", "l’eau", "", "\x00\x00"]
    count_missing_words(counts, refused)
    count_missing_words(counts, ["Électricité", " dentiste ", "DENTISTE", "طبيب", "\ud800mot"])
    counts.close()
    assert words(book) == {"electricite": 1, "dentiste": 1, "طبيب": 1}
    assert {counted.name for counted in book.total} == {MISSING_WORD}


def test_a_very_long_search_counts_its_first_words_only() -> None:
    book = Book()
    counts = tally(book)
    count_missing_words(counts, (chr(97 + number) * 3 for number in range(20)))
    counts.close()
    assert len(book.total) == 10
