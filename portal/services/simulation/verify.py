"""Personas checked: what must be found is found, and what must not be is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from portal.content.library import SHEET_KINDS, AnySheet
from portal.content.problem import Position, Problem
from portal.domain.simulation import Likelihood, Simulation
from portal.services.directory import fold
from portal.services.engine.calculator import Calculator
from portal.services.simulation.household_file import Persona, read_file
from portal.services.simulation.run import simulate, simulated_sheets
from portal.services.site import Site

Wish = Literal["expect", "maybe", "never"]
FOUND: tuple[Likelihood, ...] = ("surement", "peut-etre")
NO_SHEET, NOT_SIMULATED = "aucune fiche", "fiche sans simulation"


@dataclass(frozen=True, slots=True)
class Check:
    """One id of a persona. `reference` is its sheet; `said` what came out, in one or few words."""

    persona: str
    wish: Wish
    name: str
    reference: str
    said: str
    missed: bool


def read_all(place: Path, site: Site) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """The personas of a file, or of every YAML and JSON file of a folder."""
    files = _files(place) if place.is_dir() else [place]
    if not files:
        message = "aucune persona dans ce dossier : il faut des fichiers .yaml ou .json"
        return (), (Problem(place, Position(), "", message),)
    read = [read_file(file, site) for file in files]
    personas = tuple(persona for held, _ in read for persona in held)
    return personas, tuple(problem for _, wrong in read for problem in wrong)


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.suffix in (".yaml", ".yml", ".json"))


def verify(
    site: Site, persona: Persona, calculator: Calculator, *, month: str = ""
) -> tuple[tuple[Check, ...], str]:
    """Each id of a persona against its simulation, and why amounts are missing, if they are."""
    simulation = simulate(site, persona.facts, calculator, month=month)
    said, known = dict(_said(site, simulation)), _known(site)
    checks = tuple(
        _check((persona.id, wish, name), known, said)
        for wish, names in _wishes(persona)
        for name in names
    )
    return checks, simulation.missing


def _wishes(persona: Persona) -> Iterator[tuple[Wish, tuple[str, ...]]]:
    yield "expect", persona.expect
    yield "maybe", persona.maybe
    yield "never", persona.never


def _check(
    asked: tuple[str, Wish, str], known: Mapping[str, str], said: Mapping[str, Likelihood]
) -> Check:
    persona, wish, name = asked
    reference = known.get(folded(name), "")
    likelihood = said.get(reference)
    found = likelihood in FOUND
    missed = (wish == "expect" and not found) or (wish == "never" and found)
    word = likelihood or (NOT_SIMULATED if reference else NO_SHEET)
    return Check(persona, wish, name, reference, word, missed)


def folded(name: str) -> str:
    """An id as it may be written: crèche-AVIP and « creche avip » are one."""
    return fold(name).replace(" ", "-")


def _said(site: Site, simulation: Simulation) -> Iterator[tuple[str, Likelihood]]:
    """The likelihood of each sheet, and of each form: `aids/c2s`, `aids/c2s#c2s-gratuite`."""
    sheets = simulated_sheets(site)
    for found in simulation.found:
        yield found.reference, found.likelihood
        for form in sheets[found.reference].variants:
            held = form.id == found.variant
            yield f"{found.reference}#{form.id}", found.likelihood if held else "pas-maintenant"


def _known(site: Site) -> dict[str, str]:
    """Where each id leads: a sheet's own, then a form's, then former ids, then former names."""
    found: dict[str, str] = {}
    for names in (_ids, _forms, _aliases, _former_names):
        for name, reference in names(site):
            found.setdefault(folded(name), reference)
    return found


def _ids(site: Site) -> Iterator[tuple[str, str]]:
    for reference, sheet in _sheets(site):
        yield sheet.id, reference


def _forms(site: Site) -> Iterator[tuple[str, str]]:
    for aid in site.library.aids.values():
        for form in aid.simulation.variants if aid.simulation else ():
            yield form.id, f"aids/{aid.id}#{form.id}"


def _aliases(site: Site) -> Iterator[tuple[str, str]]:
    for reference, sheet in _sheets(site):
        for alias in sheet.aliases:
            yield alias, reference


def _former_names(site: Site) -> Iterator[tuple[str, str]]:
    for aid in site.library.aids.values():
        for name in aid.former_names:
            yield name, f"aids/{aid.id}"


def _sheets(site: Site) -> Iterator[tuple[str, AnySheet]]:
    """Aids before platforms before the rest: an id that several kinds have is the aid's."""
    order = ("aids", "platforms", *(k for k in SHEET_KINDS if k not in ("aids", "platforms")))
    for kind in order:
        for id_, sheet in getattr(site.library, kind).items():
            yield f"{kind}/{id_}", sheet
