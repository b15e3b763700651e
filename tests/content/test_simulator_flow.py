"""The real questionnaire of the simulator: what is asked of whom, and what it makes of answers."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment

from portal.content.flows import unreachable
from portal.content.load import load
from portal.domain.facts import facts_of
from portal.domain.fields import KINDS
from portal.domain.fields.fault import Code
from portal.domain.fields.fills import facts_filled
from portal.domain.flow import Flow, Walk
from portal.domain.household import INCOMES, Household
from portal.i18n import languages
from portal.services.journey import (
    UNKNOWN,
    Answers,
    Given,
    Position,
    follow,
    household,
    open_refinements,
    position,
    rows,
    said,
    take_answer,
)  # fmt: skip
from portal.services.site import Site
from portal.settings import ROOT
from portal.web.render import environments

SHORT = {
    "ville": "92050", "age": "28", "nationalite": "fr", "activite": "chomage", "couple": "non",
    "enfants": "0", "logement": "heberge-gratuit", "ressources": "aucune", "sante": "rien",
}  # fmt: skip
FAMILY = {
    **SHORT, "couple": "oui", "age-conjoint": "1990", "activite-conjoint": "salarie", "enfants": "2",
    "enfants-details": "8/pleine;4/alternee", "logement": "hlm", "loyer": "480.5",
    "ressources-conjoint": "salaire,autre", "montants-conjoint": "salaire:1200,autre:80",
}  # fmt: skip


@pytest.fixture
def flow(site: Site) -> Flow:
    return site.library.flows["simulateur"]


def asked(walked: Walk) -> list[str]:
    return [step.question for step in walked.passed]


def onward(site: Site, answers: Mapping[str, str]) -> str | None:
    """The question left open."""
    current = follow(site, site.library.flows["simulateur"], answers).current
    return current.question if current else None


def page(site: Site, name: str, answers: Mapping[str, str]) -> Position:
    found = position(site, follow(site, site.library.flows["simulateur"], answers), name, answers)
    assert found
    return found


def sent(site: Site, name: str, answers: Answers, **fields: str) -> Given:
    typed = {key.replace("_", "-"): text for key, text in fields.items()}
    return take_answer(site, site.library.questions[name], answers, fields=typed)


def test_someone_alone_answers_nine_questions(site: Site, flow: Flow) -> None:
    walked = follow(site, flow, SHORT)
    assert asked(walked) == list(SHORT)
    assert walked.current is None
    assert walked.outcome is None


def test_a_family_is_asked_of_each_member_and_the_rent(site: Site, flow: Flow) -> None:
    walked = follow(site, flow, FAMILY)
    assert walked.current is None
    assert set(asked(walked)) == set(FAMILY)


def test_the_longest_road_has_eighteen_questions(site: Site, flow: Flow) -> None:
    assert follow(site, flow, {}).remaining <= len(flow.steps) == 18


def test_a_permit_is_asked_of_other_nationalities_alone(site: Site) -> None:
    assert onward(site, {**SHORT, "nationalite": "autre"}) == "titre"
    assert onward(site, {**SHORT, "nationalite": "autre", "titre": "oui"}) == "duree-titre"
    for other in ("ue", "refugie", UNKNOWN):
        assert onward(site, {**SHORT, "nationalite": other}) is None
    assert onward(site, {**SHORT, "nationalite": "autre", "titre": "non"}) is None


@pytest.mark.parametrize("home", ["hlm", "meuble", "colocation", "accedant"])
def test_who_pays_for_a_home_is_asked_how_much(site: Site, home: str) -> None:
    assert onward(site, {**SHORT, "logement": home}) == "loyer"


@pytest.mark.parametrize("home", ["proprietaire", "sans-domicile", "heberge-gratuit", UNKNOWN])
def test_who_pays_nothing_is_not(site: Site, home: str) -> None:
    assert onward(site, {**SHORT, "logement": home}) is None


def test_not_knowing_anything_leads_to_the_end(site: Site, flow: Flow) -> None:
    unknown = dict.fromkeys(site.library.questions, UNKNOWN)
    assert follow(site, flow, unknown).current is None
    found = household(site, flow, unknown)
    assert found.model_copy(update={"unsure": ()}) == Household()


def test_the_answers_make_the_household(site: Site, flow: Flow) -> None:
    found = household(site, flow, FAMILY)
    assert found.partner
    assert (found.commune, found.rent, found.total_income) == ("92050", 480.5, 0)
    assert (found.partner.birth, found.partner.total_income) == ("1990", 1280)
    assert [child.age for child in found.children or ()] == [8, 4]
    assert facts_of(found, date(2026, 11, 23))["persons"] == 4


def test_every_kind_of_income_is_asked_of_both_adults(site: Site) -> None:
    for name, owner in (("ressources", ""), ("ressources-conjoint", "partner.")):
        assert site.library.questions[name].paths == {f"{owner}{kind}" for kind in INCOMES}


def test_each_question_that_types_has_a_page_of_its_kind(site: Site, flow: Flow) -> None:
    steps = (*flow.steps, *flow.refinements)
    fields = (site.library.questions[step.question].field for step in steps)
    assert {field.kind for field in fields if field} == set(KINDS)


def test_no_question_repeats_the_button_that_is_always_there(site: Site, flow: Flow) -> None:
    for step in (*flow.steps, *flow.refinements):
        choices = site.library.questions[step.question].choices
        assert UNKNOWN not in {choice.id for choice in choices}, step.question


def test_each_question_names_who_it_is_for_in_facts(site: Site, flow: Flow) -> None:
    for fact in site.library.facts.values():
        if fact.question:
            question = site.library.questions[fact.question]
            counted = site.library.questions.get(question.of or "", question)
            paths = question.paths | counted.paths
            assert any(fact.id in facts_filled(path) for path in paths), fact.id


def test_a_town_is_found_by_its_name_its_postal_code_or_a_beginning(site: Site) -> None:
    for typed in ("Nanterre", " nanterre ", "92000", "Nanterr"):
        given = sent(site, "ville", {}, ville=typed)
        assert given.answers == {"ville": "92050"}, typed


def test_towns_of_the_same_name_are_offered_and_one_is_chosen(site: Site) -> None:
    given = sent(site, "ville", {}, ville="Saint-Denis")
    assert given.answers is None
    assert given.faults == {"ville": "plusieurs"}
    code = next(code for code, name in given.towns if "93" in name)
    assert sent(site, "ville", {}, ville="Saint-Denis", code=code).answers == {"ville": code}


@pytest.mark.parametrize(("typed", "code"), [("Xyzville", ""), ("", "99999"), ("Gotham", "99999")])
def test_a_town_nobody_knows_is_a_fault(site: Site, typed: str, code: str) -> None:
    given = sent(site, "ville", {}, ville=typed, code=code)
    assert given.answers is None
    assert given.faults == {"ville": "inconnu"}


def test_what_is_typed_comes_back_with_every_fault(site: Site) -> None:
    typed = {"enfant_1": "huit", "garde_1": "alternee", "enfant_2": "2030"}
    given = sent(site, "enfants-details", {"enfants": "2"}, **typed)
    assert given.faults == {"enfant-1": "lettres", "enfant-2": "futur"}
    assert given.typed["garde-1"] == "alternee"
    assert given.typed["enfant-1"] == "huit"


def test_an_endless_text_is_cut_and_refused(site: Site) -> None:
    given = sent(site, "age", {}, naissance="9" * 5000)
    assert given.faults == {"naissance": "date"}
    assert len(given.typed["naissance"]) == 100


def test_going_back_shows_what_was_typed(site: Site) -> None:
    assert page(site, "ville", FAMILY).typed == {"ville": "Nanterre"}
    assert page(site, "loyer", FAMILY).typed == {"montant": "480,50"}
    again = page(site, "enfants-details", {**FAMILY, "enfants": "3"})
    assert again.typed["enfant-1"] == "8"
    assert again.rows == ("1", "2", "3")


def test_the_rows_of_amounts_have_the_words_of_their_boxes(site: Site) -> None:
    there = page(site, "montants-conjoint", FAMILY)
    found = rows(site, there, site.languages["fr"])
    assert [(row.id, row.text) for row in found] == [
        ("salaire", "Salaire"), ("autre", "Autre revenu régulier"),
    ]  # fmt: skip


def refined(site: Site, answers: Answers, *hangs: str) -> list[str]:
    walked = follow(site, site.library.flows["simulateur"], answers)
    steps = open_refinements(site, walked, answers, hangs=frozenset(hangs))
    return [step.question for step in steps]


def test_needs_and_aids_already_received_are_offered_once(site: Site) -> None:
    assert refined(site, SHORT) == ["besoins", "deja"]
    assert refined(site, {**SHORT, "besoins": "rien"}) == ["deja"]
    assert refined(site, {**SHORT, "besoins": UNKNOWN, "deja": "rsa"}) == []


def test_nothing_is_refined_before_the_end(site: Site) -> None:
    unfinished = {name: answer for name, answer in SHORT.items() if name != "sante"}
    assert refined(site, unfinished, "tax-income") == []


def test_a_refinement_is_offered_when_something_hangs_on_it(site: Site) -> None:
    done = {**SHORT, "besoins": "rien", "deja": "rien"}
    assert refined(site, done, "tax-income") == ["revenu-fiscal"]
    assert refined(site, {**done, "revenu-fiscal": "0"}, "tax-income") == []
    assert refined(site, done, "worked-five-years") == ["travail-cinq-ans"]
    assert refined(site, done, "gir", "disability-rate", "parents-income") == []
    assert refined(site, {**done, "sante": "handicap"}, "disability-rate") == ["taux-incapacite"]


def test_a_refinement_may_open_another(site: Site) -> None:
    disabled = {**SHORT, "besoins": "rien", "deja": "rien", "sante": "handicap"}
    assert refined(site, disabled, "hard-to-work") == []
    assert refined(site, {**disabled, "taux-incapacite": "50"}, "hard-to-work") == [
        "emploi-difficile"
    ]
    assert refined(site, {**disabled, "taux-incapacite": "80"}, "hard-to-work") == []


def test_a_refinement_has_its_page_once_the_rest_is_answered(site: Site, flow: Flow) -> None:
    there = page(site, "besoins", SHORT)
    assert there.refines
    assert there.remaining == 1
    unfinished = {name: answer for name, answer in SHORT.items() if name != "sante"}
    for name, answers in (("besoins", unfinished), ("gir", SHORT), ("ville-lumiere", SHORT)):
        assert position(site, follow(site, flow, answers), name, answers) is None


WORDS = [
    ("ville", "92050", "Nanterre"), ("ville", "69123", "Lyon (69)"), ("age", "28", "28 ans"),
    ("age", "1991-05", "mai 1991"), ("age", "1991-05-10", "10 mai 1991"), ("age", "1991", "1991"),
    ("couple", "non", "Non, sans conjoint"), ("loyer", "1200", "1 200 € par mois"),
    ("loyer", "480.5", "480,50 € par mois"), ("revenu-fiscal", "12000", "12 000 € par an"),
    ("epargne", "0", "0 €"), ("duree-titre", "1", "1 an"), ("duree-residence", "24", "24 mois"),
    ("distance-etudes", "30", "30 km"), ("enfants", "2", "2"), ("age", UNKNOWN, "Je ne sais pas"),
    ("enfants-details", "8/pleine;4/alternee", "2 enfants : 8 ans, 4 ans (garde alternée)"),
    ("enfants-details", f"{UNKNOWN}/ailleurs", "1 enfant : âge inconnu (vit ailleurs)"),
    ("montants", f"salaire:1200,autre:{UNKNOWN}",
     "Salaire : 1 200 € par mois · Autre revenu régulier : je ne sais pas"),
    ("besoins", "manger,energie",
     "Je n’ai pas assez à manger, Une facture d’électricité ou de gaz en retard"),
    ("age", "n’importe quoi", "Je ne sais pas"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answer", "words"), WORDS)
def test_an_answer_is_said_in_words(site: Site, name: str, answer: str, words: str) -> None:
    french = site.languages["fr"]
    found = said(site, site.known(f"questions/{name}", french), answer, french)
    assert " ".join(found.split()) == words


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_answer_can_be_said_in_every_language(site: Site, flow: Flow, code: str) -> None:
    language = site.languages[code]
    for step in (*flow.steps, *flow.refinements):
        view = site.known(f"questions/{step.question}", language)
        for answer in view.model.samples:
            assert said(site, view, answer, language)


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return environments(languages(ROOT / "locales", tmp_path_factory.mktemp("words")))["fr"]


def test_every_fault_has_its_own_sentence(french: Environment) -> None:
    forms = french.get_template("components/forms.html").module
    sentences = [str(forms.fault(code)).strip() for code in get_args(Code)]  # type: ignore[attr-defined]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)


MISTAKES = [
    ("questions/loyer.yaml", "fills: rent", "fills: rente", "« rente » n’est pas un champ du foyer"),
    ("questions/loyer.yaml", "fills: rent\n", "", "« loyer » ne remplit rien : ajoutez « fills »"),
    ("questions/couple.yaml", '"non"', '"peut-etre"', "« peut-etre » n’est pas une valeur de « couple »"),
    ("questions/duree-titre.yaml", "80", "800", "« 800 » n’est pas une valeur de « permit_years »"),
    ("questions/deja.yaml", "id: rsa", "id: rsaa", "« aids/rsaa » n’existe pas"),
    ("questions/montants.yaml", "of: ressources", "of: sante-mentale", "doit être posée avant"),
    ("questions/enfants-details.yaml", "of: enfants", "of: couple", "dire quelles lignes montrer"),
    ("flows/simulateur.yaml", "fact: tenant", "fact: tenants", "aucune question ne dit « tenants »"),
    ("flows/simulateur.yaml", "one_of: [autre]", "one_of: [martien]", "aucune réponse ne mène ici"),
    ("flows/simulateur.yaml", "{fact: age, at_most: 25}", "{not: {fact: age, at_least: 200}}", "toujours vraie"),
    ("flows/simulateur.yaml", "question: gir", "question: girr", "« questions/girr » n’existe pas"),
]  # fmt: skip


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, linked, in which one file at a time is spoilt."""
    return Path(shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("spoilt") / "content"))


@pytest.mark.parametrize(("name", "before", "after", "message"), MISTAKES)
def test_a_mistake_of_an_editor_is_told(
    copied: Path, name: str, before: str, after: str, message: str
) -> None:
    file = copied / name
    right = file.read_text("utf-8")
    assert before in right
    file.write_text(right.replace(before, after, 1), "utf-8")
    try:
        found = [problem.message for problem in load(copied, today=date(2026, 11, 23)).problems]
    finally:
        file.write_text(right, "utf-8")
    assert any(message in told for told in found), found


def test_the_questionnaire_has_no_dead_condition(site: Site) -> None:
    assert list(unreachable(site.library)) == []


def test_why_is_said_in_two_sentences(site: Site, flow: Flow) -> None:
    for step in (*flow.steps, *flow.refinements):
        why = site.library.questions[step.question].why
        assert why.count(". ") == 1, step.question
        assert why.endswith("."), step.question
