"""« Où j'en suis ? », as a person without JavaScript goes through it."""

import logging
from dataclasses import replace
from urllib.parse import unquote

import pytest
from cryptography.fernet import Fernet
from starlette.applications import Starlette

from portal.domain.privacy import ANSWERS
from portal.services.sealing import Sealer
from portal.services.site import Site
from portal.settings import Settings
from tests.reader import TOKEN, Page, Visit
from tests.values import FakeClock
from tests.web.journeys import (
    CHOICES,
    GESTURES,
    PASS,
    WORKSHOP,
    answer,
    go_to,
    name_of,
    result,
)

ALONE = {"appareil": "rien", "frequence": "jamais", "demarche": "jamais"}
START_AGAIN = "vos réponses ont été effacées"


@pytest.mark.parametrize("name", sorted({**GESTURES, **CHOICES}))
def test_every_question_is_reached_and_can_be_passed_or_answered(visit: Visit, name: str) -> None:
    given = {"joindre": WORKSHOP, "prefere": ALONE, "preference": WORKSHOP}.get(name, {})
    page = go_to(visit, name, given)
    assert "Pourquoi cette question ?" in page.text()
    assert page.find("//*[@aria-current='step']") is not None
    if name in GESTURES:
        assert name_of(page.press(PASS)) != name


def test_back_keeps_the_answer_that_was_given(visit: Visit) -> None:
    page = go_to(visit, "frequence").follow("Retour")
    assert name_of(page) == "appareil"
    assert page.text("//button[contains(@class, 'given')]") == "Un téléphone (votre réponse)"


def test_changing_an_early_answer_goes_back_to_the_result_and_keeps_the_later_ones(
    visit: Visit,
) -> None:
    review = result(visit, WORKSHOP).follow("Revoir mes réponses")
    before = [row for row in rows(review) if not row.startswith("Allez-vous")]
    question = review.follow("Modifier : Allez-vous souvent sur internet ?")
    after = answer(question, {"frequence": "jamais"})
    assert name_of(after) == "resultat"
    again = rows(after.follow("Revoir mes réponses"))
    assert [row for row in again if not row.startswith("Allez-vous")] == before
    assert "Allez-vous souvent sur internet ? Jamais Modifier" in " ".join(again)


def rows(review: Page) -> list[str]:
    return [review.text(f"(//dl/div)[{n + 1}]") for n in range(len(review.tree.xpath("//dl/div")))]


def test_a_first_miss_shows_a_hint_and_the_next_try_goes_on(visit: Visit) -> None:
    page = go_to(visit, "adresse").press("C’est écrit", {"adresse": "marie"})
    assert name_of(page) == "adresse"
    assert "Presque. Voici une aide : Il n’y a aucun espace." in page.text()
    assert name_of(answer(page)) == "horaire"


def test_a_second_miss_goes_on_without_a_reproach(visit: Visit) -> None:
    page = go_to(visit, "adresse")
    for _ in range(2):
        page = page.press("C’est écrit", {"adresse": "marie"})
    assert name_of(page) == "horaire"


def test_7_core_points_skip_the_file_to_attach(visit: Visit) -> None:
    page = go_to(visit, "piege")
    assert name_of(answer(page)) == "mot-de-passe"


def test_two_tabs_each_keep_their_own_answers(visit: Visit) -> None:
    first = go_to(visit, "frequence")
    second = answer(visit(first.address), {"frequence": "jamais"})
    other = answer(first, {"frequence": "tous-les-jours"})
    marked = [page.follow("Retour").text("//button[contains(@class, 'given')]") for page in (second, other)]  # fmt: skip
    assert marked == ["Jamais (votre réponse)", "Tous les jours (votre réponse)"]


@pytest.mark.parametrize("page", ["frequence", "resultat", "reponses"])
def test_a_damaged_token_leads_kindly_to_the_start(visit: Visit, page: str) -> None:
    again = visit(f"autotest/{page}?r=gAAAAAdamaged")
    assert again.path == "/fr/autotest"
    assert START_AGAIN in again.text()
    assert name_of(again.follow("Commencer")) == "appareil"


def test_a_token_of_another_use_opens_nothing_here(visit: Visit, site: Site) -> None:
    token = site.sealer.seal({"k": ["aids/rsa"]}, life=ANSWERS)
    assert START_AGAIN in visit(f"autotest/resultat?r={token}").text()


def test_answers_open_for_two_hours_and_then_lead_to_the_start(
    visit: Visit, clock: FakeClock
) -> None:
    page = go_to(visit, "demarche")
    clock.now += ANSWERS.total_seconds() - 1
    assert name_of(visit(page.address)) == "demarche"
    clock.now += 1
    assert START_AGAIN in visit(page.address).text()
    assert START_AGAIN in answer(page).text()


def test_a_rotated_key_still_opens_the_answers_of_before(
    visit: Visit, app: Starlette, site: Site, settings: Settings, clock: FakeClock
) -> None:
    page = go_to(visit, "demarche")
    keys = (Fernet.generate_key().decode(), *settings.keys)
    app.state.holder.site = replace(site, sealer=Sealer(keys, clock))
    assert name_of(answer(page)) == "porte"


