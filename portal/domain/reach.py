"""Every road through a flow, found by walking all answers and merging what looks alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.domain.condition import Condition, Fact, facts_used, holds
from portal.domain.flow import (
    Derive,
    Flow,
    Questions,
    Road,
    Step,
    close,
    depart,
    outcome_of,
    skip,
    stopped,
)
from portal.domain.selftest import failed

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """The questions asked and the outcomes met on at least one road."""

    steps: frozenset[str]
    outcomes: frozenset[str]


def explore(flow: Flow, questions: Questions, derive: Derive) -> Reached:
    """Walk every answer of every step; roads that later steps cannot tell apart are merged."""
    steps: set[str] = set()
    outcomes: set[str] = set()
    roads: list[Road] = [depart(flow, {"fin": end}) for end in ("", *flow.exits)]
    for index, step in enumerate(flow.steps):
        following: dict[Key, Road] = {}
        used, watched = _used_later(flow, index), _watched(flow)
        for road in roads:
            known = {**road.facts, **derive(road.facts)}
            if stopped(flow, known):
                outcomes |= _outcome(flow, known)
                continue
            for further in _after(flow, questions, road, step=step, known=known):
                if step.question in further.facts:
                    steps.add(step.question)
                following.setdefault(_key(flow, further, used=used, watched=watched), further)
        roads = list(following.values())
    for road in roads:
        outcomes |= _outcome(flow, {**road.facts, **derive(road.facts)})
    return Reached(frozenset(steps), frozenset(outcomes))


def _outcome(flow: Flow, facts: Mapping[str, Fact]) -> set[str]:
    outcome = outcome_of(flow, facts)
    return {outcome.id} if outcome else set()


def _after(
    flow: Flow, questions: Questions, road: Road, *, step: Step, known: Mapping[str, Fact]
) -> Iterable[Road]:
    if not holds(step.when, known):
        return [skip(flow, road, step)]
    question = questions[step.question]
    return [
        close(flow, road, step, answer=answer, points=question.points(answer))
        for answer in question.answers
    ]


def _key(flow: Flow, road: Road, *, used: frozenset[str], watched: frozenset[str]) -> Key:
    """What later steps can still see of a road."""
    facts: dict[str, Fact] = {n: value for n, value in road.facts.items() if n in used}
    for task in watched:
        if task in road.facts:
            facts[task] = int(failed(road.facts, task))
    for name, score in flow.scores.items():
        facts[f"{name} so far"] = sum(road.closed.get(question, 0) for question in score.of)
    return tuple(sorted((name, str(value)) for name, value in facts.items()))


def _used_later(flow: Flow, index: int) -> frozenset[str]:
    conditions: list[Condition | None] = [step.when for step in flow.steps[index + 1 :]]
    conditions += [*flow.stops, *(outcome.when for outcome in flow.outcomes)]
    used = frozenset().union(*(facts_used(condition) for condition in conditions))
    return used | {"preference"} if flow.orientation else used


def _watched(flow: Flow) -> frozenset[str]:
    """The tasks of which the rule asks only whether they were failed."""
    rule = flow.orientation
    return frozenset((*rule.not_both_failed, *rule.safety_if_all_failed)) if rule else frozenset()
