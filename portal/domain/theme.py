"""A theme groups sheets: a subject, a life event, a need of every day, a job situation."""

from typing import Literal

from portal.domain.value import Fr, Id, Value

Role = Literal["theme", "event", "need", "job", "digital"]


class Theme(Value):
    """A heading under which a person looks, in their words, with its pictogram."""

    id: Id
    role: Role
    order: int
    title: Fr
    summary: Fr
    icon: Id
