"""Comfort settings: one cookie, set by one press, that says nothing else."""

import pytest

from portal.domain.privacy import COMFORT_COOKIE, COMFORT_DAYS
from tests.reader import Visit

DONE = "C’est bien comme cela"
LARGE = {"theme": "sombre", "taille": "tres-grand", "espace": "large"}


def test_settings_are_kept_shown_and_lead_back_to_the_page(visit: Visit) -> None:
    page = visit("aides/rsa").follow("Confort").press(DONE, LARGE)
    assert page.path == "/fr/aides/rsa"
    chosen = {name: page.tree.get(f"data-{name}") for name in LARGE}
    assert chosen == LARGE
    again = visit("confort")
    checked = again.tree.xpath("//input[@checked]/@value")
    assert checked == list(LARGE.values())


def test_the_cookie_says_the_settings_and_nothing_else(visit: Visit) -> None:
    answer = visit("confort").press(DONE, LARGE, follow=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COMFORT_COOKIE}=sombre.tres-grand.large;")
    assert f"Max-Age={COMFORT_DAYS * 86400}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_going_back_to_the_usual_look_leaves_no_cookie(visit: Visit) -> None:
    visit("confort").press(DONE, LARGE)
    page = visit("confort").press(DONE, {"theme": "", "taille": "", "espace": ""})
    assert visit.cookies == {}
    assert "data-theme" not in page.tree.attrib


@pytest.mark.parametrize(
    "cookie", ["rose.enorme", "'><script>", "sombre'><b>", "." * 50, "sombre.contraste"]
)
def test_what_the_cookie_should_not_say_is_ignored(visit: Visit, cookie: str) -> None:
    page = visit("", cookies={COMFORT_COOKIE: cookie})
    assert page.tree.get("data-theme") in (None, "contraste")
    assert "<script>" not in page.body.partition("</head>")[0].replace("<script src", "")


def test_a_value_that_does_not_exist_is_not_kept(visit: Visit) -> None:
    visit("confort", send=[("theme", "rose"), ("taille", "grand")])
    assert visit.cookies == {COMFORT_COOKIE: "grand"}


@pytest.mark.parametrize(
    "back", ["https://mechant.example", "//mechant.example", "/\\mechant.example"]
)
def test_settings_never_lead_back_to_another_site(visit: Visit, back: str) -> None:
    answer = visit("confort", send=[("retour", back)], follow=False)
    assert answer.headers["location"] == "/fr/"


def test_settings_hold_in_every_language(visit: Visit) -> None:
    visit("confort").press(DONE, LARGE)
    assert visit("", "ar").tree.get("data-theme") == "sombre"
