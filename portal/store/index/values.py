"""What goes into the index, and what comes out of it."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

DOCUMENT_BITS = 22
DOCUMENT_MASK = (1 << DOCUMENT_BITS) - 1
HIGHEST = (1 << (32 - DOCUMENT_BITS)) - 1
"""A posting is one unsigned 32-bit number: its score (0 to 1023) above its document's number."""

KEPT = 160
"""Postings kept for a term: those of the highest scores. A rarer term keeps them all."""


class IndexUnwritable(Exception):
    """The folder of the index cannot be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet in one language, before it is analysed. `checked_on` is an ISO date, or empty."""

    reference: str
    lang: str
    title: str
    names: tuple[str, ...] = ()
    formers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    summary: str = ""
    text: str = ""
    checked_on: str = ""
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an entry is found by.

    `terms` weigh from 1 to HIGHEST. The keys are phrases of stems between bars: `| mot pass |`.
    """

    terms: Mapping[str, int]
    stems: str
    title_keys: str
    former_keys: str
    phrase_keys: str
    beginnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A known phrase: its stems and words in order, and where it leads.

    `whole` phrases count only when they are all that was asked; those with `beginnings` are
    suggested to who types one of them.
    """

    lang: str
    says: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    anchors: tuple[str, ...]
    means: tuple[str, ...]
    urgent: tuple[str, ...]
    former: bool = False
    whole: bool = False
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """The small part of an entry that ranking reads."""

    document: int
    reference: str
    title_keys: str
    former_keys: str
    phrase_keys: str
    checked_on: str
    fallback: bool


@dataclass(frozen=True, slots=True)
class Postings:
    """How many documents hold a term, and those where it weighs most, the first first.

    `packed` is read when it is needed: documents of 32 bits, then their scores of 16.
    """

    count: int
    packed: bytes

    def scores(self) -> dict[int, int]:
        """The score of each document, up to HIGHEST."""
        middle = len(self.packed) // 3 * 2
        documents, scores = array("I", self.packed[:middle]), array("H", self.packed[middle:])
        return dict(zip(documents, scores, strict=True))


@dataclass(frozen=True, slots=True)
class Beginning:
    """A title or a known phrase that a beginning leads to; `place` is the rank of its word."""

    shown: str
    reference: str
    place: int


@dataclass(frozen=True, slots=True)
class Analyst:
    """Who turns entries into what they are found by, and words into sounds; `code` is its folder."""

    analyse: Callable[[Entry], Analysis]
    sound: Callable[[str], str]
    code: Path
