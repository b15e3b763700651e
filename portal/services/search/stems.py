"""Stems by Snowball's rules, so that « loyers », « loyer » meet. They take folded words."""

from functools import lru_cache
from threading import local
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

_NAMES = {"fr": "french", "en": "english", "es": "spanish", "ar": "arabic"}
_OWN = local()
_APART = dict.fromkeys(("aidant", "aidants", "aidante", "aidantes"), "aidant")
"""Words that Snowball takes for others: who helps is not « aide »."""


@lru_cache(maxsize=32_768)
def stem(word: str, lang: str) -> str:
    """The stem of a folded word; the word itself in a language without rules, or when short."""
    if lang == "fr" and word in _APART:
        return _APART[word]
    name = _NAMES.get(lang)
    if name is None or len(word) < 4 or word.isdigit():
        return word
    if lang == "fr":
        return _french(word)
    if lang == "ar" and word.isascii():  # its rules know no Latin letter, and are slow to say so
        return word
    return str(_stemmer(name).stemWord(word)) or word


def _french(word: str) -> str:
    """The stem of a word without accents, which the rules expect: « payé, payer, paye » meet.

    A plural loses its mark first: else « loyers » would not meet « loyer ».
    """
    singular = word[:-1] if len(word) > 4 and word[-1] in "sx" else word
    found = str(_stemmer("french").stemWord(singular)).rstrip("e") or word
    return found[:-1] + "i" if found.endswith("y") else found


def _stemmer(name: str) -> Any:
    """A stemmer keeps its cursor in itself: each thread has its own."""
    if not hasattr(_OWN, name):
        setattr(_OWN, name, snowballstemmer.stemmer(name))
    return getattr(_OWN, name)
