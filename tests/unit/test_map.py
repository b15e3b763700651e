"""The plan: true to scale, numbers apart, nothing outside."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.access import Point, great_circle_km
from portal.domain.territory import Commune
from portal.services.map import APART, HEIGHT, WIDTH, Plan, plan

POINTS = st.builds(Point, latitude=st.floats(48.4, 49.1), longitude=st.floats(1.4, 2.4))


def town(name: str, latitude: float, longitude: float, population: int = 10) -> Commune:
    return Commune(
        code="92001", name=name, department="92", postal_codes=("92000",), population=population,
        latitude=latitude, longitude=longitude,
    )  # fmt: skip


def drawn(points: list[Point], *communes: Commune, origin: Point | None = None) -> Plan:
    found = plan(communes, list(enumerate(points, start=1)), origin=origin)
    assert found
    return found


def test_without_a_place_there_is_no_plan() -> None:
    assert plan([], [], origin=Point(latitude=48.9, longitude=2.2)) is None


@given(st.lists(POINTS, min_size=2, max_size=12))
def test_the_bar_measures_the_distances_between_places(points: list[Point]) -> None:
    found = drawn(points)
    first, other = found.marks[0].at, found.marks[1].at
    km = dist(first, other) / found.bar * found.km
    assert km == pytest.approx(great_circle_km(points[0], points[1]), rel=0.03, abs=0.5)


@given(st.lists(POINTS, min_size=1, max_size=12), st.none() | POINTS)
def test_every_number_is_whole_and_none_hides_another(
    points: list[Point], origin: Point | None
) -> None:
    found = drawn(points, origin=origin)
    spots = [(mark.x, mark.y) for mark in found.marks] + ([found.origin] if found.origin else [])
    assert all(20 <= x <= WIDTH - 20 and 20 <= y <= HEIGHT - 20 for x, y in spots)
    assert all(
        dist(a, b) >= APART - 1 for i, a in enumerate(spots) for b in spots[i + 1 :]
    )  # fmt: skip


def test_north_is_up_and_east_is_right() -> None:
    found = drawn([Point(latitude=48.9, longitude=2.1), Point(latitude=48.8, longitude=2.2)])
    first, other = found.marks
    assert first.at[1] < other.at[1]
    assert first.at[0] < other.at[0]


def test_the_most_peopled_communes_are_named_and_those_outside_are_not() -> None:
    middle = Point(latitude=48.9, longitude=2.2)
    communes = [town(f"Ville {n}", 48.888 + n / 1000, 2.21, 100 * n) for n in range(20)]
    found = drawn([middle], *communes, town("Ailleurs", 45.0, 5.0, 10**6))
    names = [label.name for label in found.labels]
    assert "Ville 19" in names
    assert "Ailleurs" not in names
    assert len(names) <= 6
    assert found.dots.count("M") == 20


def test_names_do_not_run_over_one_another() -> None:
    communes = [town(f"Commune-au-nom-long {n}", 48.9, 2.2 + n / 10_000, n) for n in range(6)]
    found = drawn([Point(latitude=48.91, longitude=2.22)], *communes)
    assert len(found.labels) == 1
