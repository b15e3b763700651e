"""Which place a record tells: by its id, by name and address, or by name and a few steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from portal.domain.access import Point, great_circle_km
from portal.domain.place import Imported, Place
from portal.services.interchange.fields import Field, Fields, text
from portal.services.interchange.mapping import fields_of
from portal.services.interchange.naming import addressed, slug
from portal.services.interchange.records import Key, key_of
from portal.services.search.folding import words_of

NEAR_KM = 0.08
ALIKE = 90
"""Of 100, whatever the order of the words: a letter or an accent apart, not a first name."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How one text knows a place: its names and addresses as bare words, and where it stands."""

    names: frozenset[str]
    addresses: frozenset[str]
    point: Point | None


@dataclass(slots=True)
class _Spot:
    id: str
    signs: list[Sign]
    producers: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Shelf:
    """The places known so far, those of the import included as it goes."""

    taken: set[str]
    keys: dict[Key, str] = field(default_factory=dict)
    twins: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    spots: dict[str, list[_Spot]] = field(default_factory=dict)

    def add(self, id_: str, commune: str, signs: Iterable[Sign]) -> None:
        """Put a place on the shelf."""
        self.taken.add(id_)
        self.spots.setdefault(commune, []).append(_Spot(id_, [*signs]))

    def hold(self, id_: str, commune: str, imported: Imported) -> None:
        """Say that a place holds a record."""
        key = key_of(imported)
        self.keys[key] = id_
        self.twins.setdefault(key[1:], []).append(id_)
        for spot in self.spots.get(commune, ()):
            if spot.id == id_:
                spot.producers.add(_producer(imported))
                spot.signs.append(sign_of(imported))

    def find(self, imported: Imported, commune: str) -> str | None:
        """The place of a record; None when there is none, or when two would do."""
        if known := self.keys.get(key_of(imported)):
            return known
        spots = self.spots.get(commune, [])
        for found in (self._twin(imported, spots), *_alike(imported, spots)):
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _twin(self, imported: Imported, spots: list[_Spot]) -> list[str]:
        """The place that holds the same id of the same producer in the other format."""
        held = self.twins.get(key_of(imported)[1:], ())
        return [spot.id for spot in spots if spot.id in held]

    def structure(self, producer: str, id_: str) -> str | None:
        """The place of a data·inclusion structure, by its id."""
        return self.keys.get(("data-inclusion-1", producer, "", id_))

    def new_id(self, title: str, commune: str) -> str:
        """An id that no place has or had: its title and its commune, then a number."""
        start = slug(title, commune)
        number = 1
        while (id_ := start if number == 1 else f"{start}-{number}") in self.taken:
            number += 1
        return id_


def shelf_of(places: Mapping[str, Place], files: Iterable[str]) -> Shelf:
    """The places of the content; `files` are the ids taken, even by a file that cannot be read."""
    former = {alias for place in places.values() for alias in place.aliases}
    shelf = Shelf({*files, *former})
    for id_, place in places.items():
        shelf.add(id_, place.commune, [_sign(place.title, place.address, place.point)])
        for imported in place.imported:
            shelf.hold(id_, place.commune, imported)
    return shelf


def sign_of(imported: Imported) -> Sign:
    """How a record knows its place: by the name as given and as shown."""
    fields: Fields = fields_of(imported)
    record = imported.record
    shown = _sign(str(fields.get("title", "")), _text(fields.get("address")), _point(fields))
    raw = _sign(text(record, "nom"), addressed(text(record, "adresse")), None)
    return Sign(shown.names | raw.names, shown.addresses | raw.addresses, shown.point)


def _alike(imported: Imported, spots: list[_Spot]) -> Iterator[list[str]]:
    sign = sign_of(imported)
    yield [spot.id for spot in spots if any(_exact(sign, other) for other in spot.signs)]
    # Two lines of one producer are two places, unless name and address are the same.
    others = [spot for spot in spots if _producer(imported) not in spot.producers]
    yield [spot.id for spot in others if any(_near(sign, other) for other in spot.signs)]


def _exact(one: Sign, other: Sign) -> bool:
    return bool(one.names & other.names and one.addresses & other.addresses)


def _near(one: Sign, other: Sign) -> bool:
    if not one.point or not other.point or great_circle_km(one.point, other.point) > NEAR_KM:
        return False
    return any(fuzz.token_sort_ratio(a, b) >= ALIKE for a in one.names for b in other.names)


def _sign(name: str, address: str | None, point: Point | None) -> Sign:
    names = frozenset({" ".join(words_of(name))}) - {""}
    return Sign(names, frozenset({" ".join(words_of(address or ""))}), point)


def _point(fields: Fields) -> Point | None:
    north, east = fields.get("latitude"), fields.get("longitude")
    if not isinstance(north, float) or not isinstance(east, float):
        return None
    return Point(latitude=north, longitude=east)


def _text(value: Field | None) -> str:
    return value if isinstance(value, str) else ""


def _producer(imported: Imported) -> tuple[str, str]:
    return imported.format, text(imported.record, "source")
