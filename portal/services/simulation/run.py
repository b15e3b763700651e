"""One household through the engine and the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from portal.domain.calculation import OpenFisca, Simulated, conditions
from portal.domain.condition import Fact, facts_used
from portal.domain.decision import Amounts, Computed, decide
from portal.domain.facts import facts_of
from portal.domain.household import Household
from portal.domain.judgement import judge
from portal.domain.ordering import ordered
from portal.domain.scenarios import Scenario, scenarios, settled, supposed
from portal.domain.simulation import Found, Simulation
from portal.services.engine.calculator import Absent, Calculator, EngineUnavailable
from portal.services.site import Site

SIMULATED_KINDS = ("aids", "platforms")
WAITING = "waiting"
"""Why amounts are missing when the engine is still at work."""


OF_AGE = frozenset({"oldest-adult"})
"""Facts that follow from the age: trying it tries them."""

Wanted = Mapping[str, OpenFisca]


def simulate(
    site: Site,
    household: Household,
    calculator: Calculator,
    *,
    month: str = "",
    passes: int = 2,
) -> Simulation:
    """Every simulated sheet for this household, best first. Nothing of it is kept.

    `month` is `2026-11`; by default the present one. When the engine cannot answer, what it
    decides is « peut-être » and `missing` says why: absent, warming, busy, late, lost, refused.
    """
    today = _day(site.today(), month)
    home = settled(household)
    facts: dict[str, Fact] = {**facts_of(home, today), **_received(site, home)}
    sheets = simulated_sheets(site)
    amounts, missing = _amounts(
        calculator, home, _wanted(sheets, facts), month=f"{today:%Y-%m}", passes=passes
    )
    found = _decided(sheets, facts, amounts)
    opens = {reference: sheet.opens for reference, sheet in sheets.items()}
    return Simulation(f"{today:%Y-%m}", ordered(found, opens), facts, missing)


def at_once(site: Site, household: Household) -> Simulation:
    """What can be said without the engine, for a page that shows itself before it answers."""
    return replace(simulate(site, household, Absent()), missing=WAITING)


def _day(today: date, month: str) -> date:
    """The day of the calculation: today, or the first of another month."""
    if not month or month == f"{today:%Y-%m}":
        return today
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def simulated_sheets(site: Site) -> dict[str, Simulated]:
    """What the simulator knows of each sheet shown here, by reference."""
    shown = {territory.id for territory in site.territories()}
    found: dict[str, Simulated] = {}
    for kind in SIMULATED_KINDS:
        for id_, sheet in getattr(site.library, kind).items():
            here = not sheet.territories or shown.intersection(sheet.territories)
            if sheet.simulation and here:
                found[f"{kind}/{id_}"] = sheet.simulation
    return found


def _received(site: Site, household: Household) -> dict[str, Fact]:
    if household.received is None:
        return {}
    held = {sheet.id for id_ in household.received if (sheet := site.library.find("aids", id_))}
    return {f"received-{id_}": "oui" if id_ in held else "non" for id_ in site.library.aids}


def _wanted(sheets: Mapping[str, Simulated], facts: Mapping[str, Fact]) -> Wanted:
    """The engine's variables that may concern this household."""
    return {
        calculation.variable: calculation
        for sheet in sheets.values()
        for _, calculation in sheet.calculations
        if isinstance(calculation, OpenFisca) and judge(calculation.when, facts) is not False
    }


def _amounts(
    calculator: Calculator, home: Household, wanted: Wanted, *, month: str, passes: int
) -> tuple[Amounts, str]:
    others = scenarios(home)
    everyone = [supposed(home), *(other.household for other in others)]
    try:
        answer = calculator.ask(request(everyone, wanted, month=month, passes=passes))
    except EngineUnavailable as error:
        return {}, error.reason
    tried = {other.fact for other in others}
    untried = frozenset(home.unsure) - tried - (OF_AGE if "age" in tried else frozenset())
    return _computed(answer["households"], wanted, others, untried), ""


def request(
    households: Sequence[Household], wanted: Wanted, *, month: str, passes: int
) -> dict[str, Any]:
    """What the engine is asked for several households at once."""
    return {
        "kind": "amounts",
        "month": month,
        "passes": passes,
        "households": [sent(one) for one in households],
        "variables": [
            [name, "year" if calculation.period == "year" else "month"]
            for name, calculation in sorted(wanted.items())
        ],
    }


def sent(household: Household) -> dict[str, Any]:
    """A household as the engine is told of it: what is known, and nothing of what is doubted."""
    return household.model_dump(mode="json", exclude_none=True, exclude={"unsure"})


def _computed(
    rows: Sequence[Mapping[str, Sequence[float]]],
    wanted: Wanted,
    others: Sequence[Scenario],
    untried: frozenset[str],
) -> Amounts:
    first, *rest = rows
    return {
        name: Computed(
            sum(first[name]),
            tuple(
                (other.fact, float(sum(row[name]))) for other, row in zip(others, rest, strict=True)
            ),
            untried,
        )
        for name in wanted
        if name in first
    }


def _decided(
    sheets: Mapping[str, Simulated], facts: dict[str, Fact], amounts: Amounts
) -> list[Found]:
    """Each sheet after those whose result its conditions look at. `facts` gains what is got."""
    found: list[Found] = []
    for reference in _in_order(sheets):
        one = decide(reference, sheets[reference], facts, amounts)
        found.append(one)
        facts.update(_got(one, sheets[reference], facts))
    return found


def _in_order(sheets: Mapping[str, Simulated]) -> Iterator[str]:
    """The engine's sheets, then rules after what they look at; a circle keeps the files' order."""
    looks = {reference: _looks_at(simulated) for reference, simulated in sheets.items()}
    waiting = sorted(sheets, key=lambda r: (not _by_openfisca(sheets[r]), bool(looks[r]), r))
    while waiting:
        left = {reference.partition("/")[2] for reference in waiting}
        ready = next(
            (r for r in waiting if not looks[r] & (left - {r.partition("/")[2]})), waiting[0]
        )
        waiting.remove(ready)
        yield ready


def _by_openfisca(simulated: Simulated) -> bool:
    return any(isinstance(calculation, OpenFisca) for _, calculation in simulated.calculations)


def _looks_at(simulated: Simulated) -> frozenset[str]:
    """The ids of the sheets and variants whose result its conditions need."""
    held = (held for _, each in simulated.calculations for held in conditions(each).values())
    names = frozenset().union(*map(facts_used, held))
    return frozenset(name.removeprefix("gets-") for name in names if name.startswith("gets-"))


def _got(found: Found, simulated: Simulated, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """`gets-rsa`, and `gets-c2s-gratuite` for each variant; absent while it is « peut-être »."""
    if facts.get(f"received-{found.id}") == "oui":
        return {f"gets-{found.id}": "oui"}
    if found.likelihood == "peut-etre":
        return {}
    sure = found.likelihood == "surement"
    variants: dict[str, Fact] = {
        f"gets-{variant.id}": "oui" if sure and variant.id == found.variant else "non"
        for variant in simulated.variants
    }
    return {f"gets-{found.id}": "oui" if sure else "non", **variants}
