"""Names of towns as people write them, and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.directory import distance, fold

POINTS = st.tuples(st.floats(41, 52), st.floats(-6, 10))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Saint-Cloud", "saint cloud"),
        ("st cloud", "saint cloud"),
        ("ST. CLOUD", "saint cloud"),
        ("Ste-Mesme", "sainte mesme"),
        ("Évecquemont", "evecquemont"),
        ("  L’Étang-la-Ville ", "l etang la ville"),
        ("78 100", "78 100"),
        ("😀", ""),
    ],
)
def test_a_town_is_the_same_however_it_is_written(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_the_distance_between_nanterre_and_versailles_is_known() -> None:
    assert distance((48.892, 2.206), (48.801, 2.130)) == pytest.approx(11.5, abs=0.2)


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_never_negative(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, b) >= 0
    assert distance(a, a) == 0
