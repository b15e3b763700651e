"""Minutes by soft means: what they count, and what stands in the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portal.domain.access import Access, Barrier, Point, Travel, estimate, great_circle_km, way_km

NANTERRE = Point(latitude=48.892, longitude=2.206)
VERSAILLES = Point(latitude=48.801, longitude=2.130)
HERE, THERE = Point(latitude=48.9, longitude=2.20), Point(latitude=48.9, longitude=2.22)
BRIDGE = Point(latitude=48.95, longitude=2.21)
BANKS = (Point(latitude=48.8, longitude=2.21), Point(latitude=49.0, longitude=2.21))

inside = st.builds(Point, latitude=st.floats(48.4, 49.1), longitude=st.floats(1.4, 2.4))


def river(*crossings: Point) -> Barrier:
    return Barrier(name="La rivière", line=BANKS, crossings=crossings)


def test_the_distance_is_that_of_the_globe() -> None:
    assert great_circle_km(NANTERRE, VERSAILLES) == pytest.approx(11.5, abs=0.2)


def test_a_kilometre_is_seventeen_minutes_on_foot_and_six_by_bicycle() -> None:
    north = Point(latitude=48.9 + 1 / 111.195, longitude=2.2)
    assert estimate(HERE, north, Access()) == Travel(walk=17, bicycle=6)


def test_a_territory_may_walk_slower() -> None:
    assert estimate(HERE, THERE, Access(walk=3)).walk == round(
        great_circle_km(HERE, THERE) * 1.3 / 3 * 60
    )


def test_a_river_is_crossed_at_its_bridge() -> None:
    straight = great_circle_km(HERE, THERE)
    by_bridge = great_circle_km(HERE, BRIDGE) + great_circle_km(BRIDGE, THERE)
    assert way_km(HERE, THERE, [river(BRIDGE)]) == pytest.approx(by_bridge)
    assert by_bridge > 5 * straight


def test_a_river_without_a_bridge_is_not_crossed() -> None:
    assert way_km(HERE, THERE, [river()]) is None
    assert estimate(HERE, THERE, Access(barriers=(river(),))) == Travel(None, None)
    assert not estimate(HERE, THERE, Access(barriers=(river(),))).within(10_000)


def test_on_the_same_bank_the_river_changes_nothing() -> None:
    west = Point(latitude=48.85, longitude=2.19)
    assert way_km(HERE, west, [river()]) == great_circle_km(HERE, west)


def test_a_bend_crossed_twice_is_not_in_the_way() -> None:
    bend = Barrier(
        name="Le méandre",
        line=(
            Point(latitude=49.0, longitude=2.205),
            Point(latitude=48.8, longitude=2.21),
            Point(latitude=49.0, longitude=2.215),
        ),
    )
    assert way_km(HERE, THERE, [bend]) == great_circle_km(HERE, THERE)


def test_within_looks_at_the_quicker_means() -> None:
    assert Travel(walk=50, bicycle=16).within(30)
    assert not Travel(walk=50, bicycle=31).within(30)


@given(inside, inside)
def test_there_is_as_far_as_back_and_never_under_a_minute(a: Point, b: Point) -> None:
    there, back = estimate(a, b, Access()), estimate(b, a, Access())
    assert there == back
    assert there.walk is not None
    assert there.bicycle is not None
    assert 1 <= there.bicycle <= there.walk


@given(inside, inside, st.lists(inside, min_size=1, max_size=4))
def test_a_barrier_never_shortens_the_way(a: Point, b: Point, crossings: list[Point]) -> None:
    way = way_km(a, b, [river(*crossings)])
    assert way is not None
    assert way >= great_circle_km(a, b) - 1e-9


@pytest.mark.parametrize("wrong", [{"walk": 0}, {"detour": 0.5}, {"minutes": 0}, {"bicycle": 300}])
def test_a_speed_that_nobody_has_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Access.model_validate(wrong)
