"""A parameter of the calculation that we watch, and sometimes correct."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from portal.domain.sheet import Source
from portal.domain.value import Fr, Id, Name, Status, Value


class Dated(Value):
    """A value and the day it holds from. In the parameter's own unit."""

    since: date
    value: Annotated[float, Field(allow_inf_nan=False)]


class Parameter(Value):
    """`path` is OpenFisca-France's; `values` replace its own from their dates on.

    `revalued` is the day and month of the yearly change (`04-01`): past it, a value older
    than that day is out of date, and editors are told.
    """

    id: Id
    title: Fr
    path: Name
    values: tuple[Dated, ...] = ()
    revalued: Annotated[str, StringConstraints(pattern=r"^[01][0-9]-[0-3][0-9]$")] | None = None
    source: Source
    status: Status
