"""The questions people ask, on the real content: a sheet that answers comes early."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.services.search import answer, find, suggest
from portal.services.search.expectations import ExpectationError, judge, read_questions
from portal.services.site import Site
from tests.search.conftest import Build

QUESTIONS = Path(__file__).with_name("queries.yaml")
RECALL, MRR = 0.95, 0.85


def test_questions_find_a_sheet_that_answers_among_the_first_three(site: Site) -> None:
    outcome = judge(site, read_questions(QUESTIONS))
    print(f"rappel@3 {outcome.recall:.3f}, MRR {outcome.mrr:.3f}", *outcome.misses, sep="\n")
    assert outcome.asked >= 60
    assert outcome.recall >= RECALL
    assert outcome.mrr >= MRR


@pytest.mark.parametrize(
    ("words", "emergency"),
    [
        ("mon mari me tape", "3919"), ("je veux mourir", "3114"), ("je dors dehors", "115"),
        ("j’ai plus rien pour manger", "aide-alimentaire-urgence"), ("un voisin tape son enfant", "119"),
        ("j'ai cliqué sur un sms ameli bizarre", "17cyber"), ("il fait un malaise", "15"),
        ("mon marie me tappe", "3919"),
    ],
)  # fmt: skip
def test_a_call_for_help_shows_its_number_first(site: Site, words: str, emergency: str) -> None:
    assert answer(site, words, "fr")["urgent"][0]["id"] == emergency


@pytest.mark.parametrize(
    "words",
    ["la fin de mes droits au chômage", "changer la pile de ma lampe", "rsa", "danse", "tapis"],
)
def test_an_ordinary_question_shows_no_emergency(site: Site, words: str) -> None:
    assert find(site, words, "fr").urgent == ()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_emergency_is_understood_in_french_on_every_page(site: Site, lang: str) -> None:
    assert find(site, "je veux mourir", lang).urgent[0].reference == "urgences/3114"


def test_an_emergency_is_not_listed_again_among_the_results(site: Site) -> None:
    found = find(site, "je dors dehors", "fr")
    assert "urgences/115" not in {hit.reference for hit in found.results}


@pytest.mark.parametrize(
    ("typed", "understood", "sheet"),
    [
        ("alocassion logement", "allocation logement", "aids/aide-logement"),
        ("retrete", "retraite", "platforms/carsat"),
        ("microkredit", "microcredit", "aids/microcredit-personnel"),
    ],
)
def test_a_word_written_as_it_sounds_is_understood_and_said(
    site: Site, typed: str, understood: str, sheet: str
) -> None:
    found = find(site, typed, "fr")
    assert found.corrected == understood
    assert sheet in {hit.reference for hit in found.results[:6]}


def test_what_is_well_written_is_not_corrected(site: Site) -> None:
    assert find(site, "demander une carte vitale", "fr").corrected == ""


@pytest.mark.parametrize(
    ("words", "kind"),
    [("cmu", "former-name"), ("cotorep", "former-name"), ("papa paye pas la pension", "phrase"), ("retrete", "phrase")],
)  # fmt: skip
def test_each_result_says_why_it_is_there(site: Site, words: str, kind: str) -> None:
    why = find(site, words, "fr").results[0].why
    assert why.kind == kind
    assert why.term


def test_a_language_that_is_not_shipped_finds_french_sheets(site: Site) -> None:
    told = answer(site, "ayuda para pagar la luz", "es")
    assert told["lang"] == "es"
    assert told["results"][0]["id"] == "cheque-energie"
    assert told["results"][0]["url"] == "/fr/aides/cheque-energie"
    assert told["results"][0]["lang"] == "fr"


def test_an_answer_has_the_shape_that_programs_were_told(site: Site) -> None:
    told = answer(site, "mon mari me tape", "en")
    assert {"query", "lang", "urgent", "results"} <= told.keys()
    assert {"id", "title", "phone", "url"} == told["urgent"][0].keys()
    expected = {"kind", "id", "title", "summary", "url", "why", "lang", "aliases"}
    assert all(expected == one.keys() for one in told["results"])
    assert told["urgent"][0]["phone"] == "3919"
    assert told["results"][0]["url"].startswith("/en/")


def test_results_come_best_first_and_no_more_than_asked(site: Site) -> None:
    found = find(site, "logement", "fr", most=4)
    scores = [hit.score for hit in found.results]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("words", ["", "   ", "\x00", "xyzzyplugh", "?!", "\ud800", "😀"])
def test_words_that_mean_nothing_find_nothing(site: Site, words: str) -> None:
    found = find(site, words, "fr")
    assert (found.urgent, found.results) == ((), ())


def test_when_nothing_holds_the_question_the_nearest_is_marked(site: Site) -> None:
    words = "zorglub quelqu’un pour dresser mon perroquet vert astronaute loyer"
    found = find(site, words, "fr")
    assert found.nearest
    assert found.results


def test_a_place_of_another_territory_is_left_out(site: Site, build: Build) -> None:
    yvelines = build(territories=("yvelines",))
    wanted = "places/mairie-de-clichy"
    assert wanted in {hit.reference for hit in find(site, "mairie de clichy", "fr").results}
    assert wanted not in {hit.reference for hit in find(yvelines, "mairie de clichy", "fr").results}


def test_a_sheet_checked_long_ago_ranks_below_its_equals(site: Site) -> None:
    dated = [
        (reference, sheet.source.checked_on)
        for reference, sheet in site.library.sheets()
        if sheet.source.checked_on and (site.today() - sheet.source.checked_on).days > 365
    ]
    reference, checked = dated[0]
    title = str(site.known(reference, site.languages["fr"]).title)
    then = replace(site, today=lambda: checked)
    late, early = (
        next(hit.score for hit in find(one, title, "fr").results if hit.reference == reference)
        for one in (site, then)
    )
    assert late < early


@pytest.mark.parametrize(
    ("typed", "title"),
    [("mot de p", "Choisir un bon mot de passe"), ("prime d", "Prime d’activité")],
)
def test_a_beginning_suggests_titles(site: Site, typed: str, title: str) -> None:
    assert any(one.text.startswith(title) for one in suggest(site, typed, "fr"))


def test_a_known_phrase_is_suggested_too(site: Site) -> None:
    assert any(not one.reference for one in suggest(site, "carte station de", "fr"))


def test_suggestions_are_few_and_each_is_there_once(site: Site) -> None:
    found = suggest(site, "aide", "fr")
    assert 0 < len(found) <= 6
    assert len({one.text for one in found}) == len(found)


def test_a_file_that_holds_no_questions_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    for text in ("- {id: a}", "a: [", "non"):
        file.write_text(text, "utf-8")
        with pytest.raises(ExpectationError, match=r"questions\.yaml"):
            read_questions(file)