def test_a_link_that_leads_too_far_opens_the_question_still_open(visit: Visit) -> None:
    page = go_to(visit, "demarche")
    far = visit(page.address.replace("/demarche", "/quitter"))
    assert name_of(far) == "demarche"
    assert name_of(visit(page.address.replace("/demarche", "/resultat"))) == "demarche"
    assert name_of(visit("autotest/quitter")) == "appareil"


def test_a_question_that_does_not_exist_is_a_kind_404(visit: Visit) -> None:
    assert visit("autotest/inconnue").status == 404


@pytest.mark.parametrize("name", ["appareil", "adresse", "dossier", "message"])
def test_an_empty_answer_comes_back_with_what_is_missing(visit: Visit, name: str) -> None:
    page = go_to(visit, name)
    empty = visit(page.path, send=[("r", token_of(page))], follow=False)
    assert empty.status == 422
    assert empty.title.startswith("Erreur : ")
    link = empty.find("//div[@class='errors']//a").get("href")
    assert empty.find(f"//form//*[@id='{link[1:]}'] | //form[@id='{link[1:]}']") is not None
    assert name_of(answer(empty)) != name


def test_an_unknown_answer_is_taken_as_none(visit: Visit) -> None:
    assert visit("autotest/appareil", send=[("reponse", "fusée")]).status == 422


def test_after_an_error_the_other_language_still_has_the_answers(visit: Visit) -> None:
    page = go_to(visit, "demarche")
    form = page.find("//form[.//button[contains(@class, 'choice')]]")
    empty = visit(form.get("action"), send=[("r", token_of(page))])
    assert empty.status == 422
    assert name_of(visit(empty.address)) == "demarche"
    assert name_of(empty.follow("English")) == "demarche"


def token_of(page: Page) -> str:
    found = TOKEN.search(page.address)
    return unquote(found[0]) if found else ""


@pytest.mark.parametrize("stop", ["appareil", "adresse", "resultat"])
def test_the_language_switch_keeps_the_page_and_the_answers(visit: Visit, stop: str) -> None:
    page = go_to(visit, stop)
    arabic = page.follow("العربية")
    assert arabic.path == page.path.replace("/fr/", "/ar/")
    assert token_of(arabic) == token_of(page)
    assert arabic.follow("Français").h1 == page.h1


@pytest.mark.parametrize("stop", ["appareil", "adresse", "quitter"])
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Je préfère quelqu’un", "Une personne fait vos démarches avec vous"),
        ("C’est urgent", "Une personne fait vos démarches avec vous"),
        ("J’arrête là", "On s’arrête là, et c’est très bien"),
    ],
)
def test_leaving_early_gives_a_person_and_no_score(
    visit: Visit, stop: str, words: str, title: str
) -> None:
    page = go_to(visit, stop).press(words)
    assert page.h1 == title
    assert not [word for word in ("score", "points", "sur 8") if word in page.text("//main")]
    assert page.text("//div[@class='meeting']//h3")


def test_saying_that_it_is_urgent_shows_the_numbers(visit: Visit) -> None:
    page = go_to(visit, "adresse").press("C’est urgent")
    assert page.follow("Voir les numéros d’urgence").path == "/fr/urgences"


def test_a_person_can_be_asked_for_before_the_first_question(visit: Visit) -> None:
    assert name_of(visit("autotest").press("Je préfère quelqu’un")) == "resultat"


def test_an_exit_that_does_not_exist_changes_nothing(visit: Visit) -> None:
    page = go_to(visit, "demarche")
    same = visit("autotest/fin", send=[("r", token_of(page)), ("fin", "ailleurs")])
    assert name_of(same) == "demarche"


def test_nothing_at_home_offers_a_person_at_once(visit: Visit) -> None:
    page = go_to(visit, "prefere", ALONE)
    assert answer(page, {"prefere": "quelquun"}).h1 == "Une personne fait vos démarches avec vous"


def test_no_answer_is_written_in_a_cookie(visit: Visit) -> None:
    result(visit)
    assert visit.cookies == {}


def test_no_answer_is_written_in_the_log(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        page = result(visit, WORKSHOP)
    lines = [record.getMessage() for record in caplog.records if record.name == "portal"]
    assert len(lines) > 20
    assert not [line for line in lines if "gAAAA" in line or "?" in line or token_of(page) in line]


def test_no_answer_stands_in_plain_text_in_a_link(visit: Visit) -> None:
    page = result(visit, {"appareil": "rien"})
    hrefs = page.tree.xpath("//@href | //@action")
    assert not [href for href in hrefs if "rien" in href or "passe" in TOKEN.sub("", href)]


def test_the_answers_are_never_sent_to_another_site(visit: Visit) -> None:
    assert result(visit).headers["referrer-policy"] == "no-referrer"
