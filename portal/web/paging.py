"""A long list, a few things at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

A_PAGE = 12
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheaf(Generic[T]):
    """One page of a list. `number` counts from 1; `first` is the rank of the first thing shown."""

    shown: tuple[T, ...]
    number: int
    first: int
    total: int
    last: bool


def sheaf(every: Sequence[T], asked: str) -> Sheaf[T]:
    """The page asked for; the nearest that exists when there is none of this number."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = max(1, min(number, -(-len(every) // A_PAGE)))
    start = (number - 1) * A_PAGE
    shown = tuple(every[start : start + A_PAGE])
    return Sheaf(shown, number, start + 1, len(every), start + A_PAGE >= len(every))
