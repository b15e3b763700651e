"""Many situations, of any shape, as one OpenFisca simulation: arrays, one value per entity.

OpenFisca's own builder reads one dictionary per person and month, and costs more than the
calculation. Here each input is one array, shared by all the months it holds on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.situation import Cell, Cells, Group, Situation

Array = np.ndarray[tuple[int, ...], np.dtype[Any]]
Given = dict[str, frozenset[Period]]
"""The variables set by the household, and the periods they are set on."""

PERSON = "individu"
GROUPS = ("famille", "foyer_fiscal", "menage")


@dataclass(frozen=True, slots=True)
class Grid:
    """The periods of a calendar, as OpenFisca's own objects."""

    month: Period
    past: tuple[Period, ...]
    months: tuple[Period, ...]
    years: tuple[Period, ...]
    always: tuple[Period, ...]

    def of(self, variable: Variable) -> tuple[Period, ...]:
        """Every period on which an input of this variable is set."""
        if variable.definition_period == DateUnit.MONTH:
            return self.months
        return self.years if variable.definition_period == DateUnit.YEAR else self.always


@lru_cache(maxsize=16)
def grid(calendar: Calendar) -> Grid:
    """The grid of a calendar; a year of service asks for a dozen."""
    return Grid(
        month=periods.period(calendar.month),
        past=tuple(periods.period(one) for one in calendar.past),
        months=tuple(periods.period(one) for one in calendar.months),
        years=tuple(periods.period(one) for one in calendar.years),
        always=(periods.period(DateUnit.ETERNITY),),
    )


def populate(
    system: TaxBenefitSystem, situations: Sequence[Situation], *, when: Grid
) -> tuple[Simulation, Given]:
    """A simulation of all the situations, and the inputs set in it over the whole grid."""
    populations = system.instantiate_entities()
    sizes = [len(one.persons) for one in situations]
    offsets = [0, *accumulate(sizes)][: len(sizes)]
    cells: dict[str, list[Cells]] = {PERSON: [some for one in situations for some in one.persons]}
    for key in GROUPS:
        cells[key] = [group.cells for one in situations for group in one.groups[key]]
    for key, some in cells.items():
        populations[key].ids = list(range(len(some)))
        populations[key].count = len(some)
    for key in GROUPS:
        _join(populations[key], [one.groups[key] for one in situations], offsets=offsets)
    simulation = Simulation(system, populations)
    given: Given = {}
    for some in cells.values():
        _fill(simulation, some, when=when, given=given)
    return simulation, given


def first_groups(situations: Sequence[Situation], key: str) -> list[int]:
    """Where the applicant's own group stands among the groups of this kind."""
    sizes = [len(one.groups[key]) for one in situations]
    return [0, *accumulate(sizes)][: len(sizes)]


def _join(population: Any, groups: Sequence[Sequence[Group]], *, offsets: Sequence[int]) -> None:
    """Say of which group each person is a member, and in which role."""
    roles = {role.key: role for role in population.entity.flattened_roles}
    placed = [
        (offset + place, number, roles[role])
        for number, (offset, group) in enumerate(
            (offset, group) for offset, some in zip(offsets, groups, strict=True) for group in some
        )
        for place, role in group.members
    ]
    placed.sort(key=lambda one: one[0])
    held = np.empty(len(placed), dtype=object)
    held[:] = [role for _, _, role in placed]
    population.members_entity_id = np.array([number for _, number, _ in placed], dtype=np.int64)
    population.members_role = held


def _fill(simulation: Simulation, cells: Sequence[Cells], *, when: Grid, given: Given) -> None:
    """Set every input named by any entity; whoever does not name it has its default."""
    system = simulation.tax_benefit_system
    for name in dict.fromkeys(name for one in cells for name in one):
        variable = system.get_variable(name, check_existence=True)
        held_on = when.of(variable)
        array = as_array(variable, [one.get(name) for one in cells])
        put(simulation, name, when=held_on, array=array)
        given[name] = frozenset(held_on)


def put(simulation: Simulation, name: str, *, when: Iterable[Period], array: Array) -> None:
    """Put one array on many periods, as `set_input` would, without copying it each time.

    The array can no longer be written: a formula that changed it would change every month.
    """
    array.flags.writeable = False
    stored = simulation.get_holder(name)._memory_storage._arrays
    stored.update(dict.fromkeys(when, array))


def forget(
    simulation: Simulation, names: Iterable[str], *, kept: Mapping[str, Iterable[Period]]
) -> None:
    """Drop what was calculated of these variables, except on the periods kept."""
    held = {n: h for one in simulation.populations.values() for n, h in one._holders.items()}
    for name in held.keys() & set(names):
        storage = held[name]._memory_storage
        left = kept.get(name, ())
        storage._arrays = {when: storage._arrays[when] for when in left if when in storage._arrays}


def as_array(variable: Variable, given: Sequence[Cell | None]) -> Array:
    """The values in the type OpenFisca computes with; None is the variable's default."""
    if variable.value_type is Enum:
        members: Mapping[str, Any] = variable.possible_values.__members__
        indices = [
            (variable.default_value if one is None else members[str(one)]).index for one in given
        ]
        return EnumArray(np.array(indices, dtype=variable.dtype), variable.possible_values)
    filled = [variable.default_value if one is None else one for one in given]
    kind = "datetime64[D]" if variable.value_type is date else variable.dtype
    return np.array(filled, dtype=kind)
