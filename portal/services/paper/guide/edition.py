"""One edition of the guide: its language, its address, its day; and how it says things."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from babel.dates import format_date
from pydantic import BaseModel

from portal.content.freshness import is_stale
from portal.content.library import Library
from portal.domain.sheet import Source
from portal.i18n import FRENCH, Language
from portal.services.localize import View, localize
from portal.services.paths import sheet_path
from portal.services.text import Text, typeset, unbreakable

Words: TypeAlias = "str | Mapping[str, str] | list[str | Mapping[str, str]]"
"""What the page says: a text; a text still in French, as `{"fr": …}`; or these in a row."""

_SPACES = re.compile(r"[ \t\r\n]+")
_SPACED_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_QUOTED_FRENCH = re.compile("(\u2066«[^«»]*»\u2069)")


@dataclass(frozen=True, slots=True)
class Edition:
    """What stays the same from the cover to the last page. `url` has no slash at its end."""

    library: Library
    language: Language
    url: str
    today: date
    large: bool = False

    def say(self, french: str, **given: object) -> Words:
        """A text of the printed pages in this language, filled in."""
        told = self.language.interface.gettext(french)
        fallback = told == french and self.language.code != FRENCH
        return self.words(Text(told % given if given else told, fallback=fallback))

    def words(self, text: str | None) -> Words:
        """A text of a view: a name is French in every language, a `Text` says it itself."""
        line = _SPACED_DIGITS.sub("\u00a0", _SPACES.sub(" ", str(text or "")))
        foreign = self.language.code != FRENCH
        if foreign and (not isinstance(text, Text) or text.fallback):
            return {FRENCH: unbreakable(line)} if line else ""
        shown = typeset(line, self.language)
        if not _QUOTED_FRENCH.search(shown):
            return shown
        parts = (part for part in _QUOTED_FRENCH.split(shown) if part)
        return [{FRENCH: p.strip("\u2066\u2069")} if p[0] == "\u2066" else p for p in parts]

    def all_words(self, texts: Iterable[str]) -> list[Words]:
        """Each of these texts."""
        return [self.words(text) for text in texts]

    def day(self, day: date) -> str:
        """A date in full, in this language."""
        return format_date(day, "long", locale=self.language.dates)

    def age(self, source: Source) -> Words:
        """When a fact older than a year was checked; empty for the others."""
        if source.checked_on is None or not is_stale(source.checked_on, self.today):
            return ""
        return self.say("Vérifié le %(day)s", day=self.day(source.checked_on))

    def view(self, value: BaseModel, reference: str) -> View:
        """A value of the library in this language."""
        return localize(value, reference, self.language)

    def sheet(self, reference: str) -> View:
        """The sheet of a reference that the library is known to hold."""
        found = self.library.sheet(reference)
        if found is None:
            raise LookupError(reference)
        return self.view(found, reference)

    def address(self, reference: str) -> str:
        """The full address of a sheet."""
        return self.url + sheet_path(self.language.code, reference)

    def town(self, name: str) -> str:
        """The full address of the places of a commune, by its name in words or for a link."""
        return f"{self.url}/{self.language.code}/lieux?commune={name}"


def in_a_row(parts: Iterable[Words], between: str = " · ") -> Words:
    """These words one after the other."""
    row: list[str | Mapping[str, str]] = []
    for part in parts:
        row += [between] if row else []
        row += part if isinstance(part, list) else [part]
    return row


def short(address: str) -> str:
    """An address as one writes it by hand: « caf.fr »."""
    bare = re.sub(r"^https?://(www\.)?", "", address)
    return bare.removesuffix("/")
