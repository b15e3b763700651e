"""What can be wrong with something typed: a closed list, which the pages say in words."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "vide", "lettres", "negatif", "entier", "trop-grand", "trop-petit", "date", "annee",
    "futur", "trop-ancien", "inconnu", "plusieurs", "contraire",
]  # fmt: skip

UNKNOWN = "je-ne-sais-pas"
"""A real answer: it closes the question, or one row of it, and fills nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, and the form input it is about."""

    code: Code
    input: str = ""

    def at(self, name: str) -> "Fault":
        """The same fault, of this input."""
        return Fault(self.code, name)


Faults = tuple[Fault, ...]
Read = str | Faults
"""The canonical answer; or every fault of the form, at least one."""
