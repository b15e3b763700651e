"""Engines for the tests of what asks them: two that calculate in their way, one that never answers."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.domain.household import INCOMES
from portal.services.engine.calculator import (
    Answer,
    EngineUnavailable,
    Question,
    Reason,
    State,
)

SMIC_HOUR, LEGAL_AMOUNT = 12.02, 651.69
"""Euros: the parameters of every law here."""

Home = Mapping[str, Any]
Amounts = Mapping[str, float]


class FakeEngine:
    """Gives each variable the amount it was told, and remembers what it was asked."""

    def __init__(self, **amounts: float) -> None:
        self.amounts = amounts
        self.asked: list[Question] = []

    @property
    def state(self) -> State:
        return "ready"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        self.asked.append(request)
        return answer_by(lambda _: self.amounts, request)


class LittleLaw:
    """A law of a few lines, whose amounts fall as income rises: every part of a page shows."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    @property
    def state(self) -> State:
        return "ready"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        self.asked.append(request)
        return answer_by(little_law, request)


class Unavailable:
    """An engine that never answers."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason

    @property
    def state(self) -> State:
        return "warming"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        raise EngineUnavailable(self.reason, "détail secret")


def answer_by(law: Callable[[Home], Amounts], request: Question) -> Answer:
    """What a law gives for a question of either kind, in the shape of the real engine."""
    if request["kind"] == "explain":
        amounts = law(request["household"])
        return {
            "variables": {name: [amounts.get(name, 100.0)] for name, _ in request["variables"]},
            "parameters": {path: _legal(path) for path in request["parameters"]},
        }
    names = [name for name, _ in request["variables"]]
    rows = (law(home) for home in request["households"])
    return {"households": [{name: [row.get(name, 0.0)] for name in names} for row in rows]}


def _legal(path: str) -> dict[str, Any]:
    value = SMIC_HOUR if "smic" in path else LEGAL_AMOUNT
    return {"value": value, "since": "2026-04-01", "unit": None, "source": None, "url": None}


def little_law(home: Home) -> Amounts:
    """Euros for each variable that this law knows; the others are nothing."""
    income = sum(_incomes(home)) + sum(_incomes(home.get("partner") or {}))
    return {**_minimum(home, income), **_family(home, income), **_work(home, income)}


def _incomes(person: Home) -> list[float]:
    return [person.get(kind) or 0.0 for kind in ("income", *INCOMES)]


def _minimum(home: Home, income: float) -> Amounts:
    people = 2 if home.get("couple") else 1
    base = 650.0 * (1 + (people - 1) / 2) + 200.0 * len(home.get("children") or ())
    old = (home.get("age") or 0) >= 65
    return {
        "rsa": max(0.0, base - income),
        "aspa": max(0.0, 1043.0 - income) if old else 0.0,
        "aah": max(0.0, 1033.0 - income) if (home.get("disability_rate") or 0) >= 80 else 0.0,
        "aide_logement": max(0.0, 0.7 * min(home.get("rent") or 0.0, 400.0) - income / 10),
        "cmu_c": float(income < 870),
        "css_participation_forfaitaire": 25.0 if 870 <= income < 1160 else 0.0,
        "cheque_energie": 194.0 if income < 900 else 0.0,
    }


def _family(home: Home, income: float) -> Amounts:
    ages = [child.get("age") or 0 for child in home.get("children") or ()]
    alone = home.get("couple") is False
    return {
        "af": 150.0 * max(0, len(ages) - 1),
        "asf": 199.0 * len(ages) if alone and not home.get("child_support_received") else 0.0,
        "cf": 193.0 if len(ages) > 2 and income < 4000 else 0.0,
        "ars": 430.0 * sum(6 <= age <= 17 for age in ages) if income < 2500 else 0.0,
        "paje_base": 196.0 if any(age < 3 for age in ages) and income < 3000 else 0.0,
    }


def _work(home: Home, income: float) -> Amounts:
    salary = home.get("income_salary") or 0.0
    return {
        "ppa": max(0.0, 400.0 - salary / 5) if salary else 0.0,
        "ass": 570.0 if home.get("worked_five_years") and income < 1000 else 0.0,
    }
