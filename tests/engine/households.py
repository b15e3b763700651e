"""Households to calculate: written out, varied by a seed, or drawn by hypothesis."""

from random import Random
from typing import Any

MONTH = "2026-10"
COMMUNES = ("92050", "78646", "92012", "78361", "78517", "75056", "59350")
FAMILY_BY_MONTH = (
    "rsa", "ppa", "aide_logement", "apl", "als", "alf", "af", "cf", "asf", "paje_base",
    "paje_naissance", "paje_cmg", "aspa", "aeeh", "cmu_c", "css_participation_forfaitaire",
    "bourse_college", "bourse_lycee", "reduction_loyer_solidarite",
)  # fmt: skip
PERSON_BY_MONTH = (
    "aah", "caah", "asi", "ass", "bourse_criteres_sociaux", "contrat_engagement_jeune",
)  # fmt: skip
BY_YEAR = ("ars", "cheque_energie")
VARIABLES = [
    *([name, "month"] for name in (*FAMILY_BY_MONTH, *PERSON_BY_MONTH)),
    *([name, "year"] for name in BY_YEAR),
]
"""The 27 variables the simulator asks for."""

HOUSINGS = (
    "hlm", "locataire-prive", "locataire-prive", "meuble", "chambre", "colocation", "residence",
    "proprietaire", "accedant", "heberge-gratuit", "sans-domicile",
)  # fmt: skip
INCOME_OF = {
    "salarie": "income_salary",
    "independant": "income_self_employed",
    "chomage": "income_unemployment",
    "apprenti": "income_salary",
    "etudiant": "income_salary",
    "retraite": "income_pension",
    "invalidite": "income_disability_pension",
    "arret-maladie": "income_sick_pay",
    "sans-activite": "income_other",
}


def varied(count: int, seed: int) -> list[dict[str, Any]]:
    """So many households of every kind, the same for the same seed."""
    random = Random(seed)  # noqa: S311
    return [_household(random) for _ in range(count)]


def _household(random: Random) -> dict[str, Any]:
    found = _adult(random, random.randint(19, 75))
    if random.random() < 0.4:
        found["partner"] = _adult(random, max(18, found["age"] + random.randint(-6, 6)))
    children = [_child(random) for _ in range(random.choice((0, 0, 1, 1, 2, 3, 4)))]
    if children:
        found["children"] = children
    found |= {
        "commune": random.choice(COMMUNES),
        "housing": random.choice(HOUSINGS),
        "rent": float(random.choice((0, 350, 500, 650, 800, 1100))),
    }
    return found | _rarely(random, found)


def _adult(random: Random, age: int) -> dict[str, Any]:
    young = ("etudiant", "apprenti", "salarie") if age < 25 else ()
    of_age = ("salarie", "salarie", "independant", "chomage", "sans-activite", "arret-maladie")
    activity = "retraite" if age >= 64 else random.choice((*young, *of_age, "invalidite"))
    found: dict[str, Any] = {"age": age, "activity": activity}
    if random.random() < 0.75:
        found[INCOME_OF[activity]] = float(random.choice((300, 700, 1000, 1300, 1700, 2300)))
    if random.random() < 0.15:
        found |= {"disability_rate": random.choice((50, 60, 80, 90)), "hard_to_work": True}
    if activity == "chomage" and "income_unemployment" not in found:
        found["worked_five_years"] = True
    return found


def _child(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {"age": random.choice((0, 1, 4, 7, 10, 13, 16, 19, 22, 27))}
    if random.random() < 0.15:
        found["custody"] = random.choice(("alternee", "ailleurs"))
    if random.random() < 0.1:
        found["disability_rate"] = 80
    return found


def _rarely(random: Random, found: dict[str, Any]) -> dict[str, Any]:
    """What few households have: each with its own small chance."""
    chances: dict[str, Any] = {
        "child_support_received": 150.0 if found.get("children") else None,
        "child_support_paid": 120.0,
        "separated": True if "partner" not in found else None,
        "pregnant": True if found["age"] < 45 else None,
        "savings": 20_000.0,
        "tax_income": 9_000.0,
        "parents_income": 12_000.0 if found["activity"] == "etudiant" else None,
        "nationality": random.choice(("UE", "refugie", "autre")),
        "permit_years": 7,
    }
    return {key: value for key, value in chances.items() if value and random.random() < 0.15}
