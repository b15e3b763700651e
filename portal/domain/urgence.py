"""An emergency: a number shown first, large, never behind a form."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from portal.domain.condition import Condition
from portal.domain.sheet import Online, Phone, Sheet
from portal.domain.value import Fr, YesNo

Need = Literal["manger", "dormir", "danger", "sante", "arnaque"]


class Urgence(Sheet):
    """Whom to reach now, what to say first, and what happens then."""

    order: int
    need: Need
    phone: Phone | None = None
    sms: Annotated[str, StringConstraints(pattern=r"^[0-9 ]+$")] | None = None
    online: Online | None = None
    when: tuple[Fr, ...]
    after: Fr
    deaf: Fr
    languages: Fr | None = None
    without_phone: Fr
    quick_exit: YesNo = False
    shown_if: Condition | None = None
    """Facts of a simulation that put this number above everything."""
