"""The real self-test: every road leads to a person, a group or a terminal."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import pytest

from portal.content.flows import derive_for
from portal.content.library import Library
from portal.content.load import load_or_stop
from portal.domain.flow import Walk, walk
from portal.domain.reach import explore
from portal.settings import ROOT

HOME = {"appareil": "telephone", "frequence": "parfois", "demarche": "avec-aide"}
HANDLING = ("porte", "defiler", "dossier")
CORE = ("adresse", "horaire", "message", "piege")
TASKS = ("joindre", "mot-de-passe", "corriger", "site-officiel", "quitter")
END = {"assistant": "site-officiel", "ecouter": "lire", "preference": "je-ne-sais-pas"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_or_stop(ROOT / "content", today=date.today(), examples=True).library


def answers(good: tuple[str, ...], **more: str) -> dict[str, str]:
    """The answers of a person who succeeds at these tasks and no other."""
    marks = {task: "reussi" if task in good else "rate" for task in (*HANDLING, *CORE, *TASKS)}
    return {**HOME, **marks, **END, **more}


def go(library: Library, given: Mapping[str, str]) -> Walk:
    flow = library.flows["autotest"]
    return walk(flow, library.questions, given, derive=partial(derive_for, flow))


def outcome(library: Library, given: Mapping[str, str]) -> str:
    found = go(library, given).outcome
    assert found
    return found.id


def asked(library: Library, given: Mapping[str, str]) -> list[str]:
    return [step.question for step in go(library, given).passed]


def test_every_question_and_every_outcome_is_reached_by_some_answers(library: Library) -> None:
    flow = library.flows["autotest"]
    reached = explore(flow, library.questions, partial(derive_for, flow))
    assert reached.steps == {step.question for step in flow.steps}
    assert reached.outcomes == {outcome.id for outcome in flow.outcomes}


def test_someone_at_ease_is_sent_to_the_terminal(library: Library) -> None:
    assert outcome(library, answers((*HANDLING, *CORE, *TASKS))) == "borne"


def test_someone_who_knows_the_bases_is_sent_to_a_workshop(library: Library) -> None:
    assert outcome(library, answers((*HANDLING, "adresse", "horaire"))) == "atelier"


def test_someone_who_stumbles_on_the_bases_is_given_an_appointment(library: Library) -> None:
    assert outcome(library, answers((*HANDLING, "adresse"))) == "rendez-vous"


def test_one_point_of_handling_ends_the_test_with_an_appointment(library: Library) -> None:
    short = answers(("porte",))
    assert asked(library, short) == [*HOME, *HANDLING]
    assert outcome(library, short) == "rendez-vous"


def test_below_3_core_points_no_further_task_is_asked(library: Library) -> None:
    assert not set(TASKS) & set(asked(library, answers((*HANDLING, "adresse"))))
    assert set(TASKS) <= set(asked(library, answers((*HANDLING, "adresse"), horaire="indice")))


def test_7_core_points_skip_the_first_task_and_give_its_points(library: Library) -> None:
    best = go(library, answers((*HANDLING, *CORE)))
    assert "joindre" not in [step.question for step in best.passed]
    assert best.facts["score-demarches"] == 2
    assert "joindre" in asked(library, answers((*HANDLING, "adresse", "horaire", "message")))


def test_a_hint_used_costs_one_point(library: Library) -> None:
    hinted = go(library, answers((*HANDLING, *CORE), piege="indice"))
    assert hinted.facts["score-coeur"] == 7


@pytest.mark.parametrize(("end", "expected"), [("personne", "rendez-vous"), ("urgent", "rendez-vous"), ("arret", "indetermine")])  # fmt: skip
@pytest.mark.parametrize("known", [{}, HOME, answers((*HANDLING, *CORE, *TASKS))], ids=["first", "middle", "last"])  # fmt: skip
def test_leaving_at_any_moment_leads_to_a_person(
    library: Library, known: dict[str, str], end: str, expected: str
) -> None:
    assert outcome(library, {**known, "fin": end}) == expected


def test_nothing_at_home_and_never_online_offers_a_person_at_once(library: Library) -> None:
    alone = {"appareil": "rien", "frequence": "jamais", "demarche": "jamais"}
    current = go(library, alone).current
    assert current
    assert current.question == "prefere"
    assert outcome(library, {**alone, "prefere": "quelquun"}) == "rendez-vous"
    onward = go(library, {**alone, "prefere": "essayer"}).current
    assert onward
    assert onward.question == "porte"


def test_near_a_border_the_persons_wish_is_asked_and_wins(library: Library) -> None:
    border = answers((*HANDLING, "adresse", "horaire", "message", *TASKS))
    assert "preference" in asked(library, border)
    for wish in ("borne", "atelier", "rendez-vous"):
        assert outcome(library, {**border, "preference": wish}) == wish


def test_far_from_every_border_nothing_more_is_asked(library: Library) -> None:
    assert "preference" not in asked(library, answers((*HANDLING, *CORE, *TASKS)))


def test_the_trap_and_the_logout_both_missed_close_the_terminal(library: Library) -> None:
    good = tuple(t for t in (*HANDLING, *CORE, *TASKS) if t not in ("piege", "quitter"))
    facts = go(library, answers(good)).facts
    assert (facts["score-coeur"], facts["score-demarches"]) == (6, 8)
    assert facts["orientation"] == "atelier"


def test_the_two_probes_change_no_result(library: Library) -> None:
    given = answers((*HANDLING, *CORE, *TASKS))
    for probe in ("assistant", "ecouter"):
        found = {outcome(library, {**given, probe: a}) for a in library.questions[probe].answers}
        assert found == {"borne"}
