"""For counsellors: every question on one page, one press, and nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from portal.services.simulation.expert import FORM, read
from portal.services.site import Site
from tests.calculators import LittleLaw
from tests.reader import TOKEN, Page, Visit

SANDRA = {
    "commune": "Nanterre", "age": "36", "nationality": "FR", "activity": "salarie", "couple": "non",
    "children": "8, 4 g", "housing": "hlm", "rent": "480,50", "income_salary": "1 200,50 €",
    "savings": "3 000", "pregnant": "non", "disability_rate": "", "judgment": "oui",
}  # fmt: skip
COUPLE = {
    **SANDRA, "couple": "oui", "partner.age": "1988", "partner.activity": "chomage",
    "partner.income_unemployment": "700",
}  # fmt: skip
FIELDS = [asked.name for section in FORM.values() for asked in section]
BAD = [
    ("rent", "-5", "sans le signe moins"), ("rent", "beaucoup", "en chiffres, sans lettres"),
    ("income_salary", "1000000", "Ce nombre est trop grand"), ("age", "2099", "pas encore arrivée"),
    ("children", "8, quatre", "sans lettres"), ("children", "8 z", "sans lettres"),
    ("children", "2099", "pas encore arrivée"), ("commune", "Xyzville", "Nous ne connaissons pas"),
    ("commune", "Saint-Denis", "Plusieurs villes"), ("disability_rate", "mille", "sans lettres"),
    ("tax_income", "1 000 000", "trop grand"), ("partner.income_pension", "-1", "signe moins"),
]  # fmt: skip


@pytest.fixture
def engine(app: Starlette, site: Site) -> LittleLaw:
    app.state.calculator = law = LittleLaw()
    return law


def calculated(visit: Visit, fields: Mapping[str, str]) -> Page:
    return visit("simulateur/expert").press("Calculer", fields)


def held(page: Page) -> dict[str, str]:
    """What every input of the form shows, but for those left empty."""
    form = "//form[@class='expert']"
    typed = page.tree.xpath(f"{form}//input[@type='text'] | {form}//input[@checked]")
    return {one.get("name"): one.get("value") for one in typed if one.get("value")}


def test_every_field_of_the_form_is_on_the_page_with_its_label(visit: Visit) -> None:
    page = visit("simulateur/expert")
    names = {one.get("name") for one in page.tree.xpath("//form[@class='expert']//input")}
    assert names == {*FIELDS, "date"}
    assert all(name.strip() for name in page.tree.xpath("//form[@class='expert']//legend/text()"))


def test_one_press_gives_the_whole_result(visit: Visit, engine: LittleLaw) -> None:
    page = calculated(visit, SANDRA)
    assert (page.status, page.path) == (200, "/fr/simulateur/expert")
    table = page.text("//section[@id='resultat']//table")
    assert {"Aide", "Montant", "Pourquoi"} <= set(page.tree.xpath("//table//th/text()"))
    assert "Sûrement" in page.text("//section[@id='resultat']")
    assert "environ 149 € par mois" in table
    assert "C’est bon : il faut" in table
    assert held(page) == {name: typed for name, typed in SANDRA.items() if typed}
    assert not TOKEN.sub("", page.address).count("Nanterre")


def test_the_household_asked_is_the_one_that_was_typed(visit: Visit, engine: LittleLaw) -> None:
    calculated(visit, COUPLE)
    (home, *_) = engine.asked[0]["households"]
    assert (home["commune"], home["rent"], home["income_salary"]) == ("92050", 480.5, 1200.5)
    assert [(child["age"], child["custody"]) for child in home["children"]] == [
        (8, "pleine"), (4, "alternee"),
    ]  # fmt: skip
    assert home["partner"] == {"birth": "1988", "activity": "chomage", "income_unemployment": 700.0}


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("8", [("8", "pleine")]), ("8 ans; 4 ans alternée", [("8", "pleine"), ("4", "alternee")]),
        ("2019 x", [("2019", "ailleurs")]), ("8, 4 G, ", [("8", "pleine"), ("4", "alternee")]),
        ("10/05/2019g", [("2019-05-10", "alternee")]), ("0", []),
    ],
)  # fmt: skip
def test_children_are_read_as_one_notes_them(
    site: Site, typed: str, ages: list[tuple[str, str]]
) -> None:
    household, faults = read(site, {"children": typed}, site.today())
    assert household
    assert not faults
    found = [(str(c.birth or c.age), c.custody) for c in household.children or ()]
    assert found == ages


@pytest.mark.parametrize(("field", "typed", "said"), BAD)
def test_a_fault_is_said_at_its_field_and_all_the_rest_stays(
    visit: Visit, field: str, typed: str, said: str
) -> None:
    sent = {**COUPLE, field: typed}
    page = calculated(visit, sent)
    assert page.status == 422
    assert page.title.startswith("Erreur : ")
    (link,) = page.tree.xpath("//div[@class='errors']//a")
    assert link.get("href") == f"#{field}"
    assert said in page.text(f"//*[@id='{field}-aide']/strong")
    wrong = page.find(f"//input[@id='{field}']")
    assert (wrong.get("value"), wrong.get("aria-invalid")) == (typed, "true")
    assert held(page) == {name: text for name, text in sent.items() if text}
    assert not page.tree.xpath("//section[@id='resultat']")


def test_every_fault_is_listed_at_once(visit: Visit) -> None:
    page = calculated(visit, {**SANDRA, "rent": "-5", "age": "2099", "children": "z"})
    links = page.tree.xpath("//div[@class='errors']//a/@href")
    assert links == ["#age", "#children", "#rent"]


def test_sixteen_children_come_back_as_they_were_typed(visit: Visit) -> None:
    many = ", ".join(["8"] * 16)
    page = calculated(visit, {**SANDRA, "children": many})
    assert page.status == 422
    assert page.find("//div[@class='errors']//a").get("href") == "#children"
    assert held(page)["children"] == many
    assert calculated(visit, {**SANDRA, "children": many[:-3]}).status == 200


def test_a_partner_of_someone_alone_is_a_contradiction_that_is_said(visit: Visit) -> None:
    page = calculated(visit, {**COUPLE, "couple": "non"})
    assert page.status == 422
    assert page.find("//div[@class='errors']//a").get("href") == "#couple"
    assert "se contredisent" in page.text("//div[@class='errors']")


def test_an_empty_form_is_a_household_of_which_nothing_is_known(visit: Visit) -> None:
    page = calculated(visit, {})
    assert page.status == 200
    assert page.tree.xpath("//form[@class='expert']")


def test_another_month_is_computed_and_said(visit: Visit, engine: LittleLaw) -> None:
    page = calculated(visit, {**SANDRA, "date": "2026-05"})
    assert "date=2026-05" in page.address
    assert page.text("//h2[@id='resultat-titre']") == "Résultat, mai 2026"
    assert engine.asked[-1]["month"] == "2026-05"
    assert held(page)["date"] == "2026-05"


@pytest.mark.parametrize("month", ["2026-13", "mai", "../..", "2026-5", "<b>", "2050-01"])
def test_a_month_that_cannot_be_computed_is_said_and_nothing_is_lost(
    visit: Visit, month: str
) -> None:
    page = calculated(visit, {**SANDRA, "date": month})
    assert page.status == 422
    assert "Nous ne calculons pas ce mois" in page.text("//*[@id='erreurs']//a[@href='#date']")
    assert held(page)["date"] == month
    assert held(page)["rent"] == SANDRA["rent"]


def test_the_doubt_of_an_aid_names_the_question_and_links_to_no_journey(visit: Visit) -> None:
    page = calculated(visit, {**SANDRA, "age": ""})
    table = page.text("//section[@id='resultat']//table")
    assert "Ce n’est pas encore connu" in table
    assert not [href for href in page.tree.xpath("//table//a/@href") if "/simulateur/" in href]


def test_without_a_roof_the_counsellor_sees_the_number_first(visit: Visit) -> None:
    page = calculated(visit, {**SANDRA, "housing": "sans-domicile", "rent": ""})
    urgent = "//section[@id='resultat']//a[@href='/fr/urgences/115']"
    assert page.tree.xpath(f"{urgent}[following::table and not(preceding::table)]")


TYPED = st.text(max_size=30) | st.sampled_from(
    ["0", "-1", "1 200,50 €", "8, 4 g", "2099", "oui", "non", "Saint-Denis", "92000", "1e9", "٣", "½", "²"]
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(typed=st.dictionaries(st.sampled_from(FIELDS), TYPED, max_size=8))
def test_whatever_is_typed_gives_a_household_or_faults_at_fields(
    site: Site, typed: dict[str, str]
) -> None:
    household, faults = read(site, typed, site.today())
    assert (household is None) == bool(faults)
    assert set(faults) <= {*FIELDS}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_form_and_its_result_stand_in_every_language(visit: Visit, lang: str) -> None:
    door: Any = visit("simulateur/expert", lang)
    button = door.text("//form[@class='expert']//button")
    page = door.press(button, COUPLE)
    assert page.status == 200
    assert page.tree.xpath("//section[@id='resultat']//tbody")
