"""A light map of the gaps of one need: a shape for each commune, drawn by a template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import pi, sqrt

from portal.domain.access import Mode
from portal.domain.gap import Gap, Standing
from portal.services.map import XY, Box, framed

STANDINGS: tuple[Standing, ...] = ("near", "far", "beyond")
"""In the order they are drawn: the farthest come on top."""

SIZES = ((20_000, 4.3), (2_000, 2.9), (0, 2.0))
"""From so many inhabitants, so large a shape: the radius of its circle, in units."""

EDGE, SIDE = 12.0, 26.0
"""Units left free above and below the shapes, and on each side, for names."""

LEGEND = 18.0
"""Units below the map, for its scale."""

LETTER, LINE = 6.6, 13.0
"""The width of a letter and the height of a line at their largest, on a telephone."""

LABELS, LACKING = 10, 4
"""The most names on the map, the first of them those of communes without."""

HIDDEN = 1
"""How many shapes a name may cover, when its commune is not one of those without."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a commune beside its shape; `end` when it stands before it."""

    text: str
    x: float
    y: float
    end: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """All the shapes of one standing, as one path."""

    standing: Standing
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to draw in `box` (left, top, width, height). The scale is `bar` units for `km`."""

    box: Box
    layers: tuple[Layer, ...]
    names: tuple[Name, ...]
    km: float
    bar: float
    bar_at: XY


def draw(gaps: Sequence[Gap], mode: Mode) -> Drawing | None:
    """The map of these gaps; None when nothing can be concluded, or without a commune."""
    if not gaps or any(gap.travel is None for gap in gaps):
        return None
    frame = framed([gap.commune.point for gap in gaps])
    at = [(gap, frame.xy(gap.commune.point)) for gap in gaps]
    left, top, wide, high = box = _box([xy for _, xy in at])
    km, bar = frame.bar(wide)
    return Drawing(
        box=box,
        layers=tuple(Layer(one, _shapes(at, one, mode)) for one in STANDINGS),
        names=tuple(_names(at, box, mode)),
        km=km,
        bar=bar,
        bar_at=(round(left + SIDE, 1), round(top + high - LEGEND / 3, 1)),
    )


def _box(points: Sequence[XY]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs) - SIDE, min(ys) - EDGE
    wide, high = max(xs) - left + SIDE, max(ys) - top + EDGE + LEGEND
    return round(left, 1), round(top, 1), round(wide, 1), round(high, 1)


def _shapes(at: Iterable[tuple[Gap, XY]], standing: Standing, mode: Mode) -> str:
    return "".join(
        shape(standing, xy, _radius(gap.commune.population))
        for gap, xy in at
        if gap.standing(mode) == standing
    )


def _radius(people: int) -> float:
    return next(radius for least, radius in SIZES if people >= least)


def shape(standing: Standing, xy: XY, radius: float) -> str:
    """A circle, a triangle or a square of the same area, so that none is told by colour alone."""
    x, y = xy
    if standing == "near":
        arc = f"a{radius:g} {radius:g} 0 1 0 "
        return f"M{x - radius:.1f} {y:.1f}{arc}{2 * radius:g} 0{arc}{-2 * radius:g} 0"
    if standing == "far":
        side = radius * sqrt(4 * pi / sqrt(3))
        high = side * sqrt(3) / 2
        return f"M{x:.1f} {y - high * 2 / 3:.1f}l{side / 2:.1f} {high:.1f}h{-side:.1f}z"
    side = radius * sqrt(pi)
    return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:.1f}v{side:.1f}h{-side:.1f}z"


def _names(at: Sequence[tuple[Gap, XY]], box: Box, mode: Mode) -> Iterator[Name]:
    """The most peopled communes without, then the most peopled, that find room."""
    largest = sorted(at, key=lambda one: (-one[0].commune.population, one[0].commune.code))
    lacking = [one for one in largest if one[0].lacks(mode)][:LACKING]
    points = [xy for _, xy in at]
    taken: list[Box] = []
    for gap, xy in dict.fromkeys([*lacking, *largest]):
        room = [one for one in _beside(gap, xy) if _free(one[1], taken, box)]
        covered, name, space = min(
            ((_covered(space, points), name, space) for name, space in room),
            key=lambda one: one[0],
            default=(len(points), None, (0.0, 0.0, 0.0, 0.0)),
        )
        if name and len(taken) < LABELS and (covered <= HIDDEN or (gap, xy) in lacking):
            taken.append(space)
            yield name


def _beside(gap: Gap, xy: XY) -> Iterator[tuple[Name, Box]]:
    """A name after its shape, then before it, and the space it takes."""
    x, y = xy
    away, wide = _radius(gap.commune.population) + 3, LETTER * len(gap.commune.name)
    for end, start in ((False, x + away), (True, x - away)):
        left = start - wide if end else start
        space = (left, y - LINE / 2, left + wide, y + LINE / 2)
        yield Name(gap.commune.name, round(start, 1), y, end), space


def _free(space: Box, taken: Iterable[Box], box: Box) -> bool:
    """True inside the map and apart from the names already there."""
    left, top, right, bottom = space
    if left < box[0] or right > box[0] + box[2] or bottom > box[1] + box[3] - LEGEND:
        return False
    return all(
        right < le or left > ri or bottom + LINE < to or top - LINE > bo for le, to, ri, bo in taken
    )


def _covered(space: Box, points: Iterable[XY]) -> int:
    left, top, right, bottom = space
    return sum(left <= x <= right and top <= y <= bottom for x, y in points)
