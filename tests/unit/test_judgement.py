"""Conditions when not everything is known: what is decided stays decided, and says why."""

from typing import Any as Anything

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from portal.domain.condition import Condition, Facts, facts_used, holds
from portal.domain.judgement import hanging, judge, reasons

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
NAMES = ("a", "b", "c", "d")
VALUES = st.integers(0, 3)
TESTS = st.one_of(
    st.builds(lambda f, n: {"fact": f, "at_least": n}, st.sampled_from(NAMES), VALUES),
    st.builds(lambda f, n: {"fact": f, "at_most": n}, st.sampled_from(NAMES), VALUES),
    st.builds(lambda f, n: {"fact": f, "one_of": [str(n)]}, st.sampled_from(NAMES), VALUES),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
).map(CONDITION.validate_python)
WHOLE = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
KNOWN = st.sets(st.sampled_from(NAMES))


def of(given: dict[str, Anything]) -> Condition:
    return CONDITION.validate_python(given)


def some(whole: Facts, names: set[str]) -> Facts:
    return {name: value for name, value in whole.items() if name in names}


@given(CONDITIONS, WHOLE, KNOWN)
def test_what_is_decided_stays_so_whatever_the_unknown_becomes(
    condition: Condition, whole: Facts, known: set[str]
) -> None:
    verdict = judge(condition, some(whole, known))
    assert verdict in (None, holds(condition, whole))


@given(CONDITIONS, WHOLE)
def test_with_every_fact_a_judgement_is_the_plain_one(condition: Condition, whole: Facts) -> None:
    assert judge(condition, whole) is holds(condition, whole)


@given(CONDITIONS, WHOLE, KNOWN)
def test_it_hangs_on_unknown_facts_until_it_is_decided_and_on_nothing_after(
    condition: Condition, whole: Facts, known: set[str]
) -> None:
    facts = some(whole, known)
    hangs = hanging(condition, facts)
    assert bool(hangs) == (judge(condition, facts) is None)
    assert hangs <= facts_used(condition) - facts.keys()


@given(CONDITIONS, WHOLE, KNOWN)
def test_knowing_what_it_hangs_on_decides(
    condition: Condition, whole: Facts, known: set[str]
) -> None:
    facts = some(whole, known)
    more = {**facts, **some(whole, set(hanging(condition, facts)))}
    assert judge(condition, more) is holds(condition, whole)


@given(CONDITIONS, WHOLE, KNOWN)
def test_the_reasons_alone_give_the_same_verdict(
    condition: Condition, whole: Facts, known: set[str]
) -> None:
    facts = some(whole, known)
    verdict = judge(condition, facts)
    why = reasons(condition, facts)
    assert why
    assert {reason.verdict for reason in why} == {verdict}
    told = {reason.test.fact for reason in why}
    if verdict is None:
        assert told == hanging(condition, facts)
    else:
        assert judge(condition, some(facts, told)) is verdict


AGE = {"fact": "age", "at_least": 25}
CHILD = {"fact": "children", "at_least": 1}
STUDENT = {"fact": "student", "one_of": ["oui"]}


@pytest.mark.parametrize(
    ("condition", "facts", "verdict"),
    [
        ({"all": [AGE, CHILD]}, {"age": 20}, False),
        ({"all": [AGE, CHILD]}, {"age": 30}, None),
        ({"any": [AGE, CHILD]}, {"age": 30}, True),
        ({"any": [AGE, CHILD]}, {"age": 20}, None),
        ({"not": STUDENT}, {}, None),
        ({"not": STUDENT}, {"student": "non"}, True),
    ],
)
def test_one_fact_may_be_enough(
    condition: dict[str, Anything], facts: Facts, verdict: bool | None
) -> None:
    assert judge(of(condition), facts) is verdict


def test_without_condition_everyone_is_concerned_and_nothing_explains_it() -> None:
    assert judge(None, {}) is True
    assert reasons(None, {}) == ()
    assert hanging(None, {}) == frozenset()


def test_a_refusal_tells_what_is_not_met_and_not_what_is() -> None:
    why = reasons(of({"all": [AGE, {"not": STUDENT}, CHILD]}), {"age": 30, "student": "oui"})
    assert [(reason.test.fact, reason.wanted, reason.verdict) for reason in why] == [
        ("student", False, False)
    ]


def test_points_of_which_one_would_be_enough_are_told_together() -> None:
    why = reasons(of({"all": [{"any": [AGE, CHILD]}, STUDENT]}), {"age": 20, "children": 0, "student": "non"})  # fmt: skip
    choices = {reason.test.fact: reason.choice for reason in why}
    assert choices["age"] == choices["children"] == of({"any": [AGE, CHILD]})
    assert choices["student"] is None
