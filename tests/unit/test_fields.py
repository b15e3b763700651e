"""What a person types: read in many spellings, refused in words, shown again as it was."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from portal.domain.fields import AnyField, TypedField
from portal.domain.fields.amount import MOST, Amount
from portal.domain.fields.amounts import Amounts
from portal.domain.fields.birth import BirthDate
from portal.domain.fields.children import Children
from portal.domain.fields.fault import UNKNOWN, Fault
from portal.domain.fields.number import Number
from portal.domain.fields.town import Town

TODAY = date(2026, 11, 23)
MONTHLY, YEARLY = Amount(kind="amount", per="month"), Amount(kind="amount", per="year")
BIRTH, TOWN = BirthDate(kind="birth"), Town(kind="town")
CHILDREN = Children(kind="children", of="enfants")
AMOUNTS = Amounts(kind="amounts", of="ressources", per="month")
COUNT = Number(kind="number", at_most=15, tiles=5)
YEARS = Number(kind="number", at_most=80, unit="years")
MONTHS = Number(kind="number", at_most=1200, unit="months")
KM = Number(kind="number", at_most=2000, unit="km")


def only(field: AnyField, name: str, text: str) -> str:
    """The answer typed in one input, or its only fault's code."""
    found = field.read({name: text}, TODAY)
    if isinstance(found, str):
        return found
    (fault,) = found
    assert fault.input == name
    return f"! {fault.code}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1200", "1200"), ("1 200,50 €", "1200.5"), ("1200.5", "1200.5"), ("1.200", "1200"),
        ("1\u00a0200,05", "1200.05"), ("1\u202f200", "1200"), ("1\u2009200 €", "1200"),
        ("1'200", "1200"), ("1,200.50", "1200.5"), ("1.200,50", "1200.5"), ("12,5", "12.5"),
        ("0", "0"), ("0,00", "0"), (" 900 euros ", "900"), ("900 € par mois", "900"),
        ("900€/mois", "900"), ("١٢٠٠", "1200"), ("١٬٢٠٠٫٥", "1200.5"), ("\u200f900", "900"),
        ("99 999", "99999"), ("007", "7"), ("-0", "0"), ("1200 net", "1200"), ("１２００", "1200"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, kept: str) -> None:
    assert only(MONTHLY, "montant", text) == kept
    assert MONTHLY.accepts(kept)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vide"), ("   ", "vide"), ("€", "vide"), ("mille", "lettres"), ("12a", "lettres"),
        ("900 par an", "lettres"), ("1200-1300", "lettres"), ("12.34.5", "lettres"),
        ("0.500", "lettres"), ("-50", "negatif"), ("−50", "negatif"), ("–1 200", "negatif"),
        ("100 000", "trop-grand"), ("99 999,01", "trop-grand"), ("9" * 15, "trop-grand"),
        ("9" * 99, "lettres"), ("1e3", "lettres"), ("½", "lettres"), ("NaN", "lettres"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_said_why(text: str, code: str) -> None:
    assert only(MONTHLY, "montant", text) == f"! {code}"


def test_a_year_of_money_may_be_more_than_a_month_of_it() -> None:
    assert only(YEARLY, "montant", "120 000 € par an") == "120000"
    assert only(MONTHLY, "montant", "120 000") == "! trop-grand"
    assert only(YEARLY, "montant", "1 000 000") == "! trop-grand"


@given(st.decimals(min_value=0, max_value=MOST["month"], places=2))
def test_an_amount_shown_again_is_read_the_same(amount: Decimal) -> None:
    kept = only(MONTHLY, "montant", str(amount))
    assert Decimal(kept) == amount
    assert MONTHLY.read(MONTHLY.typed(kept), TODAY) == kept


@pytest.mark.parametrize("kept", ["-1", "abc", "", "1,5", "1.50", "NaN", "Infinity", "100000"])
def test_an_amount_in_another_form_is_not_accepted_from_a_link(kept: str) -> None:
    assert not MONTHLY.accepts(kept)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("28", "28"), ("28 ans", "28"), ("1 an", "1"), ("0", "0"), ("120", "120"), ("8 mois", "0"),
        ("14 mois", "1"), ("1991", "1991"), ("10/05/1991", "1991-05-10"), ("05/1991", "1991-05"),
        ("5/1991", "1991-05"), ("10.5.1991", "1991-05-10"), ("10-05-1991", "1991-05-10"),
        ("10 05 1991", "1991-05-10"), ("10051991", "1991-05-10"), ("1991-05-10", "1991-05-10"),
        ("1991-05", "1991-05"), ("٢٨", "28"), ("29/02/2000", "2000-02-29"),
        ("23/11/2026", "2026-11-23"), ("2026", "2026"), ("11/2026", "2026-11"), ("1906", "1906"),
    ],
)  # fmt: skip
def test_an_age_a_year_or_a_date_are_all_understood(text: str, kept: str) -> None:
    assert only(BIRTH, "naissance", text) == kept
    assert BIRTH.accepts(kept)
    assert BIRTH.read(BIRTH.typed(kept), TODAY) == kept


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vide"), ("vingt", "lettres"), ("10 mai 1991", "lettres"), ("121", "trop-ancien"),
        ("1899", "trop-ancien"), ("01/01/1905", "trop-ancien"), ("2027", "futur"),
        ("24/11/2026", "futur"), ("12/2026", "futur"), ("31/02/1991", "date"), ("13/1991", "date"),
        ("00/1991", "date"), ("10/00/1991", "date"), ("12345", "date"), ("10/05/91", "annee"),
        ("29/02/1991", "date"), ("32011991", "date"), ("1/2/3/4", "date"), ("0000", "trop-ancien"),
    ],
)  # fmt: skip
def test_what_is_no_birth_is_said_why(text: str, code: str) -> None:
    assert only(BIRTH, "naissance", text) == f"! {code}"


