"""What a simulation says of each aid: how likely, how much, and why. Never « no »."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from portal.domain.calculation import Engine, Period
from portal.domain.judgement import Reason

Likelihood = Literal["surement", "peut-etre", "pas-maintenant"]
LIKELIHOODS: tuple[Likelihood, ...] = ("surement", "peut-etre", "pas-maintenant")
Doubt = Literal["engine", "facts", "rule"]
"""Why « peut-être »: the engine did not answer, facts are not known, or the rule says no more."""


@dataclass(frozen=True, slots=True)
class Found:
    """One aid for one household. `amount` is euros for `period`; `cost` is paid by the person.

    `low` and `high` frame the amount over what is not known; `hangs` names those facts.
    """

    reference: str
    likelihood: Likelihood
    engine: Engine
    variant: str = ""
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    cost: bool = False
    period: Period | None = None
    reasons: tuple[Reason, ...] = ()
    hangs: tuple[str, ...] = ()
    doubt: Doubt | None = None

    @property
    def id(self) -> str:
        """The sheet's id."""
        return self.reference.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Simulation:
    """Every aid for one household. `month` is `2026-11`; `missing` says why amounts lack."""

    month: str
    found: tuple[Found, ...]
    facts: Mapping[str, str | int]
    missing: str = ""

    def of(self, likelihood: Likelihood) -> tuple[Found, ...]:
        """Those of one group, in order."""
        return tuple(one for one in self.found if one.likelihood == likelihood)

    @property
    def hangs(self) -> frozenset[str]:
        """The facts not known that could change something for this household."""
        return frozenset(fact for one in self.found for fact in one.hangs)
