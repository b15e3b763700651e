"""What a settled household receives, month after month, from a calculation that looks back.

Benefits read the benefits of the months before, which read those before them, without end.
They are first taken for zero; what the first pass finds is then put on the months before, and
the second pass calculates again only what those benefits touch. Stock OpenFisca follows the past
until it meets itself and cuts the circle there: its amounts can depend on which is asked first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]

from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.graph import readers, touched
from portal.services.openfisca.population import Array, Grid, forget, grid, populate, put
from portal.services.openfisca.situation import Situation

LASTING = ("aspa", "asi", "aah", "ass", "caah")
"""Benefits that read one another's past: repeated until they agree."""

QUARTERLY = ("rsa", "ppa")
"""Benefits that read the past of the lasting ones, and whose own past housing aid reads."""

ROUNDS = 3
"""Lasting benefits agree after one round, or two when ASI and AAH meet."""


@dataclass(frozen=True, slots=True)
class Law:
    """The tax-benefit system, and the variables each group of past benefits touches."""

    system: TaxBenefitSystem
    after_lasting: frozenset[str]
    after_quarterly: frozenset[str]


def law(system: TaxBenefitSystem) -> Law:
    """The system with its graph of dependencies read once."""
    graph = readers(system)
    return Law(
        system=system,
        after_lasting=touched(LASTING, graph),
        after_quarterly=touched(QUARTERLY, graph),
    )


def settle(
    law: Law,
    situations: Sequence[Situation],
    *,
    calendar: Calendar,
    passes: int,
    asked: Iterable[str],
) -> Simulation:
    """A simulation in which the past of benefits is set, ready for the variables asked.

    With one pass, no benefit was received before. ValueError unless `passes` is 1 or 2.
    """
    if passes not in (1, 2):
        raise ValueError(f"passes: 1 or 2, not {passes!r}")
    wanted = frozenset(asked if passes == 2 else ())
    when = grid(calendar)
    simulation, given = populate(law.system, situations, when=when)
    kept = {**given, **dict.fromkeys((*LASTING, *QUARTERLY), frozenset(when.past))}
    for name in (*LASTING, *QUARTERLY):
        put(simulation, name, when=when.past, array=_nothing(simulation, name))
    repeat = partial(_repeat, simulation, when=when, kept=kept)
    if wanted & law.after_lasting:
        repeat(LASTING, touched=law.after_lasting, rounds=ROUNDS)
    if wanted & law.after_quarterly:
        repeat(QUARTERLY, touched=law.after_quarterly, rounds=1)
    return simulation


def _repeat(
    simulation: Simulation,
    names: Sequence[str],
    *,
    when: Grid,
    touched: frozenset[str],
    kept: Mapping[str, frozenset[Period]],
    rounds: int,
) -> None:
    """Put the month's benefits on the months before, until they no longer change them."""
    before = {name: _nothing(simulation, name) for name in names}
    for _ in range(rounds):
        found = {name: simulation.calculate(name, when.month) for name in names}
        if all(np.array_equal(found[name], before[name]) for name in names):
            return
        forget(simulation, touched, kept=kept)
        for name, array in found.items():
            put(simulation, name, when=when.past, array=array)
        before = found


def _nothing(simulation: Simulation, name: str) -> Array:
    population = simulation.get_variable_population(name)
    return np.zeros(population.count, simulation.tax_benefit_system.variables[name].dtype)
