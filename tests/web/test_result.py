"""What the self-test leads to: a kind of help, a named place, a date, lessons."""

import pytest

from tests.reader import Visit
from tests.web.journeys import APPOINTMENT, WORKSHOP, name_of, result


def test_at_ease_one_is_sent_to_the_terminal(visit: Visit) -> None:
    page = result(visit)
    assert page.h1 == "Vous pouvez faire vos démarches sur la borne"
    assert "Vous vous débrouillez bien avec" in page.text()


def test_a_workshop_is_named_with_its_day_its_seats_and_that_it_is_an_example(
    visit: Visit,
) -> None:
    page = result(visit, WORKSHOP)
    meeting = page.text("//div[@class='meeting']")
    assert page.h1 == "Un atelier va vous faire avancer"
    assert "(exemple)" in meeting
    assert "places libres" in meeting
    assert "Exemple : cet atelier n’existe pas vraiment." in meeting
    assert "On peut vous aider pour" in page.text()


def test_an_appointment_says_what_to_say(visit: Visit) -> None:
    page = result(visit, APPOINTMENT)
    assert page.h1 == "Une personne fait vos démarches avec vous"
    assert "Bonjour, je voudrais un rendez-vous" in page.text("//p[@class='say']")


@pytest.mark.parametrize(
    "given", [{}, WORKSHOP, APPOINTMENT], ids=["terminal", "workshop", "person"]
)
def test_a_result_names_a_place_and_never_a_score(visit: Visit, given: dict[str, str]) -> None:
    page = result(visit, given)
    assert page.text("//div[@class='meeting']//h3")
    words = page.text("//main").casefold()
    assert not [word for word in ("score", "points", "sur 8", "éligible", "%") if word in words]


def test_a_wish_given_near_a_border_wins(visit: Visit) -> None:
    near = {**WORKSHOP, "preference": "rendez-vous"}
    assert result(visit, near).h1 == "Une personne fait vos démarches avec vous"


def test_all_three_safety_tasks_missed_advise_a_safety_workshop(visit: Visit) -> None:
    page = result(visit, {"piege": "passe", "mot-de-passe": "passe", "quitter": "passe"})
    assert "Un conseil : apprenez à éviter les pièges." in page.text()
    assert "securite" not in page.address


def test_preferring_to_listen_is_told_to_the_reception(visit: Visit) -> None:
    assert "Vous préférez écouter" in result(visit, {"ecouter": "ecouter"}).text()


def test_the_nearest_place_is_named_after_a_commune(visit: Visit) -> None:
    page = result(visit).press("Trouver", {"commune": "bourg la reine"})
    assert "Bourg-la-Reine" in page.text("//div[@class='meeting']")
    assert page.find("//input[@id='commune']").get("value") == "Bourg-la-Reine"


@pytest.mark.parametrize("typed", ["", "Marseille", "<b>", "x" * 500])
def test_a_commune_that_is_not_known_comes_back_with_an_error(visit: Visit, typed: str) -> None:
    page = result(visit).press("Trouver", {"commune": typed})
    assert page.status == 422
    assert page.title.startswith("Erreur : ")
    assert page.find("//div[@class='errors']//a").get("href") == "#commune"
    assert name_of(page.press("Trouver", {"commune": "Sceaux"})) == "resultat"


def test_a_postal_code_of_several_communes_asks_which_one(visit: Visit) -> None:
    page = result(visit).press("Trouver", {"commune": "78490"})
    towns = page.tree.xpath("//button[@name='commune']")
    assert len(towns) > 1
    chosen = page.press(" ".join(towns[0].text_content().split()))
    assert chosen.status == 200
