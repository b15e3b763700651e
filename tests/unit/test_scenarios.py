"""What is not known, tried out: only what follows is added, and only what is unknown changes."""

from typing import Any

import pytest
from hypothesis import given

from portal.domain.facts import adults
from portal.domain.household import INCOMES, Child, Household, Person
from portal.domain.scenarios import (
    SUPPOSED_COMMUNE,
    USUAL_AGE,
    scenarios,
    settled,
    supposed,
)
from tests.anyone import households

KNOWN: dict[str, Any] = {
    "age": 45, "commune": "92050", "nationality": "FR", "couple": False, "children": [],
    "activity": "sans-activite", "housing": "hlm", "rent": 400, "tax_income": 9000,
    "income_dropped": False, "disabled": False, **dict.fromkeys(INCOMES, 0),
}  # fmt: skip


def home(**said: Any) -> Household:
    return Household.model_validate(said)


def tried(**said: Any) -> set[str]:
    """The facts that are supposed otherwise for a household known but for this."""
    return {one.fact for one in scenarios(settled(home(**{**KNOWN, **said})))}


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ({"partner": {"age": 30}}, {"couple": True}),
        ({"household": 1}, {"couple": False, "children": ()}),
        ({"household": 5, "children": [1, 2, 3]}, {"couple": True}),
        ({"household": 3, "children": [1, 2]}, {"couple": False}),
        ({"child_support_received": 0}, {"couple": False}),
        ({"judgment": True}, {"couple": False}),
        ({"income_salary": 900}, {"activity": "salarie"}),
        ({"income_pension": 780}, {"activity": "retraite"}),
        ({"registered_jobseeker": True}, {"activity": "chomage"}),
        ({"neet": True}, {"activity": "sans-activite"}),
        ({"income": 900}, {"couple": None, "children": None, "activity": None}),
    ],
)
def test_what_was_said_settles_what_follows(said: dict[str, Any], follows: dict[str, Any]) -> None:
    found = settled(home(**said))
    assert {name: getattr(found, name) for name in follows} == follows


def test_people_of_whom_nothing_is_told_are_children_of_unknown_age() -> None:
    found = settled(home(household=4, couple=True))
    assert found.partner
    assert [child.age for child in found.children or ()] == [None, None]


@given(households())
def test_settling_adds_and_never_changes(given_: Household) -> None:
    said = given_.model_dump(exclude_none=True)
    found = settled(given_).model_dump(exclude_none=True)
    assert {name: found.get(name) for name in said} == said
    assert settled(settled(given_)) == settled(given_)


@given(households())
def test_every_household_that_is_tried_is_valid_and_complete(given_: Household) -> None:
    one = settled(given_)
    for other in (supposed(one), *(scenario.household for scenario in scenarios(one))):
        assert Household.model_validate(other.model_dump(exclude_none=True)) == other
        people: list[Person | Child] = [*adults(other), *(other.children or ())]
        assert all(person.age is not None or person.birth is not None for person in people)
        assert None not in (other.couple, other.commune, other.housing, other.rent, other.children)


@given(households())
def test_what_was_said_is_the_same_in_every_household_that_is_tried(given_: Household) -> None:
    said = given_.model_dump(exclude_none=True, exclude={"children", "partner", "income"})
    for scenario in scenarios(settled(given_)):
        other = scenario.household.model_dump(include=set(said))
        assert other == said, scenario.fact


def test_all_that_is_known_leaves_nothing_to_try() -> None:
    assert tried() == set()


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ({"age": None}, {"age"}),
        ({"commune": None}, {"commune"}),
        ({"rent": None}, {"rent"}),
        ({"rent": None, "housing": "proprietaire"}, set()),
        ({"housing": None}, {"housing"}),
        ({"couple": True, "partner": {}}, {"partner-income"}),
        ({"children": [{}]}, {"child-age", "separated", "child-support-received"}),
        ({"disabled": True}, {"disability-rate"}),
        ({"disabled": True, "disability_rate": 60}, {"hard-to-work"}),
        ({"activity": "chomage"}, {"worked-five-years"}),
        ({"activity": "etudiant"}, {"parents-income"}),
        ({"tax_income": None}, {"tax-income"}),
        ({"tax_income": None, "income_dropped": None}, {"tax-income", "income-dropped"}),
    ],
)
def test_each_unknown_is_tried_and_nothing_else(said: dict[str, Any], facts: set[str]) -> None:
    assert tried(**said) == facts


def test_an_income_said_in_one_sum_is_known_and_a_few_kinds_left_out_are_not() -> None:
    nothing = dict.fromkeys(INCOMES)
    assert "income" in tried(**nothing)
    assert "income" not in tried(**nothing, income=900)
    assert "income" in tried(income_salary=None)


def test_what_is_supposed_is_the_most_cautious() -> None:
    found = supposed(home())
    assert (found.age, found.couple, found.children) == (USUAL_AGE, False, ())
    assert (found.commune, found.housing, found.rent) == (SUPPOSED_COMMUNE, "heberge-gratuit", 0)
