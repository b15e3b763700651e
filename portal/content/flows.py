"""Flows explored in every way: a step or an outcome nobody can reach is a mistake."""

from collections.abc import Iterator, Mapping
from functools import partial

from portal.content.library import Library
from portal.content.references import Fault
from portal.domain import selftest
from portal.domain.condition import Fact
from portal.domain.flow import Flow
from portal.domain.reach import explore


def derive_for(flow: Flow, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """The facts that a flow's tested Python rule adds to the answers."""
    return selftest.derive(flow.orientation, facts) if flow.orientation else {}


def unreachable(library: Library) -> Iterator[Fault]:
    """Steps never asked and outcomes never reached, whatever is answered."""
    for id_, flow in library.flows.items():
        if not all(step.question in library.questions for step in flow.steps):
            continue
        reached = explore(flow, library.questions, partial(derive_for, flow))
        for index, step in enumerate(flow.steps):
            if step.question not in reached.steps:
                yield (
                    "flows",
                    id_,
                    ("steps", index),
                    "aucune réponse ne mène ici : revoyez « when »",
                )
        for index, outcome in enumerate(flow.outcomes):
            if outcome.id not in reached.outcomes:
                yield "flows", id_, ("outcomes", index), "aucune réponse ne mène à ce résultat"
