"""What people type in the simulator: read as they write it, or asked again with nothing lost."""

import pytest

from tests.reader import Visit
from tests.web.people import (
    KARIM,
    OTHER_LAND,
    SANDRA,
    UNKNOWN,
    Answers,
    answer,
    asked_about,
    go_to,
    name_of,
    result,
    start,
)

MONEY = [
    ("-500", "sans le signe moins"), ("−12", "sans le signe moins"),
    ("1000000", "Ce nombre est trop grand"), ("1 000 000 €", "Ce nombre est trop grand"),
    ("douze", "en chiffres, sans lettres"), ("12 abc", "en chiffres, sans lettres"),
    ("", "Il manque votre réponse"), ("   ", "Il manque votre réponse"), ("1,2,3", "en chiffres"),
]  # fmt: skip
BIRTHS = [
    ("10/05/2094", "Cette date n’est pas encore arrivée"), ("2099", "pas encore arrivée"),
    ("31/02/1990", "Cette date n’existe pas"), ("121", "plus de 120 ans"),
    ("10/05/91", "l’année avec 4 chiffres"), ("trente", "en chiffres, sans lettres"),
]  # fmt: skip
TOWNS = [("Xyzville", "Nous ne connaissons pas cette ville"), ("", "Il manque votre réponse")]
YEARS = [("-1", "sans le signe moins"), ("2,5", "sans virgule"), ("81", "trop grand")]
BAD = [
    *(("loyer", KARIM, "montant", typed, said) for typed, said in MONEY),
    *(("montants", SANDRA, "montant-salaire", typed, said) for typed, said in MONEY),
    *(("age", KARIM, "naissance", typed, said) for typed, said in BIRTHS),
    *(("enfants-details", SANDRA, "enfant-2", typed, said) for typed, said in BIRTHS),
    *(("ville", KARIM, "ville", typed, said) for typed, said in TOWNS),
    *(("duree-titre", OTHER_LAND, "nombre", typed, said) for typed, said in YEARS),
]


@pytest.mark.parametrize(("name", "given", "field", "typed", "said"), BAD)
def test_what_cannot_be_read_comes_back_as_typed_with_what_to_mend(
    visit: Visit, name: str, given: Answers, field: str, typed: str, said: str
) -> None:
    good = given.get(name, {"nombre": "6"})
    assert not isinstance(good, str)
    page = answer(go_to(visit, name, given), {**good, field: typed})
    assert page.status == 422
    assert page.title.startswith("Erreur : ")
    assert page.find("//div[@class='errors']//a").get("href") == f"#{field}"
    assert said in page.text("//div[@class='errors']")
    assert said in page.text(f"//*[@id='{field}-faute']")
    wrong = page.find(f"//input[@id='{field}']")
    assert (wrong.get("value"), wrong.get("aria-invalid")) == (typed, "true")
    assert f"{field}-faute" in wrong.get("aria-describedby").split()
    kept = {name: text for name, text in good.items() if name != field}
    assert {name: page.find(f"//input[@id='{name}']").get("value") for name in kept} == kept
    mended = answer(page, good)
    assert mended.status == 200
    assert name_of(mended) != name


def test_an_empty_choice_or_no_box_says_what_is_missing(visit: Visit) -> None:
    for name, field in (("couple", "reponse"), ("sante", "choix-enceinte")):
        page = go_to(visit, name, KARIM)
        token = page.find("//form//input[@name='r']").get("value")
        empty = visit(page.path, send=[("r", token)])
        assert empty.status == 422
        assert empty.find("//div[@class='errors']//a").get("href") == f"#{field}"
        assert "Il manque votre réponse" in empty.text("//div[@class='errors']")


def test_none_of_these_with_a_box_ticked_is_a_contradiction(visit: Visit) -> None:
    page = go_to(visit, "sante", KARIM)
    both = page.press("Rien de tout cela", {"choix-enceinte": "oui"})
    assert both.status == 422
    assert "Ces réponses se contredisent" in both.text()
    assert both.find("//input[@id='choix-enceinte']").get("checked") is not None


def test_fifteen_children_are_answered_and_sixteen_are_not(visit: Visit) -> None:
    ages = {f"enfant-{number}": str(number) for number in range(1, 16)}
    many: Answers = {**SANDRA, "enfants": "15", "enfants-details": ages}
    question = go_to(visit, "enfants", many)
    token = question.find("//form//input[@name='r']").get("value")
    for typed, said in (("16", "Ce nombre est trop grand"), ("-1", "sans le signe moins")):
        page = visit(question.path, send=[("r", token), ("reponse", typed)])
        assert page.status == 422
        assert said in page.text("//div[@class='errors']")
    review = result(visit, many).follow("Revoir mes réponses")
    assert "15 enfants : 1 an, 2 ans" in review.text()


@pytest.mark.parametrize("typed", ["1 200,50 €", "1200.5", "1.200,50", "1 200,50 euros par mois"])
def test_an_amount_is_read_as_people_write_it(visit: Visit, typed: str) -> None:
    page = answer(go_to(visit, "loyer", KARIM), {"montant": typed})
    assert page.status == 200
    assert "1 200,50 € par mois" in page.text("//p[@class='echo']")


PUPIL: Answers = {**SANDRA, "enfants-details": {"enfant-1": "11", "enfant-2": "14"}}


def test_outside_the_territory_national_aids_alone_are_found(visit: Visit) -> None:
    here = asked_about(result(visit, PUPIL))
    assert {"pass-plus", "transport-solidaire", "allocations-familiales"} <= set(here)
    there = asked_about(result(visit, {**PUPIL, "ville": {"ville": "Marseille"}}))
    assert {"allocations-familiales", "aide-logement"} <= set(there)
    assert not {"pass-plus", "transport-solidaire", "ordinateur-collegien"} & set(there)


def test_a_town_nobody_knows_is_asked_again_and_no_zone_is_supposed(visit: Visit) -> None:
    page = answer(start(visit), {"ville": "Saint-Machin-sur-Rien"})
    assert (page.status, name_of(page)) == (422, "ville")
    assert page.find("//input[@id='ville']").get("value") == "Saint-Machin-sur-Rien"
    assert name_of(answer(page, UNKNOWN)) == "age"


def test_a_name_that_several_towns_bear_offers_each_of_them(visit: Visit) -> None:
    page = answer(start(visit), {"ville": "Saint-Denis"})
    assert page.status == 422
    assert "Plusieurs villes vont avec votre réponse" in page.text("//div[@class='errors']")
    offered = page.tree.xpath("//button[@name='code']")
    assert {"Saint-Denis (93)", "Saint-Denis (974)"} <= {
        button.text_content() for button in offered
    }
    after = page.press("Saint-Denis (93)")
    assert (name_of(after), after.status) == ("age", 200)
    assert after.text("//p[@class='echo']").startswith("Saint-Denis (93)")
    assert name_of(page.press("Chercher encore", {"ville": "Nanterre"})) == "age"


def test_an_endless_text_is_cut_and_asked_again(visit: Visit) -> None:
    page = answer(go_to(visit, "loyer", KARIM), {"montant": "9" * 5000})
    assert page.status == 422
    assert len(page.find("//input[@id='montant']").get("value")) == 100
