"""The gaps in the order a reader asks for, and what they add up to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from portal.domain.access import Mode
from portal.domain.gap import Gap, Known, Total, total
from portal.domain.territory import Territory
from portal.services.directory.communes import fold
from portal.services.gaps.compute import Gaps

Order = Literal["manque", "commune", "habitants", "minutes"]
ORDERS: tuple[Order, ...] = ("manque", "commune", "habitants", "minutes")
"""Most people left out first; by name; by population; the farthest first."""

Key = tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The totals of one need, whole and in each territory; None where nothing is known."""

    need: str
    known: Known
    whole: Total | None
    parts: tuple[tuple[Territory, Total | None], ...]


def ordered(gaps: Iterable[Gap], order: Order, mode: Mode) -> list[Gap]:
    """The gaps of one need in this order."""
    return sorted(gaps, key=_key(order, mode))


def lines(gaps: Gaps, mode: Mode, territory: Territory | None = None) -> list[Line]:
    """Each need in its own order, within one territory if asked."""
    return [_line(gaps, need, mode, territory) for need in gaps.needs]


def worst_first(found: Iterable[Line]) -> list[Line]:
    """The needs by the people left out; those of which nothing is known at the end."""
    return sorted(found, key=lambda one: -one.whole.people_without if one.whole else 1)


def _line(gaps: Gaps, need: str, mode: Mode, territory: Territory | None) -> Line:
    shown = (territory,) if territory else gaps.territories
    parts = tuple((one, total(gaps.of(need, one), mode)) for one in shown)
    return Line(need, gaps.needs[need], total(gaps.of(need, territory), mode), parts)


def _key(order: Order, mode: Mode) -> Callable[[Gap], Key]:
    def key(gap: Gap) -> Key:
        people, name = -gap.commune.population, fold(gap.commune.name)
        if order == "commune":
            return (name,)
        if order == "habitants":
            return people, name
        if order == "minutes":
            return -(gap.minutes(mode) or float("inf")), people, name
        return not gap.lacks(mode), people, name

    return key
