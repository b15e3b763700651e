"""Settings read from the environment, with safe defaults."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from portal.settings import Profile, RouterSettings, SettingsError, from_environment

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


def test_a_router_is_an_engine_and_its_address() -> None:
    assert from_environment({}).router is None
    found = from_environment({"PORTAL_ROUTER": " osrm:http://127.0.0.1:5000/ "}).router
    assert found == RouterSettings(
        "osrm",
        Profile("http://127.0.0.1:5000", "foot"),
        Profile("http://127.0.0.1:5000", "bicycle"),
    )


def test_each_means_of_a_router_may_have_its_own_name_or_address() -> None:
    text = "valhalla:https://routes.fr/v1 foot=marche bicycle=http://velo.fr:8002"
    found = from_environment({"PORTAL_ROUTER": text}).router
    assert found
    assert found.foot == Profile("https://routes.fr/v1", "marche")
    assert found.bicycle == Profile("http://velo.fr:8002", "bicycle")


@pytest.mark.parametrize(
    "text",
    ["http://127.0.0.1:5000", "osrm", "osrm:", "osrm:127.0.0.1", "google:https://a.fr", "osrm:ftp://a.fr",
     "osrm:http://a.fr?cle=1", "osrm:http://a.fr walk=foot", "osrm:http://a.fr foot="],
)  # fmt: skip
def test_a_router_that_cannot_be_read_says_what_to_write(text: str) -> None:
    with pytest.raises(SettingsError, match=r"PORTAL_ROUTER.*osrm:http://127\.0\.0\.1:5000"):
        from_environment({"PORTAL_ROUTER": text})
