"""One person as OpenFisca reads them: who they are and what they live on."""

from collections.abc import Mapping
from datetime import date

from portal.domain.household import Child, Household, Person
from portal.services.openfisca.births import ADULT, CHILD, age_on, birthday
from portal.services.openfisca.incomes import incomes

Cell = float | bool | str | date

ACTIVITY: Mapping[str, str] = {
    "salarie": "actif",
    "independant": "actif",
    "chomage": "chomeur",
    "sans-activite": "inactif",
    "etudiant": "etudiant",
    # An apprentice is an employee for RSA, which students are refused.
    "apprenti": "actif",
    "retraite": "retraite",
    "invalidite": "inactif",
    "arret-maladie": "actif",
}
SCHOOLS = ((3, "inconnue"), (6, "maternelle"), (11, "primaire"), (15, "college"), (18, "lycee"))
"""The school of a child younger than each age."""

STUDENT = "enseignement_superieur"
COMPULSORY_SCHOOL_UNTIL = 16
GROWN = 25
SEVERE, NOTABLE = 80, 50
"""Incapacity rates, in percent: AAH from 80 for an adult, AEEH from 50 for a child."""

NOBODY = "ZZ"
"""A nationality that no list of OpenFisca holds (ISO 3166 leaves it to users)."""

LONG_ENOUGH = 20.0
"""Years of residence of someone who did not say: conditions of duration are then left to rules."""


def adult(person: Person, first_day: date, *, apprentice_exemption: float) -> dict[str, Cell]:
    """The inputs of an adult. ValueError when a birth is no day of the calendar."""
    rate = person.disability_rate or 0
    return {
        "date_naissance": birthday(person.birth, person.age, first_day=first_day, default=ADULT),
        "activite": ACTIVITY.get(person.activity or "", "inactif"),
        "scolarite": STUDENT if person.activity == "etudiant" else "inconnue",
        "alternant": person.activity == "apprenti",
        "apprenti": person.activity == "apprenti",
        "taux_incapacite": rate / 100,
        "handicap": rate >= SEVERE,
        "aah_restriction_substantielle_durable_acces_emploi": bool(person.hard_to_work),
        "ass_precondition_remplie": bool(person.worked_five_years),
        "enceinte": bool(person.pregnant),
        "gir": f"gir_{person.gir}" if person.gir else "non_defini",
        **incomes(person, apprentice_exemption),
    }


def applicant(household: Household) -> dict[str, Cell]:
    """What only the person who asks is asked."""
    return {
        **origin(household),
        **student(household),
        "pensions_alimentaires_percues": household.child_support_received or 0.0,
        "pensions_alimentaires_versees_individu": household.child_support_paid or 0.0,
        # RSA and ASPA count 3 % a year of sums that earn nothing taxable (CASF R262-6,
        # CSS R815-25); OpenFisca's `livret_a` would count the book's own rate.
        "epargne_revenus_non_imposables": household.savings or 0.0,
    }


def origin(household: Household) -> dict[str, Cell]:
    """Nationality, and years in France with a right to stay.

    A refugee has the rights of a national for every benefit calculated (CASF L262-4, CSS
    L816-1). OpenFisca reads one duration only, and asks a European for three months of it.
    """
    codes = {"UE": "BE", "autre": NOBODY}
    years = LONG_ENOUGH
    if household.nationality == "autre" and household.permit_years is not None:
        years = float(household.permit_years)
    if household.nationality == "UE" and household.residence_months is not None:
        years = household.residence_months / 12
    return {
        "nationalite": codes.get(household.nationality or "", "FR"),
        "duree_possession_titre_sejour": years,
    }


def student(household: Household) -> dict[str, Cell]:
    """The parents' side of the bourse sur critères sociaux.

    A student with a child at home is judged on their own income. For the others, without the
    parents' income the school is left unsaid, which refuses the bourse: OpenFisca would take
    that income for zero and grant the highest one.
    """
    parent = any(one.custody != "ailleurs" for one in household.children or ())
    if household.activity != "etudiant" or (household.parents_income is None and not parent):
        return {}
    return {
        "statuts_etablissement_scolaire": "public",
        # Monthly by its definition, and compared as it stands to yearly ceilings.
        "bourse_criteres_sociaux_base_ressources_parentale": household.parents_income or 0.0,
        "bourse_criteres_sociaux_distance_domicile_familial": float(household.study_distance or 0),
    }


def child(one: Child, first_day: date) -> dict[str, Cell]:
    """The inputs of a child of the household; from 16 to 24 a child still studies."""
    day = birthday(one.birth, one.age, first_day=first_day, default=CHILD)
    age = age_on(day, first_day)
    rate = one.disability_rate or 0
    studies = COMPULSORY_SCHOOL_UNTIL <= age < GROWN
    return {
        "date_naissance": day,
        "activite": "etudiant" if studies else "inactif",
        "scolarite": _school(age),
        "garde_alternee": one.custody == "alternee",
        "taux_incapacite": rate / 100,
        "handicap": rate >= NOTABLE,
    }


def is_grown(one: Child, first_day: date) -> bool:
    """True for a child who is a family of their own for the CAF and for the tax."""
    day = birthday(one.birth, one.age, first_day=first_day, default=CHILD)
    return age_on(day, first_day) >= GROWN


def _school(age: int) -> str:
    if age >= GROWN:
        return "inconnue"
    return next((school for limit, school in SCHOOLS if age < limit), STUDENT)
