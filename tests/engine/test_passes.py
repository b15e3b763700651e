"""Two fast passes give what OpenFisca finds alone by following the past to its end."""

from typing import Any

import pytest
from openfisca_core.simulation_builder import (  # type: ignore[import-untyped]
    SimulationBuilder,
)

from portal.domain.household import Household
from portal.services.openfisca.calculate import values, wanted
from portal.services.openfisca.calendar import calendar
from portal.services.openfisca.official import official
from portal.services.openfisca.patches import PATCHES, apply, remove
from portal.services.openfisca.rules import tax_rules
from portal.services.openfisca.serve import Engine
from portal.services.openfisca.situation import situation
from tests.engine.conftest import Answers, Ask
from tests.engine.households import INCOME_OF, MONTH, VARIABLES, varied

# Housing aid first: stock OpenFisca cuts the circle between RSA and housing aid where it is
# first asked, so that the same household can have two housing aids in one answer.
ORDER = [["aide_logement", "month"], *VARIABLES]


def full(engine: Engine, households: list[dict[str, Any]]) -> Answers:
    """What stock OpenFisca finds: its builder, no zero, no estimate, none of our patches."""
    system, when = engine.law.system, calendar(MONTH)
    rules = tax_rules(system, when)
    all_of_them = [situation(Household.model_validate(h), when, rules=rules) for h in households]
    remove(PATCHES)
    try:
        simulation = SimulationBuilder().build_from_entities(
            system, official(system, all_of_them, calendar=when)
        )
        return values(simulation, all_of_them, asked=wanted(system, ORDER), calendar=when)
    finally:
        apply(PATCHES)


def test_thirty_households_have_the_amounts_of_the_full_calculation(
    engine: Engine, ask: Ask
) -> None:
    # A tax income said by one of them would reach the others as zero in the stock builder.
    households = [{k: v for k, v in h.items() if k != "tax_income"} for h in varied(30, seed=1)]
    assert ask(*households, only=ORDER) == full(engine, households)


@pytest.mark.parametrize("activity", INCOME_OF)
def test_every_kind_of_income_counts_as_in_the_full_calculation(
    engine: Engine, ask: Ask, activity: str
) -> None:
    household = {
        "age": 24, "activity": activity, INCOME_OF[activity]: 700.0, "commune": "92050",
        "housing": "locataire-prive", "rent": 500.0,
    }  # fmt: skip
    assert ask(household, only=ORDER) == full(engine, [household])


@pytest.mark.parametrize("tax_income", [0.0, 9000.0, 30_000.0])
def test_a_tax_income_said_is_the_one_used(engine: Engine, ask: Ask, tax_income: float) -> None:
    household = {
        "age": 40, "activity": "salarie", "income_salary": 1400.0, "commune": "92050",
        "housing": "hlm", "rent": 500.0, "children": [{"age": 12}], "tax_income": tax_income,
    }  # fmt: skip
    assert ask(household, only=ORDER) == full(engine, [household])


def test_households_of_every_shape_are_calculated_together_as_alone(ask: Ask) -> None:
    households = varied(24, seed=5)
    together = ask(*households, only=VARIABLES)
    assert together == [ask(one, only=VARIABLES)[0] for one in households]


def test_a_variable_asked_alone_has_the_amount_it_has_among_others(ask: Ask) -> None:
    households = varied(10, seed=6)
    among_others = ask(*households, only=VARIABLES)
    for variable in VARIABLES:
        alone = ask(*households, only=[variable])
        name = variable[0]
        assert [one[name] for one in alone] == [one[name] for one in among_others], name


def test_one_pass_alone_would_add_rsa_to_ass(ask: Ask) -> None:
    household = {
        "age": 50, "activity": "chomage", "worked_five_years": True, "commune": "92050",
        "housing": "sans-domicile",
    }  # fmt: skip
    asked = [["rsa", "month"], ["ass", "month"]]
    (once,) = ask(household, only=asked, passes=1)
    (twice,) = ask(household, only=asked, passes=2)
    assert (once["rsa"][0] > 0, twice["rsa"][0] > 0) == (True, True)
    assert twice["rsa"][0] == pytest.approx(once["rsa"][0] - twice["ass"][0], abs=0.02)


def test_asi_and_aah_find_their_balance(ask: Ask) -> None:
    household = {
        "age": 53, "activity": "invalidite", "income_disability_pension": 700.0,
        "disability_rate": 80, "commune": "92050", "housing": "sans-domicile",
    }  # fmt: skip
    (found,) = ask(household, only=[["aah", "month"], ["asi", "month"]])
    # AAH completes the pension and the ASI up to 1 041.59 €
    assert found["aah"][0] + found["asi"][0] + 700 == pytest.approx(1041.59, abs=0.02)


def test_january_is_calculated_like_any_month(ask: Ask) -> None:
    (found,) = ask(
        {"age": 40, "commune": "92050", "housing": "sans-domicile"},
        only=[["rsa", "month"], ["ppa", "month"]],
        month="2027-01",
    )
    assert found["rsa"][0] > 600
    assert found["ppa"] == [0.0]
