"""Light pages: what a visitor with a slow line has to wait for."""

import gzip

import pytest

from portal.web.render import HERE
from tests.reader import Page, Visit
from tests.web.people import result

KB = 1024
STATIC = HERE / "static"


def packed(content: bytes) -> int:
    """Bytes on the line, once compressed."""
    return len(gzip.compress(content, 9))


def assets(page: Page) -> set[str]:
    """The files that a browser asks for with this page."""
    found = page.tree.xpath(
        "//link[@rel!='alternate']/@href | //script/@src | //img/@src | //use/@href"
    )
    return {address.partition("#")[0] for address in found if address.startswith("/")}


def scripts() -> bytes:
    return b"".join(file.read_bytes() for file in STATIC.rglob("*.js"))


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_the_home_page_with_its_look_weighs_at_most_14_kb(visit: Visit, lang: str) -> None:
    page = packed(visit("", lang).body.encode())
    assert page + packed((STATIC / "portal.css").read_bytes()) <= 14 * KB


def test_the_look_and_the_scripts_weigh_at_most_30_kb() -> None:
    look = packed((STATIC / "portal.css").read_bytes())
    assert look + sum(packed(file.read_bytes()) for file in STATIC.rglob("*.js")) <= 30 * KB


@pytest.mark.parametrize(
    "path",
    ["", "aides", "aides/rsa", "autotest/appareil", "lieux", "urgences", "simulateur/ville"],
)
def test_a_page_asks_for_at_most_8_files_itself_included(visit: Visit, path: str) -> None:
    page = visit(path)
    fetched = page.tree.xpath("//*[@data-hx-trigger[contains(., 'load')]]")
    assert 1 + len(assets(page)) + len(fetched) <= 8


def test_the_longest_result_weighs_at_most_8_kb(visit: Visit) -> None:
    page = result(visit, {})
    assert 1 + len(assets(page)) <= 8
    assert packed(page.body.encode()) <= 8 * KB


def test_every_file_a_page_asks_for_is_there_and_kept_for_a_year(visit: Visit) -> None:
    for address in assets(visit("")):
        answer = visit.client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_file_without_its_version_is_asked_for_again(visit: Visit) -> None:
    assert visit.client.get("/static/portal.css").headers["cache-control"] == "no-cache"


def test_pages_travel_compressed(visit: Visit) -> None:
    page = visit("", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert int(page.headers["content-length"]) < len(page.body.encode()) / 2


def test_no_script_evaluates_text_nor_calls_another_host() -> None:
    own = (STATIC / "portal.js").read_text("utf-8")
    assert not [
        word for word in ("eval(", "new Function", "innerHTML", "document.write") if word in own
    ]
    assert own.count("http") == own.count("https://www.service-public.gouv.fr/") == 1
