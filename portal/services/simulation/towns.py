"""The commune of a household, by its name or its code: found, or said why not. Never guessed."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from portal.domain.household import Household
from portal.services.directory import find_communes, fold, fold_all
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
    national, codes = national_communes(), {}
    for code in _codes(fold(name)):
        codes[national[code]] = code
    return tuple(
        (code, f"{called} ({where})")
        for (called, where), code in codes.items()
        if department in ("", where)
    )


def _codes(folded: str) -> Iterator[str]:
    """The codes of this folded name. Whole communes come last: they win over their parts."""
    names = _names()
    start = names.find(f"\n{folded}\t") if folded else -1
    while start >= 0:
        end = names.index("\n", start + 1)
        yield names[start + 1 : end].partition("\t")[2]
        start = names.find(f"\n{folded}\t", end)


@cache
def _names() -> str:
    """Every folded name with its code, a line each: 1 MB of text where dictionaries take 15."""
    places = list(national_communes().rows())
    folded = fold_all([name for _, (name, _) in places])
    rows = (f"{name}\t{code}" for name, (code, _) in zip(folded, places, strict=True))
    return "\n".join(["", *rows, ""])


def _exists(site: Site, code: str) -> bool:
    """True too for any code where no national list is installed: nothing is computed there."""
    if code in site.library.communes:
        return True
    national = national_communes()
    return code in national or not national


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
