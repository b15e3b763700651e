"""Questions and tasks: what counts as done, and how many points it gives."""

import pytest
from pydantic import ValidationError

from portal.domain.question import TRIED, Question, Task, mark, succeeds
from tests.values import choices, task


def gesture(hint: str | None = None) -> Task:
    found = task("adresse", hint=hint).task
    assert found
    return found


@pytest.mark.parametrize("typed", ["oui", "OUI", "  Oui ", "\toui\n", "D’Accord", "d’accord  "])
def test_case_and_spaces_do_not_count(typed: str) -> None:
    assert succeeds(gesture(), {"champ": typed})


@pytest.mark.parametrize("typed", ["", "o ui", "ouii", "non"])
def test_another_word_is_not_accepted(typed: str) -> None:
    assert not succeeds(gesture(), {"champ": typed})


def test_every_expected_field_must_be_right() -> None:
    two = gesture().model_copy(update={"expect": {"carte": ("train",), "dossier": ("voyages",)}})
    assert succeeds(two, {"carte": "train", "dossier": "Voyages"})
    assert not succeeds(two, {"carte": "train", "dossier": "photos"})
    assert not succeeds(two, {"carte": "train"})


def test_a_first_success_is_a_full_success() -> None:
    assert mark(gesture(hint="Regardez."), {"champ": "oui"}, None) == "reussi"


def test_a_first_miss_shows_the_hint_and_the_next_success_is_worth_half() -> None:
    hinted = gesture(hint="Regardez.")
    first = mark(hinted, {"champ": "non"}, None)
    assert first == TRIED
    second = mark(hinted, {"champ": "oui"}, first)
    assert second == "indice"
    assert task("x", hint="Regardez.").points(second) == task("x").points("reussi") // 2 == 1


def test_a_second_miss_closes_the_task_without_points() -> None:
    assert mark(gesture(hint="Regardez."), {"champ": "non"}, TRIED) == "rate"
    assert task("x").points("rate") == task("x").points("passe") == 0


def test_without_a_hint_the_first_miss_closes_the_task() -> None:
    assert mark(gesture(), {"champ": "non"}, None) == "rate"


def test_sending_a_hinted_success_again_keeps_half_the_points() -> None:
    assert mark(gesture(hint="Regardez."), {"champ": "oui"}, "indice") == "indice"


def test_a_try_that_waits_for_its_hint_leaves_the_question_open() -> None:
    assert TRIED not in task("x", hint="Regardez.").answers


def test_a_choice_gives_no_points() -> None:
    assert choices("age", "jeune", "vieux").points("jeune") == 0


def test_a_question_has_choices_or_a_task_and_never_both() -> None:
    with pytest.raises(ValidationError, match="l’un des deux"):
        Question(id="x", text="Et ?", why="Pour savoir.")
    with pytest.raises(ValidationError, match="l’un des deux"):
        Question(**{**dict(choices("x", "oui")), "task": gesture()})


def test_a_question_of_15_words_is_refused() -> None:
    assert Question(**{**dict(choices("x", "oui")), "text": "mot " * 14})
    with pytest.raises(ValidationError, match="15 mots, 14 au plus"):
        Question(**{**dict(choices("x", "oui")), "text": "mot " * 15})
