"""Flows: ordered steps, each with its `when`. No jump, so no loop and no dead end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from portal.domain.condition import Condition, Fact, facts_used, holds
from portal.domain.question import Question
from portal.domain.selftest import Orientation, SkillTheme
from portal.domain.value import Fr, Id, Value

Answers = Mapping[str, str]
Questions = Mapping[str, Question]
Derive = Callable[[Mapping[str, Fact]], Mapping[str, Fact]]


class Stage(Value):
    """A named part of the road, for progress."""

    id: Id
    title: Fr


class Step(Value):
    """One question, asked when its condition holds."""

    question: Id
    stage: Id
    when: Condition | None = None


class Score(Value):
    """Points of some questions added up; `skipped` are given for a step not asked."""

    of: tuple[Id, ...] = Field(min_length=1)
    skipped: Mapping[Id, int] = {}


class Outcome(Value):
    """Where a flow leads, in kind words. The first whose condition holds is taken."""

    id: Id
    when: Condition | None = None
    title: Fr
    text: Fr
    how: Fr
    say: Fr
    icon: Id


class Flow(Value):
    """A questionnaire. `exits` are the values the answer `fin` may take to leave early."""

    id: Id
    title: Fr
    lead: Fr
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    scores: Mapping[Id, Score] = {}
    exits: tuple[Id, ...] = ()
    stops: tuple[Condition, ...] = ()
    orientation: Orientation | None = None
    themes: tuple[SkillTheme, ...] = ()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a person stands: what was asked, what is open, what is known."""

    flow: Flow
    passed: tuple[Step, ...]
    current: Step | None
    facts: Mapping[str, Fact]
    remaining: int

    @property
    def outcome(self) -> Outcome | None:
        """The result once every step is closed; None before."""
        if self.current:
            return None
        return outcome_of(self.flow, self.facts)


@dataclass(frozen=True, slots=True)
class Road:
    """The facts gathered while walking, and which steps are behind."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)


def walk(
    flow: Flow, questions: Questions, answers: Answers, *, derive: Derive = lambda _: {}
) -> Walk:
    """Replay answers from the start and stop at the first question left open.

    An answer the flow no longer knows counts as missing, so an old link leads
    to the right question instead of an error.
    """
    road = depart(flow, answers)
    passed: list[Step] = []
    for index, step in enumerate(flow.steps):
        known = {**road.facts, **derive(road.facts)}
        if stopped(flow, known):
            break
        if not holds(step.when, known):
            road = skip(flow, road, step)
            continue
        question = questions[step.question]
        answer = answers.get(step.question)
        if answer not in question.answers:
            return Walk(flow, tuple(passed), step, known, remaining(flow, index, known))
        passed.append(step)
        road = close(flow, road, step, answer=answer, points=question.points(answer))
    return Walk(flow, tuple(passed), None, {**road.facts, **derive(road.facts)}, 0)


def depart(flow: Flow, answers: Answers) -> Road:
    """The road before its first step: nothing is known but an early exit."""
    end = answers.get("fin")
    return Road({"fin": end} if end in flow.exits else {})


def stopped(flow: Flow, known: Mapping[str, Fact]) -> bool:
    """True when a stopping rule holds."""
    return any(holds(condition, known) for condition in flow.stops)


def skip(flow: Flow, road: Road, step: Step) -> Road:
    """The road after a step that was not asked."""
    given = sum(score.skipped.get(step.question, 0) for score in flow.scores.values())
    return _settle(flow, Road(road.facts, {**road.closed, step.question: given}))


def close(flow: Flow, road: Road, step: Step, *, answer: str, points: int) -> Road:
    """The road after an answer."""
    facts = {**road.facts, step.question: answer}
    return _settle(flow, Road(facts, {**road.closed, step.question: points}))


def _settle(flow: Flow, road: Road) -> Road:
    scores = {
        f"score-{name}": sum(road.closed[question] for question in score.of)
        for name, score in flow.scores.items()
        if all(question in road.closed for question in score.of)
    }
    return Road({**road.facts, **scores}, road.closed)


def remaining(flow: Flow, index: int, known: Mapping[str, Fact]) -> int:
    """About how many steps are left, this one included: those that may still be asked."""
    return sum(_may_be_asked(step, known) for step in flow.steps[index:])


def _may_be_asked(step: Step, known: Mapping[str, Fact]) -> bool:
    return holds(step.when, known) or not facts_used(step.when) <= known.keys()


def outcome_of(flow: Flow, facts: Mapping[str, Fact]) -> Outcome:
    """The first outcome whose condition holds; the last one when none does."""
    return next((o for o in flow.outcomes if holds(o.when, facts)), flow.outcomes[-1])
