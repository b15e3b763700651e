"""Places near a commune, in order of distance."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from portal.domain.place import Place
from portal.domain.territory import Commune
from portal.services.site import Site

EARTH_KM = 6371.0
_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0308\u0327")
_NOT_WORDS = re.compile(r"[^a-z0-9\n]+")
_SAINT = re.compile(r"\bst(e?)\b")


def find_communes(site: Site, text: str) -> list[Commune]:
    """The communes a person may mean by a name, a beginning of name or a postal code."""
    wanted = fold(text)
    communes = site.library.communes.values()
    if not wanted:
        return []
    exact = [
        c for c in communes if wanted in (fold(c.name), c.code) or text.strip() in c.postal_codes
    ]
    return exact or [c for c in communes if len(wanted) > 2 and fold(c.name).startswith(wanted)]


def fold(text: str) -> str:
    """Letters and digits alone, without accents: « Saint-Cloud » and « st cloud » meet."""
    return fold_all([" ".join(text.split())])[0] if text else ""


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text folded, all at once: a country's communes in 0.1 s. A text is one line."""
    lower = "\n".join(texts).casefold().replace("œ", "oe")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if sign not in _ACCENTS)
    plain = _SAINT.sub(r"saint\1", _NOT_WORDS.sub(" ", bare))
    return [line.strip() for line in plain.split("\n")]


def nearest(site: Site, places: Iterable[Place], commune: Commune) -> list[tuple[Place, float]]:
    """Places with their distance from the centre of the commune, in km: its own, then by distance."""
    return sorted(
        ((place, _from(site, place, commune)) for place in places),
        key=lambda pair: (pair[0].commune != commune.code, pair[1], pair[0].id),
    )


def _from(site: Site, place: Place, commune: Commune) -> float:
    home = site.library.communes[place.commune]
    latitude = place.latitude if place.latitude is not None else home.latitude
    longitude = place.longitude if place.longitude is not None else home.longitude
    return distance((commune.latitude, commune.longitude), (latitude, longitude))


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two points in WGS84 degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(p), radians(q)) for p, q in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))
