"""What a record says of a place: fields by name, the same from every format."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from opening_hours import validate

from portal.domain.place import Place
from portal.services.search.folding import fold, words_of

Record = Mapping[str, str | tuple[str, ...]]
Field = str | float | tuple[str, ...]
Fields = Mapping[str, Field]

LISTS = frozenset({"services", "helps", "entry", "languages", "platforms"})
"""Fields that several records complete; their order says nothing."""

GROUPS = (
    ("title",), ("kind",), ("commune", "postal_code"), ("address",), ("latitude", "longitude"),
    ("phone",), ("website",), ("email",), ("hours",), ("note",),
    ("source.checked_on", "source.name", "source.url"),
)  # fmt: skip
"""Fields taken together from the freshest record that has the first of them."""

NAMES = (*(name for group in GROUPS for name in group), *sorted(LISTS), "price")

SERVICES_OF_KIND = {"bibliotheque": ("livres",)}
PLATFORMS_OF_KIND = {"france-services": ("france-services",), "ccas": ("ccas",)}
PLATFORMS_OF_NAME = (
    ("mission locale", "mission-locale"), ("point justice", "point-justice"),
    ("acces au droit", "point-justice"), ("information jeunesse", "info-jeunes"),
    ("croix rouge", "croix-rouge"), ("emmaus connect", "emmaus-connect"),
)  # fmt: skip


def text(record: Record, key: str) -> str:
    """The text of a key, empty when the record has none."""
    held = record.get(key, "")
    return held if isinstance(held, str) else "|".join(held)


def texts(record: Record, key: str) -> tuple[str, ...]:
    """The texts of a list, written as one or with `|` between them."""
    held = record.get(key, ())
    parts = held.split("|") if isinstance(held, str) else held
    return tuple(part.strip() for part in parts if part.strip())


def given(pairs: Iterable[tuple[str, Field | None]]) -> dict[str, Field]:
    """The fields that hold something."""
    return {name: value for name, value in pairs if value not in (None, "", ())}


def kept(names: Iterable[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Our words for the source's, each once, in the source's order."""
    return tuple(dict.fromkeys(words[name] for name in names if name in words))


def both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Two lists as one, each word once."""
    return tuple(dict.fromkeys((*first, *second)))


def platforms_of(name: str, kind: str, networks: Sequence[str]) -> tuple[str, ...]:
    """The platforms that a place belongs to, from its networks, its kind and its name."""
    said = " ".join(words_of(name))
    named = [platform for words, platform in PLATFORMS_OF_NAME if words in said]
    return both(both(networks, PLATFORMS_OF_KIND.get(kind, ())), named)


def degrees(record: Record) -> tuple[float, float] | None:
    """Latitude and longitude in WGS84 degrees, to the metre; None without both."""
    try:
        return tuple_of(text(record, "latitude"), text(record, "longitude"))
    except ValueError:
        return None


def tuple_of(latitude: str, longitude: str) -> tuple[float, float]:
    """Two texts as degrees. Raises ValueError when one of them is no number."""
    return round(float(latitude), 5), round(float(longitude), 5)


def readable(hours: str) -> str | None:
    """Opening hours that the portal can show; None otherwise."""
    line = " ".join(hours.split())
    return line if line and validate(line) else None


def fields_in(place: Place) -> dict[str, Field]:
    """What the file of a place says, under the same names."""
    held = {name: getattr(place, name) for name in NAMES if "." not in name}
    source = place.source
    day = source.checked_on.isoformat() if source.checked_on else None
    pairs = {"source.name": source.name, "source.url": source.url, "source.checked_on": day}
    return given([*held.items(), *pairs.items()])


def same(name: str, one: Field | None, other: Field | None) -> bool:
    """True when two values of a field say the same."""
    if name in LISTS:
        return _words(one) == _words(other)
    return one == other


def _words(value: Field | None) -> frozenset[str]:
    return frozenset(value) if isinstance(value, tuple) else frozenset()


def relabelled(
    words: Sequence[str], wanted: Collection[str], meaning: Mapping[str, str]
) -> tuple[str, ...]:
    """The source's words once an editor changed ours: theirs stay, ours are added or taken away."""
    stay = [word for word in words if word not in meaning or meaning[word] in wanted]
    told = {meaning[word] for word in stay if word in meaning}
    back = {ours: word for word, ours in reversed([*meaning.items()])}
    return both(stay, [back[ours] for ours in wanted if ours not in told and ours in back])


def kind_of_name(name: str) -> str | None:
    """What a place is by its name alone; None when its name does not say."""
    folded = fold(name)
    words = set(words_of(name))
    if "france service" in folded:
        return "france-services"
    if "theque" in folded or "bibliobus" in words:
        return "bibliotheque"
    if words & {"csc", "evs"} or any(said in folded for said in _SOCIAL):
        return "centre-social"
    if "ccas" in words or "action sociale" in folded:
        return "ccas"
    if folded.startswith(("commune ", "mairie", "ville ", "hotel de ville")):
        return "mairie"
    if words & {"association", "asso", "ass"} or any(said in folded for said in _CHARITIES):
        return "association"
    return None


_CHARITIES = ("croix rouge", "croix-rouge", "emmaus", "secours populaire", "secours catholique")
_SOCIAL = ("centre social", "centre socio", "maison de quartier", "espace de vie sociale")
