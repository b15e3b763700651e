"""The sheets that hold the words of a question, each weighed by its rarity and its place.

What costs goes through sets and counters, never through a loop over every sheet.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from portal.services.search.question import Word
from portal.services.search.spelling import Spelled
from portal.services.search.stems import stem
from portal.store.index import DOCUMENTS, STEM, Index, Postings
from portal.store.index.values import HIGHEST, KEPT

MOST = 20
"""Sheets that ranking looks at."""

MOST_SCORED = 48
ENOUGH = 12
"""Sheets that hold all the words, from which no other is looked for."""

AS_STEM, AS_BEGUN = 0.85, 0.75
WEAKENED = 0.3
RESCUED = 0.1
"""What a word weighs in a sheet where its weight was not kept."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question with its rarity, and what the form that suits each sheet best weighs.

    Weights go from 0 to 1; `leading` are the sheets of the highest. `cut` says that more sheets
    hold it than the index keeps.
    """

    word: Word
    rarity: float
    weights: Mapping[int, float]
    leading: Sequence[int]
    cut: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sheets worth ranking, best first: what each scores, and how much of the question it holds."""

    scores: Mapping[int, float] = field(default_factory=dict)
    shares: Mapping[int, float] = field(default_factory=dict)

    def best(self) -> list[int]:
        """The sheets of the highest scores."""
        return sorted(self.scores, key=lambda one: (-self.scores[one], one))[:MOST]


def candidates(index: Index, asked: Spelled, lang: str) -> tuple[Candidates, list[Concept]]:
    """The sheets of a language that hold some of the words, and what each word is worth."""
    concepts = _concepts(index, asked, lang)
    if not concepts:
        return Candidates(), []
    if len(concepts) == 1:
        return _scored(concepts, concepts[0].leading, frozenset()), concepts
    found, rescued = _together(index, concepts, lang=lang)
    return _scored(concepts, found, rescued), concepts


def _together(
    index: Index, concepts: Sequence[Concept], *, lang: str
) -> tuple[list[int], frozenset[int]]:
    """The sheets that hold the most words; those known to hold all, though weights were not kept."""
    first, *others = (concept.weights.keys() for concept in concepts)
    full = first & frozenset.intersection(*map(frozenset, others))
    rescued: frozenset[int] = frozenset()
    if len(full) < ENOUGH and any(concept.cut for concept in concepts):
        expression = every_stem([stem(concept.word.text, lang) for concept in concepts])
        rescued = frozenset(index.matching(expression, lang, most=MOST)).difference(full)
    if len(full) + len(rescued) >= MOST:
        return [*full, *rescued], rescued
    return list(dict.fromkeys((*full, *rescued, *_partly(concepts)))), rescued


def _partly(concepts: Sequence[Concept]) -> Iterator[int]:
    """The sheets that hold the most words, then those where some word weighs most."""
    counted: Counter[int] = Counter()
    for concept in concepts:
        counted.update(concept.weights.keys())
    yield from (one for one, _ in counted.most_common(MOST_SCORED))
    for concept in concepts:
        yield from concept.leading[:ENOUGH]


def _scored(
    concepts: Sequence[Concept], documents: Iterable[int], rescued: frozenset[int]
) -> Candidates:
    """From 0 to 1: the weights of the words, less when some are missing."""
    total = sum(concept.rarity for concept in concepts) or 1.0
    parts = [(concept.weights, concept.rarity / total) for concept in concepts]
    scores: dict[int, float] = {}
    shares: dict[int, float] = {}
    for one in documents:
        unkept = RESCUED if one in rescued else 0.0
        worth = share = 0.0
        for weights, rarity in parts:
            weight = weights.get(one, unkept)
            if weight:
                worth += weight * rarity
                share += rarity
        scores[one], shares[one] = worth * (0.35 + 0.65 * share * share), share
    return Candidates(scores, shares)


def _concepts(index: Index, asked: Spelled, lang: str) -> list[Concept]:
    words = list({word.key: word for word in asked.question.telling}.values())
    forms = {word.key: tuple(_forms(word, asked, lang)) for word in words}
    unread = {term for one in forms.values() for term, _ in one if term not in asked.terms}
    terms = {**asked.terms, **(index.terms(lang, sorted(unread)) if unread else {})}
    found = (_concept(word, forms[word.key], terms) for word in words)
    return [concept for concept in found if concept]


def _forms(word: Word, asked: Spelled, lang: str) -> Iterator[tuple[str, float]]:
    """The terms a word is found by, each with what it is worth."""
    if word.text in asked.begun:
        yield from ((one, AS_BEGUN) for one in asked.begun[word.text])
        return
    yield word.text, 1.0
    for text in (word.text, *asked.alike.get(word.text, ())):
        yield STEM + stem(text, lang), AS_STEM


def _concept(
    word: Word, forms: Sequence[tuple[str, float]], terms: Mapping[str, Postings]
) -> Concept | None:
    """A word's worth; None when no sheet holds it."""
    known = [(terms[term], factor) for term, factor in forms if term in terms and terms[term].count]
    if not known:
        return None
    count = max(postings.count for postings, _ in known)
    weights, leading = _weights(known)
    rarity = log(1 + terms[DOCUMENTS].count / count) * (WEAKENED if word.weak else 1.0)
    return Concept(word, rarity, weights, leading, cut=count > KEPT)


def _weights(known: Sequence[tuple[Postings, float]]) -> tuple[dict[int, float], list[int]]:
    """The weight of each sheet by its best form, and the sheets that lead.

    A word that is the only form of its stem need not be read twice.
    """
    (first, factor), *others = known
    weights = {one: score * factor / HIGHEST for one, score in first.scores().items()}
    leading = list(weights)[:MOST]
    for postings, factor in others:
        if postings.packed == first.packed:
            continue
        unit = factor / HIGHEST
        found = {one: score * unit for one, score in postings.scores().items()}
        leading += list(found)[:MOST]
        weights = {**found, **{o: w for o, w in weights.items() if w > found.get(o, 0.0)}}
    return weights, list(dict.fromkeys(leading))


def every_stem(stems: Sequence[str]) -> str:
    """An FTS5 query for texts that hold all these stems; each is quoted, so none is an operator."""
    return "stems : (" + " AND ".join(f'"{one}"' for one in stems) + ")"
