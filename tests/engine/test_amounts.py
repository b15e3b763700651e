"""Amounts checked by hand, from the law's figures of October 2026.

RSA 651.69 €; BMAF 478.16 €; ASPA 1 043.59 € alone and 1 620.18 € for a couple; AAH 1 041.59 €;
ASS 19.48 € a day. A home without rent nor free lodging keeps RSA clear of any deduction.
"""

from typing import Any

import pytest

from tests.engine.conftest import Ask

FLAT = {"commune": "92050", "housing": "locataire-prive", "rent": 600.0}
NOWHERE = {"commune": "92050", "housing": "sans-domicile"}
NONE = {"birth": "1991-05-10", "activity": "sans-activite"}
MONTHLY_ALL = (
    "rsa", "ppa", "aide_logement", "alf", "als", "af", "asf", "paje_base", "aspa", "aah", "caah",
    "ass", "cmu_c",
)  # fmt: skip

KNOWN: dict[str, tuple[dict[str, Any], dict[str, float]]] = {
    "alone, nothing, rent": (
        {**NONE, **FLAT},
        {"rsa": 573.49, "als": 351, "cmu_c": 1, "ppa": 0},
    ),
    "alone, 900 net": (
        {**NONE, **FLAT, "activity": "salarie", "income_salary": 900.0},
        {"ppa": 243.32, "als": 194, "rsa": 0},
    ),
    "couple, two children, one salary": (
        {
            **FLAT, "rent": 800.0, "birth": "1988-05-10", "activity": "salarie",
            "income_salary": 1500.0, "partner": {"birth": "1990-05-10"},
            "children": [{"birth": "2017-03-02"}, {"birth": "2013-03-02"}],
        },
        {"ppa": 587, "alf": 343, "af": 153.01},
    ),
    "mother of two alone, nothing": (
        {
            **FLAT, "rent": 700.0, "birth": "1994-05-10", "activity": "sans-activite",
            "children": [{"birth": "2025-03-02"}, {"birth": "2017-03-02"}],
        },
        {"rsa": 633.86, "alf": 555, "af": 153.01, "asf": 403.57, "paje_base": 199.15},
    ),
    "67 years, pension 500, owner": (
        {
            "birth": "1959-05-10", "activity": "retraite", "income_pension": 500.0,
            "commune": "78646", "housing": "proprietaire",
        },
        {"aspa": 503.64},
    ),
    "incapacity 80 %": (
        {**FLAT, "birth": "1986-05-10", "activity": "sans-activite", "disability_rate": 80},
        {"aah": 1041.59, "als": 351, "caah": 104.77},
    ),
    "long unemployed": (
        {**FLAT, "birth": "1975-05-10", "activity": "chomage", "worked_five_years": True},
        {"ass": 584.40, "als": 351, "rsa": 0},
    ),
}  # fmt: skip
"""The households of the study, checked in October 2026."""


@pytest.mark.parametrize("name", KNOWN)
def test_a_household_of_the_study_keeps_its_amounts(ask: Ask, name: str) -> None:
    household, expected = KNOWN[name]
    (found,) = ask(household, only=[[variable, "month"] for variable in MONTHLY_ALL])
    assert {name: found[name][0] for name in expected} == pytest.approx(expected, abs=1)


def test_school_allowance_is_given_for_the_year(ask: Ask) -> None:
    household, _ = KNOWN["couple, two children, one salary"]
    (found,) = ask(household, only=[["ars", "year"]])
    # 89.72 % of BMAF for a pupil of primary school, 94.67 % from 11: 429.01 + 452.67
    assert found["ars"] == pytest.approx([881.68], abs=0.02)


def parent(*ages: int, **more: Any) -> dict[str, Any]:
    """A parent alone, without income nor home, with children of these ages."""
    return {**NONE, **NOWHERE, "children": [{"age": age} for age in ages], **more}


