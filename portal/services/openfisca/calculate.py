"""The amounts of many households at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import Simulation  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]

from portal.domain.household import Household
from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.passes import Law, settle
from portal.services.openfisca.population import PERSON, Array, first_groups
from portal.services.openfisca.situation import Situation, situation
from portal.services.openfisca.taxes import TaxRules

Amount = float | str
Asked = Sequence[tuple[str, str]]
"""Variables of OpenFisca, each with "month" or "year"."""


def amounts(
    law: Law, request: Mapping[str, Any], *, calendar: Calendar, rules: TaxRules
) -> list[dict[str, list[Amount]]]:
    """For each household asked, the values of each variable, in the households' order.

    A variable of people has one value each: the person, the partner, the children. The others
    have the applicant's. Euros, to the cent. A variable that OpenFisca does not have is absent:
    one sheet's mistake does not refuse all the others.
    """
    has = law.system.variables
    asked = wanted(law.system, [pair for pair in request["variables"] if pair[0] in has])
    households = [Household.model_validate(one) for one in request["households"]]
    situations = [situation(one, calendar, rules=rules) for one in households]
    if not situations:
        return []
    names, passes = [name for name, _ in asked], request.get("passes", 2)
    simulation = settle(law, situations, calendar=calendar, passes=passes, asked=names)
    return values(simulation, situations, asked=asked, calendar=calendar)


def wanted(system: TaxBenefitSystem, variables: Sequence[Sequence[str]]) -> Asked:
    """The variables asked, checked. KeyError with the name of the first one unknown."""
    for name, period in variables:
        if name not in system.variables:
            raise KeyError(f"{name}: no such variable in OpenFisca")
        if period not in ("month", "year"):
            raise ValueError(f"{name}: the period is month or year, not {period!r}")
    return [(name, _own_period(system, name, asked=period)) for name, period in variables]


def _own_period(system: TaxBenefitSystem, name: str, *, asked: str) -> str:
    """The period on which OpenFisca defines it: some yearly amounts are defined on a month."""
    defined = str(system.variables[name].definition_period)
    return defined if defined in ("month", "year") else asked


def values(
    simulation: Simulation, situations: Sequence[Situation], *,
    asked: Asked, calendar: Calendar, digits: int = 2,
) -> list[dict[str, list[Amount]]]:  # fmt: skip
    """The values of the variables for each situation of a simulation."""
    answers: list[dict[str, list[Amount]]] = [{} for _ in situations]
    for name, period in asked:
        when = calendar.month if period == "month" else calendar.year
        found = plain(simulation.calculate(name, when), digits)
        entity = simulation.tax_benefit_system.variables[name].entity.key
        for answer, mine in zip(
            answers, _shared_out(found, situations, entity=entity), strict=True
        ):
            answer[name] = mine
    return answers


def plain(array: Array, digits: int) -> list[Amount]:
    """Numbers as rounded floats, yes and no as 1 and 0, choices by their name."""
    if isinstance(array, EnumArray):
        return [str(name) for name in array.decode_to_str()]
    if array.dtype.kind in "SUM":
        return [one.decode() if isinstance(one, bytes) else str(one) for one in array]
    return [round(float(one), digits) for one in array.tolist()]


def _shared_out(
    found: list[Amount], situations: Sequence[Situation], *, entity: str
) -> list[list[Amount]]:
    if entity != PERSON:
        return [[found[place]] for place in first_groups(situations, entity)]
    shares, start = [], 0
    for one in situations:
        shares.append(found[start : start + len(one.persons)])
        start += len(one.persons)
    return shares
