"""Conditions over named facts."""

import pytest
from pydantic import TypeAdapter, ValidationError

from portal.domain.condition import Condition, Facts, facts_used, holds

PARSE: TypeAdapter[Condition] = TypeAdapter(Condition)
TENANT = {"fact": "logement", "one_of": ["locataire"]}
POOR = {"fact": "revenu", "at_most": 1000}
FACTS: Facts = {"logement": "locataire", "revenu": 1000, "points": 4}


def met(tree: object, facts: Facts = FACTS) -> bool:
    return holds(PARSE.validate_python(tree), facts)


def test_no_condition_always_holds() -> None:
    assert holds(None, {})


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(4, 4, True), (3, 5, True), (5, None, False), (None, 3, False), (4, None, True)],
)
def test_bounds_include_their_ends(low: int | None, high: int | None, expected: bool) -> None:
    assert met({"fact": "points", "at_least": low, "at_most": high}) is expected


def test_a_number_typed_as_an_answer_is_compared_as_a_number() -> None:
    assert met({"fact": "enfants", "at_least": 3}, {"enfants": "12"})


def test_a_number_is_found_in_a_list_of_words() -> None:
    assert met({"fact": "points", "one_of": ["4"]})


def test_all_needs_every_part_and_any_needs_one() -> None:
    wrong = {"fact": "revenu", "at_least": 9999}
    assert met({"all": [TENANT, POOR]})
    assert not met({"all": [TENANT, wrong]})
    assert met({"any": [wrong, POOR]})
    assert not met({"any": [wrong, wrong]})


def test_not_turns_the_answer_round() -> None:
    assert not met({"not": TENANT})
    assert met({"not": {"not": TENANT}})


def test_a_fact_that_is_not_known_fails_every_test() -> None:
    assert not met(TENANT, {})
    assert not met(POOR, {})
    assert not met({"fact": "points", "at_least": 0}, {})


def test_not_over_an_unknown_fact_holds_since_the_test_fails() -> None:
    assert met({"not": TENANT}, {})


def test_the_facts_of_a_condition_are_found_at_every_depth() -> None:
    tree = {"all": [TENANT, {"any": [{"not": POOR}]}]}
    assert facts_used(PARSE.validate_python(tree)) == {"logement", "revenu"}
    assert facts_used(None) == set()


@pytest.mark.parametrize(
    "tree",
    [{"fact": "revenu"}, {"all": []}, {"any": []}, {"fact": "revenu", "au_plus": 3}, {"non": POOR}],
    ids=["no test", "empty all", "empty any", "unknown test", "unknown word"],
)
def test_a_condition_that_says_nothing_is_refused(tree: object) -> None:
    with pytest.raises(ValidationError):
        PARSE.validate_python(tree)
