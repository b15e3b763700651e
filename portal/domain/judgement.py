"""Conditions judged when not everything is known, and the reasons of a judgement."""

from dataclasses import dataclass

from portal.domain.condition import All, Any, Condition, Facts, Not, Test, facts_used, holds

Verdict = bool | None
"""True, False, or None: what is not known yet decides."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One test on one fact. `wanted` is False for a test that must fail, under a `not`.

    Reasons of the same `choice` are of an `any` that is not met: one of them would be enough.
    """

    test: Test
    wanted: bool
    verdict: Verdict
    choice: Condition | None = None


def judge(condition: Condition | None, facts: Facts) -> Verdict:
    """Whether a condition is met; None as long as a fact that is not known could change it.

    Source: Kleene's strong three-valued logic.
    """
    match condition:
        case None:
            return True
        case All():
            return _all([judge(part, facts) for part in condition.all])
        case Any():
            return _any([judge(part, facts) for part in condition.any])
        case Not():
            return _not(judge(condition.not_, facts))
        case Test():
            return holds(condition, facts) if condition.fact in facts else None


def _all(verdicts: list[Verdict]) -> Verdict:
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _any(verdicts: list[Verdict]) -> Verdict:
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _not(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def reasons(condition: Condition | None, facts: Facts) -> tuple[Reason, ...]:
    """The tests that decided, in the order they are written: what made it so, and nothing else.

    A refusal is explained by what is not met, an agreement by what is, a doubt by what is not known.
    """
    return _reasons(condition, facts, wanted=True)


def _reasons(
    condition: Condition | None, facts: Facts, *, wanted: bool, choice: Condition | None = None
) -> tuple[Reason, ...]:
    match condition:
        case None:
            return ()
        case Test():
            verdict = _wished(judge(condition, facts), wanted)
            return (Reason(condition, wanted, verdict, choice),)
        case Not():
            return _reasons(condition.not_, facts, wanted=not wanted, choice=choice)
    parts = condition.all if isinstance(condition, All) else condition.any
    decided = judge(condition, facts)
    kept = [part for part in parts if judge(part, facts) is decided]
    if choice is None and len(kept) > 1 and _enough(condition, decided, wanted):
        choice = condition
    return tuple(
        reason for part in kept for reason in _reasons(part, facts, wanted=wanted, choice=choice)
    )


def _enough(condition: All | Any, decided: Verdict, wanted: bool) -> bool:
    """True when one of the parts would be enough: an `any` not met, a refused `all` under `not`."""
    if decided is None:
        return False
    return (isinstance(condition, Any) and not decided and wanted) or (
        isinstance(condition, All) and decided and not wanted
    )


def _wished(verdict: Verdict, wanted: bool) -> Verdict:
    return verdict if wanted else _not(verdict)


def hanging(condition: Condition | None, facts: Facts) -> frozenset[str]:
    """The facts not known yet that could still change the judgement; none once it is decided."""
    if judge(condition, facts) is not None:
        return frozenset()
    match condition:
        case All() | Any():
            parts = condition.all if isinstance(condition, All) else condition.any
            return frozenset().union(*(hanging(part, facts) for part in parts))
        case Not():
            return hanging(condition.not_, facts)
    return facts_used(condition) - facts.keys()
