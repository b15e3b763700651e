"""Flows explored in every way: a step or an outcome nobody can reach is a mistake."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from portal.content.library import Library
from portal.content.references import Fault
from portal.domain import selftest
from portal.domain.answers import household_rule
from portal.domain.condition import Fact
from portal.domain.flow import Derive, Flow, Questions
from portal.domain.reach import explore
from portal.domain.samples import never_or_always

NEVER = "aucune réponse ne mène ici : revoyez « when »"
ALWAYS = "cette condition est toujours vraie : retirez « when »"
ANY_DAY = date(2026, 6, 15)
"""The day of the sample households: what is told of a file must not change with the date."""


def derive_for(flow: Flow, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """The facts that a flow's tested Python rule adds to the answers."""
    return selftest.derive(flow.orientation, facts) if flow.orientation else {}


def rule_of(flow: Flow, questions: Questions, today: date) -> Derive:
    """How a flow's conditions get their facts: from the household described, or by the flow's rule."""
    if flow.facts == "household":
        return household_rule(questions, today)
    return partial(derive_for, flow)


def unreachable(library: Library) -> Iterator[Fault]:
    """Steps never asked and outcomes never reached, whatever is answered."""
    for id_, flow in library.flows.items():
        if all(s.question in library.questions for s in (*flow.steps, *flow.refinements)):
            found = _untold if flow.facts == "household" else _unreached
            yield from (("flows", id_, *fault) for fault in found(library, flow))


def _untold(library: Library, flow: Flow) -> Iterator[tuple[tuple[str, int], str]]:
    for step, always in never_or_always(flow, library.questions, ANY_DAY):
        where = "steps" if step in flow.steps else "refinements"
        yield (where, getattr(flow, where).index(step)), ALWAYS if always else NEVER


def _unreached(library: Library, flow: Flow) -> Iterator[tuple[tuple[str, int], str]]:
    reached = explore(flow, library.questions, partial(derive_for, flow))
    for index, step in enumerate(flow.steps):
        if step.question not in reached.steps:
            yield ("steps", index), NEVER
    for index, outcome in enumerate(flow.outcomes):
        if outcome.id not in reached.outcomes:
            yield ("outcomes", index), "aucune réponse ne mène à ce résultat"
