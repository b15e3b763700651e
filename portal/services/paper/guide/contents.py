"""What goes into the guide of a territory, and in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.content.library import Library
from portal.domain.aid import Aid
from portal.domain.initiative import Initiative
from portal.domain.place import Place
from portal.domain.platform import Platform
from portal.domain.territory import Commune, Territory
from portal.domain.theme import Role, Theme
from portal.domain.urgence import Urgence
from portal.services.text import bare

Printed = Aid | Platform | Initiative
KINDS = ("aids", "platforms", "initiatives")
CHAPTERS: tuple[Role, ...] = ("theme", "need", "job", "digital", "event")
DOORS: tuple[Role, ...] = ("event", "job")
"""A sheet stands in the chapter of its first theme; a life event or a work need leads to it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the references of its sheets: its own, then those of other chapters."""

    theme: Theme
    references: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """A commune and its places."""

    commune: Commune
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the guide of a territory prints. `limited` to some themes, or whole."""

    territory: Territory
    limited: tuple[Theme, ...]
    urgences: tuple[Urgence, ...]
    chapters: tuple[Heading, ...]
    doors: tuple[Heading, ...]
    towns: tuple[Town, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The sheets, in the order of the pages."""
        return tuple(ref for chapter in self.chapters for ref in chapter.references)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, in the order of the pages."""
        return tuple(place for town in self.towns for place in town.places)

    @property
    def empty(self) -> bool:
        """True when there is no sheet and no place to print."""
        return not self.references and not self.towns


def choose(library: Library, territory: Territory, themes: Sequence[Theme] = ()) -> Contents:
    """What the guide of this territory prints; of these themes alone when there are some."""
    sheets = dict(_sheets(library, territory, {theme.id for theme in themes}))
    return Contents(
        territory=territory,
        limited=tuple(themes),
        urgences=_urgences(library, territory),
        chapters=tuple(_chapters(library, sheets)),
        doors=tuple(_doors(library, sheets)),
        towns=tuple(_towns(library, territory, sheets if themes else None)),
    )


def sorting(text: str) -> str:
    """A text by which to sort: « Électricité » stands beside « électricien », in any script."""
    plain = bare(text.replace("œ", "oe").replace("Œ", "oe"))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def themes_of(sheet: Printed) -> tuple[str, ...]:
    """The ids of the themes under which a sheet can be looked for, its chapter's first."""
    if isinstance(sheet, Aid):
        return (sheet.theme, *sheet.events)
    return sheet.needs if isinstance(sheet, Initiative) else (sheet.theme, *sheet.needs)


def _sheets(
    library: Library, territory: Territory, asked: set[str]
) -> Iterator[tuple[str, Printed]]:
    for reference, sheet in library.sheets():
        if not isinstance(sheet, Printed) or not _here(sheet.territories, territory):
            continue
        if not asked or asked.intersection(themes_of(sheet)):
            yield reference, sheet


def _here(territories: tuple[str, ...], territory: Territory) -> bool:
    """True for what is national, and for what this territory has of its own."""
    return not territories or territory.id in territories


def _urgences(library: Library, territory: Territory) -> tuple[Urgence, ...]:
    here = (one for one in library.urgences.values() if _here(one.territories, territory))
    return tuple(sorted(here, key=lambda one: (one.order, one.id)))


def _chapters(library: Library, sheets: dict[str, Printed]) -> Iterator[Heading]:
    """The chapters that hold a sheet of their own."""
    for theme in (theme for role in CHAPTERS for theme in library.headings(role)):
        own = tuple(ref for ref, sheet in sheets.items() if themes_of(sheet)[0] == theme.id)
        if own:
            found = _gathered(sheets, theme)
            yield Heading(theme, own, tuple(ref for ref in found if ref not in own))


def _doors(library: Library, sheets: dict[str, Printed]) -> Iterator[Heading]:
    """The life events and work needs that lead to a sheet."""
    for theme in (theme for role in DOORS for theme in library.headings(role)):
        found = _gathered(sheets, theme)
        if found:
            yield Heading(theme, found)


def _gathered(sheets: dict[str, Printed], theme: Theme) -> tuple[str, ...]:
    return tuple(ref for ref, sheet in sheets.items() if theme.id in themes_of(sheet))


def _towns(
    library: Library, territory: Territory, sheets: dict[str, Printed] | None
) -> Iterator[Town]:
    """The communes with their places, by name; `sheets` keeps the places they send people to."""
    wanted = None if sheets is None else _counters(sheets)
    found: dict[str, list[Place]] = {}
    for place in library.places.values():
        fits = wanted is None or not wanted.isdisjoint(place.platforms)
        if fits and library.communes[place.commune].department == territory.code:
            found.setdefault(place.commune, []).append(place)
    communes = sorted((library.communes[code] for code in found), key=lambda c: sorting(c.name))
    for commune in communes:
        yield Town(commune, tuple(sorted(found[commune.code], key=lambda p: sorting(p.title))))


def _counters(sheets: dict[str, Printed]) -> set[str]:
    """The platforms among these sheets, and those where they are asked for."""
    own = {ref.partition("/")[2] for ref in sheets if ref.startswith("platforms/")}
    at = {id_ for s in sheets.values() if s.ways.in_person for id_ in s.ways.in_person.at}
    return own | at
