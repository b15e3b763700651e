"""One change, in sentences. Values by hand: the law is in tests/whatif_values.py."""

import pytest

from portal.domain.household import Child, Household, Person
from portal.domain.whatif import (
    CHANGES,
)
from portal.i18n import Language
from portal.services.engine.calculator import Absent, Reason
from portal.services.simulation.whatif import Comparison, compare
from portal.services.site import Site
from tests.calculators import Unavailable
from tests.whatif_values import FAMILY, HOUR, SalaryEngine, land, person, plain


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return land(tmp_path_factory.mktemp("langues"))


@pytest.fixture
def french(here: Site) -> Language:
    return here.languages["fr"]


def compared(
    here: Site, household: Household, change_id: str, **values: str
) -> tuple[Comparison, list[str]]:
    told = compare(
        here,
        household,
        change_id,
        values=values,
        calculator=SalaryEngine(),
        language=here.languages["fr"],
    )
    return told, [plain(one) for one in (*told.opening, *(m.text for m in told.moves), told.total)]


def test_more_hours_are_told_from_the_salary_to_what_is_left(here: Site) -> None:
    told, sentences = compared(here, person(income_salary=300), "heures")
    # 10 × 52 ÷ 12 × 9.75 = 422.50; RSA 300 → 0; prime 180 → 300.
    assert HOUR == 12.5 * 0.78
    assert sentences == [
        "Avec 10 heures de travail de plus par semaine, "
        "vous auriez environ 422 € de salaire en plus.",
        "Vous n’auriez plus « RSA », environ 300 € par mois.",
        "Votre prime d’activité augmenterait d’environ 120 € par mois.",
        "En tout, il vous resterait environ 242 € de plus par mois.",
    ]
    assert told.difference == pytest.approx(242.5)
    assert told.direction == "more"
    assert "9,75" in str(told.notes[0])


def test_a_step_down_can_make_poorer(here: Site) -> None:
    told, sentences = compared(here, person(income_salary=850), "heures")
    assert "Vous n’auriez plus « Aide au logement », environ 200 € par mois." in sentences
    assert (
        "Vous paieriez environ 30 € par mois pour « Complémentaire santé solidaire »." in sentences
    )
    assert told.difference == pytest.approx(422.5 - 200 - 30)


def test_a_separation_counts_the_income_that_leaves(here: Site) -> None:
    told, sentences = compared(here, FAMILY, "separation")
    # The partner's 500 € go; RSA stays at 0, at 800 € of salary; cover free again, 30 € less.
    assert sentences == [
        "Votre conjoint ne vivrait plus avec vous.",
        "Son revenu ne compterait plus : 500 € par mois.",
        "Vos enfants resteraient avec vous.",
        "Vous ne paieriez plus « Complémentaire santé solidaire », environ 30 € par mois.",
        "En tout, votre foyer aurait environ 470 € de moins par mois.",
    ]
    assert told.direction == "less"


def test_a_birth_begins_the_aids_of_children(here: Site) -> None:
    _, sentences = compared(here, person(children=(Child(age=8),)), "naissance")
    assert sentences == [
        "Avec ce bébé, vous auriez 2 enfants.",
        "Vous auriez en plus « Allocations familiales » : environ 139 € par mois.",
        "Votre aide « ARS » augmenterait d’environ 420 € par an.",
        "En tout, votre foyer aurait environ 174 € de plus par mois.",  # 139.30 + 420 ÷ 12
    ]


def test_moving_house_counts_the_rent(here: Site) -> None:
    told, sentences = compared(here, person(), "demenagement", ville="78551", loyer="650")
    assert sentences == [
        "Votre nouvelle ville serait Saint-Germain-en-Laye.",
        "Votre loyer serait de 650 € par mois.",
        "C’est 150 € par mois de plus.",
        "Une fois le loyer payé, il vous resterait environ 150 € de moins par mois.",
    ]
    assert str(told.unchanged) == "Vos aides ne changeraient pas."


def test_losing_a_cover_that_is_paid_makes_nobody_richer(here: Site) -> None:
    told, sentences = compared(here, person(income_salary=1300), "heures")
    assert "Vous n’auriez plus « Complémentaire santé solidaire »." in sentences
    assert told.difference == pytest.approx(422.5)
    assert any("mutuelle" in note for note in told.notes)


def test_an_aid_the_engine_is_never_sure_of_is_only_to_be_looked_at(here: Site) -> None:
    told, sentences = compared(here, person(), "heures")
    assert not any("Chèque énergie" in sentence for sentence in sentences)
    assert [sheet.id for sheet in told.perhaps] == ["cheque-energie"]


def test_an_aid_that_a_rule_makes_sure_is_told_without_an_amount(here: Site) -> None:
    _, sentences = compared(here, person(income_salary=700), "installation")
    assert "Vous auriez en plus « Navigo gratuit »." in sentences


def test_what_may_begin_is_told_apart_from_what_is_sure(here: Site) -> None:
    known = person(income_salary=None, income_pension=700, activity="invalidite")
    unknown = known.model_copy(update={"income_pension": None})
    told, sentences = compared(here, unknown, "installation", revenu="500")
    # Nothing of one's own, as supposed: 900 − 500 = 400 € of RSA for two, 200 € less than alone.
    # With 900 € of one's own, nothing at all: the answer is not sure.
    assert "Votre RSA baisserait d’environ 200 € par mois." in sentences
    assert any("Nous ne savons pas tout" in note for note in told.notes)
    assert not any(
        "Nous ne savons pas" in n for n in compared(here, known, "installation")[0].notes
    )


def test_what_only_may_begin_is_not_counted_in_the_total(here: Site) -> None:
    unknown = person(income_salary=None, activity=None, couple=True, partner=Person(age=30))
    unknown = unknown.model_copy(update={"partner": Person(age=30, income_salary=950)})
    told, sentences = compared(here, unknown, "separation")
    # Two with 950 €: no RSA. Alone: 600 € if the person has nothing, which nobody said.
    assert "Vous auriez peut-être en plus « RSA » : environ 600 € par mois." in sentences
    assert plain(told.hoped) == "Et peut-être environ 600 € de plus par mois."
    assert told.difference == pytest.approx(-950 + 30)  # and the cover is free again


@pytest.mark.parametrize("change_id", sorted(CHANGES))
@pytest.mark.parametrize("reason", ["absent", "late"])
def test_without_the_engine_a_change_still_says_something(
    change_id: str, reason: Reason, here: Site, french: Language
) -> None:
    told = compare(
        here, FAMILY, change_id, values={}, calculator=Unavailable(reason), language=french
    )
    assert told.missing == reason
    assert (told.moves, told.total) == ((), None)
    assert "32 30" in str(told.kindly)


def test_a_portal_without_engine_still_leads_to_the_sheets(here: Site, french: Language) -> None:
    told = compare(here, FAMILY, "heures", values={}, calculator=Absent(), language=french)
    assert [sheet.id for sheet in told.sheets] == ["prime-activite", "rsa", "aide-logement"]
