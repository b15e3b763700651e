"""From sheets that hold the words to an order a person understands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.content.freshness import STALE_AFTER_DAYS
from portal.services.search.phrases import Spoken
from portal.services.search.question import Question
from portal.services.search.retrieval import Candidates, Concept
from portal.services.search.spelling import Spelled
from portal.services.search.values import Hit, Why, WhyKind
from portal.store.index import Card

KINDS = {
    "urgences": 0.9, "aids": 1.0, "platforms": 0.97, "lessons": 0.92, "initiatives": 0.92, "places": 0.8,
}  # fmt: skip
"""Between equals, first what gives a right, then who helps."""

STALE, FALLBACK = 0.85, 0.97
SAID, LESS_SAID = 1.05, 0.04
"""What a saying is worth to the first sheet it means, and less to each next."""

SAME, INSIDE, AROUND, OWN = 0.9, 0.55, 0.3, 0.8
"""What it is worth that a phrase of the sheet is the question, stands in it, or holds it;
from OWN on, it is why the sheet is there."""

LONGEST_RUN = 6
"""Words of the longest phrase looked for inside a longer question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood: as spelled, with its sayings and its words' worth."""

    spelled: Spelled
    spoken: Sequence[Spoken]
    concepts: Sequence[Concept]
    found: Candidates
    today: date


@dataclass(frozen=True, slots=True)
class _Bonus:
    value: float = 0.0
    why: Why | None = None


NONE = _Bonus()


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for every sheet: the runs of stems with their words, the rarest words.

    A fact checked before the ISO date `stale_before` is past its term.
    """

    runs: Mapping[str, str]
    concepts: Sequence[Concept]
    stale_before: str


def ranked(cards: Iterable[Card], asked: Asked) -> list[Hit]:
    """The sheets, best first; equal ones in the order of their references."""
    means, listed = _means(asked.spoken), list(cards)
    rarest = sorted(asked.concepts, key=lambda one: -one.rarity)
    there = "".join(card.title_keys + card.former_keys + card.phrase_keys for card in listed)
    whole, *shorter = runs_of(asked.spelled.question)
    kept = (whole, *(run for run in shorter if f"| {run} |" in there))
    texts = texts_of(asked.spelled.question)
    runs = {run: texts.get(run, run) for run in kept}
    term = asked.today - timedelta(days=STALE_AFTER_DAYS)
    context = _Context(runs, rarest, term.isoformat())
    hits = (_hit(card, asked, means.get(card.reference, NONE), context=context) for card in listed)
    return sorted(hits, key=lambda hit: (-hit.score, hit.reference))


def meant_by(spoken: Iterable[Spoken]) -> tuple[str, ...]:
    """The sheets that sayings mean."""
    return tuple(dict.fromkeys(ref for one in spoken for ref in one.said.means))


def _means(spoken: Iterable[Spoken]) -> dict[str, _Bonus]:
    """For each sheet, the saying worth most; a second one that means it too adds a little."""
    found: dict[str, _Bonus] = {}
    for one in spoken:
        strength = SAID * (0.45 + 0.55 * one.share)
        why = Why("former-name" if one.said.former else "phrase", one.said.says)
        for rank, reference in enumerate(one.said.means):
            before = found.get(reference, NONE)
            bonus = _Bonus(max(0.1, strength - LESS_SAID * rank), why)
            best, other = max(before, bonus, key=_value), min(before, bonus, key=_value)
            found[reference] = _Bonus(best.value + other.value * 0.1, best.why)
    return found


def _value(bonus: _Bonus) -> float:
    return bonus.value


def _hit(card: Card, asked: Asked, said: _Bonus, *, context: _Context) -> Hit:
    phrase = _phrases(card, context.runs)
    bonus = max(said, phrase, key=_value)
    score = asked.found.scores.get(card.document, 0.0) + bonus.value
    score *= KINDS[card.reference.partition("/")[0]] * (FALLBACK if card.fallback else 1.0)
    if "" < card.checked_on < context.stale_before:
        score *= STALE
    why = (phrase if phrase.value >= OWN else bonus).why or _why(card, context.concepts, asked)
    return Hit(card.reference, why, round(score, 4), card.fallback)


def _phrases(card: Card, runs: Mapping[str, str]) -> _Bonus:
    """What the sheet's own names and phrases are worth to this question, and the best of them."""
    best = NONE
    parts: tuple[tuple[str, WhyKind, float], ...] = (
        (card.former_keys, "former-name", 1.0),
        (card.title_keys, "title", 1.0),
        (card.phrase_keys, "phrase", 0.92),
    )
    for held, kind, factor in parts:
        worth, run = _worth(runs, held) if held else (0.0, "")
        if worth * factor > best.value:
            best = _Bonus(worth * factor, Why(kind, runs[run]))
    return best


def runs_of(question: Question) -> tuple[str, ...]:
    """Every run of the question's stems, the whole first, then shorter and shorter."""
    keys, longest = question.keys, min(len(question.keys), LONGEST_RUN)
    shorter = (
        " ".join(keys[at : at + length])
        for length in range(longest, 0, -1)
        for at in range(len(keys) - length + 1)
    )
    return tuple(dict.fromkeys((" ".join(keys), *shorter)))


def texts_of(question: Question) -> dict[str, str]:
    """Each run of stems, with the person's own words for it."""
    words = question.words
    return {
        " ".join(word.key for word in words[at:end]): " ".join(word.text for word in words[at:end])
        for at in range(len(words))
        for end in range(at + 1, min(len(words), at + LONGEST_RUN) + 1)
    } | {" ".join(question.keys): " ".join(word.text for word in words)}


def _worth(runs: Iterable[str], held: str) -> tuple[float, str]:
    """What the longest run that is a phrase between bars is worth, and that run."""
    wanted, *shorter = runs
    words = wanted.count(" ") + 1
    if f"| {wanted} |" in held:
        return SAME, wanted
    if words > 1 and f" {wanted} " in held:
        return AROUND * min(1.0, words / 3), wanted
    for run in shorter:
        if f"| {run} |" in held:
            return INSIDE * (run.count(" ") + 1) / words, run
    return 0.0, ""


def _why(card: Card, concepts: Sequence[Concept], asked: Asked) -> Why:
    """Where the word that says most stands in the sheet; `concepts` come the rarest first."""
    for concept in concepts:
        word, looked = concept.word, f" {concept.word.key} "
        if word.text in asked.spelled.corrected:
            return Why("spelling", word.text)
        if looked in card.title_keys:
            return Why("title", word.text)
        if looked in card.former_keys or looked in card.phrase_keys:
            return Why("word", word.text)
    return Why("text", concepts[0].word.text if concepts else "")
