"""Letters as they are compared: without case, accents, ligatures or vowel marks; digits as ASCII."""

import re
import unicodedata

from portal.services.search.stops import LIGHT, stops

_WORD = re.compile(r"[^\W_]+")
_LETTERS = {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d",
        "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ٱ": "ا", "ـ": "",
}  # fmt: skip
_ELIDED = frozenset("c d j l m n s t qu jusqu lorsqu puisqu quelqu".split())


def fold(text: str) -> str:
    """The text in plain lower case: « Élèves » is « eleves », « مُساعدة » is « مساعده ».

    Lone surrogates, which no database takes, become spaces.
    """
    plain = text.casefold()
    if plain.isascii():
        return plain
    loose = unicodedata.normalize("NFKD", plain)
    return loose.translate({ord(sign): _plain(sign) for sign in set(loose) if not sign.isascii()})


_LEFT_OUT = frozenset({"Mn", "Me", "Cf"})


def _plain(sign: str) -> str:
    """What a sign that is not ASCII is compared as."""
    if unicodedata.category(sign) in _LEFT_OUT:
        return ""
    if "\ud800" <= sign <= "\udfff":
        return " "
    return str(unicodedata.digit(sign)) if sign.isdigit() else _LETTERS.get(sign, sign)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; what an apostrophe cuts off stands alone."""
    return _WORD.findall(fold(text))


def meant(text: str) -> list[str]:
    """The folded words without the letters that French elides: « j’ai » is « ai »."""
    return [word for word in words_of(text) if word not in _ELIDED]


def beginnings(text: str) -> tuple[str, ...]:
    """A text from each of its words on: « mot de passe », « passe »; a small word begins nothing."""
    words, empty = words_of(text), stops("fr") | LIGHT
    return tuple(
        " ".join(words[at : at + 6])
        for at, word in enumerate(words)
        if at == 0 or (len(word) > 1 and word not in empty)
    )
