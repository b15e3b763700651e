"""What anyone may copy: the values that pages show, in a language, as plain JSON.

The texts are those of the content: no HTML, no space added for the eye.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from portal.content.freshness import sources
from portal.content.library import SHEET_KINDS
from portal.domain.aid import Aid
from portal.domain.initiative import Initiative
from portal.domain.lesson import Lesson
from portal.domain.place import Place
from portal.domain.platform import Platform
from portal.domain.provision import Provision
from portal.domain.territory import Commune, Territory
from portal.domain.texts import texts
from portal.domain.theme import Theme
from portal.domain.urgence import Urgence
from portal.domain.workshop import Workshop
from portal.i18n import FRENCH, Language
from portal.services.paths import sheet_path
from portal.services.selection import belongs, fits
from portal.services.site import Site

LICENCE = "Licence Ouverte 2.0"
LICENCE_ID = "etalab-2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"

MODELS: Mapping[str, type[BaseModel]] = {
    "aids": Aid,
    "platforms": Platform,
    "initiatives": Initiative,
    "places": Place,
    "lessons": Lesson,
    "urgences": Urgence,
    "workshops": Workshop,
    "provisions": Provision,
    "themes": Theme,
    "communes": Commune,
    "territories": Territory,
}
"""Each kind that is published, and its value."""

WITHHELD = frozenset({"imported", "words", "simulation", "shown_if", "checked_by", "email"})
"""Keys that no page shows: copies of records, search words, rules, the names and mail of persons."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that is published, and its JSON in one language."""

    id: str
    value: BaseModel
    body: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of a file made once: its bytes counted, and its ETag."""

    size: int
    tag: str


def tag(body: bytes) -> str:
    """The strong ETag of these bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class Published:
    """Everything public of one site: made when first asked for, kept as long as the site is."""

    site: Site
    _entries: dict[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    files: dict[tuple[str, str], Copy] = field(default_factory=dict)
    """The files already made once, by name and language."""
    _newest: list[date | None] = field(default_factory=list)

    def entries(self, kind: str, code: str) -> tuple[Entry, ...]:
        """All of a kind, in a language, in a stable order."""
        key = (kind, code)
        if key not in self._entries:
            self._entries[key] = tuple(_entries(self.site, kind, self.site.languages[code]))
        return self._entries[key]

    def entry(self, kind: str, id_: str, code: str) -> Entry | None:
        """The one of this id or former id; None when there is none."""
        every = self.entries(kind, code)
        return next((one for one in every if one.id == id_), None) or next(
            (one for one in every if id_ in getattr(one.value, "aliases", ())), None
        )

    def found(self, kind: str, code: str, filters: Mapping[str, str]) -> list[Entry]:
        """Those of a kind that fit all the filters."""
        return [
            one
            for one in self.entries(kind, code)
            if all(fits(self.site, one.value, *asked) for asked in filters.items())
        ]

    def newest(self) -> date | None:
        """The day on which a fact was last checked; None when none says."""
        if not self._newest:
            self._newest.append(newest(self.site))
        return self._newest[0]


def newest(site: Site) -> date | None:
    """The newest date that a proof of this site carries."""
    proofs = (
        source.checked_on
        for kind in (*SHEET_KINDS, "territories")
        for value in getattr(site.library, kind).values()
        for _, source in sources(value)
    )
    return max(filter(None, proofs), default=None)


def _entries(site: Site, kind: str, language: Language) -> Iterator[Entry]:
    for id_, value in getattr(site.library, kind).items():
        if belongs(site, value):
            body = json.dumps(record(site, kind, id_, language), ensure_ascii=False)
            yield Entry(id_, value, body.encode())


def record(site: Site, kind: str, id_: str, language: Language) -> dict[str, Any]:
    """One value as it is published.

    `lang` is the language of its texts; `langs` names those that are still in another.
    """
    value = getattr(site.library, kind)[id_]
    plain: dict[str, Any] = {"id": id_, **_public(value.model_dump(mode="json"))}
    french = list(_translate(plain, value, f"{kind}/{id_}", language))
    if isinstance(value, Place):
        plain["commune_name"] = site.library.communes[value.commune].name
        french += ["title"] if language.code != FRENCH else []
    if kind in SHEET_KINDS:
        plain["url"] = site.settings.url + sheet_path(language.code, f"{kind}/{id_}")
    return {**plain, "lang": language.code, "langs": dict.fromkeys(french, FRENCH)}


def _public(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _public(held) for key, held in plain.items() if key not in WITHHELD}
    return [_public(held) for held in plain] if isinstance(plain, list) else plain


def _translate(
    plain: dict[str, Any], value: BaseModel, reference: str, language: Language
) -> Iterator[str]:
    """Put each text in the language; gives the paths of those that stay French."""
    if language.code == FRENCH:
        return
    for path, french, _ in texts(value):
        if not WITHHELD.isdisjoint(path.split(".")):
            continue
        translated = language.content_text(f"{reference}:{path}", french)
        if translated is None:
            yield path
        else:
            _put(plain, path, translated)


def _put(plain: dict[str, Any], path: str, text: str) -> None:
    *parents, last = path.split(".")
    held: Any = plain
    for part in parents:
        held = held[int(part)] if isinstance(held, list) else held[part]
    held[int(last) if isinstance(held, list) else last] = text
