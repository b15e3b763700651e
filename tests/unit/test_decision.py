"""From the engine's amounts and our rules to « sûrement », « peut-être » and « pas maintenant »."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.calculation import CRDS, Simulated
from portal.domain.condition import Facts
from portal.domain.decision import LEAST, Computed, decide
from portal.domain.simulation import Found

AGE = {"fact": "age", "at_least": 25}
YES = {"fact": "works", "one_of": ["oui"]}
AMOUNTS = st.sampled_from([-50.0, 0.0, 0.5, 0.99, 1.0, 20.0, 650.0])
OTHERS = st.lists(st.tuples(st.sampled_from(["age", "rent", "couple"]), AMOUNTS), max_size=4)


def simulated(**calculation: Any) -> Simulated:
    return Simulated.model_validate({"calculation": calculation})


def engine(**more: Any) -> Simulated:
    held = {"variable": "rsa", "entity": "famille", "period": "month", **more}
    return simulated(by="openfisca", **held)


def found(
    sheet: Simulated, facts: Facts, amount: float | None = None, *others: tuple[str, float]
) -> Found:
    amounts = {} if amount is None else {"rsa": Computed(amount, others)}
    return decide("aids/rsa", sheet, facts, amounts)


def test_an_amount_that_holds_whatever_is_unknown_is_sure() -> None:
    one = found(engine(when=AGE), {"age": 30}, 600.0, ("rent", 550.0), ("couple", 600.0))
    assert (one.likelihood, one.amount, one.low, one.high) == ("surement", 600.0, 550.0, 600.0)
    assert one.hangs == ("rent",)
    assert one.doubt is None


def test_an_amount_that_one_unknown_takes_away_hangs_on_it() -> None:
    one = found(engine(), {}, 600.0, ("couple", 0.0), ("rent", 600.0))
    assert (one.likelihood, one.doubt, one.hangs) == ("peut-etre", "facts", ("couple",))
    assert (one.low, one.high) == (600.0, 600.0)


def test_an_amount_that_only_an_unknown_gives_has_no_amount_of_its_own() -> None:
    one = found(engine(), {}, 0.0, ("rent", 245.0), ("rent", 280.0))
    assert (one.likelihood, one.amount, one.low, one.high) == ("peut-etre", None, 245.0, 280.0)
    assert one.hangs == ("rent",)


def test_nothing_in_any_case_is_not_now() -> None:
    one = found(engine(when=AGE), {"age": 30}, 0.99, ("rent", 0.0))
    assert (one.likelihood, one.amount, one.low, one.hangs) == ("pas-maintenant", None, None, ())


def test_an_amount_waits_for_the_fact_that_the_condition_looks_at() -> None:
    one = found(engine(when=AGE), {}, 600.0)
    assert (one.likelihood, one.doubt, one.hangs) == ("peut-etre", "facts", ("age",))
    assert one.amount == 600.0


def test_whom_it_does_not_concern_gets_nothing_whatever_the_engine_says() -> None:
    one = found(engine(when=AGE), {"age": 20}, 600.0)
    assert (one.likelihood, one.amount) == ("pas-maintenant", None)
    assert [reason.test.fact for reason in one.reasons] == ["age"]


def test_without_the_engine_all_that_it_decides_is_to_be_checked() -> None:
    one = found(engine(when=AGE), {"age": 30})
    assert (one.likelihood, one.doubt, one.amount) == ("peut-etre", "engine", None)
    assert found(engine(when=AGE), {"age": 20}).likelihood == "pas-maintenant"


def test_what_the_simulator_cannot_know_enough_of_is_never_sure() -> None:
    one = found(engine(never_sure="oui"), {}, 194.0)
    assert (one.likelihood, one.doubt, one.amount) == ("peut-etre", "rule", 194.0)


def test_a_family_benefit_loses_the_crds() -> None:
    one = found(engine(gross="oui"), {}, 200.0, ("rent", 100.0))
    assert (one.amount, one.low) == (200.0 * CRDS, 100.0 * CRDS)


def test_a_yes_has_no_amount_and_a_cost_says_so() -> None:
    yes = found(engine(unit="yes"), {}, 1.0)
    assert (yes.likelihood, yes.amount, yes.period) == ("surement", None, None)
    cost = found(engine(unit="cost"), {}, 25.0)
    assert (cost.cost, cost.amount, cost.period) == (True, 25.0, "month")


@given(AMOUNTS, OTHERS, st.sampled_from([{}, {"age": 20}, {"age": 30}]), st.booleans())
def test_never_sure_of_nothing_and_never_less_than_nothing(
    amount: float, others: list[tuple[str, float]], facts: Facts, never_sure: bool
) -> None:
    sheet = engine(when=AGE, never_sure="oui" if never_sure else "non")
    one = found(sheet, facts, amount, *others)
    if one.likelihood == "surement":
        assert facts == {"age": 30}
        assert not never_sure
        assert min([amount, *(other for _, other in others)]) >= LEAST
    if one.low is not None:
        assert one.high is not None
        assert LEAST <= one.low <= (one.amount or one.low) <= one.high
    assert set(one.hangs) <= {"age", *(fact for fact, _ in others)}


RULE = simulated(by="rule", surely={"all": [AGE, YES]}, maybe=AGE)


@pytest.mark.parametrize(
    ("facts", "likelihood", "doubt", "hangs"),
    [
        ({"age": 30, "works": "oui"}, "surement", None, ()),
        ({"age": 30, "works": "non"}, "peut-etre", "rule", ()),
        ({"age": 30}, "peut-etre", "rule", ("works",)),
        ({}, "peut-etre", "facts", ("age", "works")),
        ({"age": 20, "works": "oui"}, "pas-maintenant", None, ()),
    ],
)
def test_a_rule_is_sure_then_perhaps_then_not_now(
    facts: Facts, likelihood: str, doubt: str | None, hangs: tuple[str, ...]
) -> None:
    one = found(RULE, facts)
    assert (one.likelihood, one.doubt, one.hangs) == (likelihood, doubt, hangs)
    assert one.reasons


def test_a_rule_that_is_only_sure_waits_for_what_it_looks_at() -> None:
    only = simulated(by="rule", surely=AGE)
    assert found(only, {}).hangs == ("age",)
    assert found(only, {"age": 20}).likelihood == "pas-maintenant"


def test_what_is_only_described_is_proposed_and_never_sure() -> None:
    sheet = simulated(by="described", when=AGE)
    assert found(sheet, {"age": 30}).likelihood == "peut-etre"
    assert found(sheet, {}).hangs == ("age",)
    assert found(sheet, {"age": 20}).likelihood == "pas-maintenant"


def test_of_the_forms_of_an_aid_the_likeliest_is_shown_and_the_first_of_equals() -> None:
    forms = [("libre", {"by": "rule", "maybe": AGE}), ("jeune", {"by": "rule", "surely": YES}), ("autre", {"by": "described"})]  # fmt: skip
    sheet = Simulated.model_validate(
        {"variants": [{"id": id_, "title": id_, "calculation": how} for id_, how in forms]}
    )
    assert found(sheet, {"age": 30, "works": "oui"}).variant == "jeune"
    assert found(sheet, {"age": 30, "works": "non"}).variant == "libre"
    assert found(sheet, {"age": 20, "works": "non"}).variant == "autre"


def test_what_the_person_is_unsure_of_and_nothing_tried_leaves_it_possible() -> None:
    sheet = engine(when={"fact": "disabled", "one_of": ["oui"]})
    unsure = {"rsa": Computed(0.0, (), frozenset({"disabled"}))}
    one = decide("aids/rsa", sheet, {}, unsure)
    assert (one.likelihood, one.doubt, one.hangs) == ("peut-etre", "facts", ("disabled",))
    assert decide("aids/rsa", sheet, {}, {"rsa": Computed(0.0)}).likelihood == "pas-maintenant"


def test_an_unsure_nationality_adds_nothing_to_an_amount_of_zero() -> None:
    sheet = engine(when={"fact": "nationality", "one_of": ["FR"]})
    unsure = {"rsa": Computed(0.0, (), frozenset({"nationality"}))}
    assert decide("aids/rsa", sheet, {}, unsure).likelihood == "pas-maintenant"
