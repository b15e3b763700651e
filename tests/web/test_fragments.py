"""Each part that htmx swaps is the same part of the whole page."""

from urllib.parse import unquote

import pytest

from portal.web.render import HERE
from tests.reader import TOKEN, Page, Visit, shape
from tests.web import people
from tests.web.journeys import go_to, result

PATHS = {
    "places/_index": ["lieux", "lieux?commune=Nanterre&page=2", "lieux?commune=xyz", "lieux?commune=78490",
                      "lieux?commune=Nanterre&gratuit=oui", "lieux?commune=Rambouillet&besoin=ordinateurs"],
    "search/_index": ["recherche", "recherche?q=loyer", "recherche?q=danger", "recherche?q=xyzzy"],
    "lessons/_step": ["apprendre/mot-de-passe/1", "apprendre/mot-de-passe/6"],
    "lessons/_practice": ["apprendre/mot-de-passe/essayer"],
    "lessons/_quiz": ["apprendre/mot-de-passe/question"],
    "selftest/_step": ["autotest/appareil"],
    "selftest/_result": [],
    "simulation/_step": ["simulateur/ville"],
    "simulation/_result": [],
    "simulation/_later": [],
    "simulation/_whatif": [],
}  # fmt: skip
"""The addresses at which each swappable template is proven; journeys add their own below."""

LEARNING = "apprendre/mot-de-passe"


def same(whole: Page, part: Page) -> None:
    """The fragment is one element, and the page holds the same."""
    assert whole.status == part.status
    assert whole.tree.tag == "html"
    children = list(part.tree)
    assert len(children) == 1
    assert shape(children[0]) == whole.element(children[0].get("id"))


def test_every_template_that_can_be_swapped_is_proven_here() -> None:
    templates = HERE / "templates"
    parts = {
        str(file.relative_to(templates).with_suffix("")) for file in templates.glob("*/_*.html")
    }
    pages = {part for part in parts if (templates / f"{part.replace('/_', '/')}.html").is_file()}
    assert pages == set(PATHS)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("path", [path for paths in PATHS.values() for path in paths])
def test_the_part_equals_the_page(visit: Visit, path: str, lang: str) -> None:
    same(visit(path, lang), visit(path, lang, htmx=True))


@pytest.mark.parametrize("name", ["frequence", "porte", "adresse", "corriger", "assistant"])
def test_a_question_equals_its_page(visit: Visit, name: str) -> None:
    page = go_to(visit, name)
    same(page, visit(page.address, htmx=True))


def test_a_hint_equals_its_page(visit: Visit) -> None:
    question = go_to(visit, "adresse")
    wrong = {"adresse": "marie"}
    same(question.press("C’est écrit", wrong), question.press("C’est écrit", wrong, htmx=True))


@pytest.mark.parametrize("name", ["frequence", "adresse"])
def test_an_error_equals_its_page(visit: Visit, name: str) -> None:
    page = go_to(visit, name)
    found = TOKEN.search(page.address)
    sent = [("r", unquote(found[0]) if found else "")]
    same(visit(page.path, send=sent), visit(page.path, send=sent, htmx=True))


def test_a_result_equals_its_page_with_and_without_a_commune(visit: Visit) -> None:
    page = result(visit)
    same(page, visit(page.address, htmx=True))
    for commune in ("Sceaux", "xyz", "78490"):
        typed = {"commune": commune}
        same(page.press("Trouver", typed), page.press("Trouver", typed, htmx=True))


@pytest.mark.parametrize("name", ["age", "activite", "enfants", "enfants-details", "montants", "sante"])  # fmt: skip
def test_a_question_of_the_simulator_equals_its_page(visit: Visit, name: str) -> None:
    page = people.go_to(visit, name, people.SANDRA)
    same(page, visit(page.address, htmx=True))
    wrong = [("r", page.find("//form//input[@name='r']").get("value"))]
    same(visit(page.path, send=wrong), visit(page.path, send=wrong, htmx=True))


@pytest.mark.parametrize("room", ["resultat", "plus-tard", "et-si", "et-si/naissance", "besoins"])
def test_what_the_simulator_finds_equals_its_page(visit: Visit, room: str) -> None:
    address = people.result(visit, people.SANDRA).address.replace("/resultat", f"/{room}")
    same(visit(address), visit(f"{address}&tout=oui", htmx=True))


@pytest.mark.parametrize("fields", [[], [("mot-de-passe", "nom")], [("mot-de-passe", "mots"), ("oubli", "refaire")]])  # fmt: skip
def test_a_practice_equals_its_page(visit: Visit, fields: list[tuple[str, str]]) -> None:
    path = f"{LEARNING}/essayer"
    same(visit(path, send=fields), visit(path, send=fields, htmx=True))


@pytest.mark.parametrize("fields", [[], [("reponse", "0")], [("reponse", "2")]])
def test_a_quiz_equals_its_page(visit: Visit, fields: list[tuple[str, str]]) -> None:
    path = f"{LEARNING}/question"
    same(visit(path, send=fields), visit(path, send=fields, htmx=True))


def test_going_back_or_reloading_gets_the_whole_page(visit: Visit) -> None:
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    boosted = {"HX-Request": "true", "HX-Request-Type": "full"}
    for headers in (back, boosted, {}):
        assert visit("lieux", headers=headers).tree.tag == "html"
    assert visit("lieux", htmx=True).tree.tag == "main"


def test_caches_keep_the_part_and_the_page_apart(visit: Visit) -> None:
    assert "HX-Request" in visit("lieux").headers["vary"]
    assert "HX-Request" in visit("lieux", htmx=True).headers["vary"]


def test_a_swap_gives_the_browser_the_address_that_a_reload_can_open(visit: Visit) -> None:
    question = go_to(visit, "adresse")
    after = question.press("C’est écrit", {"adresse": "marie"}, htmx=True)
    assert visit(after.headers["hx-push-url"]).status == 200
    found = TOKEN.search(question.address)
    sent = [("r", unquote(found[0]) if found else "")]
    empty = visit(question.find("//form[@id='tache']").get("action"), send=sent, htmx=True)
    assert empty.status == 422
    assert visit(empty.headers["hx-push-url"]).path == "/fr/autotest/adresse"


def test_every_htmx_attribute_says_what_the_form_says(visit: Visit) -> None:
    for page in (go_to(visit, "adresse"), visit("aides/rsa"), visit("lieux"), visit("recherche")):
        for form in page.tree.xpath("//form[@data-hx-post or @data-hx-get]"):
            swap = form.get("data-hx-post") or form.get("data-hx-get")
            method = "post" if form.get("data-hx-post") else "get"
            assert (form.get("action"), form.get("method")) == (swap, method)
            target = form.get("data-hx-target")
            assert target == "this" or page.find(f"//*[@id='{target[1:]}']") is not None
