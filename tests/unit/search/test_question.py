"""What is typed, taken apart: whatever it is."""

import sqlite3
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.search.folding import fold, meant
from portal.services.search.question import LONGEST, MOST_WORDS, keys, parse
from portal.services.search.ranking import runs_of
from portal.services.search.retrieval import every_stem

ANYTHING = st.text(st.characters(), max_size=300)
LANGS = st.sampled_from(["fr", "en", "es", "ar", "zz"])
ODD = [
    '"', "AND OR NOT", "NEAR(a b)", "a*", "-rsa", "((", "\x00", "😀", "\ud800", "\u202erab", "é" * 10_000,
    "١١٥", "title:rsa", "stems : (a)", "l’", "_", "^a", "{a b}",
]  # fmt: skip


@given(ANYTHING, LANGS)
def test_any_text_becomes_few_plain_words(text: str, lang: str) -> None:
    question = parse(text, lang)
    assert len(question.words) <= MOST_WORDS
    for word in question.words:
        assert word.text.isalnum()
        assert word.text == fold(word.text)
        assert len(word.text) <= 18 * LONGEST  # one sign may fold to eighteen


@given(ANYTHING, LANGS)
def test_taking_apart_what_was_taken_apart_changes_nothing(text: str, lang: str) -> None:
    words = [word.text for word in parse(text, lang).words]
    again = [word.text for word in parse(" ".join(words), lang).words]
    assert again == words or len(" ".join(words)) > LONGEST


@given(st.text(string.ascii_letters + " ’'-éèàç", max_size=60))
def test_case_and_accents_do_not_matter(text: str) -> None:
    assert parse(text, "fr") == parse(text.upper().lower(), "fr") == parse(fold(text), "fr")


@given(ANYTHING, LANGS)
def test_sqlite_takes_every_query_made_of_what_is_typed(text: str, lang: str) -> None:
    stems = parse(text, lang).keys
    if stems:
        _sought(every_stem(stems))


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_sqlite_takes_the_words_of_odd_texts(text: str) -> None:
    stems = parse(text, "fr").keys
    if stems:
        _sought(every_stem(stems))


def _sought(expression: str) -> None:
    table = sqlite3.connect(":memory:")
    table.execute(
        "create virtual table t using fts5(stems, tokenize='unicode61 remove_diacritics 2')"
    )
    table.execute("select rowid from t where t match ?", (expression,)).fetchall()
    table.close()


@pytest.mark.parametrize(
    ("text", "lang", "kept"),
    [
        ("comment toucher le RSA ?", "fr", ["toucher", "rsa"]),
        ("J’attends un bébé", "fr", ["attends", "bebe"]),
        ("papa paye pas la pension", "fr", ["papa", "paye", "pas", "pension"]),
        ("How do I get help with rent", "en", ["help", "rent"]),
        ("ayuda para pagar la luz", "es", ["ayuda", "pagar", "luz"]),
        ("مُساعدة السكن", "ar", ["مساعده", "السكن"]),
        ("Œuvre ŒDÈME", "fr", ["oeuvre", "oedeme"]),
        ("١١٥", "ar", ["115"]),
        ("l’eau", "fr", ["eau"]),
    ],
)
def test_small_words_are_dropped(text: str, lang: str, kept: list[str]) -> None:
    assert [word.text for word in parse(text, lang).words] == kept


def test_a_question_of_small_words_keeps_them_all() -> None:
    assert [word.text for word in parse("est-ce que je suis", "fr").words] == meant(
        "est-ce que je suis"
    )


def test_forms_of_a_word_share_their_stem() -> None:
    assert keys("loyers impayés", "fr") == keys("loyer impayé", "fr")
    assert keys("payé", "fr") == keys("payer", "fr") == keys("paye", "fr") == keys("payée", "fr")


def test_negations_are_said_one_for_the_other() -> None:
    assert keys("il paye plus", "fr") == keys("il ne paye pas", "fr")


def test_who_helps_is_not_help() -> None:
    assert keys("aidants", "fr") != keys("aides", "fr")


def test_the_runs_of_a_question_come_the_longest_first() -> None:
    runs = runs_of(parse("facture eau impayée", "fr"))
    assert [run.count(" ") for run in runs] == sorted(
        (run.count(" ") for run in runs), reverse=True
    )
    assert len(runs) == 6
