"""The roadmap: kept once, in the person's order, 20 at most."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.roadmap import MOST, Roadmap, drop, keep, lower, raise_

REFERENCES = st.from_regex(r"aids/[a-z]{1,3}", fullmatch=True)
ROADMAPS = st.lists(REFERENCES, unique=True, max_size=MOST).map(tuple)


@given(ROADMAPS, REFERENCES)
def test_moving_a_step_keeps_every_step_once(roadmap: Roadmap, reference: str) -> None:
    assert Counter(raise_(roadmap, reference)) == Counter(roadmap)
    assert Counter(lower(roadmap, reference)) == Counter(roadmap)


@given(ROADMAPS, REFERENCES)
def test_a_roadmap_never_passes_20_steps_nor_holds_one_twice(roadmap: Roadmap, new: str) -> None:
    kept = keep(roadmap, new)
    assert len(kept) == len(set(kept)) <= MOST == 20
    assert kept[: len(roadmap)] == roadmap


@given(ROADMAPS, st.data())
def test_raising_then_lowering_a_step_changes_nothing(
    roadmap: Roadmap, data: st.DataObject
) -> None:
    if len(roadmap) > 1:
        reference = data.draw(st.sampled_from(roadmap[1:]))
        assert lower(raise_(roadmap, reference), reference) == roadmap


@given(ROADMAPS, REFERENCES)
def test_dropping_what_was_just_kept_gives_the_roadmap_back(roadmap: Roadmap, new: str) -> None:
    if new not in roadmap and len(roadmap) < MOST:
        assert drop(keep(roadmap, new), new) == roadmap


@given(ROADMAPS, REFERENCES)
def test_a_dropped_step_is_gone_and_the_others_keep_their_order(
    roadmap: Roadmap, reference: str
) -> None:
    assert drop(roadmap, reference) == tuple(ref for ref in roadmap if ref != reference)


@pytest.mark.parametrize(
    ("reference", "raised", "lowered"),
    [("a", "abc", "bac"), ("b", "bac", "acb"), ("c", "acb", "abc"), ("z", "abc", "abc")],
)
def test_a_step_moves_by_one_place_and_stays_at_the_ends(
    reference: str, raised: str, lowered: str
) -> None:
    roadmap = tuple("abc")
    assert raise_(roadmap, reference) == tuple(raised)
    assert lower(roadmap, reference) == tuple(lowered)


def test_a_full_roadmap_takes_no_more() -> None:
    full = tuple(f"aids/{number}" for number in range(MOST))
    assert keep(full, "aids/new") == full
