"""Which of the public values a program asks for: by territory, commune, theme or need."""

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel

from portal.domain.place import Place
from portal.domain.sheet import Sheet
from portal.domain.territory import Commune, Territory
from portal.domain.urgence import Need
from portal.domain.workshop import Workshop
from portal.services.site import Site

FILTERS: Mapping[str, tuple[str, ...]] = {
    "aids": ("territory", "commune", "theme"),
    "platforms": ("territory", "commune", "theme", "need"),
    "initiatives": ("territory", "commune", "need"),
    "places": ("territory", "commune", "need"),
    "lessons": ("territory", "commune", "theme"),
    "urgences": ("territory", "commune", "need"),
    "workshops": ("territory", "commune", "theme"),
    "provisions": (),
    "themes": (),
    "communes": ("territory",),
    "territories": (),
}
"""Each public kind, and what it can be asked by."""

THEMES = ("theme", "event", "digital")
NEEDS = ("need", "job")


def choices(site: Site, kind: str, name: str) -> list[str]:
    """The words that a filter knows, for a kind."""
    if name == "territory":
        return [territory.id for territory in site.territories()]
    if name == "commune":
        return [code for code, one in site.library.communes.items() if belongs(site, one)]
    if name == "need" and kind == "places":
        return [*site.library.provisions]
    if name == "need" and kind == "urgences":
        return [*get_args(Need)]
    roles = THEMES if name == "theme" else NEEDS
    return [theme.id for theme in site.library.themes.values() if theme.role in roles]


def belongs(site: Site, value: BaseModel) -> bool:
    """True for what one of the territories shown has, and for what is everyone's."""
    return any(_of(site, value, territory) for territory in site.territories())


def fits(site: Site, value: BaseModel, name: str, wanted: str) -> bool:
    """True when a value answers one filter."""
    if name == "territory":
        return _of(site, value, site.library.territories[wanted])
    if name == "commune":
        return _in_commune(site, value, site.library.communes[wanted])
    if name == "need" and isinstance(value, Place):
        return site.library.provisions[wanted].met_by(value)
    return wanted in _headings(value)


def _of(site: Site, value: BaseModel, territory: Territory) -> bool:
    if isinstance(value, Workshop):
        return _of(site, site.library.places[value.place], territory)
    if isinstance(value, Place):
        return value.commune.startswith(territory.code)
    if isinstance(value, Commune):
        return value.code.startswith(territory.code)
    if isinstance(value, Territory):
        return value.id == territory.id
    return (
        not isinstance(value, Sheet) or not value.territories or territory.id in value.territories
    )


def _in_commune(site: Site, value: BaseModel, commune: Commune) -> bool:
    """A place or a workshop stands in it; a sheet holds in the territory around it."""
    if isinstance(value, Workshop):
        return _in_commune(site, site.library.places[value.place], commune)
    if isinstance(value, Place):
        return value.commune == commune.code
    around = (one for one in site.territories() if commune.code.startswith(one.code))
    return any(_of(site, value, territory) for territory in around)


def _headings(value: BaseModel) -> tuple[str, ...]:
    """Everything by which a sheet is looked for."""
    needs = (*getattr(value, "needs", ()), getattr(value, "need", ""))
    return (getattr(value, "theme", ""), *getattr(value, "events", ()), *needs)
