"""« Et si… ? », as a person reads it: the answer in sentences, the drawing, the same numbers."""

import re
from typing import Any

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.requests import Request

from portal.domain.household import Child, Household
from portal.domain.whatif import CHANGES
from portal.services.engine.calculator import Calculator
from portal.services.simulation.changes import read, tile, tiles
from portal.services.simulation.curve import curve
from portal.services.simulation.whatif import compare
from portal.services.site import Site
from portal.web.render import render
from tests import rules
from tests.calculators import Unavailable
from tests.reader import shape, words_of
from tests.whatif_values import TODAY, SalaryEngine, person

MOST_ELEMENTS = 300
PARENT = person(age=46, income_salary=1150, children=(Child(age=5), Child(age=8)))
"""Everything at once: five changes offered, every part of the drawing, a step down ahead."""


def context(
    site: Site,
    lang: str,
    household: Household,
    change_id: str = "",
    typed: dict[str, str] | None = None,
    engine: Calculator | None = None,
) -> dict[str, Any]:
    """What the route gives to the template."""
    language, calculator = site.languages[lang], engine or SalaryEngine()
    form = read(site, change_id, typed or {}, language=language) if change_id else None
    told = None
    if form and form.ready:
        told = compare(
            site,
            household,
            change_id,
            values=form.values,
            calculator=calculator,
            language=language,
        )
    return {
        "change": tile(change_id, language) if change_id else None,
        "changes": tiles(household, TODAY, language),
        "comparison": told,
        "curve": None if change_id else curve(site, household, calculator, language=language),
        "form": form,
        "wrong": bool(form and typed is not None and not form.ready),
        "token": "scelle",
    }


def shown(
    app: Starlette,
    site: Site,
    change_id: str = "",
    *,
    lang: str = "fr",
    household: Household = PARENT,
    typed: dict[str, str] | None = None,
    engine: Calculator | None = None,
    htmx: bool = False,
) -> html.HtmlElement:
    """The page, or its part for htmx, once every rule of a page is checked."""
    path = f"/{lang}/simulateur/et-si" + (f"/{change_id}" if change_id else "")
    headers = [(b"host", b"localhost"), *([(b"hx-request", b"true")] if htmx else [])]
    request = Request(
        {
            "type": "http", "app": app, "method": "GET", "path": path, "query_string": b"r=scelle",
            "headers": headers, "scheme": "http", "server": ("localhost", 80), "root_path": "",
        }
    )  # fmt: skip
    known = context(site, lang, household, change_id, typed, engine)
    body = bytes(render(request, "simulation/whatif", fragment=True, **known).body).decode()
    root = html.fragment_fromstring(body, "main") if htmx else html.document_fromstring(body)
    assert rules.faults(root, path, whole=not htmx) == []
    return root


def said(root: html.HtmlElement, selector: str = "//main") -> str:
    return re.sub(r"\s", " ", " ".join(words_of(one) for one in root.xpath(selector)))


def test_the_first_screen_offers_the_changes_that_can_happen(app: Starlette, site: Site) -> None:
    root = shown(app, site)
    offered = [words_of(strong) for strong in root.xpath("//ul[@class='tiles']//strong")]
    assert offered == [
        "Travailler plus", "Avoir un bébé", "Vivre en couple", "Déménager", "Avoir 65 ans",
    ]  # fmt: skip
    links = root.xpath("//ul[@class='tiles']//a/@href")
    assert links[0] == "/fr/simulateur/et-si/heures?r=scelle"


