"""What an editor may write in a field."""

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from portal.domain.sheet import PhoneNumber, Ways
from portal.domain.territory import Colour
from portal.domain.value import Fr, Id, Ref, Url, YesNo


def refused(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return str(caught.value)


def accepted(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("number", ["3977", "39 77", "3 9 7 7"])
def test_the_retired_number_39_77_is_refused_with_the_new_one(number: str) -> None:
    assert "écrivez 31 33" in refused(PhoneNumber, number)


@pytest.mark.parametrize("number", ["31 33", "0 800 360 360", "+33 1 53 73 22 22", "115"])
def test_a_number_is_digits_and_spaces(number: str) -> None:
    assert accepted(PhoneNumber, number) == number


@pytest.mark.parametrize("number", ["", "01.53.73.22.22", "appelez-nous", "0800-360-360"])
def test_anything_else_is_no_telephone_number(number: str) -> None:
    assert "avec des chiffres et des espaces" in refused(PhoneNumber, number)


def test_yes_and_no_are_written_in_french() -> None:
    assert accepted(YesNo, "oui") is True
    assert accepted(YesNo, "non") is False


@pytest.mark.parametrize("word", ["yes", "on", "NO", "Oui", "1", "peut-être", ""])
def test_another_word_for_yes_or_no_is_refused(word: str) -> None:
    assert "écrivez oui ou non" in refused(YesNo, word)


@pytest.mark.parametrize("address", ["https://www.caf.fr", "http://exemple.fr/a?b=c"])
def test_a_web_address_starts_with_its_scheme(address: str) -> None:
    assert accepted(Url, address) == address


@pytest.mark.parametrize(
    "address",
    ["www.caf.fr", "javascript:alert(1)", "https://caf fr", "//caf.fr", "https://caf", ""],
)
def test_anything_else_is_no_web_address(address: str) -> None:
    assert "commence par https://" in refused(Url, address)


@pytest.mark.parametrize("name", ["rsa", "78-92", "aide-au-logement"])
def test_an_id_is_lowercase_ascii_and_hyphens(name: str) -> None:
    assert accepted(Id, name) == name
    assert accepted(Ref, f"aids/{name}")


@pytest.mark.parametrize(
    "name", ["RSA", "été", "a_b", "-a", "a-", "a--b", "a b", "../a", "a\n", ""]
)
def test_any_other_id_is_refused(name: str) -> None:
    assert refused(Id, name)
    assert refused(Ref, f"aids/{name}")


def test_an_empty_text_is_refused_even_when_made_of_spaces() -> None:
    class Line(BaseModel, str_strip_whitespace=True):
        text: Fr

    assert "ce texte est vide" in refused(Line, {"text": "   "})


def test_a_site_alone_is_never_the_only_way() -> None:
    online = {"url": "https://www.caf.fr", "text": "Ouvrez le site."}
    assert "ajoutez phone ou in_person" in refused(Ways, {"online": online})
    assert accepted(Ways, {"online": online, "in_person": {"text": "À la CAF."}})


def test_a_colour_is_six_hexadecimal_digits() -> None:
    assert accepted(Colour, "#0b5563")
    assert refused(Colour, "#0B5563; background: red")
