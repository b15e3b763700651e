"""From a sheet's calculation, the facts and the engine's amounts to « sûrement », « peut-être »…"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.domain.calculation import CRDS, Calculation, Described, OpenFisca, Rule, Simulated
from portal.domain.condition import Condition, Facts
from portal.domain.judgement import Verdict, hanging, judge, reasons
from portal.domain.simulation import LIKELIHOODS, Found

LEGAL = frozenset(("nationality", "european", "permit", "permit-years", "residence-months", "ase"))
"""Facts that the engine takes as settled: when it says nothing, they would not change it."""

LEAST = 1.0
"""Euros below which an amount counts as nothing."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What the engine says of one variable: for the household as supposed, and by each unknown."""

    amount: float
    others: tuple[tuple[str, float], ...] = ()
    untried: frozenset[str] = frozenset()
    """Facts the person is unsure of, and that no other household tried."""


Amounts = Mapping[str, Computed]
"""By OpenFisca's name of the variable; empty when the engine did not answer."""


def decide(reference: str, simulated: Simulated, facts: Facts, amounts: Amounts) -> Found:
    """One sheet for one household: the best of its variants."""
    found = [
        replace(_decide(reference, calculation, facts, amounts), variant=variant)
        for variant, calculation in simulated.calculations
    ]
    return min(found, key=lambda one: LIKELIHOODS.index(one.likelihood))


def _decide(reference: str, calculation: Calculation, facts: Facts, amounts: Amounts) -> Found:
    match calculation:
        case OpenFisca():
            return _by_engine(reference, calculation, facts, amounts.get(calculation.variable))
        case Rule():
            return _by_rule(reference, calculation, facts)
        case Described():
            return _described(reference, calculation, facts)


def _by_rule(reference: str, rule: Rule, facts: Facts) -> Found:
    sure = judge(rule.surely, facts) if rule.surely else False
    if sure:
        why = reasons(rule.surely, facts)
        return Found(reference, "surement", "rule", reasons=why)
    maybe = judge(rule.maybe, facts) if rule.maybe else False
    if sure is None or maybe is not False:
        return _perhaps(reference, rule, facts, sure=sure, maybe=maybe)
    refused = rule.maybe or rule.surely
    return Found(reference, "pas-maintenant", "rule", reasons=reasons(refused, facts))


def _perhaps(reference: str, rule: Rule, facts: Facts, *, sure: Verdict, maybe: Verdict) -> Found:
    """A rule that says perhaps, or that waits for a fact."""
    hangs = hanging(rule.surely, facts) if sure is None else frozenset()
    condition: Condition | None = rule.surely
    if maybe is not False:
        condition = rule.maybe
        hangs |= hanging(rule.maybe, facts)
    return Found(
        reference,
        "peut-etre",
        "rule",
        reasons=reasons(condition, facts),
        hangs=tuple(sorted(hangs)),
        doubt="rule" if maybe else "facts",
    )


def _described(reference: str, calculation: Described, facts: Facts) -> Found:
    concerned = judge(calculation.when, facts)
    why = reasons(calculation.when, facts)
    if concerned is False:
        return Found(reference, "pas-maintenant", "described", reasons=why)
    hangs = tuple(sorted(hanging(calculation.when, facts)))
    return Found(
        reference,
        "peut-etre",
        "described",
        reasons=why,
        hangs=hangs,
        doubt="facts" if hangs else "rule",
    )


def _by_engine(
    reference: str, calculation: OpenFisca, facts: Facts, computed: Computed | None
) -> Found:
    concerned = judge(calculation.when, facts)
    found = Found(
        reference,
        "pas-maintenant",
        "openfisca",
        reasons=reasons(calculation.when, facts),
        hangs=tuple(sorted(hanging(calculation.when, facts))),
    )
    if concerned is False:
        return found
    if computed is None:
        return replace(found, likelihood="peut-etre", doubt="engine")
    return _with_amount(replace(found, hangs=()), calculation, facts, computed)


def _with_amount(found: Found, calculation: OpenFisca, facts: Facts, computed: Computed) -> Found:
    amount, others = _net(calculation, computed)
    every = [amount, *(other for _, other in others)]
    paid = [value for value in every if value >= LEAST]
    waiting = hanging(calculation.when, facts)
    if not paid:
        return _unpaid(found, waiting, computed.untried)
    moving = frozenset(fact for fact, other in others if abs(other - amount) >= LEAST)
    sure = len(paid) == len(every) and not waiting and not calculation.never_sure
    decided = replace(
        found,
        likelihood="surement" if sure else "peut-etre",
        hangs=tuple(sorted(waiting | moving)),
        doubt=None if sure else "facts" if waiting or len(paid) < len(every) else "rule",
    )
    return decided if calculation.unit == "yes" else _paid(decided, calculation, amount, paid)


def _unpaid(found: Found, waiting: frozenset[str], untried: frozenset[str]) -> Found:
    """Nothing is paid as things are said; what the person is unsure of may still change that."""
    if waiting & untried - LEGAL:
        return replace(found, likelihood="peut-etre", hangs=tuple(sorted(waiting)), doubt="facts")
    return replace(found, reasons=()) if waiting else found


def _net(calculation: OpenFisca, computed: Computed) -> tuple[float, list[tuple[str, float]]]:
    rate = CRDS if calculation.gross else 1.0
    return computed.amount * rate, [(fact, other * rate) for fact, other in computed.others]


def _paid(found: Found, calculation: OpenFisca, amount: float, paid: list[float]) -> Found:
    """With the amount, and the amounts that frame it."""
    return replace(
        found,
        amount=amount if amount >= LEAST else None,
        low=min(paid),
        high=max(paid),
        cost=calculation.unit == "cost",
        period=calculation.period,
    )
