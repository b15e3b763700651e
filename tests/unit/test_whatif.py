"""« Et si… ? »: how a household changes, what its change asks, and what moves. Values by hand."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.household import Child, Household, Person
from portal.domain.simulation import Found
from portal.domain.whatif import (
    CHANGES,
    Given,
    changed,
    earned,
    monthly,
    moves,
    possible,
    resources,
    salary_of,
)
from portal.i18n import Language
from portal.services.simulation.changes import given as given_by
from portal.services.simulation.changes import read, tiles
from portal.services.site import Site
from tests.whatif_values import FAMILY, TODAY, land, person


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return land(tmp_path_factory.mktemp("langues"))


@pytest.fixture
def french(here: Site) -> Language:
    return here.languages["fr"]


def fields(household: Household) -> dict[str, Any]:
    return dict(household)


def difference(before: Household, after: Household) -> set[str]:
    return {name for name, value in fields(after).items() if value != getattr(before, name)}


def test_ten_hours_more_a_week_are_a_tenth_of_a_year_of_weeks_at_the_minimum_wage() -> None:
    after = changed(person(), "heures", Given(net_hour=9.6))
    assert after.income_salary == pytest.approx(800 + 416)  # 10 h × 52 weeks ÷ 12 × 9.60 €
    assert difference(person(), after) == {"income_salary"}


def test_someone_out_of_work_who_works_is_out_of_work_no_more() -> None:
    idle = person(activity="chomage", income_salary=0)
    assert changed(idle, "heures", Given(net_hour=9.6)).activity == "salarie"


def test_an_income_of_no_said_kind_is_the_salary_of_someone_who_works() -> None:
    vague = person(income_salary=None, income=1000)
    after = changed(vague, "heures", Given(net_hour=9.6))
    assert salary_of(vague) == 1000
    assert after.total_income == pytest.approx(1416)


def test_a_separation_takes_away_the_partner_and_nobody_else() -> None:
    after = changed(FAMILY, "separation", Given())
    assert after.partner is None
    assert after.couple is False
    assert after.children == FAMILY.children
    assert difference(FAMILY, after) == {"partner", "couple", "separated", "tax_income"}


def test_a_birth_adds_a_baby_of_0_and_ends_the_pregnancy() -> None:
    after = changed(FAMILY.model_copy(update={"pregnant": True}), "naissance", Given())
    assert after.children == (Child(age=5), Child(age=8), Child(age=0))
    assert after.pregnant is False
    assert after.partner == FAMILY.partner


@pytest.mark.parametrize(("income", "activity"), [(None, "sans-activite"), (600.0, "salarie")])
def test_moving_in_together_brings_a_partner_with_the_income_given(
    income: float | None, activity: str
) -> None:
    after = changed(person(), "installation", Given(partner_income=income))
    assert after.couple
    assert after.partner
    assert after.partner.activity == activity
    assert after.partner.total_income == (income or 0)


def test_moving_house_changes_the_town_and_the_rent_that_are_given() -> None:
    assert difference(person(), changed(person(), "demenagement", Given(rent=700))) == {"rent"}
    after = changed(person(), "demenagement", Given(commune="78551"))
    assert difference(person(), after) == {"commune"}


def test_someone_without_a_home_who_pays_a_rent_is_a_tenant() -> None:
    outside = person(housing="sans-domicile", rent=None)
    assert changed(outside, "demenagement", Given(rent=400)).housing == "locataire-prive"


def test_retirement_replaces_what_work_paid() -> None:
    before = person(age=None, birth="1975-02", income_unemployment=200, activity="chomage")
    after = changed(before, "retraite-65", Given(pension=900))
    assert (after.age, after.birth, after.activity) == (65, None, "retraite")
    assert after.total_income == 900


@pytest.mark.parametrize(
    ("household", "refused"),
    [
        (person(), {"separation", "retraite-65"}),
        (FAMILY, {"installation", "retraite-65"}),
        (person(age=58), {"naissance", "separation"}),
        (person(age=44), {"separation", "retraite-65"}),
        (person(age=65), {"naissance", "separation", "retraite-65"}),
        (person(age=70, activity="retraite"), {"heures", "naissance", "separation", "retraite-65"}),
        (person(activity="arret-maladie"), {"heures", "separation", "retraite-65"}),
        (person(children=(Child(age=3),) * 15), {"naissance", "separation", "retraite-65"}),
        (person(couple=None, household=2), {"installation", "retraite-65"}),
    ],
)
def test_what_cannot_happen_is_not_offered(
    household: Household, refused: set[str], french: Language
) -> None:
    offered = set(CHANGES) - refused
    assert set(possible(household, TODAY)) == offered
    assert {tile.id for tile in tiles(household, TODAY, french)} == offered


@given(
    st.builds(
        person,
        age=st.integers(16, 99),
        income_salary=st.floats(0, 99_999) | st.none(),
        children=st.lists(st.builds(Child, age=st.integers(0, 25)), max_size=15).map(tuple),
        activity=st.sampled_from(["salarie", "chomage", "etudiant", "invalidite", "retraite"]),
        partner=st.none() | st.builds(Person, age=st.integers(18, 90)),
        couple=st.none(),
    )
)
def test_every_possible_change_gives_a_household_that_can_exist(household: Household) -> None:
    told = Given(net_hour=9.6, partner_income=1.0, commune="92050", rent=1.0, pension=1.0)
    for change_id in possible(household, TODAY):
        after = changed(household, change_id, told)
        assert Household.model_validate(after.model_dump()) == after


def found(amount: float | None = None, **more: Any) -> Found:
    known: dict[str, Any] = {"likelihood": "surement", "period": "month", "amount": amount, **more}
    return Found("aids/rsa", engine="openfisca", **known)


NOT_NOW = Found("aids/rsa", "pas-maintenant", "openfisca")


@pytest.mark.parametrize(
    ("before", "after", "kind", "amount"),
    [
        (NOT_NOW, found(120), "begins", 120),
        (found(120), NOT_NOW, "stops", 120),
        (found(120), found(150), "rises", 30),
        (found(150), found(120), "falls", 30),
        (found(), found(8, cost=True), "costs", 8),
        (found(8, cost=True), found(30, cost=True), "costs", 30),
        (found(8, cost=True), found(), "free", 8),
        (found(8, cost=True), NOT_NOW, "stops", None),
        (NOT_NOW, found(), "begins", None),
    ],
)
def test_an_aid_begins_stops_rises_falls_or_is_paid_otherwise(
    before: Found, after: Found, kind: str, amount: float | None
) -> None:
    (move,) = moves([before], [after])
    assert (move.kind, move.amount) == (kind, amount)


def test_less_than_a_euro_is_no_move() -> None:
    assert moves([found(120)], [found(120.99)]) == ()
    assert len(moves([found(120)], [found(121)])) == 1
    assert moves([found()], [found()]) == ()
    assert moves([NOT_NOW], [NOT_NOW]) == ()


def test_what_moves_most_in_a_month_comes_first() -> None:
    yearly = replace(found(600, period="year"), reference="aids/ars")
    before = [NOT_NOW, replace(NOT_NOW, reference="aids/ars")]
    order = [move.reference for move in moves(before, [found(49), yearly])]
    assert order == ["aids/ars", "aids/rsa"]  # 600 ÷ 12 = 50


def test_resources_add_a_twelfth_of_the_year_take_costs_away_and_leave_out_what_is_paid_once() -> (
    None
):
    every = [
        found(100), found(600, period="year"), found(30, cost=True), found(900, period="once"),
        NOT_NOW,
    ]  # fmt: skip
    assert [monthly(one) for one in every] == [100, 50, -30, 0, 0]
    assert resources(FAMILY, every) == 800 + 500 + 120
    assert earned(FAMILY.model_copy(update={"child_support_received": 90})) == 1390


def test_what_is_typed_becomes_values_to_keep(here: Site, french: Language) -> None:
    form = read(here, "demenagement", {"ville": "nanterre", "loyer": "1 200,50 €"}, language=french)
    assert form.values == {"ville": "92050", "loyer": "1200.5"}
    assert form.ready
    known = given_by(form.values)
    assert (known.commune, known.rent) == ("92050", 1200.5)


def test_values_kept_are_shown_again_as_one_writes_them(here: Site, french: Language) -> None:
    form = read(here, "demenagement", {"ville": "92050", "loyer": "1200.5"}, language=french)
    assert form.typed == {"ville": "Nanterre", "loyer": "1200,50"}
    assert form.values == {"ville": "92050", "loyer": "1200.5"}


def test_a_town_among_several_is_chosen_and_nothing_typed_is_lost(
    here: Site, french: Language
) -> None:
    typed = {"ville": "saint ge", "loyer": "beaucoup"}
    form = read(here, "demenagement", typed, language=french)
    assert form.faults == {"ville": "plusieurs", "loyer": "lettres"}
    assert {code for code, _ in form.towns} == {"78550", "78551"}
    assert form.typed == typed
    assert not form.ready
    chosen = read(here, "demenagement", {**typed, "code": "78550", "loyer": ""}, language=french)
    assert chosen.values == {"ville": "78550"}
    assert chosen.ready


@pytest.mark.parametrize("typed", [{"ville": "Atlantis"}, {"ville": "", "code": "99999"}, {}])
def test_a_town_nobody_knows_is_never_taken_for_another(
    typed: dict[str, str], here: Site, french: Language
) -> None:
    form = read(here, "demenagement", typed, language=french)
    assert not form.ready
    assert not form.values


@pytest.mark.parametrize(
    ("change_id", "typed", "ready"),
    [
        ("heures", {}, True),
        ("installation", {}, True),
        ("installation", {"revenu": "-5"}, False),
        ("demenagement", {"loyer": "0"}, True),
        ("retraite-65", {}, False),
        ("retraite-65", {"pension": "900"}, True),
        ("retraite-65", {"pension": "100000"}, False),
    ],
)
def test_a_change_waits_only_for_what_it_cannot_do_without(
    change_id: str, typed: dict[str, str], ready: bool, here: Site, french: Language
) -> None:
    assert read(here, change_id, typed, language=french).ready is ready


def test_values_that_are_none_count_as_not_given() -> None:
    assert given_by({"loyer": "abc", "ville": "<b>", "pension": "-3", "autre": "1"}) == Given()
