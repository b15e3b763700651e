"""Words written as they sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.search.sound import sound


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("kaf", "caf"), ("retrete", "retraite"), ("alocassion", "allocation"), ("elektrisite", "electricite"),
        ("dantiste", "dentiste"), ("handikape", "handicape"), ("psycologue", "psychologue"), ("bato", "bateaux"),
        ("mezon", "maison"), ("farmasi", "pharmacie"), ("loyé", "loyer"), ("chomaje", "chomage"), ("fain", "faim"),
        ("kantine", "cantine"),
    ],
)  # fmt: skip
def test_a_word_written_as_it_sounds_has_the_key_of_the_word(heard: str, written: str) -> None:
    assert sound(heard.replace("é", "e")) == sound(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf", "cap"),
        ("faim", "femme"),
        ("loyer", "lourd"),
        ("rue", "roue"),
        ("viol", "vol"),
        ("bus", "bas"),
    ],
)
def test_words_that_do_not_sound_alike_keep_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text(max_size=40))
def test_any_word_has_a_key_that_never_changes(word: str) -> None:
    assert sound(word) == sound(word)
    assert bool(sound(word)) <= (word.isascii() and word.isalpha())
