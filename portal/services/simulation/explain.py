"""« Montant inattendu ? » : the steps of the calculation, asked of the engine on demand."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from babel.numbers import format_decimal, format_percent

from portal.domain.calculation import OpenFisca, Shown
from portal.domain.household import Household
from portal.domain.scenarios import settled, supposed
from portal.domain.simulation import Found
from portal.i18n import Language
from portal.services.engine.calculator import Calculator, EngineUnavailable
from portal.services.simulation.run import sent
from portal.services.simulation.words import euros, per
from portal.services.site import Site
from portal.services.text import Text


@dataclass(frozen=True, slots=True)
class Explained:
    """One amount or threshold of the calculation. `since` is the day it holds from."""

    label: Text
    value: str
    since: date | None = None
    source: str = ""
    url: str = ""


def explain(
    site: Site,
    found: Found,
    household: Household,
    calculator: Calculator,
    *,
    month: str,
    language: Language,
) -> list[Explained]:
    """The steps that the sheet says are worth showing; none when the engine does not answer."""
    sheet = site.library.sheet(found.reference)
    simulated = getattr(sheet, "simulation", None)
    calculation = dict(simulated.calculations).get(found.variant) if simulated else None
    if not isinstance(calculation, OpenFisca) or not calculation.explain:
        return []
    try:
        answer = calculator.ask(_request(calculation, household, month))
    except EngineUnavailable:
        return []
    labels = [shown.label for shown in _view(site, found, language).explain]
    pairs = zip(calculation.explain, labels, strict=True)
    return [_explained(shown, label, answer, language) for shown, label in pairs]


def _view(site: Site, found: Found, language: Language) -> Any:
    simulated = site.known(found.reference, language).simulation
    if not found.variant:
        return simulated.calculation
    return next(v.calculation for v in simulated.variants if v.id == found.variant)


def _request(calculation: OpenFisca, household: Household, month: str) -> dict[str, Any]:
    shown = calculation.explain
    return {
        "kind": "explain",
        "month": month,
        "household": sent(supposed(settled(household))),
        "variables": [[one.variable, _period(one)] for one in shown if one.variable],
        "parameters": [one.parameter for one in shown if one.parameter],
    }


def _period(shown: Shown) -> Literal["month", "year"]:
    return "year" if shown.unit == "EUR-year" else "month"


def _explained(shown: Shown, label: Text, answer: Any, language: Language) -> Explained:
    if shown.variable:
        return Explained(label, _value(shown, sum(answer["variables"][shown.variable]), language))
    held = answer["parameters"][shown.parameter]
    return Explained(
        label,
        _value(shown, held["value"], language),
        since=date.fromisoformat(held["since"]) if held["since"] else None,
        source=held["source"] or "",
        url=held["url"] or "",
    )


def _value(shown: Shown, value: float, language: Language) -> str:
    if shown.unit in ("EUR-month", "EUR-year"):
        return per(euros(value, language), _period(shown), language)
    if shown.unit == "percent":
        return format_percent(value, locale=language.dates)
    if shown.unit == "yes-no":
        say = language.interface.gettext
        return say("oui") if value else say("non")
    return format_decimal(round(value, 2), locale=language.dates)
