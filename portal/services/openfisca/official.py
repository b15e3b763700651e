"""A household as the official web API of OpenFisca reads it.

For whoever wants to check an amount against a stock server (`openfisca serve`), as our tests
and benchmark do: the same facts, and nothing of what makes our engine fast.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

from portal.services.openfisca.calculate import Asked
from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.situation import Cell, Cells, Situation

PLURALS = {"famille": "familles", "foyer_fiscal": "foyers_fiscaux", "menage": "menages"}
ROLES = {
    "demandeur": "parents", "declarant_principal": "declarants",
    "enfant": "enfants", "personne_a_charge": "personnes_a_charge",
    "personne_de_reference": "personne_de_reference", "autre": "autres",
}  # fmt: skip
COMPUTED = frozenset({"rfr", "retraite_nette", "chomage_net", "salaire_imposable"})
"""Inputs that OpenFisca computes from others given when they are left out: a zero is said."""

PARTNER = {"famille": "parents", "foyer_fiscal": "declarants", "menage": "conjoint"}


def official(
    system: TaxBenefitSystem, situations: Sequence[Situation], *, calendar: Calendar
) -> dict[str, dict[str, dict[str, Any]]]:
    """The situations in OpenFisca's JSON. Values equal to a default are left for it to find."""
    found: dict[str, dict[str, dict[str, Any]]] = {"individus": {}}
    for number, one in enumerate(situations):
        for place, cells in enumerate(one.persons):
            found["individus"][f"p{number}-{place}"] = _dated(
                system, cells, estimated=one.estimated, calendar=calendar
            )
        for key, groups in one.groups.items():
            for rank, group in enumerate(groups):
                described = _dated(system, group.cells, estimated=one.estimated, calendar=calendar)
                for place, role in group.members:
                    plural = PARTNER[key] if role == "conjoint" else ROLES[role]
                    described.setdefault(plural, []).append(f"p{number}-{place}")
                found.setdefault(PLURALS[key], {})[f"g{number}-{rank}"] = described
    return found


def ask(
    system: TaxBenefitSystem, asked: Asked, *, calendar: Calendar
) -> dict[str, dict[str, dict[str, None]]]:
    """The variables asked of each entity, by plural: nulls to put beside the inputs."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for name, period in asked:
        when = calendar.month if period == "month" else calendar.year
        plural = system.variables[name].entity.plural
        found.setdefault(plural, {})[name] = {when: None}
    return found


def _dated(
    system: TaxBenefitSystem, cells: Cells, *, estimated: frozenset[str], calendar: Calendar
) -> dict[str, Any]:
    described: dict[str, Any] = {}
    for name, value in cells.items():
        variable = system.variables[name]
        if name in estimated or (name not in COMPUTED and _default(variable, value)):
            continue
        written = value.isoformat() if isinstance(value, date) else value
        described[name] = dict.fromkeys(_when(variable, calendar), written)
    return described


def _default(variable: Variable, value: Cell) -> bool:
    default = variable.default_value
    return bool(value == getattr(default, "name", default))


def _when(variable: Variable, calendar: Calendar) -> Sequence[str]:
    by_unit: Mapping[Any, Sequence[str]] = {
        DateUnit.ETERNITY: ("ETERNITY",),
        DateUnit.MONTH: calendar.months,
        DateUnit.YEAR: calendar.years,
    }
    return by_unit[variable.definition_period]
