"""Households of every kind, drawn by hypothesis: valid, and mostly half unknown."""

from collections.abc import Mapping
from typing import Any, get_args

from hypothesis import strategies as st

from portal.domain.household import Activity, Custody, Household, Housing, Nationality

MONEY = st.sampled_from([0, 1, 500, 861, 1500, 99_999]) | st.integers(0, 5000)
YEARLY = st.sampled_from([0, 9000, 999_999]) | st.integers(0, 80_000)
YES_NO = st.booleans()
BIRTH = st.sampled_from(["1926", "1954-11", "1961-11-24", "1991", "2008-11-23", "2026-11"])
COMMUNE = st.sampled_from(["92050", "78646", "69123", "97411", "2A004"])
PERSON: Mapping[str, st.SearchStrategy[Any]] = {
    "age": st.integers(0, 120),
    "birth": BIRTH,
    "activity": st.sampled_from(get_args(Activity)),
    "income": MONEY,
    "income_salary": MONEY,
    "income_self_employed": MONEY,
    "income_unemployment": MONEY,
    "income_pension": MONEY,
    "income_other": MONEY,
    "disabled": YES_NO,
    "disability_rate": st.integers(0, 100),
    "hard_to_work": YES_NO,
    "worked_five_years": YES_NO,
    "pregnant": YES_NO,
    "gir": st.integers(1, 6),
}
CHILD = st.fixed_dictionaries(
    {},
    optional={
        "age": st.integers(0, 30),
        "birth": BIRTH,
        "custody": st.sampled_from(get_args(Custody)),
        "disabled": YES_NO,
        "disability_rate": st.integers(0, 100),
    },
)
HOME: Mapping[str, st.SearchStrategy[Any]] = {
    **PERSON,
    "household": st.integers(1, 20),
    "commune": COMMUNE,
    "nationality": st.sampled_from(get_args(Nationality)),
    "permit": YES_NO,
    "permit_years": st.integers(0, 80),
    "residence_months": st.integers(0, 1200),
    "couple": YES_NO,
    "partner": st.fixed_dictionaries({}, optional=dict(PERSON)),
    "separated": YES_NO,
    "children": st.lists(CHILD, max_size=4),
    "child_support_received": MONEY,
    "judgment": YES_NO,
    "housing": st.sampled_from(get_args(Housing)),
    "rent": MONEY,
    "income_dropped": YES_NO,
    "tax_income": YEARLY,
    "parents_income": YEARLY,
    "savings": YEARLY,
    "registered_jobseeker": YES_NO,
    "ase": YES_NO,
    "neet": YES_NO,
    "carer": YES_NO,
    "loss_of_autonomy": YES_NO,
    "energy_debt": YES_NO,
    "hungry": YES_NO,
    "violence": YES_NO,
    "health_cover": YES_NO,
    "received": st.lists(st.sampled_from(["rsa", "aah", "c2s", "inconnue"]), max_size=3),
}


def _valid(given: dict[str, Any]) -> Household:
    if given.get("couple") is False:
        given = {name: value for name, value in given.items() if name != "partner"}
    return Household.model_validate(given)


def households(**said: Any) -> st.SearchStrategy[Household]:
    """Any household of which this much is said."""
    fixed = {name: st.just(value) for name, value in said.items()}
    rest = {name: drawn for name, drawn in HOME.items() if name not in said}
    return st.fixed_dictionaries(fixed, optional=rest).map(_valid)
