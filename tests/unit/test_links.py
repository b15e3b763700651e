"""Addresses inside the portal, and the refusal of every other one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.links import in_language, local_path, page_path, sheet_path


@pytest.mark.parametrize(
    "address",
    [
        "https://mechant.example",
        "//mechant.example",
        "/\\mechant.example",
        "\\\\mechant.example",
        "/\t/mechant.example",
        "/\r/mechant.example",
        "/\n/mechant.example",
        "/\x00/mechant.example",
        "javascript:alert(1)",
        "mechant.example",
        " /fr/",
        "",
        "/fr/" + "a" * 3000,
    ],
)
def test_a_foreign_address_leads_home_instead(address: str) -> None:
    assert local_path(address, "ar") == "/ar/"


@pytest.mark.parametrize("path", ["/fr/", "/fr/aides/rsa", "/fr/autotest/resultat?r=gAAAA_-%3D"])
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path, "fr") == path


@given(st.text(alphabet="/\\\t\r\n\x00.:@ éa"))
def test_a_path_that_is_kept_never_leaves_the_site(address: str) -> None:
    """A browser drops tabs and line ends, reads `\\` as `/`, and `//` as another host."""
    seen = "".join(c for c in local_path(address, "fr") if c not in "\t\r\n").replace("\\", "/")
    assert seen.startswith("/")
    assert not seen.startswith("//")


def test_the_same_page_stands_under_each_language_with_its_token() -> None:
    assert in_language("/fr/autotest/porte", "r=abc", "ar") == "/ar/autotest/porte?r=abc"
    assert in_language("/fr/", "", "en") == "/en/"


def test_a_query_without_value_is_left_out_and_the_rest_is_escaped() -> None:
    assert page_path("fr", "lieux", commune="Saint-Ouen & co", guichet="") == (
        "/fr/lieux?commune=Saint-Ouen+%26+co"
    )


def test_a_sheet_has_its_address_in_french_words() -> None:
    assert sheet_path("en", "platforms/caf") == "/en/plateformes/caf"
