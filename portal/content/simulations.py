"""What the simulator is told in sheets: facts that exist, sheets that exist, variants once."""

from collections.abc import Iterator

from portal.content.library import Library
from portal.content.read import Path_
from portal.content.references import Fault
from portal.domain.calculation import Calculation, Simulated, conditions
from portal.domain.condition import Condition, facts_used

ABOUT_AIDS = ("gets-", "received-")


def unknown(library: Library) -> Iterator[Fault]:
    """Facts, sheets and aids that a simulation names and that do not exist."""
    for kind in ("aids", "platforms"):
        for id_, sheet in getattr(library, kind).items():
            if sheet.simulation:
                for path, message in _faults(library, sheet.simulation):
                    yield kind, id_, ("simulation", *path), message
    for id_, urgence in library.urgences.items():
        for message in _conditions(library, urgence.shown_if):
            yield "urgences", id_, ("shown_if",), message


def _faults(library: Library, simulated: Simulated) -> Iterator[tuple[Path_, str]]:
    if simulated.calculation:
        yield from _calculation(library, ("calculation",), simulated.calculation)
    for index, variant in enumerate(simulated.variants):
        yield from _calculation(library, ("variants", index, "calculation"), variant.calculation)
    for index, reference in enumerate(simulated.opens):
        if library.sheet(reference) is None:
            yield ("opens", index), f"« {reference} » n’existe pas : corrigez le nom"
    for index, other in enumerate(simulated.not_with):
        if library.find("aids", other.aid) is None:
            yield ("not_with", index, "aid"), f"« aids/{other.aid} » n’existe pas : corrigez le nom"


def _calculation(
    library: Library, path: Path_, calculation: Calculation
) -> Iterator[tuple[Path_, str]]:
    for part, condition in conditions(calculation).items():
        for message in _conditions(library, condition):
            yield (*path, part), message


def _conditions(library: Library, condition: Condition | None) -> Iterator[str]:
    for name in sorted(facts_used(condition)):
        if not _exists(library, name):
            yield f"« {name} » n’est pas un fait connu : voyez content/facts/ ou corrigez le nom"


def _exists(library: Library, name: str) -> bool:
    for start in ABOUT_AIDS:
        if name.startswith(start):
            id_ = name.removeprefix(start)
            return id_ in library.aids or id_ in library.platforms or id_ in _variants(library)
    return name in library.facts


def _variants(library: Library) -> set[str]:
    simulated = (aid.simulation for aid in library.aids.values())
    return {variant.id for one in simulated if one for variant in one.variants}
