"""« Vos aides », question by question, as a person without JavaScript goes through it."""

import json
import logging
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.domain.privacy import ANSWERS
from portal.services.site import Site
from tests.reader import TOKEN, Page, Visit
from tests.values import FakeClock
from tests.web.people import (
    KARIM,
    MOREL,
    OTHER_LAND,
    PAUL,
    PEOPLE,
    SANDRA,
    UNKNOWN,
    WITHOUT_PERMIT,
    Answers,
    answer,
    asked_about,
    go_to,
    name_of,
    refine,
    result,
    start,
    titles,
)

START_AGAIN = "vos réponses ont été effacées"
STUDENT: Answers = {**KARIM, "age": {"naissance": "20"}, "activite": "etudiant"}
ASKED_OF: Mapping[str, Answers] = {
    **dict.fromkeys(("titre", "duree-titre"), OTHER_LAND),
    **dict.fromkeys(("age-conjoint", "activite-conjoint", "enfants-details", "montants"), MOREL),
    **dict.fromkeys(("ressources-conjoint", "montants-conjoint"), MOREL),
}
"""Who meets a question that Karim does not."""

REFINED_BY: Mapping[str, Answers] = {
    "duree-residence": WITHOUT_PERMIT,
    **dict.fromkeys(("separation", "pension-recue", "jugement"), SANDRA),
    "taux-incapacite": {**PAUL, "taux-incapacite": UNKNOWN},
    "emploi-difficile": {**PAUL, "taux-incapacite": "50"},
    "taux-enfant": {**SANDRA, "sante": {"choix-enfant-handicape": "oui"}},
    "gir": {**KARIM, "sante": {"choix-autonomie": "oui"}},
    **dict.fromkeys(("parents-revenu", "parents-enfants", "distance-etudes", "ase"), STUDENT),
    "sans-formation": {**STUDENT, "activite": "sans-activite"},
}
"""Who may be asked a refinement that Karim is not."""


def words(page: Page) -> str:
    return page.text("//main")


def rows(review: Page) -> list[str]:
    return [review.text(f"(//dl/div)[{n + 1}]") for n in range(len(review.tree.xpath("//dl/div")))]


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_everyone_reaches_a_result_in_every_language(visit: Visit, name: str, lang: str) -> None:
    page = result(visit, PEOPLE[name], lang=lang)
    assert (page.status, page.path) == (200, f"/{lang}/simulateur/resultat")
    assert page.tree.xpath("//a[contains(@href, '/simulateur/demande/')]")


def test_every_question_can_be_answered_by_i_do_not_know(visit: Visit, site: Site) -> None:
    for step in site.library.flows["simulateur"].steps:
        question = go_to(visit, step.question, ASKED_OF.get(step.question, KARIM))
        assert "Pourquoi cette question ?" in words(question)
        after = answer(question, UNKNOWN)
        assert after.status == 200, step.question
        assert name_of(after) != step.question
        again = visit(after.address.replace(f"/{name_of(after)}", f"/{step.question}"))
        assert "Je ne sais pas (votre réponse)" in again.text("//button"), step.question


def test_every_refinement_can_be_answered_by_i_do_not_know(visit: Visit, site: Site) -> None:
    for step in site.library.flows["simulateur"].refinements:
        page = result(visit, REFINED_BY.get(step.question, KARIM))
        question = refine(page, step.question)
        assert name_of(question) == step.question
        assert "Une précision, puis retour à vos aides" in words(question)
        after = answer(question, UNKNOWN)
        assert (after.status, name_of(after)) == (200, "resultat"), step.question


def test_what_hangs_on_an_unknown_answer_is_said_with_who_can_find_out(visit: Visit) -> None:
    page = result(visit, {**KARIM, "loyer": UNKNOWN})
    (line,) = [words for words in lines(page) if words.startswith("Aide au logement")]
    assert "Ce n’est pas encore connu : Votre loyer sans les charges." in line
    assert "La quittance le dit" in line
    assert "Aide au logement : payer moins de loyer" not in titles(page, "surement")


def lines(page: Page) -> list[str]:
    """The lines of « Peut-être »."""
    found = page.tree.xpath("//h2[starts-with(., 'Peut-être')]/following-sibling::ul[1]/li")
    return [" ".join(item.text_content().split()) for item in found]


def test_knowing_nothing_at_all_promises_nothing_and_helps_all_the_same(visit: Visit) -> None:
    page = result(visit, {})
    assert titles(page, "surement") == []
    assert "rsa" in asked_about(page)
    assert "Qui peut vous aider" in words(page)


def test_changing_an_early_answer_comes_back_and_keeps_the_later_ones(visit: Visit) -> None:
    review = result(visit, MOREL).follow("Revoir mes réponses")
    before = [row for row in rows(review) if not row.startswith("Quel âge avez-vous")]
    question = review.follow("Modifier : Quel âge avez-vous ?")
    assert question.find("//input[@id='naissance']").get("value") == "36"
    after = answer(question, {"naissance": "41"})
    assert name_of(after) == "resultat"
    again = rows(after.follow("Revoir mes réponses"))
    assert [row for row in again if not row.startswith("Quel âge avez-vous")] == before
    assert any("41 ans" in row for row in again)


def test_an_answer_that_opens_a_question_asks_it_and_nothing_else(visit: Visit) -> None:
    review = result(visit, KARIM).follow("Revoir mes réponses")
    page = answer(review.follow("Modifier : Quel logement avez-vous ?"), "sans-domicile")
    assert name_of(page) == "resultat"
    review = page.follow("Revoir mes réponses")
    page = answer(review.follow("Modifier : Vivez-vous en couple ?"), "oui")
    asked = []
    while name_of(page) != "resultat":
        asked.append(name_of(page))
        page = answer(page, UNKNOWN)
    assert asked == ["age-conjoint", "activite-conjoint", "ressources-conjoint"]


