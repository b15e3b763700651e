"""What a search finds."""

from dataclasses import dataclass
from typing import Literal

WhyKind = Literal["former-name", "phrase", "title", "word", "text", "spelling"]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a sheet is there, for an interface to say: the kind of match and the words it was on."""

    kind: WhyKind
    term: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sheet found. `fallback` sheets are only in French; scores compare within one search."""

    reference: str
    why: Why
    score: float
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: emergencies apart, then sheets, best first.

    `corrected` is the question as it was understood, empty when it was taken as typed.
    `nearest` says that nothing answers the whole question.
    """

    query: str
    lang: str
    corrected: str = ""
    urgent: tuple[Hit, ...] = ()
    results: tuple[Hit, ...] = ()
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title, with its sheet, or a phrase that others used, without."""

    text: str
    reference: str = ""
