"""From answers to a household: only what was asked, nothing assumed, never an exception."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portal.domain.answers import household_of, household_rule
from portal.domain.facts import facts_of
from portal.domain.fields.fault import UNKNOWN, Fault
from portal.domain.fields.fills import PATHS, facts_filled
from portal.domain.flow import Questions, Walk, walk
from portal.domain.household import Child, Household, Person
from portal.domain.question import Question, read_answer, rows_of
from portal.domain.samples import never_or_always
from tests.values import flow, step

TODAY = date(2026, 11, 23)
YES, COUPLE = ["oui"], {"fact": "couple", "one_of": ["oui"]}


def question(id_: str, **more: Any) -> Question:
    return Question.model_validate({"id": id_, "text": "Et ?", "why": "Pour savoir.", **more})


def tile(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "text": id_, **more}


def incomes(id_: str, owner: str = "") -> Question:
    """A question whose boxes are kinds of income."""
    kinds = [
        ("salaire", "income_salary"),
        ("retraite", "income_pension"),
        ("autre", "income_other"),
    ]
    boxes = [tile(kind, fills=f"{owner}{path}") for kind, path in kinds]
    return question(id_, several=True, choices=[*boxes, tile("aucune", alone=True)])


HEALTH = [
    tile("enceinte", fills=["pregnant", "partner.pregnant"]),
    tile("enfant", fills="children.disabled"),
    tile("sans-secu", fills="health_cover", value="non"),
    tile("rien", alone=True),
]
ALL: Questions = {
    one.id: one
    for one in (
        question("ville", fills="commune", field={"kind": "town"}),
        question("age", fills="age", field={"kind": "birth"}),
        question("pays", fills="nationality", choices=[tile("fr", value="FR"), tile("autre")]),
        question("couple", fills="couple", choices=[tile("oui"), tile("non")]),
        question("age-conjoint", fills="partner.age", field={"kind": "birth"}),
        question("enfants", fills="children", field={"kind": "number", "at_most": 15}),
        question("ages", fills="children", field={"kind": "children", "of": "enfants"}),
        incomes("ressources"),
        question("montants", field={"kind": "amounts", "of": "ressources", "per": "month"}),
        incomes("ressources-conjoint", "partner."),
        question("sante", several=True, choices=HEALTH),
        question("deja", several=True, fills="received", choices=[tile("rsa"), tile("rien", alone=True)]),
        question("loyer", fills="rent", field={"kind": "amount", "per": "month"}),
        question("taux", fills="children.disability_rate", choices=[tile("50"), tile("80")]),
    )
}  # fmt: skip
ASKED = flow(
    step("ville"), step("age"), step("pays"), step("couple"), step("age-conjoint", COUPLE),
    step("enfants"), step("ages", {"fact": "children", "at_least": 1}), step("ressources"),
    step("montants"), step("ressources-conjoint", COUPLE), step("sante"),
    facts="household",
    refinements=(
        step("deja"), step("loyer", COUPLE), step("taux", {"fact": "child-disabled", "one_of": YES}),
    ),
)  # fmt: skip
ALONE = {
    "ville": "92050", "age": "28", "pays": "fr", "couple": "non", "enfants": "0",
    "ressources": "aucune", "sante": "rien",
}  # fmt: skip


def home(**answers: str) -> Household:
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return household_of(ALL, ASKED, {**ALONE, **given}, today=TODAY)


def go(answers: Mapping[str, str]) -> Walk:
    return walk(ASKED, ALL, answers, derive=household_rule(ALL, TODAY))


def current(**answers: str) -> str | None:
    """The question left open after ALONE and these answers."""
    left = go({**ALONE, **answers}).current
    return left.question if left else None


def test_each_answer_fills_its_field() -> None:
    found = home()
    assert (found.commune, found.age, found.nationality) == ("92050", 28, "FR")
    assert (found.couple, found.children, found.total_income) == (False, (), 0)


def test_a_birth_fills_the_birth_and_an_age_the_age() -> None:
    assert (home(age="1991-05").birth, home(age="1991-05").age) == ("1991-05", None)
    assert home(age="28").birth is None


def test_unknown_everywhere_closes_every_question_and_fills_nothing() -> None:
    unknown = dict.fromkeys(ALL, UNKNOWN)
    assert go(unknown).current is None
    found = household_of(ALL, ASKED, unknown, today=TODAY)
    assert found.model_copy(update={"unsure": ()}) == Household()
    assert {"age", "couple", "rent", "disabled"} & set(found.unsure) >= {"age", "couple"}


def test_what_is_said_is_not_unsure() -> None:
    assert "couple" not in home(couple="oui").unsure
    assert home(couple="oui").unsure == ()


def test_a_couple_has_a_partner_even_when_nothing_is_known_of_them() -> None:
    nothing = {"age_conjoint": UNKNOWN, "ressources_conjoint": UNKNOWN, "sante": UNKNOWN}
    assert home(couple="oui", **nothing).partner == Person()
    assert home().partner is None


def test_answers_to_questions_not_asked_are_left_out() -> None:
    assert home(age_conjoint="30", ressources_conjoint="salaire").partner is None
    assert home(ages="8/pleine").children == ()
    assert home(loyer="500").rent is None
    partner = home(couple="oui", age_conjoint="30", ressources_conjoint="aucune").partner
    assert partner
    assert partner.age == 30


def test_kinds_of_income_not_ticked_are_nothing() -> None:
    found = home(ressources="salaire", montants="salaire:1200.5")
    assert (found.income_salary, found.income_pension, found.income_other) == (1200.5, 0, 0)


def test_a_ticked_income_of_unknown_amount_is_not_known() -> None:
    mixed = home(ressources="salaire,retraite", montants=f"salaire:900,retraite:{UNKNOWN}")
    assert (mixed.income_salary, mixed.income_pension, mixed.income_other) == (900, None, 0)


@pytest.mark.parametrize("montants", [UNKNOWN, f"salaire:{UNKNOWN}"])
def test_when_no_amount_is_known_no_income_is(montants: str) -> None:
    found = home(ressources="salaire", montants=montants)
    assert found.total_income is None
    assert "income" not in facts_of(found, TODAY)


def test_no_amount_is_asked_when_nothing_is_ticked() -> None:
    assert [s.question for s in go(ALONE).passed].count("montants") == 0
    assert current(ressources="salaire") == "montants"
    assert current(ressources=UNKNOWN) is None


def test_ticking_another_kind_opens_the_amounts_again_and_unticking_closes_them() -> None:
    assert current(ressources="salaire,autre", montants="salaire:900") == "montants"
    assert current(ressources="salaire", montants="salaire:900") is None


def test_as_many_children_as_said_each_with_an_age() -> None:
    found = home(enfants="2", ages=f"8/pleine;{UNKNOWN}/alternee", sante=UNKNOWN).children
    assert found == (Child(age=8), Child(custody="alternee"))
    assert home(enfants="3", ages=UNKNOWN, sante=UNKNOWN).children == (Child(),) * 3
    assert current(enfants="3", ages="8/pleine") == "ages"


def test_the_disabled_child_is_taken_to_be_the_youngest_who_lives_here() -> None:
    ages = "20/pleine;2018-01/pleine;2/ailleurs"
    found = home(enfants="3", ages=ages, sante="enfant", taux="80").children
    assert [child.disabled for child in found or ()] == [False, True, False]
    assert [child.disability_rate for child in found or ()] == [None, 80, None]


def test_a_box_that_may_be_two_people_marks_the_first_or_frees_both() -> None:
    couple = {"couple": "oui", "age_conjoint": "30", "ressources_conjoint": "aucune"}
    ticked, free = home(**couple, sante="enceinte"), home(**couple)
    assert ticked.partner
    assert free.partner
    assert (ticked.pregnant, ticked.partner.pregnant) == (True, None)
    assert (free.pregnant, free.partner.pregnant) == (False, False)


def test_a_box_may_say_that_something_lacks() -> None:
    assert home(sante="sans-secu").health_cover is False
    assert home().health_cover is True
    assert home(sante=UNKNOWN).health_cover is None


def test_a_list_of_aids_is_what_is_received() -> None:
    assert home(deja="rsa").received == ("rsa",)
    assert home(deja="rien").received == ()
    assert home().received is None


def test_a_refinement_counts_once_the_questionnaire_is_finished() -> None:
    unfinished = {name: answer for name, answer in ALONE.items() if name != "sante"}
    found = household_of(ALL, ASKED, {**unfinished, "deja": "rsa"}, today=TODAY)
    assert found.received is None


def test_conditions_see_the_household_and_never_the_bare_answers() -> None:
    known = go({"age": UNKNOWN, "ville": "92050"}).facts
    assert "age" not in known
    assert known["department"] == "92"


def test_what_no_answer_can_open_any_more_is_not_counted() -> None:
    assert go({**ALONE, "couple": UNKNOWN, "sante": ""}).remaining == 1
    assert go({}).remaining > go({"ville": "92050"}).remaining


SEVERAL = ALL["ressources"]


def test_boxes_are_read_in_the_order_of_the_question() -> None:
    typed = {"choix-autre": "oui", "choix-salaire": "oui"}
    assert read_answer(SEVERAL, typed, today=TODAY) == "salaire,autre"
    assert SEVERAL.typed("salaire,autre") == typed
    assert SEVERAL.accepts("salaire,autre")
    assert not SEVERAL.accepts("autre,salaire")
    assert not SEVERAL.accepts("salaire,aucune")


def test_nothing_ticked_is_a_fault_and_so_is_a_tick_beside_none() -> None:
    assert read_answer(SEVERAL, {}, today=TODAY) == (Fault("vide", "choix-salaire"),)
    assert read_answer(SEVERAL, {"reponse": "aucune"}, today=TODAY) == "aucune"
    both = {"reponse": "aucune", "choix-autre": "oui"}
    assert read_answer(SEVERAL, both, today=TODAY) == (Fault("contraire", "choix-autre"),)


@pytest.mark.parametrize("id_", ALL)
def test_not_knowing_answers_every_question(id_: str) -> None:
    typed = {"reponse": UNKNOWN, "montant": "12", "choix-rsa": "oui"}
    assert read_answer(ALL[id_], typed, today=TODAY, rows=("1",)) == UNKNOWN
    assert ALL[id_].accepts(UNKNOWN, ("1",))
    assert ALL[id_].typed(UNKNOWN) == {}


def test_rows_follow_the_question_that_counts_them() -> None:
    assert rows_of(ALL["ages"], ALL, {"enfants": "2"}) == ("1", "2")
    assert rows_of(ALL["montants"], ALL, {"ressources": "salaire,autre"}) == ("salaire", "autre")
    for counted in ({}, {"enfants": UNKNOWN, "ressources": "aucune"}):
        assert rows_of(ALL["ages"], ALL, counted) == rows_of(ALL["montants"], ALL, counted) == ()


@given(st.dictionaries(st.sampled_from(sorted(ALL)), st.text(max_size=12)))
def test_any_answers_make_a_household(answers: dict[str, str]) -> None:
    assert household_of(ALL, ASKED, answers, today=TODAY) is not None


@given(st.data())
def test_any_accepted_answers_make_a_household(data: st.DataObject) -> None:
    samples = {q.id: (*q.samples, UNKNOWN) for q in ALL.values()}
    answers = {id_: data.draw(st.sampled_from(some)) for id_, some in samples.items()}
    assert household_of(ALL, ASKED, answers, today=TODAY) is not None


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"fills": "rente", "choices": [tile("oui")]}, "« rente » n’est pas un champ du foyer"),
        ({"field": {"kind": "date"}}, "choisissez town, birth"),
        ({"choices": [tile("oui", alone=True)]}, "ne servent qu’avec several"),
        ({"several": True, "field": {"kind": "town"}}, "several demande des choices"),
        ({"choices": [tile("oui")], "field": {"kind": "town"}}, "ou un field seul"),
        ({"field": {"kind": "number", "at_least": 3, "at_most": 2}}, "échangez-les"),
    ],
)  # fmt: skip
def test_a_question_that_does_not_hold_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        question("x", **more)


NOBODY = {"fact": "age", "at_least": 200}


@pytest.mark.parametrize(
    ("when", "found"),
    [(NOBODY, [("loyer", False)]), ({"not": NOBODY}, [("loyer", True)]), (COUPLE, [])],
)
def test_a_condition_that_never_or_always_holds_is_found(when: object, found: object) -> None:
    roads = flow(step("age"), step("couple"), step("loyer", when), facts="household")
    assert [(s.question, v) for s, v in never_or_always(roads, ALL, TODAY)] == found


def test_a_condition_on_two_facts_is_tried_on_both_together() -> None:
    both = {"all": [{"fact": "age", "at_least": 60}, {"fact": "children-under-3", "at_least": 1}]}
    roads = flow(*ASKED.steps, step("loyer", {"all": [both, COUPLE]}), facts="household")
    assert list(never_or_always(roads, ALL, TODAY)) == []
    impossible = {"all": [{"fact": "single-parent", "one_of": YES}, COUPLE]}
    roads = flow(*ASKED.steps, step("loyer", impossible), facts="household")
    assert [s.question for s, _ in never_or_always(roads, ALL, TODAY)] == ["loyer"]


RICH = Household(
    age=40, activity="salarie", couple=True, housing="hlm", commune="92050", nationality="FR",
    children=(Child(age=8, disabled=False),), income_salary=900, disabled=False, pregnant=False,
    partner=Person(age=35, activity="salarie", income_salary=500, disabled=False, pregnant=False),
)  # fmt: skip
OTHER: dict[str, Any] = {
    "age": 66, "activity": "retraite", "couple": False, "housing": "proprietaire",
    "commune": "69123", "nationality": "autre", "children": (), "disabled": True,
    "pregnant": True, "disability_rate": 80, "gir": 2, "city": "Lyon", "household": 4,
    "permit_years": 3, "residence_months": 5, "parents_children": 2, "study_distance": 30,
    "received": ("rsa",),
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(PATHS - {"city", "household", "received"}))
def test_every_fact_that_a_field_changes_is_known_to_hang_on_it(path: str) -> None:
    owner, _, leaf = path.rpartition(".")
    value = OTHER.get(leaf, 700 if "income" in leaf or leaf in MONEY else True)
    before, after = facts_of(RICH, TODAY), facts_of(_with(owner, leaf, value), TODAY)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed <= facts_filled(path), changed - facts_filled(path)


MONEY = ("rent", "savings", "child_support_received", "child_support_paid")


def _with(owner: str, leaf: str, value: object) -> Household:
    if owner == "partner":
        assert RICH.partner
        return RICH.model_copy(update={"partner": RICH.partner.model_copy(update={leaf: value})})
    if owner == "children":
        return RICH.model_copy(
            update={"children": (Child.model_validate({"age": 8, leaf: value}),)}
        )
    more = {"partner": None} if leaf == "couple" else {}
    return RICH.model_copy(update={leaf: value, **more})
