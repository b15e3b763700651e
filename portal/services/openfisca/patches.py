"""Everything we change inside OpenFisca, and why: the same results, sooner.

A household asks for some three thousand formulas, each a few additions on one number: what
OpenFisca spends is bookkeeping. Each patch says what it saves; tests/engine/test_patches.py
proves, patch by patch, that no amount moves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from numpy import ndarray
from openfisca_core import periods
from openfisca_core.errors import SpiralError  # type: ignore[import-untyped]
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import (  # type: ignore[import-untyped]
    ParameterNode,
    VectorialParameterNodeAtInstant,
)
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.populations import (  # type: ignore[import-untyped]
    ADD,
    CorePopulation,
    GroupPopulation,
    Population,
)
from openfisca_core.projectors import Projector, projectable  # type: ignore[import-untyped]
from openfisca_core.simulations import Simulation  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

from portal.services.openfisca.branches import Branch

PERIODS, INSTANTS, FORMULAS = 65_536, 65_536, 131_072
"""Entries of the memos on dates: far more than a year of service needs, yet bounded."""

_SLOW_ITEM: Callable[..., Any] = VectorialParameterNodeAtInstant.__getitem__
_SLOW_CALL: Callable[..., Any] = CorePopulation.__call__
_SLOW_CALCULATE: Callable[..., Any] = Simulation.calculate
_SLOW_ATTRIBUTE: Callable[..., Any] = Population.__getattr__
_SLOW_PROJECTION: Callable[..., Any] = Projector.__getattr__
_SLOW_HAS_ROLE: Callable[..., Any] = Population.has_role
_SLOW_NB_PERSONS: Callable[..., Any] = GroupPopulation.nb_persons
_Method = TypeVar("_Method", bound=Callable[..., Any])
_projectable: Callable[[_Method], _Method] = projectable


@dataclass(frozen=True, slots=True)
class Patch:
    """One attribute of one class of OpenFisca, ours and theirs."""

    owner: type
    attribute: str
    ours: Any
    theirs: Any
    reason: str

    @property
    def name(self) -> str:
        return f"{self.owner.__name__}.{self.attribute}"


def apply(patches: Iterable[Patch]) -> None:
    """Put our version in place; harmless when it already is."""
    for one in patches:
        setattr(one.owner, one.attribute, one.ours)


def remove(patches: Iterable[Patch]) -> None:
    """Put OpenFisca's version back, and drop the parameters ours has prepared."""
    for one in patches:
        setattr(one.owner, one.attribute, one.theirs)
    _parameters_at.cache_clear()


def _patch(owner: type, attribute: str, *, ours: Any, reason: str) -> Patch:
    theirs = owner.__dict__.get(attribute, getattr(owner, attribute))
    return Patch(owner=owner, attribute=attribute, ours=ours, theirs=theirs, reason=reason)


def _remembered(owner: type, attribute: str, *, size: int, reason: str) -> Patch:
    """A pure method or property of a value, memoised."""
    theirs: Any = owner.__dict__[attribute]
    remember: Callable[[Any], Any] = lru_cache(size)
    ours = property(remember(theirs.fget)) if isinstance(theirs, property) else remember(theirs)
    return Patch(owner=owner, attribute=attribute, ours=ours, theirs=theirs, reason=reason)


def _node_at_instant(self: Any, instant: str) -> Branch:
    return Branch(self.name, self, instant)


@lru_cache(maxsize=1024)
def _parameters_at(system: Any, instant: Any) -> Any:
    return None if system.parameters is None else system.parameters.get_at_instant(instant)


def _get_parameters_at_instant(self: Any, instant: Any) -> Any:
    if isinstance(instant, Period):
        return _parameters_at(self, instant.start)
    return _parameters_at(
        self, instant if isinstance(instant, Instant) else periods.instant(instant)
    )


def _item(self: Any, key: Any) -> Any:
    if not isinstance(key, str):
        return _SLOW_ITEM(self, key)
    found = {node: node[key] for node in dict.fromkeys(self.vector)}
    return self.build_from_nodes(self, [found[node] for node in self.vector])


def _call(self: Any, variable_name: str, period: Any, options: Any = None) -> Any:
    holder = self._holders.get(variable_name)
    if holder is None or type(period) is not Period or self.simulation._trace:
        return _SLOW_CALL(self, variable_name, period, options)
    if options is None:
        found = holder._memory_storage._arrays.get(period)
        if found is None or holder.variable.is_neutralized:
            return self.simulation.calculate(variable_name, period)
        return found
    if len(options) == 1 and options[0] is ADD:
        return self.simulation.calculate_add(variable_name, period)
    return _SLOW_CALL(self, variable_name, period, options)


def _calculate(self: Any, variable_name: str, period: Any) -> Any:
    """Simulation.calculate, for a simulation that neither traces nor stores on disk."""
    if type(period) is not Period:
        period = periods.period(period)
    variable = self.tax_benefit_system.variables.get(variable_name)
    if variable is None or self._trace or self.opt_out_cache or self.start_computation_period:
        return _SLOW_CALCULATE(self, variable_name, period)
    population = self.populations[variable.entity.key]
    holder = population._holders.get(variable_name) or population.get_holder(variable_name)
    found = holder._memory_storage._arrays.get(period)
    if found is not None and not variable.is_neutralized:
        return found
    if period[0] != variable.definition_period or period[2] != 1 or self.memory_config:
        return _SLOW_CALCULATE(self, variable_name, period)
    return _computed(self, holder, period)


