"""What a person typed, taken apart: a pure function from text to words."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.services.search.folding import meant, words_of
from portal.services.search.stems import stem
from portal.services.search.stops import LIGHT, NEGATION, NEGATIONS, WEAK, stops

LONGEST = 200
"""Characters read of what is typed: more is not a question."""

MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, as it is looked for. `key` is its stem."""

    text: str
    key: str
    light: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The words that say something, in order."""

    lang: str
    words: tuple[Word, ...]

    @property
    def telling(self) -> tuple[Word, ...]:
        """Without those that find nothing alone, unless there are no others."""
        return tuple(word for word in self.words if not word.light) or self.words

    @property
    def keys(self) -> tuple[str, ...]:
        """The stems, in order."""
        return tuple(word.key for word in self.words)


def parse(text: str, lang: str) -> Question:
    """The words of a text that say something in this language; all of them when none does."""
    found = meant(text[:LONGEST])[:MOST_WORDS]
    empty = stops(lang)
    telling = [word for word in found if word not in empty]
    if all(word in LIGHT for word in telling):
        telling = found or words_of(text[:LONGEST])[:MOST_WORDS]
    return Question(lang, tuple(word_of(word, lang) for word in telling))


def word_of(text: str, lang: str) -> Word:
    """A folded word as it is looked for in a language."""
    key = NEGATION if text in NEGATIONS else stem(text, lang)
    return Word(text, key, light=text in LIGHT, weak=text in WEAK)


def keys(text: str, lang: str) -> tuple[str, ...]:
    """The stems of the words of a phrase that say something."""
    return parse(text, lang).keys


def enclosed(phrases: Sequence[tuple[str, ...]]) -> str:
    """Phrases of stems between bars, to be looked into as one text: `| mot pass || caf |`."""
    return "".join(f"| {' '.join(phrase)} |" for phrase in dict.fromkeys(phrases) if phrase)
