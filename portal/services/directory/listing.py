"""The list of places: those found, what would narrow it, and what to do when it is empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.domain.access import Access
from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.access import Measures, Origin, Trip, figures, of_commune, trips
from portal.services.directory.choices import NONE, WITHIN, Choices, spoken
from portal.services.directory.communes import find_communes, fold_all
from portal.services.directory.filters import Found, keep, limit
from portal.services.hours import opening
from portal.services.site import Site

NEAREST = 3
"""Places shown anyway when none is near enough."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice more, or one less, and how many places it leaves."""

    name: str
    value: str | bool
    choices: Choices
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page of places says. `nearest`, `wider` and `instead` are for an empty list."""

    choices: Choices
    communes: tuple[Commune, ...]
    origin: Origin | None
    access: Access
    found: tuple[Found, ...]
    needs: tuple[Option, ...]
    more: tuple[Option, ...]
    chosen: tuple[Option, ...]
    nearest: tuple[Found, ...]
    wider: Option | None
    instead: tuple[Option, ...]

    @property
    def limit(self) -> int | None:
        """The longest way, in minutes; None without an origin or when any will do."""
        return limit(self.choices, self.access) if self.origin else None

    @property
    def measured(self) -> bool:
        """True when an engine measured some of the ways."""
        return any(one.trip and not one.trip.travel.estimated for one in self.found)


def listing(
    site: Site, choices: Choices, *, here: Origin | None = None, router: Measures | None = None
) -> Listing:
    """The places of these choices. `here` is where a terminal stands, when it is asked for."""
    communes = find_communes(site, choices.commune)
    origin = of_commune(communes[0]) if len(communes) == 1 else None if communes else here
    access = figures(site, origin.commune) if origin else Access()
    shown = _shown(site, communes if origin is None else [])
    ways = trips(site, origin, shown, router) if origin else {}
    every = _every(site, shown, ways)
    return _listing(site, choices, every, origin=origin, access=access, communes=communes)


def _listing(
    site: Site, choices: Choices, every: Sequence[Found], *, origin: Origin | None,
    access: Access, communes: Sequence[Commune],
) -> Listing:  # fmt: skip
    def option(name: str, value: str | bool) -> Option:
        changed = replace(choices, **_change(name, value))
        return Option(name, value, changed, len(keep(site, every, changed, access)))

    found = keep(site, every, choices, access)
    taken = [(name, getattr(NONE, name)) for name in choices.named() if origin or name != "within"]
    chosen = [replace(option(*one), value=getattr(choices, one[0])) for one in taken]
    far = keep(site, every, replace(choices, within="toutes"), access)
    return Listing(
        choices=choices, communes=tuple(communes), origin=origin, access=access,
        found=tuple(found),
        needs=_useful(option("need", id_) for id_ in _needs(site, choices)),
        more=_useful(option(*one) for one in _more(site, choices, origin, access)),
        chosen=tuple(chosen),
        nearest=() if found else tuple(far[:NEAREST]),
        wider=None if found or not origin else _wider(option, limit(choices, access)),
        instead=() if found or far else _useful(chosen),
    )  # fmt: skip


def _change(name: str, value: str | bool) -> Mapping[str, Any]:
    return {name: value}


def _useful(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(one for one in options if one.count)


def _wider(option: Any, minutes: int | None) -> Option | None:
    """The next wider search that finds something."""
    larger = (w for w in WITHIN if minutes and (w == "toutes" or int(w) > minutes))
    return next((one for one in (option("within", w) for w in larger) if one.count), None)


def _needs(site: Site, choices: Choices) -> list[str]:
    """The needs to choose from, in their order; none once a need or a counter is chosen."""
    if choices.need or choices.counter:
        return []
    provisions = sorted(site.library.provisions.values(), key=lambda one: (one.order, one.id))
    return [one.id for one in provisions]


def _more(
    site: Site, choices: Choices, origin: Origin | None, access: Access
) -> list[tuple[str, str | bool]]:
    """What is not chosen yet and may narrow, or reach farther."""
    flags = ("open_now", "walk_in", "free", "wheelchair")
    more: list[tuple[str, str | bool]] = [(f, True) for f in flags if not getattr(choices, f)]
    if not choices.language:
        more += [("language", code) for code in sorted(spoken(site))]
    if origin:
        present = limit(choices, access)
        farther = (w for w in WITHIN if w != "30")
        more += [("within", w) for w in farther if present != (None if w == "toutes" else int(w))]
    return more


def _shown(site: Site, communes: Sequence[Commune]) -> list[Place]:
    """The places of the territories shown; of these communes alone, when some are given."""
    codes = tuple(territory.code for territory in site.territories())
    own = {commune.code for commune in communes}
    return [
        place
        for place in site.library.places.values()
        if place.commune.startswith(codes) and (not own or place.commune in own)
    ]


def _every(site: Site, places: Sequence[Place], ways: Mapping[str, Trip]) -> list[Found]:
    """Places with their way and their hours: by minutes, or else by commune and title."""
    if not places:
        return []
    now, communes = site.now(), site.library.communes
    every = [
        Found(place, communes[place.commune], ways.get(place.id), opening(place.hours, now))
        for place in places
    ]
    names = dict(zip((found.place.id for found in every), _sorting(every), strict=True))
    return sorted(
        every, key=lambda found: (found.trip.rank if found.trip else (0, 0), names[found.place.id])
    )


def _sorting(every: Sequence[Found]) -> list[tuple[str, str, str]]:
    towns = fold_all([found.commune.name for found in every])
    titles = fold_all([" ".join(found.place.title.split()) for found in every])
    return list(zip(towns, titles, (found.place.id for found in every), strict=True))
