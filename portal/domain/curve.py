"""What every salary would leave, and the stretches where earning more leaves little, or less."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from statistics import median
from typing import Literal

from portal.domain.decision import LEAST

POINTS, STEPS = 100, 6
"""How many salaries are tried, and how many equal steps the axis and the table have."""

LEAST_TOP = 3000.0
ROUND_STEPS = (
    500, 600, 750, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 12_000, 16_000,
)  # fmt: skip
MORE, ENOUGH = 100.0, 30.0
"""Euros of salary more, and what they should leave at least."""

NARROW = 50.0
"""Euros of salary: a shorter stretch where something is left all the same is a detail."""

Part = Literal["salary", "rsa", "activity", "housing", "others"]
PARTS: tuple[Part, ...] = ("salary", "rsa", "activity", "housing", "others")
"""What resources are made of, from the bottom of the drawing to its top."""


@dataclass(frozen=True, slots=True)
class Point:
    """Euros a month at one net salary; `costs` are what some rights make the person pay."""

    salary: float
    rsa: float = 0.0
    activity: float = 0.0
    housing: float = 0.0
    others: float = 0.0
    costs: float = 0.0

    def part(self, part: Part) -> float:
        """One part, in euros a month."""
        return float(getattr(self, part))

    @property
    def height(self) -> float:
        """All the parts one upon the other."""
        return sum(self.part(part) for part in PARTS)

    @property
    def total(self) -> float:
        """What is left to live on."""
        return self.height - self.costs


@dataclass(frozen=True, slots=True)
class Fall:
    """For every salary from `start` to `end`, 100 € more leave less than 30 €: about `kept`.

    `worst` is the least they leave, `best` the most; below zero, earning more makes poorer.
    """

    start: float
    end: float
    kept: float
    worst: float
    best: float

    def holds(self, salary: float) -> bool:
        """True when this salary is one of those."""
        return self.start <= salary <= self.end


def step(present: float) -> float:
    """Euros between two rows: a round number, for an axis up to twice the present salary."""
    top = max(LEAST_TOP, 2 * present)
    return float(next((one for one in ROUND_STEPS if one * STEPS >= top), ROUND_STEPS[-1]))


def salaries(present: float) -> tuple[float, ...]:
    """100 salaries from 0 in order: every row's, the present one, and 100 € more, among them."""
    inside = (POINTS - 3) // STEPS
    regular = [step(present) * index / inside for index in range(STEPS * inside + 1)]
    between = ((low + high) / 2 for low, high in pairwise(regular))
    wanted = dict.fromkeys([*regular, present, present + MORE, *between])
    return tuple(sorted(islice((one for one in wanted if one <= most(present)), POINTS)))


def most(present: float) -> float:
    """The salary at the end of the axis; the present one when it is beyond."""
    return max(step(present) * STEPS, present)


def rows(points: Sequence[Point], present: float) -> tuple[Point, ...]:
    """The points of the table: one a step, and the present one."""
    wanted = {step(present) * index for index in range(STEPS + 1)} | {present}
    return tuple(point for point in points if point.salary in wanted)


def falls(points: Sequence[Point]) -> tuple[Fall, ...]:
    """Where 100 € more of salary leave less than 30 € more, or leave less money."""
    return tuple(_falls([(point.salary, point.total) for point in points]))


def _falls(line: Sequence[tuple[float, float]]) -> Iterator[Fall]:
    kept = [
        (salary, total_at(line, salary + MORE) - total)
        for salary, total in line
        if salary + MORE <= line[-1][0]
    ]
    for little, run in groupby(range(len(kept)), key=lambda index: kept[index][1] < ENOUGH):
        inside = list(run)
        if little:
            found = _fall(kept, inside[0], inside[-1])
            if found.worst <= -LEAST or found.end - found.start >= NARROW:
                yield found


def _fall(kept: Sequence[tuple[float, float]], first: int, last: int) -> Fall:
    """Its ends are half-way to the salaries beside it, the last that are not of it."""
    before, after = max(first - 1, 0), min(last + 1, len(kept) - 1)
    left = [amount for _, amount in kept[first : last + 1]]
    return Fall(
        start=(kept[before][0] + kept[first][0]) / 2,
        end=(kept[last][0] + kept[after][0]) / 2,
        kept=median(left),
        worst=min(left),
        best=max(left),
    )


def total_at(line: Sequence[tuple[float, float]], salary: float) -> float:
    """Resources at any salary of the line, in proportion between two points."""
    index = min(bisect_right(line, (salary, float("inf"))), len(line) - 1)
    (left, low), (right, high) = line[index - 1], line[index]
    return low + (high - low) * (salary - left) / (right - left)
