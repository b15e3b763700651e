"""The result: what to ask for first, how much, why, and where; nothing refused without its reason."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from portal.services.simulation.run import simulated_sheets
from portal.services.site import Site
from tests.calculators import FakeEngine, LittleLaw
from tests.reader import Page, Visit, words_of
from tests.web.people import (
    HOMELESS,
    KARIM,
    PAUL,
    PEOPLE,
    SANDRA,
    WITHOUT_PERMIT,
    answer,
    asked_about,
    result,
    titles,
)

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)
AMOUNT = re.compile(
    r"(vous payez )?(environ [\d\s]+ €|entre [\d\s]+ € et [\d\s]+ €)( par mois| par an|, en une fois)"
)
HARSH = re.compile(r"éligib|eligib|score|n’avez pas droit|pas droit|rejet", re.IGNORECASE)


def on_day(app: Starlette, site: Site, day: date) -> None:
    app.state.holder.site = replace(site, today=lambda: day)


def kept_by_one_press(page: Page) -> list[str]:
    """The references of the aids that are sure, in the order of the page."""
    found: list[str] = page.tree.xpath("//form[@class='keep']//input[@name='fiche']/@value")
    return found


def ask_for(page: Page, aid: str) -> Page:
    return page.visit(page.address.replace("/resultat", f"/demande/{aid}"))


OTHERS = re.compile("Pas maintenant :|autres? aides?$")


def later(page: Page) -> dict[str, str]:
    """The reason of each aid of the other page, by its id: it does not open now, or may be."""
    words = next(link for link in page.links if OTHERS.search(link))
    items = page.follow(words).tree.xpath("//section[@id='etape']/ul/li")
    return {
        urlsplit(item.find("a").get("href")).path.rsplit("/", 1)[-1]: words_of(item.find("span"))
        for item in items
    }


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_each_aid_is_in_one_group_and_none_is_lost(visit: Visit, site: Site, name: str) -> None:
    page = result(visit, {**PEOPLE[name], "besoins": "rien"})
    shown, not_now = asked_about(page), list(later(page))
    references = (reference.partition("/") for reference in simulated_sheets(site))
    assert sorted(shown + not_now) == sorted(id_ for kind, _, id_ in references if kind == "aids")


def test_what_opens_other_rights_is_asked_for_first(visit: Visit) -> None:
    page = result(visit, KARIM)
    assert titles(page, "surement")[0] == "RSA : un revenu quand il ne reste presque rien"
    first = page.text("//section[@aria-labelledby='dabord']")
    assert first.startswith("Demandez d’abord celle-ci RSA")
    assert "Elle aide ensuite à obtenir : Complémentaire santé solidaire, Navigo" in first
    disabled = titles(result(visit, PAUL), "surement")
    assert disabled[0].startswith("MDPH")
    assert disabled[1].startswith("AAH")


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_no_aid_comes_before_the_one_that_opens_it(visit: Visit, site: Site, name: str) -> None:
    order = kept_by_one_press(result(visit, PEOPLE[name]))
    sheets = simulated_sheets(site)
    for place, reference in enumerate(order):
        for opened in sheets[reference].opens:
            mutual = reference in getattr(sheets.get(opened), "opens", ())
            assert mutual or opened not in order[:place], f"{opened} before {reference}"


def test_what_brings_the_most_comes_before_what_brings_nothing(visit: Visit) -> None:
    order = titles(result(visit, {**HOMELESS, "travail-cinq-ans": "oui"}), "surement")
    starts = [title.partition(" ")[0] for title in order]
    assert starts[0] == "RSA"
    assert starts.index("ASS") < starts.index("100")


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"without-permit"}))
def test_every_amount_says_its_period_in_words(visit: Visit, name: str) -> None:
    page = result(visit, PEOPLE[name])
    amounts = page.tree.xpath("//p[@class='sum'] | //ul[contains(@class, 'perhaps')]//strong")
    assert amounts
    for amount in amounts:
        assert AMOUNT.fullmatch(words_of(amount)), words_of(amount)


def test_amounts_say_a_month_a_year_a_cost_and_a_frame(visit: Visit) -> None:
    page = result(visit, SANDRA)
    assert "environ 219 € par mois" in page.text("//p[@class='sum']")
    assert "environ 428 € par an" in page.text("//p[@class='sum']")
    assert "vous payez environ 25 € par mois" in page.text("//p[@class='sum']")
    lone = result(visit, {**KARIM, "couple": "je-ne-sais-pas"})
    assert "entre 650 € et 975 € par mois" in lone.text()


def test_why_is_said_by_the_persons_own_facts_and_the_thresholds(visit: Visit) -> None:
    why = result(visit, KARIM).text("//section[@aria-labelledby='dabord']//details")
    assert "Votre nationalité : française." in why
    assert ": 28 ans. C’est bon : il faut 25 ans ou plus." in why
    assert "Votre activité : au chômage." in why
    assert "Ce que le foyer reçoit chaque mois : 0 € par mois." in why
    assert "Votre âge : 28 ans. Il faut 60 ans ou plus." in later(result(visit, KARIM))["apa"]


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_no_word_shuts_a_door(visit: Visit, name: str, lang: str) -> None:
    page = result(visit, PEOPLE[name], lang=lang)
    not_now = visit(page.address.replace("/resultat", "/plus-tard"))
    for said in (page, not_now):
        assert not HARSH.search(said.text("//section[@id='etape']")), said.address
        items = said.tree.xpath("//main//li | //main//p | //main//td")
        assert not {words_of(item).casefold().strip(" .") for item in items} & {"non", "no", "لا"}


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_every_aid_that_does_not_open_now_has_its_reason(visit: Visit, name: str) -> None:
    reasons = later(result(visit, PEOPLE[name]))
    assert reasons
    assert [aid for aid, reason in reasons.items() if len(reason.split()) < 4] == []


def test_what_is_not_paid_together_is_said_beside_it(visit: Visit) -> None:
    page = result(visit, {**KARIM, "travail-cinq-ans": "oui"})
    note = "L’ASS compte comme une ressource. Le RSA la complète seulement s’il reste un écart."
    assert note in page.text("//ol[contains(@class, 'aids')]/li")
    assert note in ask_for(page, "ass").text("//p[@class='flag']")
    alone = ask_for(result(visit, SANDRA), "rsa")
    assert "65 ans" not in alone.text("//p[@class='flag']")


def test_without_a_roof_the_number_to_call_is_above_everything(visit: Visit) -> None:
    page = result(visit, HOMELESS)
    first, second = page.tree.xpath("//section[@id='etape']/*")[:2]
    assert first.tag == "h1"
    assert "nulle part où dormir" in words_of(second)
    assert second.xpath(".//a[@href='tel:115']")
    assert "115" not in page.text("//section[@id='etape']/following-sibling::*")
    assert not result(visit, KARIM).tree.xpath("//div[contains(@class, 'danger')]")


def test_hunger_and_violence_are_answered_first_once_they_are_said(visit: Visit) -> None:
    page = result(visit, {**SANDRA, "besoins": {"choix-violences": "oui", "choix-manger": "oui"}})
    urgent = page.text("//div[@class='notice danger']")
    assert "3919" in urgent.replace(" ", "")
    silent = result(visit, KARIM)
    assert "violence" not in silent.text("//section[@id='etape']").casefold()


def test_aids_already_received_are_apart_and_open_what_they_open(visit: Visit) -> None:
    has = {"choix-rsa": "oui", "choix-allocations-familiales": "oui"}
    page = result(visit, {**KARIM, "besoins": "rien", "deja": has})
    assert not {"rsa", "allocations-familiales"} & set(asked_about(page))
    apart = page.text("//h2[.='Vous recevez déjà']/following-sibling::ul[1]")
    assert "RSA" in apart
    assert "Ce mois-ci, le calcul donne environ 650 € par mois." in apart
    assert "Navigo gratuit ou moins cher" in titles(page, "surement")
    assert "rsa" not in later(page)


def test_one_press_keeps_all_that_is_sure_in_its_order(visit: Visit) -> None:
    page = result(visit, KARIM)
    sure = kept_by_one_press(page)
    assert len(sure) == len(titles(page, "surement")) > 3
    road = page.press("Garder toutes ces aides")
    assert road.path == "/fr/feuille-de-route"
    kept = [link.rsplit("/", 1)[-1] for link in road.tree.xpath("//main//h2//a/@href | //main//h3//a/@href")]  # fmt: skip
    wanted = [reference.partition("/")[2] for reference in sure]
    assert [aid for aid in dict.fromkeys(kept) if aid in wanted] == wanted
    back = road.follow("Continuer ma lecture")
    assert titles(back, "surement") == titles(page, "surement")


def test_one_aid_is_kept_from_the_page_that_says_how_to_ask(visit: Visit) -> None:
    ask = result(visit, KARIM).follow("Comment la demander")
    road = ask.press("Garder")
    assert "RSA : un revenu" in road.text("//main")
    assert road.follow("Continuer ma lecture").path == "/fr/simulateur/demande/rsa"


def test_the_page_to_ask_has_the_papers_and_three_ways(visit: Visit, site: Site) -> None:
    ask = result(visit, KARIM).follow("Comment la demander")
    sheet = site.library.aids["rsa"]
    papers = ask.tree.xpath("//ul[@class='checks']/li")
    assert len(papers) == len(sheet.documents)
    assert all(item.xpath(".//strong") and item.xpath(".//*[@class='note']") for item in papers)
    ways = [words_of(way) for way in ask.tree.xpath("//section[@class='way']/h3")]
    assert ways == ["Par téléphone", "Sur place", "Sur Internet"]
    assert "Bonjour, je n’ai presque plus de revenus." in ask.text("//p[@class='say']")
    for title in ("Combien de temps", "Personne ne répond ?", "On vous dit non ?"):
        assert title in ask.text("//section[@aria-labelledby='apres']")
    assert "Vous avez 2 mois pour écrire à la CAF" in ask.text("//details")


def test_the_nearest_counter_says_its_hours_of_today(
    visit: Visit, app: Starlette, site: Site
) -> None:
    said = {}
    for day in (MONDAY, SUNDAY):
        on_day(app, site, day)
        ask = result(visit, KARIM).follow("Comment la demander")
        said[day] = ask.text("//div[@class='meeting']")
    assert "Colombes" in said[MONDAY]
    assert re.search(r"Aujourd’hui, ouvert : \d\d:\d\d – \d\d:\d\d", said[MONDAY])
    assert "Fermé aujourd’hui." in said[SUNDAY]


@pytest.mark.parametrize("town", [{"ville": "Marseille"}, "je-ne-sais-pas"])
def test_no_counter_is_named_to_whom_lives_far_or_does_not_say(
    visit: Visit, town: dict[str, str] | str
) -> None:
    ask = result(visit, {**KARIM, "ville": town}).follow("Comment la demander")
    assert not ask.tree.xpath("//div[@class='meeting']")
    assert ask.tree.xpath("//section[@class='way']")


def test_an_unexpected_amount_is_explained_step_by_step(visit: Visit) -> None:
    ask = result(visit, KARIM).follow("Comment la demander")
    steps = ask.text("//section[@aria-labelledby='pourquoi']//table")
    assert "Base pour une personne seule depuis le 1 avril 2026" in steps
    assert "652 € par mois" in steps
    assert "Vos ressources, retirées de la base" in steps
    assert ask.follow("Revoir mes réponses").path == "/fr/simulateur/reponses"


def test_an_aid_that_is_only_possible_or_not_now_says_so_on_its_own_page(visit: Visit) -> None:
    page = result(visit, KARIM)
    assert ask_for(page, "fsl").text("//p[@class='lead']").startswith("Peut-être.")
    assert ask_for(page, "apa").text("//p[@class='lead']").startswith("Pas maintenant")
    doubt = ask_for(page, "ass")
    assert doubt.follow("Avez-vous travaillé 5 ans").path == "/fr/simulateur/travail-cinq-ans"


def test_a_precision_changes_the_result_and_is_not_asked_again(visit: Visit) -> None:
    page = result(visit, {**KARIM, "besoins": "rien", "deja": "rien"})
    assert "ASS : après la fin du chômage" in titles(page, "peut-etre")
    offered = page.tree.xpath("//section[@aria-labelledby='preciser']//a/@href")
    question = visit(offered[0])
    assert question.path == "/fr/simulateur/travail-cinq-ans"
    after = answer(question, "oui")
    assert "ASS : après la fin du chômage" in titles(after, "surement")
    again = after.tree.xpath("//section[@aria-labelledby='preciser']//a/@href")
    assert not [link for link in again if "travail-cinq-ans" in link]


def test_without_a_permit_never_rsa_but_the_doors_that_are_open(
    visit: Visit, app: Starlette
) -> None:
    generous = {"rsa": 650.0, "ppa": 300.0, "aide_logement": 300.0, "aspa": 500.0, "cmu_c": 1.0}
    for engine in (LittleLaw(), FakeEngine(**generous)):
        app.state.calculator = engine
        page = result(visit, WITHOUT_PERMIT)
        assert not {"rsa", "prime-activite", "aide-logement", "c2s"} & set(asked_about(page))
        assert titles(page, "surement")[0].startswith("Aide médicale de l’État")
        assert "pass-hopital" in asked_about(page)
        assert "Domiciliation" in page.text("//main")
        assert later(page)["rsa"].startswith("Il faut au moins l’un de ces points")


def test_the_month_of_the_calculation_is_said(visit: Visit, app: Starlette, site: Site) -> None:
    on_day(app, site, MONDAY)
    assert "Calcul pour novembre 2026" in result(visit, KARIM).text("//p[@class='proof note']")
