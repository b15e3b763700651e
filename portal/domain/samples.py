"""Sample households, to prove that each condition of a household's flow can hold and can fail.

A questionnaire with amounts and ages has no end of roads: only the answers that a condition
looks at are tried, over a few households.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import prod

from portal.domain.answers import filled
from portal.domain.condition import Fact, facts_used, holds
from portal.domain.facts import facts_of
from portal.domain.fields.amounts import Amounts
from portal.domain.fields.fault import UNKNOWN
from portal.domain.fields.fills import facts_filled
from portal.domain.flow import Answers, Flow, Questions, Step
from portal.domain.question import Question

MOST = 400
"""Households tried for one condition."""

SPREAD = 2_654_435_761
"""A prime: its multiples go through all the households without order."""

SUMS = ("400", "3000")


def never_or_always(flow: Flow, questions: Questions, today: date) -> Iterator[tuple[Step, bool]]:
    """The steps whose condition no sample household meets (False), or every one (True)."""
    steps = [*flow.steps, *flow.refinements]
    for step in steps:
        if step.when is None:
            continue
        seen = _verdicts(step, [questions[s.question] for s in steps], questions, today)
        if len(seen) == 1:
            yield step, seen.pop()


def _verdicts(step: Step, asked: list[Question], questions: Questions, today: date) -> set[bool]:
    seen: set[bool] = set()
    for answers in _combinations(facts_used(step.when), asked):
        seen.add(holds(step.when, _facts(questions, answers, today)))
        if len(seen) == 2:
            break
    return seen


def _facts(questions: Questions, answers: Answers, today: date) -> Mapping[str, Fact]:
    return facts_of(filled(questions, answers, today=today), today)


def _combinations(wanted: frozenset[str], asked: list[Question]) -> Iterator[dict[str, str]]:
    """Answers to the questions that decide these facts: all of them, or MOST spread evenly."""
    paths = {q.id: q.paths for q in asked}
    deciding = [
        q
        for q in asked
        if any(facts_filled(path) & wanted for path in paths.get(q.of or "", frozenset()) | q.paths)
    ]
    rows = [tuple(dict.fromkeys((*_samples(q), UNKNOWN))) for q in deciding]
    total = prod(map(len, rows))
    for turn in range(min(total, MOST)):
        index, chosen = turn * SPREAD % total, {}
        for question, answers in zip(deciding, rows, strict=True):
            index, rank = divmod(index, len(answers))
            chosen[question.id] = answers[rank]
        yield _with_amounts(deciding, chosen)


def _samples(question: Question) -> tuple[str, ...]:
    return SUMS if isinstance(question.field, Amounts) else question.samples


def _with_amounts(deciding: list[Question], chosen: dict[str, str]) -> dict[str, str]:
    """The sums tried, given to the kinds chosen."""
    for question in deciding:
        if isinstance(question.field, Amounts) and chosen[question.id] in SUMS:
            kinds = chosen.get(question.field.of, "").split(",")
            chosen[question.id] = ",".join(f"{kind}:{chosen[question.id]}" for kind in kinds)
    return chosen
