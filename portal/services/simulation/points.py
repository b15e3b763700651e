"""What a household would live on at each salary, in one request to the engine."""

from collections.abc import Mapping, Sequence

from portal.domain.calculation import OpenFisca, Simulated
from portal.domain.condition import Facts
from portal.domain.curve import PARTS, Part, Point
from portal.domain.decision import Amounts, Computed, decide
from portal.domain.facts import facts_of
from portal.domain.household import Household
from portal.domain.judgement import judge
from portal.domain.whatif import monthly, salary_of
from portal.services.engine.calculator import Calculator
from portal.services.simulation.run import Wanted, request, simulated_sheets
from portal.services.site import Site

PASSES = 2
"""So that the present salary leaves what the result page says; the second pass costs a tenth more."""

OWN_PART: Mapping[str, Part] = {
    "aids/rsa": "rsa",
    "aids/prime-activite": "activity",
    "aids/aide-logement": "housing",
}
"""The aids that move most with a salary; the others are drawn together."""


def points_of(site: Site, homes: Sequence[Household], calculator: Calculator) -> tuple[Point, ...]:
    """One point for each of these households. Raises EngineUnavailable."""
    today = site.today()
    facts = [facts_of(home, today) for home in homes]
    sheets = _counted(simulated_sheets(site), facts)
    asked = request(homes, _wanted(sheets), month=f"{today:%Y-%m}", passes=PASSES)
    answers = calculator.ask(asked)["households"]
    return tuple(
        _point(home, sheets, known, _computed(answer))
        for home, known, answer in zip(homes, facts, answers, strict=True)
    )


def firm(sheets: Mapping[str, Simulated]) -> frozenset[tuple[str, str]]:
    """The ways to be entitled, as sheet and variant, of which the engine knows enough to add up."""
    return frozenset(
        (reference, variant)
        for reference, sheet in sheets.items()
        for variant, calculation in sheet.calculations
        if isinstance(calculation, OpenFisca) and not calculation.never_sure
    )


def _counted(sheets: Mapping[str, Simulated], facts: Sequence[Facts]) -> dict[str, Simulated]:
    """The sheets whose amounts the engine computes for at least one of these households."""
    return {
        reference: sheet
        for reference, sheet in sheets.items()
        if any(_counts(calculation, facts) for _, calculation in sheet.calculations)
    }


def _counts(calculation: object, facts: Sequence[Facts]) -> bool:
    return (
        isinstance(calculation, OpenFisca)
        and calculation.unit != "yes"
        and calculation.period != "once"
        and not calculation.never_sure
        and any(judge(calculation.when, known) is not False for known in facts)
    )


def _wanted(sheets: Mapping[str, Simulated]) -> Wanted:
    calculations = (c for sheet in sheets.values() for _, c in sheet.calculations)
    return {c.variable: c for c in calculations if isinstance(c, OpenFisca)}


def _computed(answer: Mapping[str, Sequence[float]]) -> Amounts:
    return {name: Computed(float(sum(values))) for name, values in answer.items()}


def _point(
    home: Household, sheets: Mapping[str, Simulated], facts: Facts, amounts: Amounts
) -> Point:
    found = dict.fromkeys((*PARTS, "costs"), 0.0)
    found["salary"] = salary_of(home)
    sure = firm(sheets)
    for reference, sheet in sheets.items():
        decided = decide(reference, sheet, facts, amounts)
        amount = monthly(decided) if (reference, decided.variant) in sure else 0.0
        part = OWN_PART.get(reference, "others") if amount >= 0 else "costs"
        found[part] += abs(amount)
    return Point(**found)
