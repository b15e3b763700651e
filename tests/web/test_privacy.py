"""What the portal keeps of a visit is what its page says, and nothing else."""

import ast
import json
import logging
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from portal.domain import privacy
from portal.domain.privacy import COLLECTED, COOKIES, LOGGED
from portal.web.render import HERE
from tests.reader import Page, Visit
from tests.web import people
from tests.web.journeys import result

PRESSES: dict[str, Callable[[Visit], Page]] = {
    "borne": lambda visit: visit("/borne/mediatheque-limay", follow=False),
    "confort": lambda visit: visit("confort").press(
        "C’est bien comme cela", {"taille": "grand"}, follow=False
    ),
    "feuille": lambda visit: visit("aides/rsa").press("Garder", follow=False),
}
ROWS = {
    "answers": "2 heures",
    "answers-terminal": "15 minutes",
    "hand-over": "24 heures",
    "feuille": "Jusqu’à la fermeture du navigateur",
    "confort": "180 jours",
    "borne": "365 jours",
    "reports": "24 mois",
    "words": "24 mois",
    "log": "Fixé par le département",
}


def set_by(page: Page) -> dict[str, str]:
    """The cookies an answer sets, with how long they last, in seconds."""
    cookies = SimpleCookie(page.headers.get("set-cookie", ""))
    return {name: morsel["max-age"] for name, morsel in cookies.items()}


def test_each_press_sets_its_cookie_and_no_other(visit: Visit) -> None:
    assert set(PRESSES) == COOKIES
    for name, press in PRESSES.items():
        assert set(set_by(press(visit.other()))) == {name}


def test_a_cookie_lasts_as_long_as_the_page_says(visit: Visit) -> None:
    lasting = {item.id: item.lasts for item in COLLECTED if item.where == "cookie"}
    for name, press in PRESSES.items():
        life = lasting[name]
        expected = str(int(life.total_seconds())) if life else ""
        assert set_by(press(visit.other())) == {name: expected}


def test_the_code_sets_no_cookie_that_is_not_in_the_list() -> None:
    named = {name for file in HERE.rglob("*.py") for name in cookies_named(file)}
    assert {getattr(privacy, name) for name in named} == COOKIES


def cookies_named(file: Path) -> set[str]:
    """The constants that name the cookies which a module sets."""
    calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
    setting = [
        c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "set_cookie"
    ]
    return {call.args[0].id for call in setting if isinstance(call.args[0], ast.Name)}


def test_no_script_writes_in_the_browser() -> None:
    script = (HERE / "static/portal.js").read_text("utf-8")
    assert not [w for w in ("cookie", "localStorage", "sessionStorage", "indexedDB") if w in script]


def test_the_table_has_a_row_for_each_thing_collected_with_its_duration(visit: Visit) -> None:
    page = visit("donnees-personnelles")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    assert list(ROWS) == [item.id for item in COLLECTED]
    assert len(rows) == len(COLLECTED)
    assert [
        row for row, lasts in zip(rows, ROWS.values(), strict=True) if not row.endswith(lasts)
    ] == []


def test_a_whole_visit_without_a_press_leaves_no_cookie(visit: Visit) -> None:
    for path in (
        "",
        "aides",
        "aides/rsa",
        "lieux?commune=Nanterre",
        "recherche?q=loyer",
        "confort",
    ):
        visit(path)
    result(visit)
    people.result(visit, people.KARIM)
    visit("simulateur/expert").press("Calculer", {"age": "36"})
    assert visit.cookies == {}


def test_a_log_line_has_the_fields_of_the_list_and_no_other(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    secret = {
        "User-Agent": "monnavigateur",
        "Referer": "https://avant.example",
        "X-Forwarded-For": "9.9.9.9",
    }
    with caplog.at_level(logging.INFO, logger="portal"):
        visit("recherche?q=monsecret", headers=secret, cookies={"confort": "grand"})
    line = json.loads(caplog.records[-1].getMessage())
    assert tuple(line) == LOGGED
    assert line["path"] == "/fr/recherche"
    assert line["status"] == 200
    words = ("monsecret", "monnavigateur", "avant.example", "9.9.9.9", "grand", "testclient")
    assert not [word for word in words if word in caplog.text]


def test_a_refused_request_is_logged_too(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        visit("", headers={"Host": "mechant.example"})
    assert json.loads(caplog.records[-1].getMessage())["status"] == 400
