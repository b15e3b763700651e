"""A light plan of the places listed: points and words on a plane, drawn by a template.

Longitudes are shortened by the cosine of the latitude; over a département that is a map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, dist, pi, radians, sin

from portal.domain.access import EARTH_KM, Point
from portal.domain.territory import Commune

WIDTH, HEIGHT = 600, 400
"""In units of the drawing."""

KM_A_DEGREE = EARTH_KM * pi / 180
LEAST_KM = 4.0
"""The height of the smallest country shown."""

MARGIN = 50
"""Units left free around the places, so that their numbers are whole."""

APART = 42
"""Units between two numbers, so that they stay apart on a telephone."""

LABELS = 6
LETTER = 12.5
"""The width of a letter at its largest, on a telephone."""

LINE = 28
STEPS_KM = (0.5, 1, 2, 5, 10, 20, 50)

XY = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered place: where its number stands, and where the place is."""

    number: int
    x: float
    y: float
    at: XY


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a commune beside its point; `end` when it stands before it."""

    name: str
    x: float
    y: float
    end: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is drawn. `dots` is one SVG path of every commune; `bar` is `km` long."""

    dots: str
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    origin: XY | None
    km: float
    bar: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to units: `scale` is units a km, `middle` is at the middle of the drawing."""

    middle: Point
    scale: float

    def xy(self, point: Point) -> XY:
        """Where a point falls."""
        east, north = _km_from(self.middle, point)
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)

    def bar(self, wide: float) -> tuple[float, float]:
        """The km that the scale bar tells, a third of `wide` units at most, and its length."""
        fitting = (step for step in STEPS_KM if step * self.scale <= wide / 3)
        km = max(fitting, default=STEPS_KM[0])
        return km, round(km * self.scale, 1)


def plan(
    communes: Iterable[Commune], places: Sequence[tuple[int, Point]], *, origin: Point | None
) -> Plan | None:
    """The plan of these numbered places among the communes; None without a place."""
    if not places:
        return None
    points = [point for _, point in places]
    frame = framed([*points, origin] if origin else points)
    start = frame.xy(origin) if origin else None
    seen = [(c, xy) for c in communes if _inside(xy := frame.xy(c.point))]
    marks = _marks([(number, frame.xy(point)) for number, point in places], start)
    km, bar = frame.bar(WIDTH)
    return Plan(
        dots="".join(f"M{x:.0f} {y:.0f}h0" for _, (x, y) in seen),
        labels=_labels(seen, [(m.x, m.y) for m in marks] + ([start] if start else [])),
        marks=marks,
        origin=start,
        km=km,
        bar=bar,
    )


def framed(points: Sequence[Point]) -> _Frame:
    """The smallest frame that holds these points with their margin."""
    north, south = max(p.latitude for p in points), min(p.latitude for p in points)
    east, west = max(p.longitude for p in points), min(p.longitude for p in points)
    middle = Point(latitude=(north + south) / 2, longitude=(east + west) / 2)
    half_wide, half_high = _km_from(middle, Point(latitude=north, longitude=east))
    wide = max(2 * half_wide, LEAST_KM * WIDTH / HEIGHT)
    high = max(2 * half_high, LEAST_KM)
    return _Frame(middle, min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high))


def _km_from(middle: Point, point: Point) -> XY:
    """How far east and north of the middle, in km."""
    shortened = KM_A_DEGREE * cos(radians(middle.latitude))
    east = (point.longitude - middle.longitude) * shortened
    return east, (point.latitude - middle.latitude) * KM_A_DEGREE


def _inside(xy: XY, edge: float = 6) -> bool:
    return edge <= xy[0] <= WIDTH - edge and edge <= xy[1] <= HEIGHT - edge


def _marks(places: Sequence[tuple[int, XY]], origin: XY | None) -> tuple[Mark, ...]:
    """Each number on its place, or the nearest free spot around it."""
    taken = [origin] if origin else []
    marks = []
    for number, at in places:
        spot = next((xy for xy in _around(at) if _free(xy, taken)), at)
        taken.append(spot)
        marks.append(Mark(number, *spot, at))
    return tuple(marks)


def _around(at: XY) -> Iterable[XY]:
    yield at
    for ring in range(1, 7):
        for turn in range(8 * ring):
            angle = turn * pi / (4 * ring)
            x, y = at[0] + APART * ring * sin(angle), at[1] - APART * ring * cos(angle)
            if _inside((x, y), edge=24):
                yield round(x, 1), round(y, 1)


def _free(xy: XY, taken: Iterable[XY]) -> bool:
    return all(dist(xy, other) >= APART - 0.5 for other in taken)


def _labels(seen: Iterable[tuple[Commune, XY]], marks: Sequence[XY]) -> tuple[Label, ...]:
    """The names of the most peopled communes that find room beside their point."""
    taken: list[Box] = [(x - 22, y - 22, x + 22, y + 22) for x, y in marks]
    labels: list[Label] = []
    for commune, (x, y) in sorted(seen, key=lambda one: -one[0].population):
        wide = LETTER * len(commune.name)
        end = x > WIDTH / 2
        left = x - 10 - wide if end else x + 10
        box = (left, y - LINE / 2, left + wide, y + LINE / 2)
        if len(labels) < LABELS and _fits(box, taken):
            taken.append(box)
            labels.append(Label(commune.name, x - 10 if end else x + 10, y, end))
    return tuple(labels)


def _fits(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    if left < 4 or right > WIDTH - 4 or top < 4 or bottom > HEIGHT - 40:
        return False
    return all(right < le or left > ri or bottom < to or top > bo for le, to, ri, bo in taken)
