"""The outer wall: known hosts, small bodies, own forms only, strict headers."""

from collections.abc import Iterator

import pytest

from portal.web.security import MOST_BYTES
from tests.reader import Visit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "LOCALHOST", "[::1]", "[::1]:8000"]
)
def test_a_known_host_is_answered(visit: Visit, host: str) -> None:
    assert visit("", headers={"Host": host}).h1


@pytest.mark.parametrize(
    "host",
    ["mechant.example", "localhost.mechant.example", "", "localhost@mechant.example", "[::2]"],
)
def test_an_unknown_host_is_refused_in_one_line(visit: Visit, host: str) -> None:
    page = visit("", headers={"Host": host})
    assert page.status == 400
    assert page.body == "Adresse inconnue : ajoutez ce nom à PORTAL_HOSTS.\n"


def test_a_body_of_64_kb_is_read_and_one_byte_more_is_refused(visit: Visit) -> None:
    right = b"theme=" + b"x" * (MOST_BYTES - len(b"theme="))
    assert visit.client.post("/fr/confort", content=right, headers=FORM).status_code == 303
    heavy = visit.client.post("/fr/confort", content=right + b"x", headers=FORM)
    assert heavy.status_code == 413
    assert "64 Ko au plus" in heavy.text


def test_a_body_that_hides_its_weight_is_refused_while_it_is_read(visit: Visit) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(70):
            yield b"x" * 1024

    answer = visit.client.post("/fr/confort", content=pieces(), headers=FORM)
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["beaucoup", "-1", "1e3"])
def test_a_weight_that_is_no_number_is_refused(visit: Visit, length: str) -> None:
    answer = visit.client.post(
        "/fr/confort", content=b"x", headers={**FORM, "Content-Length": length}
    )
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    "path", ["effacer", "confort", "autotest/appareil", "autotest/fin", "feuille-de-route/garder"]
)
def test_a_form_of_another_site_is_refused(visit: Visit, path: str, site: str) -> None:
    page = visit(path, send=[("fiche", "aids/rsa")], headers={"Sec-Fetch-Site": site}, follow=False)
    assert page.status == 403
    assert "vient d’un autre site" in page.body
    assert visit.cookies == {}


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_form_is_taken(visit: Visit, site: str) -> None:
    page = visit("confort", send=[], headers={"Sec-Fetch-Site": site}, follow=False)
    assert page.status == 303


def test_a_link_from_another_site_opens_a_page(visit: Visit) -> None:
    assert visit("aides", headers={"Sec-Fetch-Site": "cross-site"}).h1 == "Mes droits et mes aides"


@pytest.mark.parametrize("path", ["/fr/", "/fr/nulle-part", "/static/portal.css", "/sante", "/"])
def test_every_answer_is_hardened(visit: Visit, path: str) -> None:
    page = visit(path, follow=False)
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "geolocation=()" in page.headers["permissions-policy"]
    assert page.headers["cross-origin-opener-policy"] == "same-origin"


def test_a_refusal_is_hardened_too(visit: Visit) -> None:
    assert visit("", headers={"Host": "mechant.example"}).headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_a_method_that_no_page_uses_is_refused(visit: Visit, method: str) -> None:
    assert visit.client.request(method, "/fr/").status_code == 405


def test_opening_the_address_of_a_form_is_refused_in_one_line(visit: Visit) -> None:
    for path in ("effacer", "autotest/fin", "feuille-de-route/garder"):
        assert visit(path).status in (404, 405)


@pytest.mark.parametrize("path", ["", "autotest/appareil", "recherche?q=loyer"])
def test_asking_for_the_headers_alone_is_answered(visit: Visit, path: str) -> None:
    answer = visit.client.head(f"/fr/{path}")
    assert answer.status_code == 200
    assert answer.text == ""


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"]
)
def test_what_a_person_types_is_shown_and_never_obeyed(visit: Visit, typed: str) -> None:
    for page in (
        visit("recherche").press("Chercher", {"q": typed}),
        visit("lieux").press("Voir les lieux", {"commune": typed}),
    ):
        assert typed in page.title
        assert page.find("//input[@type='search' or @name='commune']").get("value") == typed
        assert not page.tree.xpath("//img[@onerror] | //script[not(@src)]")


@pytest.mark.parametrize(
    "content",
    [b"--x\r\nbroken", b"\xff\xfe", b"r=%FF%FE&reponse=%00", b"&&&&===", b"a=1&" * 2000],
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", FORM["Content-Type"], "text/plain"])  # fmt: skip
def test_a_form_that_is_not_one_never_breaks_a_page(
    visit: Visit, content: bytes, kind: str
) -> None:
    for path in ("autotest/appareil", "confort", "feuille-de-route/garder", "autotest/resultat"):
        answer = visit.client.post(f"/fr/{path}", content=content, headers={"Content-Type": kind})
        assert answer.status_code < 500
