"""Why an amount: the steps of its calculation, and the legal figures with their sources."""

from collections.abc import Mapping
from typing import Any

from openfisca_core.parameters import Parameter  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]

from portal.domain.household import Household
from portal.services.openfisca.calculate import values, wanted
from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.overrides import find
from portal.services.openfisca.passes import Law, settle
from portal.services.openfisca.situation import situation
from portal.services.openfisca.taxes import TaxRules

DIGITS = 4
"""A step may be a rate."""


def explain(
    law: Law, request: Mapping[str, Any], *, calendar: Calendar, rules: TaxRules
) -> dict[str, Any]:
    """The values of intermediate variables, after the two passes, and the parameters asked.

    KeyError for a variable or a parameter that OpenFisca does not have.
    """
    asked = wanted(law.system, request["variables"])
    parameters = {
        path: legal(law.system, path, calendar=calendar) for path in request["parameters"]
    }
    one = situation(Household.model_validate(request["household"]), calendar, rules=rules)
    simulation = settle(law, [one], calendar=calendar, passes=2, asked=[name for name, _ in asked])
    (found,) = values(simulation, [one], asked=asked, calendar=calendar, digits=DIGITS)
    return {"variables": found, "parameters": parameters}


def legal(system: TaxBenefitSystem, path: str, *, calendar: Calendar) -> dict[str, Any]:
    """A parameter in force on the month: its value, since when, its unit and its source.

    A value put right by content has the date of the override and no source: content has it.
    """
    parameter = find(system.parameters, path)
    if not isinstance(parameter, Parameter):
        raise KeyError(f"{path}: not a single value in OpenFisca")
    day = f"{calendar.month}-01"
    held = next((one for one in parameter.values_list if one.instant_str <= day), None)
    if held is None or held.value is None:
        raise KeyError(f"{path}: no value on {calendar.month}")
    title, link = _source(held)
    return {
        "value": held.value,
        "since": held.instant_str,
        "unit": parameter.metadata.get("unit"),
        "source": title,
        "url": link,
    }


def _source(held: Any) -> tuple[str | None, str | None]:
    """The title and link of this very value; OpenFisca writes one reference, a list, or by date."""
    found = held.metadata.get("reference")
    if isinstance(found, Mapping) and not {"title", "href"} & set(found):
        found = {str(day): one for day, one in found.items()}.get(held.instant_str)
    if isinstance(found, list):
        found = found[0] if found else None
    if not isinstance(found, Mapping):
        return (str(found), None) if found else (None, None)
    return found.get("title"), found.get("href")