@pytest.mark.parametrize("kept", ["", "121", "1991-13", "1991-02-30", "1800", "10/05/1991", "-5"])
def test_a_birth_in_another_form_is_not_accepted_from_a_link(kept: str) -> None:
    assert not BIRTH.accepts(kept)


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_an_accepted_answer_or_a_fault(text: str) -> None:
    for field in (MONTHLY, BIRTH, COUNT, MONTHS):
        found = field.read(dict.fromkeys(("montant", "naissance", "nombre"), text), TODAY)
        assert found
        assert not isinstance(found, str) or field.accepts(found)


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        (YEARS, "6", "6"), (YEARS, "6 ans", "6"), (YEARS, "18 mois", "1"), (YEARS, "81", "! trop-grand"),
        (MONTHS, "6 mois", "6"), (MONTHS, "2 ans", "24"), (MONTHS, "1 an", "12"),
        (MONTHS, "101 ans", "! trop-grand"), (KM, "30 km", "30"), (KM, "1,5", "! entier"),
        (KM, "12,0", "12"), (KM, "loin", "! lettres"), (KM, "", "! vide"), (KM, "-3", "! negatif"),
    ],
)  # fmt: skip
def test_a_number_takes_its_unit_and_its_bounds(field: Number, text: str, kept: str) -> None:
    assert only(field, "nombre", text) == kept


def test_a_tile_pressed_is_a_number_and_one_out_of_bounds_is_not() -> None:
    assert COUNT.read({"reponse": "15"}, TODAY) == "15"
    assert COUNT.read({"reponse": "16"}, TODAY) == (Fault("trop-grand", "reponse"),)
    assert COUNT.read({}, TODAY) == (Fault("vide", "reponse"),)
    parents = Number(kind="number", at_least=1, at_most=20)
    assert parents.read({"nombre": "0"}, TODAY) == (Fault("trop-petit", "nombre"),)


@pytest.mark.parametrize("kept", ["", "16", "-1", "1.5", "٣", "deux", "9" * 30])
def test_a_number_out_of_bounds_is_not_accepted_from_a_link(kept: str) -> None:
    assert not COUNT.accepts(kept)


def test_a_town_keeps_what_is_typed_for_the_register_and_only_a_code_closes_it() -> None:
    assert TOWN.read({"ville": "  Saint  Cloud "}, TODAY) == "Saint Cloud"
    assert TOWN.read({"ville": "Sceaux", "code": "92071"}, TODAY) == "92071"
    assert TOWN.read({"ville": "Sceaux", "code": "../etc"}, TODAY) == "Sceaux"
    assert TOWN.read({"ville": "  "}, TODAY) == (Fault("vide", "ville"),)
    assert TOWN.accepts("2A004")
    assert not TOWN.accepts("Sceaux")


