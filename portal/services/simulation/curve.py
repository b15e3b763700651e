"""What each salary leaves: sentences, a drawing, and the same numbers as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.domain.curve import (
    MORE,
    NARROW,
    PARTS,
    Fall,
    Part,
    Point,
    falls,
    rows,
    salaries,
    total_at,
)  # fmt: skip
from portal.domain.decision import LEAST
from portal.domain.household import Household
from portal.domain.scenarios import settled, supposed
from portal.domain.whatif import earned, salary_of, with_salary
from portal.i18n import Language
from portal.services.engine.calculator import Calculator, EngineUnavailable
from portal.services.simulation.chart import Drawing, draw
from portal.services.simulation.moved import kind_words
from portal.services.simulation.points import points_of
from portal.services.simulation.words import euros, shaped
from portal.services.site import Site
from portal.services.text import Text

ROUND_SALARY, ROUND_GAIN = 10, 5
"""Sentences round: nobody knows their salary of another life better."""

MOST_FLAGS = 3


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning in words. `here` is true when it is about the present salary."""

    text: Text
    here: bool


@dataclass(frozen=True, slots=True)
class Key:
    """What a number of the drawing stands for."""

    number: int
    part: Part
    title: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `parts` follow its columns."""

    salary: Text
    parts: list[Text]
    total: Text
    here: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing with its words: numbers, axes, one sentence that says it all."""

    drawing: Drawing
    keys: list[Key]
    heights: list[Text]
    salaries: list[Text]
    present: Text
    description: Text


@dataclass(frozen=True, slots=True)
class Curve:
    """`missing` says why there is nothing else: absent, warming, busy, late, lost, refused."""

    missing: str = ""
    kindly: Text | None = None
    points: tuple[Point, ...] = ()
    falls: tuple[Fall, ...] = ()
    picture: Picture | None = None
    gain: Text | None = None
    flags: tuple[Flag, ...] = ()
    notes: tuple[Text, ...] = ()
    costs: bool = False
    rows: tuple[Row, ...] = ()


def curve(site: Site, household: Household, calculator: Calculator, *, language: Language) -> Curve:
    """100 net salaries for this household, in one request; all else stays the same."""
    home = supposed(settled(household))
    present = salary_of(home)
    homes = [with_salary(home, salary) for salary in salaries(present)]
    try:
        points = points_of(site, homes, calculator)
    except EngineUnavailable as error:
        return Curve(missing=error.reason, kindly=kind_words(language))
    return _curve(points, home, present=present, language=language)


def _curve(
    points: tuple[Point, ...], home: Household, *, present: float, language: Language
) -> Curve:
    parts = _parts(points)
    found = falls(points)
    costs = any(point.costs for point in points)
    return Curve(
        points=points,
        falls=found,
        picture=_picture(points, parts, found, present=present, language=language),
        gain=_gain(points, present, language),
        flags=tuple(_flags(found, present, language)),
        notes=tuple(_notes(home, present, language)),
        costs=costs,
        rows=tuple(
            _row(point, (*parts, "costs") if costs else parts, present=present, language=language)
            for point in rows(points, present)
        ),
    )


def _parts(points: Sequence[Point]) -> tuple[Part, ...]:
    """The salary, and the aids that somebody gets at one salary at least."""
    aids = (part for part in PARTS if part != "salary")
    return ("salary", *(part for part in aids if any(point.part(part) for point in points)))


def _titles(language: Language) -> dict[Part, str]:
    say = language.interface.gettext
    return {
        "salary": say("Salaire"),
        "rsa": say("RSA"),
        "activity": say("Prime d’activité"),
        "housing": say("Aide au logement"),
        "others": say("Autres aides"),
    }


def _picture(
    points: Sequence[Point], parts: Sequence[Part], found: Sequence[Fall],
    *, present: float, language: Language,
) -> Picture:  # fmt: skip
    drawing = draw(points, parts, found, present=present)
    titles = _titles(language)
    return Picture(
        drawing=drawing,
        keys=[Key(n, part, shaped(titles[part], language)) for n, part in enumerate(parts, 1)],
        heights=[_euros(one, language) for one in reversed(drawing.heights)],
        salaries=[_euros(one, language) for one in drawing.salaries],
        present=_euros(present, language),
        description=_description(points, present, language),
    )


def _euros(amount: float, language: Language) -> Text:
    return shaped(euros(amount, language), language)


