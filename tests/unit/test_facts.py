"""The facts of a household: what was said or follows from it, and nothing assumed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.facts import age_of, facts_of, income_of, units
from portal.domain.household import Child, Household
from tests.anyone import households

TODAY = date(2026, 11, 23)


def facts(**said: Any) -> dict[str, str | int]:
    return facts_of(Household.model_validate(said), TODAY)


def test_nothing_said_is_nothing_known() -> None:
    assert facts() == {}


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({"age": 30}, {"age": 30, "oldest-adult": 30}),
        ({"birth": "1991-11-23"}, {"age": 35}),
        ({"birth": "1991-11-24"}, {"age": 34}),
        ({"birth": "1991"}, {"age": 35}),
        ({"age": 30, "partner": {"age": 41}}, {"oldest-adult": 41, "partner-age": 41}),
        ({"nationality": "UE"}, {"nationality": "UE", "european": "oui"}),
        ({"nationality": "refugie"}, {"european": "non"}),
        ({"activity": "apprenti"}, {"student": "oui", "works": "oui", "retired": "non"}),
        ({"activity": "chomage"}, {"jobseeker": "oui", "works": "non"}),
        ({"activity": "sans-activite", "registered_jobseeker": True}, {"jobseeker": "oui"}),
        ({"income_salary": 1}, {"works": "oui", "salary": 1, "income": 1}),
        ({"housing": "chambre"}, {"tenant": "oui", "owner": "non", "homeless": "non"}),
        ({"housing": "accedant"}, {"tenant": "non", "owner": "oui"}),
        ({"housing": "sans-domicile"}, {"homeless": "oui", "tenant": "non"}),
        ({"commune": "92050"}, {"department": "92", "ile-de-france": "oui"}),
        ({"commune": "97411"}, {"department": "974", "ile-de-france": "non"}),
        ({"commune": "2A004"}, {"department": "2A", "ile-de-france": "non"}),
        ({"disability_rate": 80}, {"disabled": "oui", "disability-rate": 80}),
        ({"disabled": True}, {"disabled": "oui"}),
        ({"rent": 480.9}, {"rent": 480}),
        ({"income_self_employed": 300}, {"self-employed": "oui"}),
        ({"activity": "salarie"}, {"self-employed": "non"}),
    ],
)
def test_what_is_said_gives_these_facts(said: dict[str, Any], known: dict[str, Any]) -> None:
    found = facts(**said)
    assert {name: found.get(name) for name in known} == known


def test_children_are_counted_by_age_and_those_who_live_elsewhere_are_not() -> None:
    found = facts(couple=False, children=[2, 8, 16, {"age": 11, "custody": "ailleurs"}])
    assert (found["children"], found["persons"], found["single-parent"]) == (3, 4, "oui")
    assert (found["youngest"], found["oldest-child"], found["children-6-to-17"]) == (2, 16, 2)
    assert (found["children-under-3"], found["children-10-to-15"]) == (1, 0)


def test_one_child_of_unknown_age_leaves_every_count_by_age_unknown() -> None:
    found = facts(children=[{"age": 4}, {}])
    assert found["children"] == 2
    assert not [name for name in found if name.startswith("children-") or name == "youngest"]


def test_a_child_only_seen_elsewhere_makes_no_single_parent() -> None:
    found = facts(couple=False, children=[{"age": 4, "custody": "ailleurs"}])
    assert (found["children"], found["single-parent"], found["persons"]) == (0, "non", 1)


@pytest.mark.parametrize(
    ("said", "income"),
    [
        ({}, None),
        ({"income": 900}, 900),
        ({"income_salary": 900, "income_pension": 100}, 1000),
        ({"income": 900, "partner": {}}, None),
        ({"income": 900, "partner": {"income_salary": 600}}, 1500),
        ({"income": 900, "child_support_received": 150}, 1050),
        ({"child_support_received": 150}, None),
    ],
)
def test_the_income_of_the_home_is_known_once_that_of_each_adult_is(
    said: dict[str, Any], income: float | None
) -> None:
    assert income_of(Household.model_validate(said)) == income


def test_kinds_of_income_are_unknown_until_they_are_told() -> None:
    assert not {"salary", "pension", "self-employed"} & facts(age=30).keys()
    assert not {"salary", "pension"} & facts(income=1000).keys()
    assert facts(income=0)["salary"] == 0
    assert facts(income_pension=780)["salary"] == 0
    assert "salary" not in facts(income_salary=900, partner={})
    assert facts(income_salary=900, partner={"income_salary": 100})["salary"] == 1000


def test_income_for_each_unit_counts_a_year() -> None:
    found = facts(couple=True, partner={"income": 0}, income=1000, children=[4, 8])
    assert found["income-unit"] == int(12_000 / (1 + 0.5 + 0.3 + 0.3))
    assert facts(couple=False, children=[], tax_income=9000)["income-unit"] == 9000
    assert "income-unit" not in facts(income=1000, couple=False)


def test_a_child_half_of_the_time_counts_half() -> None:
    home = Household.model_validate({"children": [{"age": 4, "custody": "alternee"}]})
    assert units(home) == 1 + 0.5 * 0.5


@given(st.dates(date(1920, 1, 1), TODAY))
def test_an_age_is_never_negative_and_grows_by_one_on_the_birthday(born: date) -> None:
    age = age_of(Child(birth=born.isoformat()) if born.year >= 1900 else Child(), TODAY)
    assert age == TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
    assert age >= 0


@given(households())
def test_any_household_has_plain_facts(home: Household) -> None:
    for name, value in facts_of(home, TODAY).items():
        assert type(value) in (str, int), name
        assert isinstance(value, str) or value >= 0, name


@given(households())
def test_saying_more_never_takes_a_fact_away(home: Household) -> None:
    less = home.model_copy(update={"commune": None, "rent": None, "nationality": None})
    assert facts_of(less, TODAY).items() <= facts_of(home, TODAY).items()
