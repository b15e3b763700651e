"""The search on a small content that each test spoils or completes."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.load import load
from portal.services.opening import open_site
from portal.services.search import find, suggest
from portal.services.site import Site
from portal.settings import Settings
from portal.store.index import Index, IndexUnwritable


@pytest.fixture
def opened(small: Path, tmp_path: Path) -> Site:
    return open_small(small, tmp_path / "state")


def open_small(content: Path, state: Path) -> Site:
    keys = (Fernet.generate_key().decode(),)
    return open_site(Settings(content=content, locales=content / "none", keys=keys, state=state))


def test_a_former_name_leads_to_the_name_of_today(opened: Site) -> None:
    hit = find(opened, "RMI", "fr").results[0]
    assert (hit.reference, hit.why.kind, hit.why.term) == ("aids/rsa", "former-name", "rmi")


def test_a_phrase_is_found_among_other_words(opened: Site) -> None:
    found = find(opened, "depuis hier je dors encore dehors", "fr")
    assert [hit.reference for hit in found.urgent] == ["urgences/115"]


def test_a_phrase_is_never_found_inside_a_word(opened: Site) -> None:
    assert find(opened, "larmier", "fr").results == ()


def test_words_of_a_phrase_in_another_order_are_not_that_phrase(opened: Site) -> None:
    assert find(opened, "dehors je ne dors pas", "fr").urgent == ()


def test_a_saying_that_leads_nowhere_is_told_with_its_place(small: Path) -> None:
    file = small / "synonyms" / "argent.yaml"
    file.write_text('lang: fr\nentries:\n  - {says: ["rmi"], means: [aids/absente]}\n', "utf-8")
    from datetime import date

    problems = load(small, today=date(2026, 11, 23)).problems
    said = [str(problem) for problem in problems if problem.file == file]
    assert len(said) == 1
    assert "entries.0.means.0: « aids/absente » n’existe pas" in said[0]


def test_a_saying_that_leads_nowhere_does_not_break_the_search(small: Path, tmp_path: Path) -> None:
    file = small / "synonyms" / "argent.yaml"
    text = 'lang: fr\nentries:\n  - {says: ["rmi"], means: [aids/absente, aids/rsa]}\n'
    file.write_text(text, "utf-8")
    found = find(open_small(small, tmp_path / "state"), "rmi", "fr")
    assert found.results[0].reference == "aids/rsa"


def test_the_same_content_keeps_its_index_and_another_makes_its_own(
    small: Path, tmp_path: Path
) -> None:
    first = open_small(small, tmp_path / "state").index.file
    made = first.stat().st_mtime_ns
    assert open_small(small, tmp_path / "state").index.file.stat().st_mtime_ns == made
    sheet = small / "aids" / "rsa.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("Le RSA", "Le grand RSA"), "utf-8")
    assert open_small(small, tmp_path / "state").index.file != first


def test_an_index_that_cannot_be_written_says_what_to_set(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", "utf-8")
    with pytest.raises(IndexUnwritable, match="PORTAL_STATE"):
        open_small(small, blocked / "state" / "deeper")


def test_connections_are_kept_few_and_closed_with_the_index(opened: Site) -> None:
    index = Index(opened.index.file)
    kept = index._kept
    for _ in range(20):
        index.terms("fr", ["rsa"])
    assert len(kept) == 1
    del index
    assert kept == []


@given(query=st.text(st.characters(), max_size=120), lang=st.sampled_from(["fr", "en", "zz", ""]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(opened: Site, query: str, lang: str) -> None:
    found = find(opened, query, lang)
    assert len(found.results) <= 30
    assert isinstance(suggest(opened, query, lang), list)
