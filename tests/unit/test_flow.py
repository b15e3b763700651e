"""Walking a flow: where a person stands, and what changing an answer does."""

from portal.domain.flow import Flow, Walk, walk
from tests.values import choices, flow, outcome, score, step, task

QUESTIONS = {
    "lieu": choices("lieu", "ville", "village"),
    "metro": choices("metro", "oui", "non"),
    "velo": choices("velo", "oui", "non"),
    "un": task("un"),
    "deux": task("deux"),
}
IN_TOWN = {"fact": "lieu", "one_of": ["ville"]}
ROADS = flow(step("lieu"), step("metro", IN_TOWN), step("velo"))


def go(roads: Flow, **answers: str) -> Walk:
    return walk(roads, QUESTIONS, answers)


def asked(walked: Walk) -> list[str]:
    return [passed.question for passed in walked.passed]


def test_the_walk_stops_at_the_first_question_left_open() -> None:
    walked = go(ROADS, lieu="ville")
    assert asked(walked) == ["lieu"]
    assert walked.current
    assert walked.current.question == "metro"
    assert walked.outcome is None


def test_a_step_whose_condition_fails_is_not_asked() -> None:
    assert asked(go(ROADS, lieu="village", velo="oui")) == ["lieu", "velo"]


def test_an_answer_the_flow_no_longer_knows_counts_as_missing() -> None:
    walked = go(ROADS, lieu="banlieue", metro="oui", velo="oui")
    assert walked.current
    assert walked.current.question == "lieu"


def test_an_answer_to_a_question_not_asked_is_no_fact() -> None:
    assert "metro" not in go(ROADS, lieu="village", metro="oui", velo="oui").facts


def test_changing_an_early_answer_keeps_the_later_ones() -> None:
    before = go(ROADS, lieu="ville", metro="non", velo="oui")
    after = go(ROADS, lieu="village", metro="non", velo="oui")
    assert before.current is None
    assert after.current is None
    assert after.facts["velo"] == "oui"


def test_changing_back_finds_the_answer_that_was_set_aside() -> None:
    assert go(ROADS, lieu="ville", metro="non", velo="oui").facts["metro"] == "non"


def test_without_steps_the_result_is_there_at_once() -> None:
    assert go(flow()).outcome


def test_the_questions_left_are_those_that_may_still_be_asked() -> None:
    assert go(ROADS).remaining == 3
    assert go(ROADS, lieu="village").remaining == 1
    assert go(ROADS, lieu="ville").remaining == 2
    assert go(ROADS, lieu="village", velo="non").remaining == 0


def test_the_first_outcome_that_holds_is_taken_and_else_the_last() -> None:
    roads = flow(
        step("lieu"), outcomes=(outcome("en-ville", IN_TOWN), outcome("ailleurs", IN_TOWN))
    )
    town, country = go(roads, lieu="ville").outcome, go(roads, lieu="village").outcome
    assert town
    assert country
    assert (town.id, country.id) == ("en-ville", "ailleurs")


def test_points_are_a_fact_only_once_all_their_questions_are_closed() -> None:
    roads = flow(step("un"), step("deux"), scores={"total": score("un", "deux")})
    assert "score-total" not in go(roads, un="reussi").facts
    assert go(roads, un="reussi", deux="indice").facts["score-total"] == 3


def test_a_step_not_asked_gives_the_points_it_was_skipped_for() -> None:
    roads = flow(
        step("lieu"),
        step("un", IN_TOWN),
        step("deux"),
        scores={"total": score("un", "deux", un=2)},
    )
    assert go(roads, lieu="village", deux="rate").facts["score-total"] == 2
    assert go(roads, lieu="ville", un="rate", deux="rate").facts["score-total"] == 0


def test_a_stop_ends_the_walk_before_the_next_question() -> None:
    roads = flow(step("lieu"), step("velo"), stops=(IN_TOWN,))
    assert go(roads, lieu="ville").current is None
    assert go(roads, lieu="village").current is not None


def test_leaving_early_ends_the_walk_wherever_one_is() -> None:
    roads = flow(
        step("lieu"),
        step("velo"),
        exits=("arret",),
        stops=({"fact": "fin", "one_of": ["arret"]},),
        outcomes=(outcome("arret", {"fact": "fin", "one_of": ["arret"]}), outcome("fini")),
    )
    left = go(roads, lieu="ville", fin="arret").outcome
    assert left
    assert left.id == "arret"
    assert go(roads, lieu="ville", fin="autre").current is not None


def test_derived_facts_are_seen_by_the_steps_that_follow() -> None:
    roads = flow(step("lieu"), step("velo", {"fact": "loin", "one_of": ["oui"]}))
    far = walk(roads, QUESTIONS, {"lieu": "ville"}, derive=lambda facts: {"loin": "oui"})
    near = walk(roads, QUESTIONS, {"lieu": "ville"}, derive=lambda facts: {})
    assert far.current
    assert near.current is None
