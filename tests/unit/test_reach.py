"""Exploring a flow: every step and every outcome that some answers lead to."""

from portal.domain.reach import explore
from tests.unit.test_flow import IN_TOWN, QUESTIONS
from tests.values import flow, outcome, score, step


def test_a_step_that_some_answer_leads_to_is_reached() -> None:
    reached = explore(flow(step("lieu"), step("metro", IN_TOWN)), QUESTIONS, lambda _: {})
    assert reached.steps == {"lieu", "metro"}


def test_a_step_whose_condition_no_answer_meets_is_not_reached() -> None:
    nowhere = {"fact": "lieu", "one_of": ["banlieue"]}
    reached = explore(flow(step("lieu"), step("metro", nowhere)), QUESTIONS, lambda _: {})
    assert reached.steps == {"lieu"}


def test_points_that_cannot_be_won_lead_nowhere() -> None:
    roads = flow(
        step("un"),
        scores={"total": score("un")},
        outcomes=(
            outcome("trop", {"fact": "score-total", "at_least": 3}),
            outcome("tout", {"fact": "score-total", "at_least": 2}),
            outcome("reste"),
        ),
    )
    assert explore(roads, QUESTIONS, lambda _: {}).outcomes == {"tout", "reste"}


def test_leaving_early_is_a_road_too() -> None:
    left = {"fact": "fin", "one_of": ["arret"]}
    roads = flow(
        step("lieu"),
        exits=("arret",),
        stops=(left,),
        outcomes=(outcome("arret", left), outcome("fini")),
    )
    assert explore(roads, QUESTIONS, lambda _: {}).outcomes == {"arret", "fini"}
