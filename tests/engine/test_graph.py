"""The graph of dependencies misses nothing that a calculation really reads."""

from openfisca_core.simulation_builder import (  # type: ignore[import-untyped]
    SimulationBuilder,
)

from portal.domain.household import Household
from portal.services.openfisca.calendar import calendar
from portal.services.openfisca.graph import readers, touched
from portal.services.openfisca.official import official
from portal.services.openfisca.patches import PATCHES, apply, remove
from portal.services.openfisca.rules import tax_rules
from portal.services.openfisca.serve import Engine
from portal.services.openfisca.situation import situation
from tests.engine.households import MONTH, VARIABLES, varied


def test_every_variable_read_in_a_calculation_is_in_the_graph(engine: Engine) -> None:
    system, when = engine.law.system, calendar(MONTH)
    graph, rules = readers(system), tax_rules(system, when)
    households = [Household.model_validate(one) for one in varied(12, seed=3)]
    described = official(
        system, [situation(one, when, rules=rules) for one in households], calendar=when
    )
    remove(PATCHES)
    try:
        simulation = SimulationBuilder().build_from_entities(system, described)
        simulation.trace = True
        for name, period in VARIABLES:
            simulation.calculate(name, MONTH if period == "month" else MONTH[:4])
    finally:
        apply(PATCHES)
    seen, ahead = set(), list(simulation.tracer.trees)
    while ahead:
        node = ahead.pop()
        seen |= {(node.name, child.name) for child in node.children}
        ahead.extend(node.children)
    assert len(seen) > 1000
    assert {(by, read) for by, read in seen if by not in graph.get(read, ())} == set()


def test_what_a_benefit_touches_includes_those_who_read_it_from_afar() -> None:
    graph = {"aah": frozenset({"rsa"}), "rsa": frozenset({"cmu_c"}), "age": frozenset({"aah"})}
    assert touched(["aah"], graph) == {"aah", "rsa", "cmu_c"}
