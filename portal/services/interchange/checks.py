"""What a line must say to become a place, checked against the register of communes."""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.access import Point, great_circle_km
from portal.domain.place import ImportFormat
from portal.domain.territory import Commune
from portal.services.interchange.fields import Record, readable, text
from portal.services.interchange.forms import phone
from portal.services.search.folding import fold, words_of

FARTHEST_KM = 15
_SIRET_KEY = {"mednum-1.0.2": "pivot", "data-inclusion-1": "siret"}
_HOURS_KEY = {"mednum-1.0.2": "horaires", "data-inclusion-1": "horaires_accueil"}
_LA_POSTE = "356000000"
_UNPRINTABLE = re.compile("[\ud800-\udfff\x00]")

Said = tuple[str, bool]
"""A message, and whether it is only a warning."""


@dataclass(frozen=True, slots=True)
class Register:
    """The communes of the portal, and the départements an import may fill."""

    communes: Mapping[str, Commune]
    departments: frozenset[str]

    def commune_of(self, record: Record) -> "Commune | str | None":
        """The commune; None when it is elsewhere; a text when it cannot be known."""
        code, name = text(record, "code_insee").strip(), text(record, "commune").strip()
        found = self.communes.get(code) or (None if code else self._named(record, name))
        if found:
            return found if found.department in self.departments else None
        if code and not re.fullmatch(r"\d{5}|2[AB]\d{3}", code):
            return f"code INSEE « {code} » : écrivez cinq signes, comme 92050"
        where = code or text(record, "code_postal").strip()
        if where and _department(where) not in {c.department for c in self.communes.values()}:
            return None
        return self._unknown(code, name)

    def _named(self, record: Record, name: str) -> Commune | None:
        postal = text(record, "code_postal").strip()
        same = [
            commune
            for commune in self.communes.values()
            if words_of(commune.name) == words_of(name)
            and (not postal or postal[:2] == commune.department)
        ]
        return same[0] if len(same) == 1 else None

    def _unknown(self, code: str, name: str) -> str:
        near = [c for c in self.communes.values() if name and fold(c.name) == fold(name)]
        hint = f"{near[0].name} a le code {near[0].code}" if near else "corrigez code_insee"
        return f"commune inconnue « {code or name or 'rien'} » : {hint}"


def faults(
    record: Record, format_: ImportFormat, commune: Commune | None, *, today: date
) -> Iterator[Said]:
    """What is wrong with a line; `commune` is None for a service, whose structure has it."""
    for key in ("id", "nom"):
        if not text(record, key).strip():
            yield f"il manque « {key} » : écrivez-le", False
    if any(_UNPRINTABLE.search(text(record, key)) for key in record):
        yield "un caractère illisible s’y trouve : refaites l’export en UTF-8", False
    yield from _day(text(record, "date_maj"), today)
    yield from _siret(text(record, _SIRET_KEY[format_]))
    yield from _coordinates(record, commune)
    yield from _postal_code(text(record, "code_postal"))
    number = text(record, "telephone").strip()
    if number and not phone(number):
        yield f"téléphone « {number} » illisible : gardé, mais pas montré", True
    hours = text(record, _HOURS_KEY[format_])
    if hours.strip() and not readable(hours):
        yield f"horaires illisibles « {' '.join(hours.split())} » : gardés, mais pas montrés", True


def _department(code: str) -> str:
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _day(day: str, today: date) -> Iterator[Said]:
    try:
        found = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    except ValueError:
        found = None
    if found is None:
        yield f"date_maj « {day} » : écrivez la date ainsi : 2025-03-12", False
    elif found > today:
        yield f"date_maj {day} est dans le futur : écrivez le jour de la mise à jour", False


def _siret(number: str) -> Iterator[Said]:
    if not number or re.fullmatch(r"W\d{9}", number):
        return
    if set(number) == {"0"}:
        yield "SIRET à zéros : tenu pour inconnu, gardé tel quel", True
    elif not re.fullmatch(r"[0-9]{14}", number):
        yield f"SIRET « {number} » : il faut 14 chiffres, ou un numéro RNA", False
    elif not _valid_siret(number):
        yield f"SIRET « {number} » : sa clé est fausse, vérifiez les chiffres", False


def _valid_siret(number: str) -> bool:
    """Luhn's key; La Poste's establishments have a sum of digits in fives instead (INSEE)."""
    doubled = (int(d) * (1 + rank % 2) for rank, d in enumerate(reversed(number)))
    if sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0:
        return True
    return number.startswith(_LA_POSTE) and sum(map(int, number)) % 5 == 0


def _postal_code(code: str) -> Iterator[Said]:
    if code and not re.fullmatch(r"[0-9]{5}", code):
        yield f"code postal « {code} » : écrivez cinq chiffres, comme 92000", False


def _coordinates(record: Record, commune: Commune | None) -> Iterator[Said]:
    north, east = text(record, "latitude").strip(), text(record, "longitude").strip()
    if not north and not east:
        return
    numbers = _number(north), _number(east)
    if numbers[0] is None or numbers[1] is None:
        yield f"coordonnées « {north} ; {east} » : écrivez deux nombres : 48.85 et 2.25", False
        return
    yield from _position(numbers[0], numbers[1], commune)


def _position(latitude: float, longitude: float, commune: Commune | None) -> Iterator[Said]:
    if commune is None:
        return
    km = _km(latitude, longitude, commune)
    if km <= FARTHEST_KM:
        return
    if _km(longitude, latitude, commune) <= FARTHEST_KM:
        yield "latitude et longitude sont inversées : échangez-les", False
    else:
        far = "hors du monde" if math.isinf(km) else f"à {km:.0f} km du centre de {commune.name}"
        yield f"coordonnées {latitude} ; {longitude} {far} : corrigez-les ou videz-les", False


def _km(latitude: float, longitude: float, commune: Commune) -> float:
    """Kilometres to the centre of the commune; infinite for what is no point of the globe."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return math.inf
    return great_circle_km(Point(latitude=latitude, longitude=longitude), commune.point)


def _number(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def departments(communes: Mapping[str, Commune], chosen: Collection[str]) -> frozenset[str]:
    """The départements to fill: those chosen, or all those of the register."""
    return frozenset(chosen) or frozenset(c.department for c in communes.values())
