"""Where something is lacking: how far each commune is from the nearest known place, by need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.domain.access import Mode, Travel
from portal.domain.territory import Commune

Standing = Literal["near", "far", "beyond"]
"""Within what the territory calls near, within twice that, or farther still."""

SCARCE = 5
"""With fewer known places, a figure tells more of the list of places than of the country."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A commune's centre and the nearest place known for one need.

    `near` is what its territory calls near, in minutes. `place` is empty when no known place
    can be reached; `travel` is None when no place at all is known, and then nothing is said.
    """

    commune: Commune
    need: str
    near: int
    place: str = ""
    travel: Travel | None = None

    def minutes(self, mode: Mode) -> int | None:
        """Minutes by this means; None when there is no way, or nothing is known."""
        return getattr(self.travel, mode) if self.travel else None

    def lacks(self, mode: Mode) -> bool:
        """True when places are known, and none of them is near."""
        return self.standing(mode) in ("far", "beyond")

    def standing(self, mode: Mode) -> Standing | None:
        """How the commune stands by this means; None when nothing can be concluded."""
        if self.travel is None:
            return None
        minutes = self.minutes(mode)
        if minutes is None or minutes > 2 * self.near:
            return "beyond"
        return "near" if minutes <= self.near else "far"


@dataclass(frozen=True, slots=True)
class Known:
    """What the figures of a need rest upon: its places, and the dates of what is known of them.

    `centred` places have no coordinates: they count from the centre of their commune.
    """

    places: int
    oldest: date | None = None
    newest: date | None = None
    undated: int = 0
    centred: int = 0

    @property
    def scarce(self) -> bool:
        """True when so few places are known that the figures say little."""
        return self.places < SCARCE


@dataclass(frozen=True, slots=True)
class Total:
    """Communes and people; `without` are those with no known place near."""

    communes: int
    people: int
    communes_without: int
    people_without: int


def total(gaps: Iterable[Gap], mode: Mode) -> Total | None:
    """The communes and people of one need, and those without, by one means.

    None when no place is known for it: nothing can be concluded.
    """
    rows = list(gaps)
    if any(gap.travel is None for gap in rows):
        return None
    lacking = [gap.commune.population for gap in rows if gap.lacks(mode)]
    people = sum(gap.commune.population for gap in rows)
    return Total(len(rows), people, len(lacking), sum(lacking))


def rounded(people: int) -> int:
    """A number of people as one says it: to the ten, the hundred, the thousand, ten thousand.

    Under 100 it stays exact, so that nobody is rounded away.
    """
    steps = ((1_000_000, 10_000), (10_000, 1_000), (1_000, 100), (100, 10))
    step = next((step for least, step in steps if people >= least), 1)
    return (people + step // 2) // step * step
