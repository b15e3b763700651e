"""Three-way merge, field by field: what the source said, what it says now, what the file says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.services.interchange.fields import NAMES, Field, Fields, same

REQUIRED = frozenset({"title", "kind", "commune", "postal_code"})
"""Fields that a source may stop telling and a place must keep."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A field where an editor's words stay although the source says something else."""

    name: str
    ours: Field | None
    theirs: Field | None


@dataclass(frozen=True, slots=True)
class Merge:
    """What to write in the file (None: to take away), and what was kept against the source."""

    changes: Mapping[str, Field | None]
    kept: tuple[Kept, ...] = ()


def merge(base: Fields, theirs: Fields, ours: Fields, *, settled: bool = False) -> Merge:
    """An editor's change always stays; a field nobody touched always follows the source.

    `settled`: a person checked the file after the source's day, so nothing is taken from it.
    """
    changes: dict[str, Field | None] = {}
    kept: list[Kept] = []
    for name in NAMES:
        was, now, held = base.get(name), theirs.get(name), ours.get(name)
        if same(name, held, now) or same(name, was, now) or (now is None and name in REQUIRED):
            continue
        if same(name, held, was) and not settled:
            changes[name] = now
        elif held is not None or not settled:
            kept.append(Kept(name, held, now))
    return Merge(changes, tuple(kept))


def checked_after(base: Fields, ours: Fields, source_day: date, *, verified: bool) -> bool:
    """True when a person checked the file later than the source did."""
    mine = ours.get("source.checked_on")
    by_hand = verified or ("source.checked_on" in base and mine != base["source.checked_on"])
    return by_hand and isinstance(mine, str) and date.fromisoformat(mine) > source_day
