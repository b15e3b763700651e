"""Known phrases in a question: their words in its order, a few others between them at most."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.services.search.entries import SOUND
from portal.services.search.question import Question, Word
from portal.services.search.sound import sound
from portal.store.index import Index, Said

WIDEST_GAP = 3
"""Words that may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A known phrase found in a question: at which of its words, and how much of it that is."""

    said: Said
    at: frozenset[int]
    share: float


def spoken(index: Index, question: Question) -> list[Spoken]:
    """The phrases a question holds, without those that a longer one found holds too."""
    if not question.words:
        return []
    sounds = [sound(word.text) for word in question.words]
    anchors = {*question.keys, *(SOUND + said for said in sounds if len(said) > 1)}
    telling = sum(not word.light for word in question.words) or len(question.words)
    found = []
    there, heard = set(question.keys), {one for one in sounds if len(one) > 1}
    for said in index.said(sorted(anchors), question.lang):
        if not all(
            k in there or sound(w) in heard for k, w in zip(said.keys, said.words, strict=True)
        ):
            continue
        at = _found(said, question.words, sounds)
        if at and not (said.whole and len(at) < len(question.words)):
            light = sum(question.words[place].light for place in at)
            found.append(Spoken(said, frozenset(at), min(1.0, (len(at) - light or 1) / telling)))
    return [one for one in found if not any(one.at < other.at for other in found)]


def _found(said: Said, words: Sequence[Word], sounds: Sequence[str]) -> tuple[int, ...]:
    """Where the words of a phrase stand in the question; nothing when it is not there."""
    for start in range(len(words)):
        at = _from(start, said, words, sounds=sounds)
        if at and any(words[place].key == key for place, key in zip(at, said.keys, strict=True)):
            return at
    return ()


def _from(
    start: int, said: Said, words: Sequence[Word], *, sounds: Sequence[str]
) -> tuple[int, ...]:
    """As `_found`, its first word standing at this one."""
    at: list[int] = []
    place = start
    for key, text in zip(said.keys, said.words, strict=True):
        last = start if not at else min(len(words) - 1, place + WIDEST_GAP)
        place = next(
            (p for p in range(place, last + 1) if _same(words[p], sounds[p], key=key, text=text)),
            -1,
        )
        if place < 0:
            return ()
        at.append(place)
        place += 1
    return tuple(at)


def _same(word: Word, said: str, *, key: str, text: str) -> bool:
    return word.key == key or (len(said) > 1 and said == sound(text))