def _description(points: Sequence[Point], present: float, language: Language) -> Text:
    say = language.interface.gettext
    now = next(point for point in points if point.salary == present)
    amounts = {
        "salary": euros(points[-1].salary, language),
        "first": euros(points[0].total, language),
        "last": euros(points[-1].total, language),
        "now": euros(now.total, language),
    }
    text = say(
        "Sans salaire, salaire et aides font %(first)s par mois ; "
        "aujourd’hui %(now)s ; avec %(salary)s de salaire, %(last)s."
    )
    return shaped(text % amounts, language)


def _gain(points: Sequence[Point], present: float, language: Language) -> Text | None:
    """What 100 € more leave at the present salary."""
    say = language.interface.gettext
    line = [(point.salary, point.total) for point in points]
    if present + MORE > line[-1][0]:
        return None
    kept = total_at(line, present + MORE) - total_at(line, present)
    parts = {"more": euros(MORE, language), "kept": _rounded(abs(kept), ROUND_GAIN, language)}
    if kept <= -LEAST:
        text = say(
            "Ici, gagner plus fait baisser vos ressources : "
            "%(more)s de salaire en plus vous laissent environ %(kept)s de moins."
        )
    elif round(kept / ROUND_GAIN) == 0:
        text = say("Aujourd’hui, gagner %(more)s de plus ne vous laisse presque rien de plus.")
    else:
        text = say("Aujourd’hui, gagner %(more)s de plus vous laisse environ %(kept)s de plus.")
    return shaped(text % parts, language)


def _rounded(amount: float, to: int, language: Language) -> str:
    return euros(round(amount / to) * to, language)


def _flags(found: Sequence[Fall], present: float, language: Language) -> Iterator[Flag]:
    """The worst stretches, in the order of salaries; the step just ahead is the gain's to say."""
    wide = [f for f in found if not f.holds(present) or f.end - f.start >= NARROW]
    worst = sorted(wide, key=lambda fall: (not fall.holds(present), fall.kept))[:MOST_FLAGS]
    for fall in sorted(worst, key=lambda fall: fall.start):
        yield Flag(_flag(fall, language), fall.holds(present))


def _flag(fall: Fall, language: Language) -> Text:
    say = language.interface.gettext
    parts = {
        "more": euros(MORE, language),
        "kept": _rounded(abs(fall.kept), ROUND_GAIN, language),
        "start": _rounded(fall.start, ROUND_SALARY, language),
        "end": _rounded(fall.end, ROUND_SALARY, language),
    }
    if fall.worst <= -LEAST < fall.best:
        text = say(
            "Entre %(start)s et %(end)s de salaire, gagner %(more)s de plus "
            "vous laisse peu, ou même moins qu’avant."
        )
    elif fall.kept <= -LEAST:
        text = say(
            "Entre %(start)s et %(end)s de salaire, gagner %(more)s de plus "
            "fait baisser vos ressources d’environ %(kept)s."
        )
    elif round(fall.kept / ROUND_GAIN) == 0:
        text = say(
            "Entre %(start)s et %(end)s de salaire, gagner %(more)s de plus "
            "ne vous laisse presque rien de plus."
        )
    else:
        text = say(
            "Entre %(start)s et %(end)s de salaire, gagner %(more)s de plus "
            "vous laisse environ %(kept)s de plus."
        )
    return shaped(text % parts, language)


def _notes(home: Household, present: float, language: Language) -> Iterator[Text]:
    """What the drawing supposes."""
    say = language.interface.gettext
    others = earned(home) - present
    if others >= 1:
        text = say("Vos autres revenus, %(amount)s par mois, ne sont pas dans ce dessin.")
        yield shaped(text % {"amount": euros(others, language)}, language)
    if home.income_unemployment:
        yield shaped(
            say(
                "Si vous travaillez, votre allocation chômage peut baisser : demandez à France Travail."
            ),
            language,
        )
    yield shaped(
        say("Ce sont des montants par mois, avant l’impôt, si ce salaire dure."),
        language,
    )


def _row(point: Point, columns: Sequence[str], *, present: float, language: Language) -> Row:
    return Row(
        salary=_euros(point.salary, language),
        parts=[
            _euros(getattr(point, column), language) for column in columns if column != "salary"
        ],
        total=_euros(point.total, language),
        here=point.salary == present,
    )