def test_an_answer_that_does_not_count_any_more_leaves_the_recap(visit: Visit) -> None:
    review = result(visit, MOREL).follow("Revoir mes réponses")
    assert "600 € par mois" in words(review)
    page = answer(review.follow("Modifier : Vivez-vous en couple ?"), "non")
    alone = page.follow("Revoir mes réponses")
    assert "conjoint" not in words(alone).replace("sans conjoint", "")
    back = answer(alone.follow("Modifier : Vivez-vous en couple ?"), "oui")
    assert "600 € par mois" in words(back.follow("Revoir mes réponses"))


def test_back_shows_the_answer_that_was_given(visit: Visit) -> None:
    page = go_to(visit, "activite", KARIM).follow("Retour")
    assert page.text("//button[contains(@class, 'given')]") == "Française (votre réponse)"
    page = page.follow("Retour")
    assert page.find("//input[@id='naissance']").get("value") == "28"
    page = page.follow("Retour")
    assert page.find("//input[@id='ville']").get("value") == "Nanterre"
    assert page.follow("Retour").path == "/fr/simulateur"


def test_back_shows_every_row_of_a_form(visit: Visit) -> None:
    given = {"enfant-1": "2019", "garde-1": "alternee", "inconnu-2": "oui"}
    page = go_to(visit, "enfants-details", {**SANDRA, "enfants-details": given})
    back = answer(page, given).follow("Retour")
    assert back.find("//input[@id='enfant-1']").get("value") == "2019"
    assert back.find("//input[@id='garde-1-alternee']").get("checked") is not None
    assert back.find("//input[@id='inconnu-2']").get("checked") is not None
    assert back.find("//input[@id='enfant-2']").get("value") == ""


def test_what_was_typed_is_said_again_with_its_unit(visit: Visit) -> None:
    page = answer(go_to(visit, "loyer", KARIM), {"montant": "1 200,50 €"})
    assert page.text("//p[@class='echo']").startswith("1 200,50 € par mois")
    again = page.follow("Ce n’est pas ça ?")
    assert again.find("//input[@id='montant']").get("value") == "1200,50"


def test_no_answer_is_ever_in_plain_text_in_an_address(visit: Visit) -> None:
    page, addresses = start(visit), []
    while name_of(page) != "resultat":
        page = answer(page, MOREL.get(name_of(page), UNKNOWN))
        addresses.append(page.address)
        addresses += page.tree.xpath("//main//a/@href | //main//form/@action")
    for address in addresses:
        parts = urlsplit(address)
        assert set(parse_qs(parts.query)) <= {"r"}, address
        assert not re.search("nanterre|92050|1950|600|salaire|hlm$", TOKEN.sub("", address), re.I)


def test_no_answer_is_ever_logged(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        page = answer(go_to(visit, "loyer", KARIM), {"montant": "537,25"})
        answer(page.follow("Ce n’est pas ça ?"), {"montant": "beaucoup"})
    paths = {json.loads(record.getMessage())["path"] for record in caplog.records}
    assert "/fr/simulateur/loyer" in paths
    assert not re.search("gAAAA|537|beaucoup|Nanterre", caplog.text)


@pytest.mark.parametrize(
    "page", ["ville", "loyer", "resultat", "plus-tard", "reponses", "demande/rsa", "expert"]
)
def test_a_damaged_link_leads_kindly_to_the_start(visit: Visit, page: str) -> None:
    again = visit(f"simulateur/{page}?r=gAAAAAdamaged")
    assert again.path == "/fr/simulateur"
    assert START_AGAIN in again.text()
    assert name_of(again.follow("Commencer")) == "ville"


def test_answers_open_for_two_hours_and_then_lead_to_the_start(
    visit: Visit, clock: FakeClock
) -> None:
    question, page = go_to(visit, "couple", KARIM), result(visit, KARIM)
    clock.now += ANSWERS.total_seconds() - 1
    assert name_of(visit(page.address)) == "resultat"
    clock.now += 1
    assert START_AGAIN in visit(page.address).text()
    assert START_AGAIN in answer(question, "non").text()
    assert START_AGAIN in page.follow("Comment la demander").text()


def test_the_answers_of_the_self_test_open_nothing_here(visit: Visit, site: Site) -> None:
    token = site.sealer.seal({"j": "autotest", "a": {"ville": "92050"}}, life=ANSWERS)
    assert START_AGAIN in visit(f"simulateur/resultat?r={token}").text()


def test_a_question_that_does_not_exist_is_a_kind_404(visit: Visit) -> None:
    assert visit("simulateur/inconnue").status == 404
    page = result(visit, KARIM)
    assert visit(page.address.replace("/resultat", "/demande/inconnue")).status == 404
    assert visit(page.address.replace("/resultat", "/appareil")).status == 404


def test_a_link_that_leads_too_far_opens_the_question_still_open(visit: Visit) -> None:
    page = go_to(visit, "couple", KARIM)
    for far in ("sante", "besoins", "resultat", "plus-tard", "reponses", "demande/rsa"):
        assert name_of(visit(page.address.replace("/couple", f"/{far}"))) == "couple", far
    assert name_of(visit("simulateur/resultat")) == "ville"


def test_two_tabs_each_keep_their_own_answers(visit: Visit) -> None:
    question = go_to(visit, "couple", KARIM)
    one, other = answer(question, "oui"), answer(question, "non")
    marked = [page.follow("Retour").text("//button[contains(@class, 'given')]") for page in (one, other)]  # fmt: skip
    assert marked == ["Oui, en couple (votre réponse)", "Non, sans conjoint (votre réponse)"]
