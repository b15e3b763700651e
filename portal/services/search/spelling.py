"""Words nobody wrote, brought to the nearest that somebody did: begun, misheard or mistyped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from rapidfuzz.distance import DamerauLevenshtein

from portal.services.search.question import Question, Word, word_of
from portal.services.search.sound import sound
from portal.services.search.stems import stem
from portal.store.index import DOCUMENTS, STEM, Index, Postings, grams

SHORTEST = 3
RARE, COMMONER = 2, 6
MOST_COMPLETED = 4
MOST_COMPARED = 24


@dataclass(frozen=True, slots=True)
class Spelled:
    """The question with its unknown words replaced; what each begun word may become.

    `corrected` holds what was typed of each word replaced, by the word that replaces it; `alike`,
    for a word that hardly anyone writes, the common ones said as it is. `terms` holds the postings
    already read.
    """

    question: Question
    begun: dict[str, tuple[str, ...]]
    corrected: dict[str, str]
    alike: dict[str, tuple[str, ...]]
    terms: dict[str, Postings]


def spelled(index: Index, question: Question, langs: Sequence[str]) -> Spelled:
    """The question in words that the vocabularies of these languages hold.

    A word unknown that begins known ones is kept; else the nearest known one takes its place; else
    it stays, and finds nothing.
    """
    terms = index.terms(langs[-1], _terms(question, langs[-1]))
    known = _known(index, question, langs, terms=terms)
    words: list[Word] = []
    begun: dict[str, tuple[str, ...]] = {}
    corrected: dict[str, str] = {}
    for word in question.words:
        if word.text in known or len(word.text) < SHORTEST:
            words.append(word)
        elif found := _begun(index, word, langs):
            begun[word.text] = found
            words.append(word)
        else:
            nearest = _nearest(index, word.text, langs)
            corrected.update(dict.fromkeys(nearest, word.text))
            words.extend([word_of(one, question.lang) for one in nearest] or [word])
    alike = _alike(index, words, langs, terms=terms)
    return Spelled(replace(question, words=tuple(words)), begun, corrected, alike, terms)


def _terms(question: Question, lang: str) -> list[str]:
    """Every term that the words of a question may be found by, as they are typed."""
    stems = (STEM + stem(word.text, lang) for word in question.words)
    return [DOCUMENTS, *(word.text for word in question.words), *stems]


def _known(
    index: Index, question: Question, langs: Sequence[str], *, terms: Mapping[str, Postings]
) -> set[str]:
    """The words known as they are, or by another form of them."""
    lang, texts = langs[-1], [word.text for word in question.words]
    found = {text for text in texts if text in terms or STEM + stem(text, lang) in terms}
    return found | index.known(texts, langs[:-1]) if len(langs) > 1 else found


def _alike(
    index: Index, words: Sequence[Word], langs: Sequence[str], *, terms: Mapping[str, Postings]
) -> dict[str, tuple[str, ...]]:
    """Sheets may hold a mistake on purpose: it also stands for the right word, said alike."""
    found: dict[str, tuple[str, ...]] = {}
    for text in (word.text for word in words if word.text in terms):
        said, count = sound(text), terms[text].count
        if 0 < count <= RARE and len(said) > 2:
            common = [one for one, many in index.sounding(said, langs) if many >= COMMONER * count]
            found.update({text: tuple(common)} if common else {})
    return found


def _begun(index: Index, word: Word, langs: Sequence[str]) -> tuple[str, ...]:
    """The commonest words that a long enough beginning may become."""
    for lang in reversed(langs):
        found = index.completed(word.text, lang, most=MOST_COMPLETED)
        if found:
            return tuple(found)
    return ()


def _nearest(index: Index, text: str, langs: Sequence[str]) -> tuple[str, ...]:
    """The known word most like this one, or the two it was joined from; nothing when none is near."""
    if not text.isalpha() or len(text) > 30:
        return ()
    best = min(_rated(index, text, langs), default=None)
    parts = _parted(index, text, langs) if best is None or best[0] > 1.5 else ()
    return parts or ((best[1],) if best else ())


def _rated(index: Index, text: str, langs: Sequence[str]) -> list[tuple[float, str]]:
    """Words near enough, each with its distance: fewer mistakes first, then the commoner."""
    said, most = sound(text), _most_mistakes(text)
    alike = dict(index.sounding(said, langs)) if len(said) > 1 else {}
    found = alike or dict(_sharing(index, text, langs))
    rated = []
    for word, count in found.items():
        distance = float(DamerauLevenshtein.distance(text, word, score_cutoff=4))
        if word in alike:
            distance = min(distance, 2.0) * 0.6
        elif word[0] != text[0]:
            distance += 1.1
        if distance <= most:
            rated.append((distance - log(1 + count) / 10, word))
    return rated


def _most_mistakes(text: str) -> float:
    """One mistake in a word of four or five letters, two in a longer one; short ones by ear alone."""
    return 1.2 if len(text) < 4 else 1.0 if len(text) < 6 else 2.0 if len(text) < 10 else 3.0


def _sharing(index: Index, text: str, langs: Sequence[str]) -> list[tuple[str, int]]:
    """The words that share the most trigrams with this one."""
    shared: Counter[int] = Counter()
    for holders in index.holding(sorted(grams(text)), langs):
        shared.update(holders)
    return index.words([number for number, _ in shared.most_common(MOST_COMPARED)])


def _parted(index: Index, text: str, langs: Sequence[str]) -> tuple[str, ...]:
    """Two known words written as one: « francetravail »."""
    cuts = range(SHORTEST, len(text) - SHORTEST + 1)
    known = index.known([part for at in cuts for part in (text[:at], text[at:])], langs)
    parted = [(text[:at], text[at:]) for at in cuts if {text[:at], text[at:]} <= known]
    return max(parted, key=lambda pair: min(map(len, pair)), default=())
