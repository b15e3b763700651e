"""What an entry is found by: each word and stem, weighed by where it stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.services.search.folding import beginnings, meant
from portal.services.search.question import enclosed, keys
from portal.services.search.sound import sound
from portal.services.search.stems import stem
from portal.store.index import STEM, Analysis, Analyst, Entry
from portal.store.index.values import HIGHEST


@dataclass(frozen=True, slots=True)
class Field:
    """How much a word weighs in a part of the sheet, and how its length lessens that.

    As BM25F: Robertson, Zaragoza and Taylor, « Simple BM25 Extension to Multiple Weighted
    Fields », 2004. `usual` is a usual length in words.
    """

    weight: float
    lessened: float
    usual: int


NAMES = Field(weight=10.0, lessened=0.5, usual=8)
PHRASES = Field(weight=5.0, lessened=0.25, usual=30)
SUMMARY = Field(weight=3.0, lessened=0.3, usual=20)
TEXT = Field(weight=0.7, lessened=0.6, usual=350)
SATURATION = 5.0
LONGEST_WORD = 40


def analyse(entry: Entry) -> Analysis:
    """The terms of an entry with their weights, and its phrases as stems."""
    parts = (
        (NAMES, (entry.title, *entry.names, *entry.formers)),
        (PHRASES, entry.phrases),
        (SUMMARY, (entry.summary,)),
        (TEXT, (entry.text,)),
    )
    weighed: defaultdict[str, float] = defaultdict(float)
    spoken: list[str] = []
    for field, texts in parts:
        words = [word for text in texts for word in meant(text) if len(word) <= LONGEST_WORD]
        spoken.extend(words)
        _weigh(weighed, field, _counted(words, entry.lang))
    return Analysis(
        terms={term: _score(weight) for term, weight in weighed.items()},
        stems=" ".join(stem(word, entry.lang) for word in spoken),
        title_keys=_phrases((entry.title, *entry.names), entry.lang),
        former_keys=_phrases(entry.formers, entry.lang),
        phrase_keys=_phrases(entry.phrases, entry.lang),
        beginnings=beginnings(entry.title),
    )


ANALYST = Analyst(analyse, sound, Path(__file__).parent)


def _counted(words: Sequence[str], lang: str) -> Mapping[str, int]:
    """How often each word stands there, and each stem."""
    found = Counter(words)
    stems: Counter[str] = Counter()
    for word, count in found.items():
        stems[STEM + stem(word, lang)] += count
    return found + stems


def _weigh(weighed: defaultdict[str, float], field: Field, counted: Mapping[str, int]) -> None:
    length = sum(counted.values()) / 2
    norm = 1 - field.lessened + field.lessened * length / field.usual
    for term, count in counted.items():
        weighed[term] += field.weight * count / norm


def _score(weight: float) -> int:
    return max(1, round(HIGHEST * weight / (weight + SATURATION)))


def _phrases(texts: Iterable[str], lang: str) -> str:
    return enclosed([keys(text, lang) for text in texts])
