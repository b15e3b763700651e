"""Legal amounts: those that content puts right, and those that nobody has updated since a rise.

OpenFisca's own are read from its files, so that nobody has to load it to check the content.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from portal.content.library import Library
from portal.content.problem import Position, Problem
from portal.content.read import Path_, read
from portal.domain.parameter import Parameter
from portal.services.openfisca import Override

SHELF = "parameters"
_PATH = re.compile(r"[\w-]+(\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Law:
    """A parameter as OpenFisca's files have it. `since` are the dates of its values, sorted.

    `single` is False for a scale: it is made of several values, and content cannot replace it.
    """

    since: tuple[date, ...]
    single: bool = True


def law_folder() -> Path | None:
    """Where OpenFisca's parameters are; None when it is not installed. It is not imported."""
    spec = find_spec("openfisca_france")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "parameters" if places else None
    return folder if folder and folder.is_dir() else None


def overrides(library: Library) -> tuple[Override, ...]:
    """The values that content puts in the place of OpenFisca's, for EngineSettings.

    What the engine would refuse is left out: one wrong file must not keep it from starting.
    """
    law = law_folder()
    return tuple(
        Override(one.path, tuple((dated.since, dated.value) for dated in one.values))
        for one in library.parameters.values()
        if one.values and (law is None or not _fault(one, law))
    )


def problems(library: Library, content: Path, *, law: Path | None) -> list[Problem]:
    """Parameters that OpenFisca does not have, or days of a rise that are in no calendar."""
    found = []
    for one in library.parameters.values():
        if not _day(one.revalued, 2024):
            message = f"« {one.revalued} » n’est pas un jour : écrivez mois-jour, 04-01"
            found.append(_problem(content, one, ("revalued",), message))
        fault = _fault(one, law) if law else ""
        if fault:
            found.append(_problem(content, one, ("path",), fault))
    return found


def stale(library: Library, content: Path, *, today: date, law: Path | None) -> list[Problem]:
    """A warning for each parameter whose newest value is older than its last yearly rise.

    Also for one whose age cannot be known.
    """
    return [
        _problem(content, one, ("revalued",), message)
        for one in library.parameters.values()
        if (message := _staleness(one, today, law))
    ]


def _staleness(one: Parameter, today: date, law: Path | None) -> str:
    due = _last_rise(one.revalued, today)
    if due is None:
        return ""
    newest = _newest(one, today, law)
    if newest is None:
        return "date de la dernière valeur illisible : vérifiez ce montant à la main"
    if newest >= due:
        return ""
    return f"valeur du {newest}, plus ancienne que la hausse du {due} : cherchez la nouvelle"


def _newest(one: Parameter, today: date, law: Path | None) -> date | None:
    """The day since when the value in use holds: content's, else OpenFisca's."""
    held = _past((dated.since for dated in one.values), today)
    if held or law is None:
        return held
    try:
        return _past(read_law(law, one.path).since, today)
    except (KeyError, ValueError):
        return None


def _past(days: Iterator[date] | tuple[date, ...], today: date) -> date | None:
    return max((day for day in days if day <= today), default=None)


def _last_rise(revalued: str | None, today: date) -> date | None:
    this_year = _day(revalued, today.year)
    if revalued is None or this_year is None:
        return None
    return this_year if this_year <= today else _day(revalued, today.year - 1)


def _day(revalued: str | None, year: int) -> date | None:
    try:
        return date.fromisoformat(f"{year}-{revalued or '01-01'}")
    except ValueError:
        return None


def _fault(one: Parameter, law: Path) -> str:
    """Why the engine would not know this parameter, or nothing."""
    try:
        held = read_law(law, one.path)
    except KeyError:
        return f"« {one.path} » n’existe pas dans OpenFisca : corrigez le chemin"
    except ValueError as error:
        return f"« {one.path} » : {error}"
    if one.values and not held.single:
        return f"« {one.path} » est un barème : il ne se remplace pas ici, retirez values"
    return ""


def read_law(law: Path, path: str) -> Law:
    """One parameter of OpenFisca. KeyError when there is none, ValueError when it has no value."""
    if not _PATH.fullmatch(path):
        raise KeyError(path)
    names, folder = path.split("."), law
    while names and (folder / names[0]).is_dir():
        folder /= names.pop(0)
    if not names:
        raise ValueError("c’est un groupe de paramètres, allez jusqu’à l’un d’eux")
    held = _yaml(folder / f"{names.pop(0)}.yaml")
    for name in names:
        held = held[name]
    return _law(held)


def _yaml(file: Path) -> Any:
    if not file.is_file():
        raise KeyError(file.name)
    try:
        # A file of a package we install, not an editor's: YAML's own types are those meant.
        return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise ValueError("fichier d’OpenFisca illisible") from None


def _law(held: Any) -> Law:
    if not isinstance(held, Mapping):
        raise KeyError
    if "values" in held:
        return Law(_dates(held["values"]))
    if "brackets" in held:
        return Law(tuple(sorted({day for part in _parts(held) for day in _dates(part)})), False)
    raise ValueError("c’est un groupe de paramètres, allez jusqu’à l’un d’eux")


def _parts(scale: Mapping[str, Any]) -> Iterator[Any]:
    """The dated values of every bracket: thresholds, rates, amounts."""
    for bracket in scale["brackets"]:
        yield from bracket.values()


def _dates(values: Any) -> tuple[date, ...]:
    """The days on which a value begins; one that ends has none."""
    held = values.items() if isinstance(values, Mapping) else ()
    return tuple(
        sorted(
            date.fromisoformat(str(day))
            for day, value in held
            if value is not None
            and (
                not isinstance(value, Mapping) or ("value" in value and value["value"] is not None)
            )
        )
    )


def _problem(content: Path, one: Parameter, path: Path_, message: str) -> Problem:
    file = content / SHELF / f"{one.id}.yaml"
    document, _ = read(file)
    if document is None:
        return Problem(file, Position(), ".".join(map(str, path)), message)
    return document.problem(path, message)
