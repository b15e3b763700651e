"""Dates of facts: none in the future; past its term a fact shows its age."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from portal.content.library import Library
from portal.content.references import Fault
from portal.domain.sheet import Source

STALE_AFTER_DAYS = 365


def future_dates(library: Library, today: date) -> Iterator[Fault]:
    """Facts said to be checked after today."""
    for kind in (
        "urgences",
        "aids",
        "platforms",
        "initiatives",
        "lessons",
        "places",
        "territories",
    ):
        for id_, value in getattr(library, kind).items():
            for path, source in sources(value):
                if source.checked_on and source.checked_on > today:
                    message = f"{source.checked_on} est dans le futur : mettez le jour du contrôle"
                    yield kind, id_, (*path, "checked_on"), message


def sources(
    value: BaseModel, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Source]]:
    """Every proof a value carries, with where it stands."""
    for name in type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, Source):
            yield (*path, name), held
        elif isinstance(held, BaseModel):
            yield from sources(held, (*path, name))


def is_stale(checked_on: date, today: date) -> bool:
    """True when a fact is older than its term, one year."""
    return (today - checked_on).days > STALE_AFTER_DAYS
