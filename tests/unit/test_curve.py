"""Every salary, where more of it leaves too little, and the drawing of it. Values by hand."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.curve import PARTS, Point, falls, rows, salaries, step
from portal.services.simulation.chart import HEIGHT, WIDTH, draw, straightened


@given(st.floats(0, 99_999).map(lambda euros: round(euros, 2)))
def test_100_salaries_from_0_hold_the_present_one_and_every_row(present: float) -> None:
    tried = salaries(present)
    assert len(tried) == 100
    assert tried[0] == 0
    assert present in tried
    assert list(tried) == sorted(set(tried))
    shown = [point.salary for point in rows([Point(salary) for salary in tried], present)]
    assert shown == sorted({*(step(present) * n for n in range(7)), present})


@pytest.mark.parametrize(("present", "end"), [(0, 3000), (1500, 3000), (1501, 3600), (2500, 6000)])
def test_the_axis_goes_to_3000_euros_or_to_twice_the_present_salary(
    present: float, end: float
) -> None:
    assert salaries(present)[-1] == end


def line(aids: Any, present: float = 900) -> list[Point]:
    return [Point(salary, others=aids(salary)) for salary in salaries(present)]


def test_nothing_is_said_where_work_pays() -> None:
    assert falls(line(lambda salary: 0)) == ()
    assert falls(line(lambda salary: max(0, 600 - 0.7 * salary))) == ()


def test_a_stretch_where_an_aid_falls_as_fast_as_the_salary_rises_is_found() -> None:
    (found_,) = falls(line(lambda salary: min(500, max(0, 1500 - salary))))
    # The aid falls from 1 000 € to 1 500 €: 70 € at least of the next hundred are lost from
    # 970 € to 1 430 €.
    assert found_.start == pytest.approx(970, abs=32)
    assert found_.end == pytest.approx(1430, abs=32)
    assert found_.kept == 0
    assert found_.holds(1200)
    assert not found_.holds(900)


def test_a_step_down_makes_poorer_for_a_hundred_euros_before_it() -> None:
    (found_,) = falls(line(lambda salary: 160 if salary < 1200 else 0))
    assert found_.start == pytest.approx(1100, abs=32)
    assert found_.end == pytest.approx(1200, abs=32)
    assert found_.kept == -60  # 100 € earned, 160 € lost


def test_an_amount_that_goes_down_by_60_per_100_leaves_enough() -> None:
    assert falls(line(lambda salary: max(0, 900 - 0.69 * salary))) == ()
    assert falls(line(lambda salary: max(0, 900 - 0.71 * salary))) != ()


def test_the_drawing_of_one_salary_alone_is_a_triangle() -> None:
    points = [Point(salary) for salary in salaries(0)]
    drawing = draw(points, ("salary",), (), present=0)
    (layer,) = drawing.layers
    assert layer.path == f"M0 {HEIGHT:g}L{WIDTH:g} 0L{WIDTH:g} {HEIGHT:g}L0 {HEIGHT:g}Z"
    assert list(drawing.heights) == list(drawing.salaries) == [0, 1000, 2000, 3000]
    assert drawing.zones == ""


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+", path)]


@given(st.lists(st.floats(0, 2000), min_size=4, max_size=4), st.floats(0, 9000))
def test_nothing_is_drawn_outside(aids: list[float], present: float) -> None:
    points = [
        Point(salary, *(max(0, most - salary / (rank + 1)) for rank, most in enumerate(aids)))
        for salary in salaries(present)
    ]
    drawing = draw(points, PARTS, falls(points), present=present)
    for layer in drawing.layers:
        assert not layer.mark or (0 < layer.mark[0] < WIDTH and 0 < layer.mark[1] < HEIGHT)
        assert all(0 <= one <= WIDTH for one in numbers(layer.path)[::2])
        assert all(0 <= one <= HEIGHT for one in numbers(layer.path)[1::2])
    assert all(0 <= one <= WIDTH for one in numbers(f"{drawing.zones}{drawing.here}"))


def test_a_part_stands_on_the_one_below_it() -> None:
    points = [Point(salary, rsa=max(0, 500 - salary)) for salary in salaries(0)]
    salary, rsa = draw(points, ("salary", "rsa"), (), present=0).layers
    # 3 000 € is all the height and all the width: 500 € are 41.7 up, and 60 to the right.
    assert rsa.path == "M0 208.3L60 208.3L60 208.3L0 250Z"
    assert salary.path == "M0 250L360 0L360 250L0 250Z"


def test_a_line_loses_only_the_points_that_say_nothing() -> None:
    bent = [(float(x), float(abs(x - 5))) for x in range(11)]
    assert straightened(bent) == [(0, 5), (5, 0), (10, 5)]
    assert straightened(bent[:2]) == bent[:2]


def test_two_numbers_never_cover_each_other() -> None:
    points = [Point(salary, *(max(0, 300 - salary) for _ in range(4))) for salary in salaries(0)]
    marks = [layer.mark for layer in draw(points, PARTS, (), present=0).layers if layer.mark]
    pairs = [(a, b) for a in marks for b in marks if a != b]
    assert pairs
    assert all((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 >= 26**2 - 1 for a, b in pairs)
