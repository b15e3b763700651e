"""What was counted and reported, for those who mend the content. Never who."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from portal.domain.feedback import Feedback
from portal.services.text import bare
from portal.store.desk import Desk, Tally

if TYPE_CHECKING:
    from portal.store.desk.counters import Total

MISSING_WORD = "search-missing"
MOST_WORDS = 10
"""Words of one search that are counted."""

_WORD = re.compile(r"[^\W\d_]{2,30}")
EVER = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Reported:
    """A page and what was said of it, newest first. `subject` is its sheet, or its path."""

    subject: str
    reports: tuple[Feedback, ...]


def count(desk: Desk, name: str, word: str = "") -> None:
    """Once more of this, this month; it is written within a minute."""
    desk.counters.count(name, word)


def count_missing_words(counters: Tally, words: Iterable[str]) -> None:
    """Count each word of a search that found nothing: single words of letters, folded.

    What is shorter than 2 letters, longer than 30 or has a digit could name somebody: left out.
    """
    folded = dict.fromkeys(fold(word) for word in islice(words, MOST_WORDS))
    for word in folded:
        if _WORD.fullmatch(word):
            counters.count(MISSING_WORD, word)


def fold(word: str) -> str:
    """A word without case, accents or the spaces around it."""
    return bare(word.strip())


def missing_words(desk: Desk) -> "list[Total]":
    """The words searched in vain, most frequent first. Raises DeskUnavailable."""
    from portal.store.desk import counters

    return desk.run(lambda connection: counters.totals(connection, MISSING_WORD))


def reported(desk: Desk, *, since: date = EVER, done: bool = False) -> list[Reported]:
    """The pages reported, most reported first. Raises DeskUnavailable."""
    from portal.store.desk import feedback

    found = desk.run(lambda connection: feedback.listed(connection, since=since, done=done))
    return _by_subject(found)


def _by_subject(found: Sequence[Feedback]) -> list[Reported]:
    by_subject: dict[str, list[Feedback]] = {}
    for one in found:
        by_subject.setdefault(one.reference or _in_any_language(one.page), []).append(one)
    subjects = [Reported(subject, tuple(reports)) for subject, reports in by_subject.items()]
    return sorted(subjects, key=lambda one: (-len(one.reports), one.subject))


def _in_any_language(page: str) -> str:
    """`/fr/lieux` and `/en/lieux` are the same page: `/lieux`."""
    return "/" + page.removeprefix("/").partition("/")[2]


def deal_with(desk: Desk, beginning: str) -> str:
    """Mark the report whose id begins so as dealt with; its id, or nothing when none or many are.

    Raises DeskUnavailable.
    """
    from portal.store.desk import feedback

    ids = desk.run(lambda connection: feedback.named(connection, beginning))
    if len(ids) != 1:
        return ""
    desk.run(lambda connection: feedback.mark_done(connection, ids[0], day=desk.today()))
    return ids[0]
