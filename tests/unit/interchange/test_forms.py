"""Telephone numbers, web addresses and notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.sheet import Phone
from portal.services.interchange.forms import email, international, phone, short, website

NINE = st.from_regex(r"[1-9][0-9]{8}", fullmatch=True)
FORMS = st.sampled_from(["+33{}", "0033{}", "0{}", "+33 (0){}", "+33.{}", "0{} "])


@given(digits=NINE, form=FORMS)
def test_a_french_number_of_any_form_is_ten_digits_in_groups(digits: str, form: str) -> None:
    shown = phone(form.format(digits))
    assert shown is not None
    assert shown.replace(" ", "") == f"0{digits}"
    assert [len(group) for group in shown.split()] in ([2, 2, 2, 2, 2], [1, 3, 3, 3])


@given(digits=NINE)
def test_a_number_shown_and_sent_back_is_the_same(digits: str) -> None:
    shown = phone(f"+33{digits}")
    assert shown
    assert international(shown) == f"+33{digits}"
    assert phone(shown) == shown


@given(st.text(max_size=20))
def test_whatever_is_no_number_is_not_shown(text: str) -> None:
    shown = phone(text)
    if shown is not None:
        assert Phone(number=shown, who="a", say="b").number == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("0800360360", "0 800 360 360"),
        ("3949", "39 49"),
        ("115", "115"),
        ("+32470123456", "+32470123456"),
        ("3977", None),
        ("01 23", None),
        ("", None),
    ],
)
def test_special_numbers_have_their_own_groups(given: str, shown: str | None) -> None:
    assert phone(given) == shown


def test_the_first_address_that_can_be_opened_is_taken() -> None:
    assert website("https://a.fr|https://b.fr") == "https://a.fr"
    assert website("voir la page|https://b.fr") == "https://b.fr"
    assert website("https://a.fr;https://b.fr") == "https://a.fr"
    assert website("www.a.fr") is None
    assert email("accueil@a.fr|b@c.fr") == "accueil@a.fr"
    assert email("sur place") is None


def test_a_long_presentation_stops_at_the_end_of_a_sentence() -> None:
    assert short("Une phrase. " + "mot " * 100) == "Une phrase."
    assert short("mot " * 100) is None
    assert short("  Deux\n mots ") == "Deux mots"
