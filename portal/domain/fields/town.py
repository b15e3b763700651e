"""A town, kept as its INSEE code."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from portal.domain.fields.fault import Fault, Read
from portal.domain.value import Value

TOWN, CODE = "ville", "code"
"""The inputs: what is typed, and the code of a town chosen among several."""

INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")


class Town(Value):
    """A town by its name or postal code. The register that knows them is the caller's."""

    kind: Literal["town"]

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """The code chosen, else the words typed: the caller looks these up."""
        code = typed.get(CODE, "")
        if INSEE.fullmatch(code):
            return code
        return " ".join(typed.get(TOWN, "").split()) or (Fault("vide", TOWN),)

    def typed(self, answer: str) -> dict[str, str]:
        """The code, which the caller turns into a name."""
        return {TOWN: answer}

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True for an INSEE code."""
        return INSEE.fullmatch(answer) is not None

    @property
    def samples(self) -> tuple[str, ...]:
        """One town in each département of the portal, and one outside Île-de-France."""
        return ("92050", "78646", "69123")
