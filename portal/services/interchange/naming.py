"""Names and addresses as people write them, from lists that shout or forget accents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.services.interchange.words import (
    ABBREVIATIONS,
    ACRONYMS,
    ADJECTIVES,
    ARTICLES,
    ELIDED,
    GENERIC,
    LINKS,
    NOUNS,
    SHORTENED,
    SPELT,
    STREETS,
)
from portal.services.search.folding import fold, words_of

_WORD = re.compile(r"[^\W_]+")
_VOWELS = frozenset("aeiouy")
_NOUN_OF_KIND = {"bibliotheque": "Bibliothèque", "mairie": "Mairie"}
_LONGEST_ACRONYM = 6
_ROMAN = re.compile(r"[IVX]{1,5}")
_LONGEST_ID = 9  # words


@dataclass(frozen=True, slots=True)
class _Word:
    """One word where it stands: the signs around it, and the folded word before."""

    text: str
    folded: str
    before: str
    after: str
    previous: str
    shouted: bool

    @property
    def first(self) -> bool:
        return not self.previous

    @property
    def linked(self) -> bool:
        return self.previous in LINKS or self.previous in ARTICLES

    @property
    def small(self) -> bool:
        """True for what joins two words: « de », « d’ »."""
        elided = self.folded in ELIDED and self.after == "’"
        return not self.first and (self.folded in LINKS or elided)


def titled(name: str, commune: str, kind: str = "") -> str:
    """The name of a place in human case, with its commune when it says nothing alone.

    « MEDIATHEQUE MUNICIPALE » in Thoiry is « Médiathèque municipale de Thoiry »; acronyms stay.
    """
    commune = _spaced(commune)
    words, town = words_of(name), words_of(commune)
    if not words or words == town:
        return f"{_NOUN_OF_KIND.get(kind, 'Accueil')} {of(commune)}"
    if words[0] in ("commune", "ville") and [w for w in words[1:] if w not in LINKS] == [
        w for w in town if w not in LINKS
    ]:
        return f"Mairie {of(commune)}"
    title = _with_town(_cased(_spaced(name)), commune)
    title = title[:1].upper() + title[1:]
    if set(words) <= GENERIC and not _holds(words, town):
        return f"{title} {of(commune)}"
    return title


def addressed(address: str, complement: str = "") -> str:
    """One line of address in human case; what the complement adds comes after a comma."""
    parts = [_street(_spaced(part)) for part in address.splitlines() if part.strip()]
    more = " ".join(complement.split())
    if more and not _holds(words_of(" ".join(parts)), words_of(more)):
        parts.append(_cased(_spaced(more)))
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def of(commune: str) -> str:
    """« de Thoiry », « du Pecq », « des Mureaux », « d’Asnières » ; before « La », « de La »."""
    for article, linked in (("Le ", "du "), ("Les ", "des ")):
        if commune.startswith(article):
            return linked + commune.removeprefix(article)
    return f"d’{commune}" if fold(commune)[:1] in _VOWELS - {"y"} else f"de {commune}"


def slug(*texts: str) -> str:
    """An id: the folded words of the texts, without those of a text the line already holds."""
    words: list[str] = []
    for text in texts:
        more = words_of(text)
        words.extend([] if _holds(words, more) else more)
    ascii_words = [re.sub(r"[^a-z0-9]", "", word) for word in words]
    return "-".join([word for word in ascii_words if word][:_LONGEST_ID]) or "lieu"


def _spaced(text: str) -> str:
    text = " ".join(text.replace("'", "’").split())
    return re.sub(r",(?=[^\W\d_])", ", ", text)


def _holds(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return any(words[at : at + size] == part for at in range(len(words) - size + 1))


def _words(text: str, *, longest: int = _LONGEST_ACRONYM) -> Iterator[tuple[str, _Word | None]]:
    """Each piece of the text in order; a word comes with what surrounds it.

    In a text that does not shout, a word of more than `longest` capitals does.
    """
    loud, at, previous = text == text.upper(), 0, ""
    for found in _WORD.finditer(text):
        before, after = text[at : found.start()], text[found.end() : found.end() + 1]
        yield before, None
        shouted = loud or (found[0].isupper() and len(found[0]) > longest)
        word = _Word(found[0], fold(found[0]), before, after, previous, shouted)
        yield found[0], word
        previous, at = word.folded, found.end()
    yield text[at:], None


def _cased(text: str) -> str:
    alone = len(words_of(text)) == 1
    return "".join(_one(word, alone) if word else piece for piece, word in _words(text))


def _one(word: _Word, alone: bool) -> str:
    if word.text == "A" and word.after == " " and word.previous.isalpha():
        return "à"
    if word.small:
        return word.text.lower()
    if word.shouted and word.folded in SHORTENED:
        return SHORTENED[word.folded]
    if word.folded in ARTICLES and not word.first:
        return word.text.lower() if word.linked else _loud(word)
    if word.folded in ADJECTIVES:
        spelt = ADJECTIVES[word.folded]
        return spelt.capitalize() if word.first else spelt
    if word.folded in NOUNS:
        return _noun(word)
    return word.text if _kept(word, alone) else _loud(word)


def _noun(word: _Word) -> str:
    spelt = NOUNS[word.folded]
    if word.first or (word.shouted and not word.linked):
        return spelt[:1].upper() + spelt[1:]
    if word.shouted or word.text.islower():
        return spelt
    return spelt[:1].upper() + spelt[1:]


def _kept(word: _Word, alone: bool) -> bool:
    """True for what is no word of the language: an acronym, a code, an initial."""
    if word.folded in ACRONYMS or len(word.text) == 1 or any(c.isdigit() for c in word.text):
        return True
    if not set(word.folded) & _VOWELS or (not word.first and _ROMAN.fullmatch(word.text)):
        return True
    return alone and len(word.text) <= _LONGEST_ACRONYM and word.text.isupper()


def _loud(word: _Word) -> str:
    """A shouted word with its capital alone; what follows « P’ » has none."""
    if not word.shouted:
        return word.text
    clipped = word.before == "’" and len(word.previous) == 1
    if clipped and word.previous not in ELIDED | ARTICLES:
        return word.text.lower()
    return SPELT.get(word.folded, word.text).capitalize()


def _with_town(title: str, commune: str) -> str:
    """The title with its commune spelt as the register spells it, « des Alluets-le-Roi » too."""
    short = re.sub(r"^Les? ", "", commune)
    plain = fold(title)
    for name in dict.fromkeys((commune, short)) if len(plain) == len(title) else ():
        letters = r"[\W_]+".join(map(re.escape, words_of(name)))
        found = re.search(rf"(\bd(?:e |u |es |’))?\b({letters})\b", plain)
        if found and (found[1] or not title[slice(*found.span(2))].islower()):
            return title[: found.start(2)] + name + title[found.end(2) :]
    return title


def _street(text: str) -> str:
    """A line of address: « 3 ALL JACQUES BREL » is « 3 allée Jacques Brel »."""
    pieces = _words(text, longest=1)
    return "".join(_street_word(word) if word else piece for piece, word in pieces)


def _street_word(word: _Word) -> str:
    opens = not word.previous.isalpha() or word.previous in ("bis", "ter")
    if not word.shouted:
        return word.text.lower() if word.small and word.text.isupper() else word.text
    if opens and word.folded in ABBREVIATIONS:
        return ABBREVIATIONS[word.folded]
    if word.folded in STREETS:
        return STREETS[word.folded] if opens else STREETS[word.folded].capitalize()
    if word.folded in NOUNS:
        return NOUNS[word.folded].capitalize()
    return word.text.lower() if word.folded in ("bis", "ter") else _one(word, False)
