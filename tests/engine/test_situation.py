"""A household becomes what OpenFisca reads, without importing it."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.household import Household
from portal.services.openfisca.births import age_on, birthday
from portal.services.openfisca.calendar import calendar, shifted
from portal.services.openfisca.situation import Situation, situation
from portal.services.openfisca.taxes import Allowance, TaxRules

RULES = TaxRules(
    first_day=date(2024, 1, 1),
    wages=Allowance(rate=0.1, least=500, most=14_000),
    pensions=Allowance(rate=0.1, least=450, most=4_400),
    elderly=((0, 2_800), (17_500, 1_400), (28_000, 0)),
    apprentice_exemption=1_800,
)


def seen(**household: object) -> Situation:
    given = {"commune": "92050", **household}
    return situation(Household.model_validate(given), calendar("2026-11"), rules=RULES)


def test_the_person_the_partner_and_the_children_come_in_order() -> None:
    found = seen(age=50, partner={"age": 48}, children=[{"age": 27}, {"age": 8}])
    assert [one["date_naissance"] for one in found.persons] == [
        date(1976, 5, 1), date(1978, 5, 1), date(1999, 5, 1), date(2018, 5, 1),
    ]  # fmt: skip


def test_a_grown_child_is_a_family_of_their_own_under_the_same_roof() -> None:
    found = seen(age=50, children=[{"age": 27}, {"age": 8}])
    assert [one.members for one in found.groups["famille"]] == [
        ((0, "demandeur"), (2, "enfant")),
        ((1, "demandeur"),),
    ]
    assert [one.members for one in found.groups["foyer_fiscal"]] == [
        ((0, "declarant_principal"), (2, "personne_a_charge")),
        ((1, "declarant_principal"),),
    ]
    (roof,) = found.groups["menage"]
    assert roof.members == ((0, "personne_de_reference"), (2, "enfant"), (1, "autre"))


def test_a_child_raised_elsewhere_is_not_of_the_household() -> None:
    assert len(seen(children=[{"age": 8, "custody": "ailleurs"}, {"age": 9}]).persons) == 2


def test_a_couple_of_whom_one_is_not_described_has_two_people() -> None:
    assert [one["activite"] for one in seen(couple=True, activity="salarie").persons] == [
        "actif", "inactif",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("housing", "status", "rent"),
    [
        ("hlm", "locataire_hlm", 500.0),
        ("chambre", "locataire_meuble", 500.0),
        ("residence", "locataire_foyer", 500.0),
        ("accedant", "primo_accedant", 500.0),
        ("heberge-gratuit", "loge_gratuitement", 0.0),
        (None, "non_renseigne", 0.0),
    ],
)
def test_a_home_is_read_with_its_rent(housing: str | None, status: str, rent: float) -> None:
    (home,) = seen(housing=housing, rent=500).groups["menage"]
    assert (home.cells["statut_occupation_logement"], home.cells["loyer"]) == (status, rent)


def test_one_income_becomes_the_inputs_each_benefit_reads() -> None:
    (person,) = seen(activity="salarie", income_salary=1560).persons
    assert person["salaire_net"] == 1560
    assert person["salaire_de_base"] == pytest.approx(2000)
    assert person["salaire_imposable"] == pytest.approx(1560 + 2000 * 0.029 * 0.9825)
    assert person["chomage_net"] == 0


def test_an_apprentice_is_taxed_above_the_minimum_wage_only() -> None:
    low, high = (
        seen(activity="apprenti", income_salary=net).persons[0]["salaire_imposable"]
        for net in (900, 2000)
    )
    assert low == 0
    assert high == pytest.approx(2000 * (1 + 0.029 * 0.9825 / 0.78) - 1800)


def test_the_tax_income_is_the_one_said_or_else_estimated() -> None:
    said = seen(tax_income=7000)
    assert (said.groups["foyer_fiscal"][0].cells["rfr"], said.estimated) == (7000, frozenset())
    guessed = seen(income_disability_pension=1000)
    assert guessed.groups["foyer_fiscal"][0].cells["rfr"] == 12_000 - 1_200
    assert guessed.estimated == {"rfr"}


def test_old_people_have_a_special_allowance_within_their_income() -> None:
    rich = seen(age=70, income_self_employed=2000).groups["foyer_fiscal"][0].cells["rfr"]
    poor = seen(age=70, income_self_employed=100).groups["foyer_fiscal"][0].cells["rfr"]
    assert (rich, poor) == (24_000 - 1_400, 0)


def test_a_student_whose_parents_said_nothing_has_no_bourse_in_sight() -> None:
    unsaid = seen(activity="etudiant", age=20).persons[0]
    said = seen(activity="etudiant", age=20, parents_income=20_000, study_distance=60).persons[0]
    assert "statuts_etablissement_scolaire" not in unsaid
    assert said["statuts_etablissement_scolaire"] == "public"
    assert said["bourse_criteres_sociaux_base_ressources_parentale"] == 20_000


def test_a_student_with_a_child_at_home_is_judged_without_the_parents() -> None:
    for custody, judged in (("pleine", True), ("ailleurs", False)):
        student = seen(activity="etudiant", children=[{"age": 2, "custody": custody}]).persons[0]
        assert ("statuts_etablissement_scolaire" in student) is judged


def test_a_refugee_has_the_rights_of_a_national() -> None:
    assert seen(nationality="refugie").persons[0]["nationalite"] == "FR"
    assert seen(nationality="UE", residence_months=6).persons[0][
        "duree_possession_titre_sejour"
    ] == pytest.approx(0.5)
    assert seen(nationality="autre", permit_years=3).persons[0][
        "duree_possession_titre_sejour"
    ] == pytest.approx(3)


def test_a_birth_said_in_part_is_taken_in_its_middle() -> None:
    day = date(2026, 11, 1)
    assert birthday("1991", None, first_day=day, default=40) == date(1991, 7, 1)
    assert birthday("1991-05", None, first_day=day, default=40) == date(1991, 5, 15)
    assert birthday("1991-05-10", 12, first_day=day, default=40) == date(1991, 5, 10)


@pytest.mark.parametrize("month", [f"2026-{month:02d}" for month in range(1, 13)])
@pytest.mark.parametrize("age", [0, 1, 17, 62, 120])
def test_an_age_said_is_the_age_in_the_month_and_in_those_around(month: str, age: int) -> None:
    first = calendar(month).first_day
    born = birthday(None, age, first_day=first, default=40)
    around = [calendar(shifted(month, by)).first_day for by in (-5, 0, 5)]
    assert [age_on(born, day) for day in around] == [age, age, age]


def test_the_calendar_reaches_back_to_three_years() -> None:
    found = calendar("2027-01")
    assert (found.months[0], found.months[-1], len(found.months)) == ("2024-01", "2027-12", 48)
    assert (found.past[0], found.past[-1]) == ("2026-12", "2025-01")
    assert replace(found) == calendar("2027-01")
