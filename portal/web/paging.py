"""A long list, a few things at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

A_PAGE = 12
A_PAGE_OF_MANY_LINES = 6
"""For lists whose lines each say a lot: an address, hours, minutes. A page has 300 elements."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheaf(Generic[T]):
    """One page of a list. `number` counts from 1; `first` is the rank of the first thing shown."""

    shown: tuple[T, ...]
    number: int
    first: int
    total: int
    last: bool


def sheaf(every: Sequence[T], asked: str, *, most: int = A_PAGE) -> Sheaf[T]:
    """The page asked for; the nearest that exists when there is none of this number."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = max(1, min(number, -(-len(every) // most)))
    start = (number - 1) * most
    shown = tuple(every[start : start + most])
    return Sheaf(shown, number, start + 1, len(every), start + most >= len(every))
