"""Settings read from the environment, with safe defaults."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from portal.settings import SettingsError, from_environment

KEYS = tuple(Fernet.generate_key().decode() for _ in range(2))


def test_with_nothing_set_the_portal_is_private_and_seals_with_a_key_of_its_own() -> None:
    one, other = from_environment({}), from_environment({})
    assert one.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (one.demo, one.reload, one.kiosk) == (False, False, "")
    assert len(one.keys) == 1
    assert one.keys != other.keys


def test_lists_are_separated_by_spaces_or_commas() -> None:
    environment = {"PORTAL_HOSTS": "a.fr, b.fr", "PORTAL_KEYS": " ".join(KEYS)}
    found = from_environment(environment)
    assert found.hosts == ("a.fr", "b.fr")
    assert found.keys == KEYS


@pytest.mark.parametrize(("word", "on"), [("oui", True), ("1", True), ("non", False), ("", False)])
def test_a_switch_is_on_only_when_it_says_so(word: str, on: bool) -> None:
    assert from_environment({"PORTAL_DEMO": word}).demo is on


def test_folders_and_the_public_address_are_taken_as_they_are() -> None:
    found = from_environment({"PORTAL_CONTENT": "/srv/contenu", "PORTAL_URL": "https://droits.fr/"})
    assert found.content == Path("/srv/contenu")
    assert found.url == "https://droits.fr"


@pytest.mark.parametrize(
    "keys", ["secret", f"{KEYS[0]},court", "é" * 44], ids=["word", "one of two", "accents"]
)
def test_a_key_that_cannot_seal_is_refused(keys: str) -> None:
    with pytest.raises(SettingsError, match="portal key"):
        from_environment({"PORTAL_KEYS": keys})
