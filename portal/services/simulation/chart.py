"""The drawing of a curve: paths and places in units of its own, for a template to put down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.domain.curve import STEPS, Fall, Part, Point, step

WIDTH, HEIGHT = 360.0, 250.0
MARK, APART = 14.0, 26.0
"""How far a mark stays from the edges, and from another mark."""

THIN = 6.0
"""A part lower than this everywhere has no mark: the table says it."""

FLAT = 0.3
"""Points closer than this to a straight line are left out of it."""

ROUND_HEIGHTS = (100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000)
MOST_LINES = 4
XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of the resources: its outline, and where its number stands when it is wide enough."""

    number: int
    part: Part
    path: str
    mark: XY | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to draw. `heights` and `salaries` are the euros of the axes, from 0.

    `here` is the line of the present salary; `zones` the bands of the falls, empty without any.
    """

    layers: tuple[Layer, ...]
    zones: str
    here: str
    lines: str
    heights: tuple[float, ...]
    salaries: tuple[float, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class Scale:
    """Euros to units: `right` and `top` are the euros at the end of each axis."""

    right: float
    top: float

    def x(self, salary: float) -> float:
        """How far to the right."""
        return min(1.0, salary / self.right) * WIDTH

    def y(self, euros: float) -> float:
        """How far down."""
        return HEIGHT * (1 - euros / self.top)


def draw(
    points: Sequence[Point], parts: Sequence[Part], falls: Sequence[Fall], *, present: float
) -> Drawing:
    """The drawing of these points; `parts` are those to show, from the bottom up."""
    highest = max(point.height for point in points)
    rise = next((one for one in ROUND_HEIGHTS if one * MOST_LINES >= highest), highest / MOST_LINES)
    count = max(1, -int(-highest // rise))
    scale = Scale(right=step(present) * STEPS, top=rise * count)
    return Drawing(
        layers=tuple(_layers(points, parts, scale)),
        zones="".join(_zone(fall, scale) for fall in falls),
        here=f"M{_short(scale.x(present)):g} 0V{HEIGHT:g}",
        lines="".join(f"M0 {_short(scale.y(rise * n))}H{WIDTH:g}" for n in range(count + 1)),
        heights=tuple(float(rise * n) for n in range(count + 1)),
        salaries=tuple(step(present) * n for n in range(0, STEPS + 1, 2)),
    )


def _zone(fall: Fall, scale: Scale) -> str:
    start, end = _short(scale.x(fall.start)), _short(scale.x(fall.end))
    return f"M{start:g} 0H{end:g}V{HEIGHT:g}H{start:g}Z"


def _layers(points: Sequence[Point], parts: Sequence[Part], scale: Scale) -> Iterator[Layer]:
    floor = [0.0] * len(points)
    taken: list[XY] = []
    for number, part in enumerate(parts, 1):
        roof = [low + point.part(part) for low, point in zip(floor, points, strict=True)]
        bounds = [
            (scale.x(point.salary), scale.y(low), scale.y(high))
            for point, low, high in zip(points, floor, roof, strict=True)
        ]
        mark = _mark(bounds, taken)
        if mark:
            taken.append(mark)
        yield Layer(number, part, _outline(bounds), mark)
        floor = roof


Bounds = Sequence[tuple[float, float, float]]
"""How far to the right, then the bottom and the top there."""


def _outline(bounds: Bounds) -> str:
    """A closed shape for each stretch where the part is above zero."""
    return "".join(_shape(bounds[first : last + 1]) for first, last in _stretches(bounds))


def _stretches(bounds: Bounds) -> Iterator[tuple[int, int]]:
    index = range(len(bounds))
    for above, run in groupby(index, key=lambda i: bounds[i][1] - bounds[i][2] > 0):
        inside = list(run)
        if above:
            yield max(0, inside[0] - 1), min(len(bounds) - 1, inside[-1] + 1)


def _shape(bounds: Bounds) -> str:
    tops = straightened([(x, top) for x, _, top in bounds])
    bottoms = straightened([(x, bottom) for x, bottom, _ in bounds])
    corners = (f"{_short(x):g} {_short(y):g}" for x, y in (*tops, *reversed(bottoms)))
    return f"M{'L'.join(corners)}Z"


def straightened(line: Sequence[XY]) -> list[XY]:
    """The same line with fewer points (Ramer-Douglas-Peucker)."""
    if len(line) < 3:
        return list(line)
    (x0, y0), (x1, y1) = line[0], line[-1]
    slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
    away = [abs(y - y0 - slope * (x - x0)) for x, y in line]
    farthest = max(range(len(line)), key=away.__getitem__)
    if away[farthest] <= FLAT:
        return [line[0], line[-1]]
    return [*straightened(line[: farthest + 1])[:-1], *straightened(line[farthest:])]


def _mark(bounds: Bounds, taken: Sequence[XY]) -> XY | None:
    """The middle of the part where it is highest, away from the edges and the other marks."""
    inside = [one for one in bounds if MARK <= one[0] <= WIDTH - MARK]
    for x, bottom, top in sorted(inside, key=lambda one: one[2] - one[1]):
        if bottom - top < THIN:
            return None
        y = min((bottom + top) / 2, HEIGHT - MARK)
        if all((x - a) ** 2 + (y - b) ** 2 >= APART**2 for a, b in taken):
            return _short(x), _short(y)
    return None


def _short(number: float) -> float:
    return round(number, 1)