ROWS = ("1", "2")
TWO = {"enfant-1": "8", "garde-1": "pleine", "enfant-2": "05/2019", "garde-2": "alternee"}


def test_each_child_has_an_age_and_a_custody() -> None:
    kept = CHILDREN.read(TWO, TODAY, ROWS)
    assert kept == "8/pleine;2019-05/alternee"
    assert CHILDREN.typed(kept) == TWO
    assert CHILDREN.read(CHILDREN.typed(kept), TODAY, ROWS) == kept


def test_the_age_of_one_child_may_be_unknown() -> None:
    kept = CHILDREN.read({"enfant-1": "8", "inconnu-2": "oui", "garde-2": "ailleurs"}, TODAY, ROWS)
    assert kept == f"8/pleine;{UNKNOWN}/ailleurs"
    assert CHILDREN.accepts(kept, ROWS)
    assert CHILDREN.typed(kept)["inconnu-2"] == "oui"


def test_an_age_that_is_typed_counts_more_than_the_box_beside_it() -> None:
    assert CHILDREN.read({"enfant-1": "8", "inconnu-1": "oui"}, TODAY, ("1",)) == "8/pleine"
    wrong = CHILDREN.read({"enfant-1": "huit", "inconnu-1": "oui"}, TODAY, ("1",))
    assert wrong == (Fault("lettres", "enfant-1"),)


def test_all_the_faults_of_a_page_are_said_at_once() -> None:
    found = CHILDREN.read({"enfant-1": "huit", "enfant-2": "2030"}, TODAY, ("1", "2", "3"))
    assert found == (
        Fault("lettres", "enfant-1"), Fault("futur", "enfant-2"), Fault("vide", "enfant-3"),
    )  # fmt: skip


def test_children_are_no_answer_once_their_number_has_changed() -> None:
    kept = "8/pleine;4/alternee"
    assert CHILDREN.accepts(kept, ROWS)
    assert not CHILDREN.accepts(kept, ("1", "2", "3"))
    assert CHILDREN.accepts(kept)


@pytest.mark.parametrize("kept", ["", "8", "8/", "8/mardi", "huit/pleine", "8/pleine;", ";"])
def test_children_in_another_form_are_not_accepted_from_a_link(kept: str) -> None:
    assert not CHILDREN.accepts(kept)


KINDS = ("salaire", "chomage")


def test_each_kind_of_income_has_its_amount_or_is_unknown() -> None:
    kept = AMOUNTS.read({"montant-salaire": "1 200,50", "inconnu-chomage": "oui"}, TODAY, KINDS)
    assert kept == f"salaire:1200.5,chomage:{UNKNOWN}"
    assert AMOUNTS.accepts(kept, KINDS)
    assert AMOUNTS.typed(kept) == {"montant-salaire": "1200,50", "inconnu-chomage": "oui"}


def test_the_faults_of_several_amounts_are_said_at_once() -> None:
    found = AMOUNTS.read({"montant-salaire": "-5"}, TODAY, KINDS)
    assert found == (Fault("negatif", "montant-salaire"), Fault("vide", "montant-chomage"))


def test_amounts_are_no_answer_once_other_kinds_are_chosen() -> None:
    assert not AMOUNTS.accepts("salaire:1200", KINDS)
    assert not AMOUNTS.accepts("chomage:0,salaire:1200", KINDS)
    assert not AMOUNTS.accepts("salaire:beaucoup", ("salaire",))


FORMS: list[tuple[Mapping[str, object], type]] = [
    ({"kind": "town"}, Town), ({"kind": "birth"}, BirthDate),
    ({"kind": "amount", "per": "total"}, Amount), ({"kind": "number", "at_most": "9"}, Number),
    ({"kind": "children", "of": "enfants"}, Children),
    ({"kind": "amounts", "of": "ressources", "per": "month"}, Amounts),
]  # fmt: skip


@pytest.mark.parametrize(("written", "model"), FORMS, ids=[str(form[0]["kind"]) for form in FORMS])
def test_the_kind_chooses_the_field(written: Mapping[str, object], model: type) -> None:
    field: AnyField = TypeAdapter(TypedField).validate_python(written)
    assert type(field) is model
    assert all(field.accepts(sample) for sample in field.samples)