@lru_cache(maxsize=FORMULAS)
def _formula(variable: Variable, start: Instant) -> tuple[Any, bool]:
    """The formula in force at this instant, and whether it reads parameters."""
    formula = variable.get_formula(Period((DateUnit.DAY, start, 1)))
    return formula, formula is not None and formula.__code__.co_argcount > 2


def _computed(self: Any, holder: Any, period: Period) -> Any:
    """Simulation._calculate without the checks already made, in the same order."""
    variable, population = holder.variable, holder.population
    if variable.is_neutralized:
        return holder.default_array()
    formula, reads_law = _formula(variable, period[1])
    if formula is None:
        array = holder.default_array()
        holder._memory_storage._arrays[period] = array
        return array
    stack = self.tracer._stack
    around = any(frame["name"] == variable.name for frame in stack)
    stack.append({"name": variable.name, "period": period})
    try:
        if around:
            self._check_for_cycle(variable.name, period)
        law = (self.tax_benefit_system.get_parameters_at_instant,) if reads_law else ()
        array = formula(population, period, *law)
        return _stored(
            self, holder, period, value=holder.default_array() if array is None else array
        )
    except SpiralError:
        return holder.default_array()
    finally:
        stack.pop()
        if not stack and self.invalidated_caches:
            self.purge_cache_of_invalid_values()


def _stored(self: Any, holder: Any, period: Period, *, value: Any) -> Any:
    variable = holder.variable
    if type(value) is not ndarray or variable.value_type is Enum:
        array = self._cast_formula_result(value, variable)
    else:
        array = value if value.dtype == variable.dtype else value.astype(variable.dtype)
    if array.ndim == 1 and len(array) == holder.population.count:
        holder._memory_storage._arrays[period] = array
    else:
        holder.put_in_cache(array, period)
    return array


def _attribute(self: Any, attribute: str) -> Any:
    found = _SLOW_ATTRIBUTE(self, attribute)
    self.__dict__[attribute] = found
    return found


def _projection(self: Any, attribute: str) -> Any:
    found = _SLOW_PROJECTION(self, attribute)
    if isinstance(found, Projector):
        self.__dict__[attribute] = found
    return found


def _frozen(self: Any, key: tuple[str, Any], *, found: Callable[[], Any]) -> Any:
    """An array that depends on who is with whom only, kept with the population."""
    kept = self.__dict__.setdefault("_structure", {})
    if key not in kept:
        kept[key] = found()
        kept[key].flags.writeable = False
    return kept[key]


@_projectable
def _has_role(self: Any, role: Any) -> Any:
    return _frozen(self, ("has_role", role), found=lambda: _SLOW_HAS_ROLE(self, role))


@_projectable
def _nb_persons(self: Any, role: Any = None) -> Any:
    return _frozen(self, ("nb_persons", role), found=lambda: _SLOW_NB_PERSONS(self, role))


@_projectable
def _value_from_person(self: Any, array: Any, role: Any, default: Any = 0) -> Any:
    """GroupPopulation.value_from_person, the places of the persons found once."""
    if role.max != 1:
        raise ValueError(f"{role.key} is not unique in {self.entity.key}")
    self.members.check_array_compatible_with_entity(array)
    mask = self.members.has_role(role)
    present = _frozen(self, ("present", role), found=lambda: self.any(mask))
    ordered = self.ordered_members_map
    source = _frozen(self, ("source", role), found=lambda: ordered[mask[ordered]])
    result = self.filled_array(default, dtype=array.dtype)
    choices = getattr(array, "possible_values", None)
    if choices is not None:
        result = EnumArray(result, choices)
    result[present] = array[source]
    return result


PATCHES: tuple[Patch, ...] = (
    _remembered(
        Instant, "offset", size=INSTANTS,
        reason="Each shift of a date builds and parses pendulum objects.",
    ),
    *(
        _remembered(
            Period, name, size=PERIODS,
            reason="Periods are few, and asked for again at each formula.",
        )
        for name in (
            "offset", "get_subperiods", "last_month", "last_3_months", "last_year", "n_2",
            "this_year", "first_month", "first_day", "stop", "size_in_months",
        )
    ),
    _patch(
        ParameterNode, "_get_at_instant", ours=_node_at_instant,
        reason="The whole law was rebuilt for each date: 30 ms and half a megabyte, for a few branches.",
    ),
    _patch(
        TaxBenefitSystem, "get_parameters_at_instant", ours=_get_parameters_at_instant,
        reason="A month and a year that start on one day shared nothing, in a memo of 128 entries.",
    ),
    _patch(
        VectorialParameterNodeAtInstant, "__getitem__", ours=_item,
        reason="A scale by housing-aid zone was read once per household, for three zones.",
    ),
    _patch(
        CorePopulation, "__call__", ours=_call,
        reason="A variable whose holder exists was already checked to be of this entity.",
    ),
    _patch(
        Simulation, "calculate", ours=_calculate,
        reason="Two calls in three find the value already there: no need to push a trace first. Of the "
        "third, a third has no formula; the others keep the stack that finds circles.",
    ),
    _patch(
        Population, "__getattr__", ours=_attribute,
        reason="famille.demandeur and its like built a projector at each use.",
    ),
    _patch(
        Projector, "__getattr__", ours=_projection,
        reason="individu.famille.demandeur and its like built two projectors at each use.",
    ),
    _patch(
        Population, "has_role", ours=_has_role,
        reason="Roles were compared as Python objects at each use; they never change.",
    ),
    _patch(
        GroupPopulation, "nb_persons", ours=_nb_persons, reason="Same reason.",
    ),
    _patch(
        GroupPopulation, "value_from_person", ours=_value_from_person,
        reason="Where the applicant and the partner stand was searched at each use.",
    ),
)  # fmt: skip
