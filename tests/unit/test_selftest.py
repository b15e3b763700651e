"""The rule of the self-test, against an independent statement of it, for every score."""

from itertools import product

import pytest

from portal.domain.condition import Fact
from portal.domain.selftest import derive, failed, near_border, orient, weakest
from tests.values import RULE

SCORES = list(product(range(4), range(9), range(11), (False, True)))
DONE = {"piege": "reussi", "quitter": "reussi", "mot-de-passe": "reussi"}


def expected(handling: int, core: int, tasks: int, both: bool) -> str:
    """EXPERIENCE.md, word for word: terminal, else workshop, else appointment."""
    terminal = core >= 6 and tasks >= 7 and not both
    workshop = handling >= 2 and core >= 3 and not terminal
    return "borne" if terminal else "atelier" if workshop else "rendez-vous"


def close_to_a_border(handling: int, core: int, tasks: int, both: bool) -> bool:
    """Within 2 points of the bound of a help that the other scores allow."""
    workshop_core = handling >= 2 and 3 - 2 <= core < 3 + 2
    terminal_core = not both and tasks >= 7 and 6 - 2 <= core < 6 + 2
    terminal_tasks = not both and core >= 6 and 7 - 2 <= tasks < 7 + 2
    return workshop_core or terminal_core or terminal_tasks


def facts(handling: int, core: int, tasks: int, **more: str) -> dict[str, Fact]:
    scores = {"score-manipulation": handling, "score-coeur": core, "score-demarches": tasks}
    return {**scores, **DONE, **more}


def test_every_score_leads_to_the_help_that_the_rule_states() -> None:
    wrong = [
        scores
        for scores in SCORES
        if orient(RULE, handling=scores[0], core=scores[1], tasks=scores[2], both=scores[3])
        != expected(*scores)
    ]
    assert wrong == []
    assert len(SCORES) == 792


def test_a_preference_is_asked_within_two_points_of_a_border_and_nowhere_else() -> None:
    wrong = [
        scores
        for scores in SCORES
        if near_border(RULE, handling=scores[0], core=scores[1], tasks=scores[2], both=scores[3])
        != close_to_a_border(*scores)
    ]
    assert wrong == []


@pytest.mark.parametrize("wish", ["borne", "atelier", "rendez-vous"])
def test_the_persons_choice_wins_over_the_points(wish: str) -> None:
    assert derive(RULE, facts(3, 6, 7, preference=wish))["orientation"] == wish


def test_not_knowing_what_one_prefers_leaves_the_points_decide() -> None:
    assert derive(RULE, facts(3, 6, 7, preference="je-ne-sais-pas"))["orientation"] == "borne"


def test_nothing_is_derived_before_all_the_points_are_known() -> None:
    assert derive(RULE, {"score-manipulation": 3, "score-coeur": 8}) == {}


def test_zero_points_are_known_points() -> None:
    assert derive(RULE, facts(0, 0, 0))["orientation"] == "rendez-vous"


def test_failing_both_safety_tasks_closes_the_terminal() -> None:
    both = facts(3, 8, 10, piege="rate", quitter="passe")
    assert derive(RULE, both)["orientation"] == "atelier"
    assert derive(RULE, facts(3, 8, 10, piege="rate"))["orientation"] == "borne"


@pytest.mark.parametrize(
    ("piege", "word", "leave", "safety"),
    [
        (piege, word, leave, "rate" == piege == word == leave)
        for piege, word, leave in product(("reussi", "rate"), repeat=3)
    ],
)
def test_safety_is_advised_when_all_three_tasks_were_failed(
    piege: str, word: str, leave: str, safety: bool
) -> None:
    known = facts(3, 8, 10, **{"piege": piege, "mot-de-passe": word, "quitter": leave})
    assert derive(RULE, known)["securite"] == ("oui" if safety else "non")


@pytest.mark.parametrize(
    ("mark", "verdict"), [("reussi", False), ("indice", False), ("rate", True), ("passe", True)]
)
def test_a_task_is_failed_when_it_was_asked_and_not_done(mark: str, verdict: bool) -> None:
    assert failed({"piege": mark}, "piege") is verdict


def test_a_task_that_was_not_asked_is_not_failed() -> None:
    assert not failed({}, "piege")


def test_the_weakest_themes_are_the_two_with_most_points_missed() -> None:
    points = {"souris": (3, 3), "courriel": (1, 4), "recherche": (2, 4), "securite": (0, 6)}
    assert weakest(points) == ("securite", "courriel")


def test_a_theme_without_a_missed_point_is_never_weak() -> None:
    assert weakest({"souris": (3, 3), "courriel": (4, 4)}) == ()


def test_equally_weak_themes_come_in_a_stable_order() -> None:
    assert weakest({"b": (0, 2), "a": (0, 2), "c": (0, 2)}) == ("a", "b")
