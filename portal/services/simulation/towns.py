"""The commune of a household, by its name or its code: found, or said why not. Never guessed."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from portal.domain.household import Household
from portal.services.directory import find_communes, fold
from portal.services.openfisca import national_communes
from portal.services.site import Site

MOST_SHOWN = 6
_WITH_DEPARTMENT = re.compile(r"(?P<name>.+?)\s*\((?P<department>[0-9]{2,3}|2[AB])\)")
Found = tuple[tuple[str, str], ...]
"""Codes and names of communes."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What is wrong with a household's commune, and in which field."""

    field: str
    message: str


def placed(site: Site, household: Household) -> Household | Unplaced:
    """The household with the code of its commune; as it was when it names none."""
    if household.commune is not None:
        return household if _exists(site, household.commune) else _no_code(household.commune)
    if household.city is None:
        return household
    found = communes_called(site, household.city)
    if len(found) == 1:
        return household.model_copy(update={"commune": found[0][0]})
    return _several(household.city, found) if found else _nowhere(site, household.city)


def communes_called(site: Site, text: str) -> Found:
    """Communes of this name or postal code: the register's, else the country's, else those that
    begin so in the register. `Saint-Denis (93)` says the département."""
    begins = tuple((c.code, c.name) for c in find_communes(site, text))
    exact = tuple(
        (code, name)
        for code, name in begins
        if fold(name) == fold(text)
        or text.strip() in (code, *site.library.communes[code].postal_codes)
    )
    return exact or _national(text) or begins


def _national(text: str) -> Found:
    held = _WITH_DEPARTMENT.fullmatch(text.strip())
    name, department = (held["name"], held["department"]) if held else (text, "")
    return tuple(
        (code, f"{called} ({where})")
        for (called, where), code in _by_name().get(fold(name), {}).items()
        if department in ("", where)
    )


@cache
def _by_name() -> Mapping[str, Mapping[tuple[str, str], str]]:
    """Codes by name and département, below the folded name.

    Whole communes come last in the list: their code wins over those of their parts.
    """
    found: dict[str, dict[tuple[str, str], str]] = {}
    for code, place in national_communes().items():
        found.setdefault(fold(place[0]), {})[place] = code
    return found


def _exists(site: Site, code: str) -> bool:
    """True too for any code where no national list is installed: nothing is computed there."""
    national = national_communes()
    return code in site.library.communes or code in national or not national


def _no_code(code: str) -> Unplaced:
    message = f"« {code} » n’est pas un code INSEE connu : écrivez plutôt « city » et le nom"
    return Unplaced("commune", message)


def _several(text: str, found: Found) -> Unplaced:
    shown = ", ".join(f"{code} {name}" for code, name in found[:MOST_SHOWN])
    more = "…" if len(found) > MOST_SHOWN else ""
    message = (
        f"plusieurs communes pour « {text} » : écrivez « commune » avec le code, {shown}{more}"
    )
    return Unplaced("city", message)


def _nowhere(site: Site, text: str) -> Unplaced:
    names = sorted({commune.name for commune in site.library.communes.values()})
    near = difflib.get_close_matches(text, names, n=1)
    hint = f"vouliez-vous « {near[0]} » ?" if near else "écrivez son nom entier ou son code INSEE"
    return Unplaced("city", f"« {text} » n’est pas une commune connue : {hint}")
