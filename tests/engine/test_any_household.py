"""Whatever the household, an answer comes back, with amounts nobody has to pay."""

import math
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.household import Household
from tests.engine.conftest import Ask
from tests.engine.households import COMMUNES, VARIABLES

MONEY = st.floats(0, 99_999, allow_nan=False) | st.sampled_from([0.0, 1.0, 500.0, 1500.0])
MAYBE = st.booleans() | st.none()
BIRTH = st.dates().filter(lambda day: 1926 <= day.year <= 2026).map(lambda day: day.isoformat())
ADULT: dict[str, st.SearchStrategy[Any]] = {
    "age": st.integers(0, 120) | st.none(),
    "activity": st.sampled_from([
        "salarie", "independant", "chomage", "sans-activite", "etudiant", "apprenti",
        "retraite", "invalidite", "arret-maladie", None,
    ]),
    "disability_rate": st.integers(0, 100) | st.none(),
    "hard_to_work": MAYBE,
    "worked_five_years": MAYBE,
    "pregnant": MAYBE,
    "gir": st.integers(1, 6) | st.none(),
    **{
        f"income_{kind}": MONEY | st.none()
        for kind in (
            "salary", "self_employed", "unemployment", "pension", "disability_pension",
            "sick_pay", "other",
        )
    },
}  # fmt: skip
PERSON = st.fixed_dictionaries({}, optional={**ADULT, "birth": BIRTH, "income": MONEY})
CHILD = st.fixed_dictionaries(
    {"age": st.integers(0, 40) | st.none()},
    optional={
        "custody": st.sampled_from(["pleine", "alternee", "ailleurs"]),
        "disability_rate": st.integers(0, 100),
        "birth": st.sampled_from(["2026", "2026-09", "2026-10-15", "1990", "2008-10-01"]),
    },
)
HOUSEHOLD = st.fixed_dictionaries(
    {"commune": st.sampled_from(COMMUNES)},
    optional={
        **ADULT,
        "partner": PERSON | st.none(),
        "children": st.lists(CHILD, max_size=15) | st.none(),
        "nationality": st.sampled_from(["FR", "UE", "refugie", "autre", None]),
        "permit_years": st.integers(0, 80) | st.none(),
        "residence_months": st.integers(0, 1200) | st.none(),
        "separated": MAYBE,
        "child_support_received": MONEY | st.none(),
        "child_support_paid": MONEY | st.none(),
        "housing": st.sampled_from([
            "hlm", "locataire-prive", "meuble", "chambre", "colocation", "residence",
            "proprietaire", "accedant", "heberge-gratuit", "sans-domicile", None,
        ]),
        "rent": MONEY | st.none(),
        "tax_income": st.floats(0, 999_999, allow_nan=False) | st.none(),
        "parents_income": st.floats(0, 999_999, allow_nan=False) | st.none(),
        "parents_children": st.integers(1, 20) | st.none(),
        "study_distance": st.integers(0, 2000) | st.none(),
        "savings": st.floats(0, 9_999_999, allow_nan=False) | st.none(),
    },
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=list(HealthCheck), print_blob=True)
@given(
    households=st.lists(HOUSEHOLD, min_size=15, max_size=40),
    month=st.sampled_from(["2026-01", "2026-10", "2027-03"]),
)
def test_any_valid_household_has_amounts(
    ask: Ask, households: list[dict[str, Any]], month: str
) -> None:
    sent = [
        Household.model_validate(one).model_dump(mode="json", exclude_none=True)
        for one in households
    ]
    for answer in ask(*sent, only=VARIABLES, month=month):
        for name, amounts in answer.items():
            assert amounts, name
            assert all(math.isfinite(one) and one >= 0 for one in amounts), (name, amounts)
