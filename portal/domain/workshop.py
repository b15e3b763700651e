"""A workshop: a group, a need, a day of the week."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.domain.value import Fr, Id, Language, Value, YesNo

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Weekly(Value):
    """The day and hours, local time, at which a workshop comes back."""

    day: Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    start: Clock
    end: Clock


class Workshop(Value):
    """A weekly group session. `example` ones load only for a demonstration."""

    id: Id
    title: Fr
    summary: Fr
    theme: Id
    place: Id
    weekly: Weekly
    seats: int = Field(ge=1)
    free: int = Field(ge=0)
    sign_up: Fr
    languages: tuple[Language, ...] = ()
    example: YesNo = False


def next_session(workshop: Workshop, today: date) -> date:
    """The first day after today on which the workshop meets."""
    ahead = (WEEKDAYS.index(workshop.weekly.day) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)