BY_HAND: list[tuple[str, dict[str, Any], str, float]] = [
    # 651.69 x (1 - 12 %): free lodging takes 12 % of the amount for one person
    ("lodged for free", {**NONE, **NOWHERE, "housing": "heberge-gratuit"}, "rsa", 573.49),
    ("without a home", {**NONE, **NOWHERE}, "rsa", 651.69),
    # 651.69 x 1.5
    ("a couple", {**NONE, **NOWHERE, "couple": True}, "rsa", 977.54),
    # 651.69 - 300
    (
        "a small wage",
        {**NONE, **NOWHERE, "activity": "salarie", "income_salary": 300.0},
        "rsa",
        351.69,
    ),
    # 651.69 - 250, whatever the kind of income
    ("another income", {**NONE, **NOWHERE, "income_other": 250.0}, "rsa", 401.69),
    # 651.69 x 1.5 - 22.5 % x 478.16 counted for the ASF
    ("alone with a child of 5", parent(5), "rsa", 869.95),
    # 651.69 x (128.412 % + 42.804 %) - 107.59
    ("just separated, with a child of 5", parent(5, separated=True), "rsa", 1008.21),
    # 651.69 x 128.412 %
    ("alone and pregnant", {**NONE, **NOWHERE, "pregnant": True}, "rsa", 836.85),
    # 651.69 - 20 000 x 3 % / 12
    ("with savings", {**NONE, **NOWHERE, "savings": 20_000.0}, "rsa", 601.69),
    # 1 043.59 - 500 / 0.926: the pension counts gross
    (
        "an old person",
        {"age": 68, "activity": "retraite", "income_pension": 500.0, **NOWHERE},
        "aspa",
        503.63,
    ),
    ("an old couple", {"age": 70, **NOWHERE, "partner": {"age": 70}}, "aspa", 1620.18),
    # 30 x 19.48
    (
        "after ARE",
        {"age": 50, "activity": "chomage", "worked_five_years": True, **NOWHERE},
        "ass",
        584.40,
    ),
    ("incapacity 80 %", {**NONE, **NOWHERE, "disability_rate": 80}, "aah", 1041.59),
    ("50 %, kept from work", {**NONE, **NOWHERE, "disability_rate": 50, "hard_to_work": True},
     "aah", 1041.59),
    ("50 % alone gives nothing", {**NONE, **NOWHERE, "disability_rate": 50}, "aah", 0),
    # The partner's wage no longer counts since October 2023
    ("incapacity, partner in work",
     {**NONE, **NOWHERE, "disability_rate": 80,
      "partner": {"age": 40, "activity": "salarie", "income_salary": 2000.0}}, "aah", 1041.59),
    ("one child", parent(7), "af", 0),
    # 32 % x 478.16
    ("two children", parent(7, 10), "af", 153.01),
    # (32 % + 41 %) x 478.16
    ("three children", parent(5, 8, 10), "af", 349.06),
    # A child raised elsewhere is not counted
    ("two children, one elsewhere",
     {**parent(7), "children": [{"age": 7}, {"age": 10, "custody": "ailleurs"}]}, "af", 0),
    # 42.2 % x 478.16 for each
    ("no support received", parent(7), "asf", 201.78),
    ("two children, no support", parent(7, 10), "asf", 403.57),
    # 201.78 - 150
    ("some support", parent(7, child_support_received=150.0), "asf", 51.78),
    ("full support", parent(7, child_support_received=250.0), "asf", 0),
    # 41.65 % x 478.16
    ("a baby", parent(1), "paje_base", 199.15),
    # 32 % x 478.16
    ("a disabled child", {**parent(7), "children": [{"age": 7, "disability_rate": 80}]}, "aeeh",
     153.01),
]  # fmt: skip


@pytest.mark.parametrize(
    ("household", "variable", "euros"),
    [case[1:] for case in BY_HAND],
    ids=[f"{case[2]}: {case[0]}" for case in BY_HAND],
)
def test_an_amount_is_the_one_computed_by_hand(
    ask: Ask, household: dict[str, Any], variable: str, euros: float
) -> None:
    (found,) = ask(household, only=[[variable, "month"]])
    assert found[variable][0] == pytest.approx(euros, abs=0.02)