def test_sentences_come_before_the_drawing_and_the_drawing_before_its_table(
    app: Starlette, site: Site
) -> None:
    text = said(shown(app, site))
    order = [
        "Ici, gagner plus fait baisser vos ressources",
        "gagner 100 € de plus fait baisser vos ressources d’environ 100 €",
        "De bas en haut",
        "Les mêmes nombres, en tableau",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Vous êtes ici." in text


def test_the_drawing_has_a_name_one_sentence_and_no_colour_of_its_own(
    app: Starlette, site: Site
) -> None:
    (drawing,) = shown(app, site).xpath("//*[@role='img']")
    title, description = (
        words_of(one) for one in (drawing.find(".//title"), drawing.find(".//desc"))
    )
    assert drawing.get("aria-labelledby") == "dessin-titre dessin-texte"
    assert title
    assert description.startswith("Sans salaire")
    assert description.count(".") == 1
    colours = drawing.xpath(".//@fill[not(starts-with(., 'url(#') or . = 'none')] | .//@stroke")
    assert colours == []
    patterns = {f"url(#{id_})" for id_ in drawing.xpath(".//pattern/@id")}
    assert patterns >= set(drawing.xpath(".//@fill[starts-with(., 'url')]"))


def test_each_number_of_the_drawing_is_in_its_key(app: Starlette, site: Site) -> None:
    root = shown(app, site)
    keys = [words_of(one) for one in root.xpath("//ul[@class='chart-keys']/li")]
    marks = root.xpath("//*[@role='img']//text/text()")
    assert marks
    assert all(any(key.startswith(f"{mark}. ") for key in keys) for mark in marks)
    assert "1. Salaire" in keys


def test_the_table_is_open_and_says_the_points_of_the_curve(app: Starlette, site: Site) -> None:
    root = shown(app, site)
    told = curve(site, PARENT, SalaryEngine(), language=site.languages["fr"])
    rows = root.xpath("//details[@open]//tbody/tr")
    cells = [[words_of(cell) for cell in row.xpath("td")] for row in rows]
    assert cells == [
        [" ".join(text.split()) for text in (*row.parts, row.total)] for row in told.rows
    ]
    headings = root.xpath("//details//thead//th")
    assert len(headings) == 1 + len(cells[0])
    assert [words_of(row.find("th")) for row in rows if "(vous)" in words_of(row)] == [
        "1 150 € (vous)"
    ]


def test_the_drawing_reads_from_left_to_right_on_a_page_that_does_not(
    app: Starlette, site: Site
) -> None:
    root = shown(app, site, lang="ar")
    (drawing,) = root.xpath("//*[@role='img']")
    assert root.get("dir") == "rtl"
    assert drawing.xpath("ancestor::*[@dir][1]/@dir") == ["ltr"]


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("change_id", ["", *CHANGES])
def test_every_page_is_light_enough_to_look_through(
    lang: str, change_id: str, app: Starlette, site: Site
) -> None:
    typed = {"loyer": "600", "pension": "700"}
    root = shown(app, site, change_id, lang=lang, typed=typed)
    assert len(root.xpath("//*")) <= MOST_ELEMENTS


@pytest.mark.parametrize("change_id", ["", "heures", "demenagement"])
def test_what_htmx_swaps_is_the_same_part(change_id: str, app: Starlette, site: Site) -> None:
    (whole,) = shown(app, site, change_id).xpath("//section[@id='etape']")
    (part,) = shown(app, site, change_id, htmx=True).xpath("//section[@id='etape']")
    assert shape(whole) == shape(part)


def test_a_change_is_answered_in_sentences_with_the_sheets_to_read(
    app: Starlette, site: Site
) -> None:
    root = shown(app, site, "heures", household=person(income_salary=300))
    assert words_of(root.find(".//h1")) == "Et si vous travailliez plus ?"
    assert said(root, "//section[@aria-labelledby='reponse']") == (
        "Ce qui changerait "
        "Avec 10 heures de travail de plus par semaine, "
        "vous auriez environ 422 € de salaire en plus. "
        "Vous n’auriez plus « RSA », environ 300 € par mois. "
        "Votre prime d’activité augmenterait d’environ 119 € par mois. "  # 120 € less 0.5 % of CRDS
        "En tout, il vous resterait environ 242 € de plus par mois."
    )
    assert "/fr/aides/prime-activite" in root.xpath("//main//a/@href")


def test_a_change_that_needs_values_asks_for_them_first(app: Starlette, site: Site) -> None:
    root = shown(app, site, "retraite-65")
    assert root.xpath("//section[@aria-labelledby='reponse']") == []
    (field,) = root.xpath("//form//input[@name='pension']")
    assert field.get("inputmode") == "decimal"
    (form,) = root.xpath("//main//form[.//input[@name='pension']]")
    assert form.get("action") == "/fr/simulateur/et-si/retraite-65?r=scelle"


def test_a_fault_leads_to_its_field_and_keeps_what_was_typed(app: Starlette, site: Site) -> None:
    root = shown(app, site, "demenagement", typed={"ville": "Nanterre", "loyer": "cher"})
    assert words_of(root.find(".//title")).startswith("Erreur : ")
    (link,) = root.xpath("//div[@class='errors']//a/@href")
    (field,) = root.xpath(f"//input[@id='{link[1:]}']")
    assert (field.get("name"), field.get("value"), field.get("aria-invalid")) == (
        "loyer",
        "cher",
        "true",
    )
    assert root.xpath("//input[@name='ville']/@value") == ["Nanterre"]


def test_nothing_typed_where_something_is_needed_is_said(app: Starlette, site: Site) -> None:
    root = shown(app, site, "demenagement", typed={"ville": "", "loyer": ""})
    assert "Écrivez au moins une réponse." in said(root, "//div[@class='errors']")


def test_among_several_towns_enter_searches_again_and_a_press_chooses(
    app: Starlette, site: Site
) -> None:
    root = shown(app, site, "demenagement", typed={"ville": "saint-ge"})
    form = "//main//form[.//input[@name='ville']]"
    first = root.xpath(f"({form}//button[@type='submit'])[1]")
    assert words_of(first[0]) == "Chercher encore"
    assert "78551" in root.xpath(f"{form}//button[@name='code']/@value")


@pytest.mark.parametrize("change_id", ["", "heures", "naissance"])
def test_without_the_engine_the_page_still_helps(
    change_id: str, app: Starlette, site: Site
) -> None:
    root = shown(app, site, change_id, engine=Unavailable("late"))
    text = said(root)
    assert "Le calcul ne répond pas en ce moment." in text
    assert root.xpath("//*[@role='img']") == []
    assert len(root.xpath("//main//a[contains(@href, '/simulateur/et-si/')]")) >= 4
    if change_id:
        assert root.xpath("//main//a[contains(@href, '/fr/aides/')]")
    assert "Une personne peut vous aider" in said(root, "//body")
