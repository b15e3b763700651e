"""Choices, as an address says them."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.services.directory.choices import NONE, QUERY, Choices, read, written

SITE: Any = SimpleNamespace(
    library=SimpleNamespace(
        provisions={"manger": 1, "droits": 2},
        platforms={"caf": 1},
        places={"a": SimpleNamespace(languages=("tr", "ar"))},
    )
)
CHOICES = st.builds(
    Choices,
    commune=st.sampled_from(["", "Nanterre", "78100"]),
    here=st.booleans(),
    need=st.sampled_from(["", "manger", "droits"]),
    counter=st.sampled_from(["", "caf"]),
    open_now=st.booleans(),
    language=st.sampled_from(["", "tr", "ar"]),
    wheelchair=st.booleans(),
    free=st.booleans(),
    walk_in=st.booleans(),
    within=st.sampled_from(["", "30", "60", "toutes"]),
)


@given(CHOICES)
def test_an_address_says_all_the_choices_and_no_other(choices: Choices) -> None:
    assert read(written(choices), SITE) == choices


@given(st.dictionaries(st.sampled_from([*QUERY.values(), "autre"]), st.text(max_size=200)))
def test_any_query_is_read_and_what_is_read_is_known(query: dict[str, str]) -> None:
    choices = read(query, SITE)
    assert len(choices.commune) <= 80
    assert choices.need in ("", "manger", "droits")
    assert choices.language in ("", "tr", "ar")
    assert read(written(choices), SITE) == choices


@given(CHOICES)
def test_taking_away_each_choice_leaves_none(choices: Choices) -> None:
    for name in choices.named():
        choices = choices.without(name)
    assert choices == Choices(commune=choices.commune, here=choices.here)
    assert NONE.named() == []
