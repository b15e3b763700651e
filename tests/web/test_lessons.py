"""Lessons: a step at a time, a screen to practise on, a question with a kind word."""

import pytest

from portal.services.site import Site
from tests.reader import Visit
from tests.web.journeys import GESTURES

LESSON = "apprendre/mot-de-passe"


def test_a_lesson_goes_from_its_first_step_to_its_question(visit: Visit, site: Site) -> None:
    steps = site.library.lessons["mot-de-passe"].steps
    page = visit(LESSON).follow("Commencer")
    for number, step in enumerate(steps, start=1):
        assert page.h1 == step.title
        assert f"Étape {number} sur {len(steps)}" in page.text()
        if number < len(steps):
            page = page.follow("Étape suivante")
    assert page.follow("Étape d’avant").h1 == steps[-2].title
    practice = page.follow("S’entraîner")
    assert practice.follow("Passer à la question").path.endswith("/question")


def test_in_every_lesson_a_gesture_done_right_is_praised(visit: Visit, site: Site) -> None:
    practices = {id_: one.practice for id_, one in site.library.lessons.items() if one.practice}
    assert len(practices) > 8
    for lesson, gesture in practices.items():
        page = visit(f"apprendre/{lesson}/essayer").press(*GESTURES[gesture])
        assert "Bravo, c’est bien cela." in page.text("//div[@role='status']"), lesson


def test_a_gesture_done_wrong_can_be_tried_again(visit: Visit) -> None:
    wrong = {"mot-de-passe": "nom", "oubli": "ami"}
    page = visit(f"{LESSON}/essayer").press("C’est choisi", wrong)
    assert "Pas encore." in page.text("//div[@role='status']")
    assert "Bravo" in page.press(*GESTURES["mot-de-passe"]).text("//div[@role='status']")


@pytest.mark.parametrize("screen", ["essayer", "question"])
def test_an_empty_form_says_what_is_missing(visit: Visit, screen: str) -> None:
    page = visit(f"{LESSON}/{screen}", send=[])
    assert page.status == 422
    assert page.title.startswith("Erreur : ")
    assert page.find("//div[@class='errors']//a").get("href").startswith("#")


def test_every_answer_of_a_quiz_gets_its_kind_word(visit: Visit, site: Site) -> None:
    for choice in site.library.lessons["mot-de-passe"].quiz.choices:
        page = visit(f"{LESSON}/question").choose(choice.text)
        assert choice.feedback in page.text("//div[@role='status']")
        assert ("Une autre leçon" in page.links) is choice.right
        assert ("Essayer encore" in page.links) is not choice.right


@pytest.mark.parametrize("given", ["99", "-1", "x", "", "9" * 5000, "²", "٩٩"])
def test_an_answer_that_does_not_exist_is_taken_as_none(visit: Visit, given: str) -> None:
    assert visit(f"{LESSON}/question", send=[("reponse", given)]).status == 422


def test_an_answer_is_never_plain_in_the_address(visit: Visit) -> None:
    page = visit(f"{LESSON}/question").choose("Karima1980")
    assert page.address.startswith(f"/fr/{LESSON}/question?r=gAAAA")


@pytest.mark.parametrize("screen", ["essayer", "question"])
def test_a_damaged_link_shows_the_screen_as_new(visit: Visit, screen: str) -> None:
    page = visit(f"{LESSON}/{screen}?r=gAAAAx")
    assert page.status == 200
    assert not page.tree.xpath("//div[@role='status']")
