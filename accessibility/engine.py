"""A small engine for the portal under check: plausible amounts, at once, the same for the same home.

Its figures are nobody's: they only make every part of the pages show.
"""

from collections.abc import Callable, Mapping
from typing import Any

from portal.domain.household import INCOMES
from portal.services.engine.calculator import Answer, EngineUnavailable, Question, Reason, State

Home = Mapping[str, Any]

BREAKS: Mapping[int, Reason] = {
    9001: "absent", 9002: "warming", 9003: "busy", 9004: "late", 9005: "lost", 9006: "refused",
}  # fmt: skip
"""The rents at which it does not answer, and why: a visitor has no other way to reach it."""

ANY_AMOUNT, ANY_SHARE = 651.69, 0.3
NET_AND_GROSS = {"salaire_net": 1000.0, "salaire_de_base": 1270.0}
SHARES = ("taux", "par_enf_supp", "seul_parent", "aeeh.base", "abattement_30", "abattement_sup")
SINCE = "2026-04-01"
LARGE_FAMILY, ADULT, FULL_RATE, OLD = 3, 25, 80, 65


class SmallEngine:
    """A Calculator whose answers follow from the household alone."""

    @property
    def state(self) -> State:
        return "ready"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """The amounts, or the steps of one. Raises EngineUnavailable at the rents of BREAKS."""
        if request["kind"] == "explain":
            return _explained(request)
        for home in request["households"]:
            _break(home)
        return {
            "households": [
                {name: [_amount(name, home)] for name, _ in request["variables"]}
                for home in request["households"]
            ]
        }


def _break(home: Home) -> None:
    reason = BREAKS.get(int(home.get("rent") or 0))
    if reason:
        raise EngineUnavailable(reason)


def _explained(request: Question) -> Answer:
    _break(request["household"])
    names = [name for name, _ in request["variables"]]
    return {
        "variables": {name: [NET_AND_GROSS.get(name, ANY_AMOUNT)] for name in names},
        "parameters": {name: _parameter(name) for name in request["parameters"]},
    }


def _parameter(name: str) -> dict[str, object]:
    value = ANY_SHARE if name.endswith(SHARES) else ANY_AMOUNT
    return {"value": value, "since": SINCE, "source": "", "url": ""}


def _amount(name: str, home: Home) -> float:
    """Euros for the variable's period; nothing for one that is not here."""
    return max(0.0, AMOUNTS[name](home)) if name in AMOUNTS else 0.0


def _income(home: Home) -> float:
    people = (home, home.get("partner") or {})
    return float(sum(person.get(kind) or 0 for person in people for kind in ("income", *INCOMES)))


def _children(home: Home) -> int:
    return sum(child["custody"] != "ailleurs" for child in home.get("children") or ())


def _youngest(home: Home) -> int:
    return min((child.get("age") or 0 for child in home.get("children") or ()), default=99)


def _rsa(home: Home) -> float:
    entitled = home.get("age", ADULT) >= ADULT or _children(home)
    return 650 + 200 * _children(home) - _income(home) if entitled else 0


def _ppa(home: Home) -> float:
    """It ends all at once, so that a salary somewhere pays less than one below it."""
    salary = home.get("income_salary") or 0
    return 260 - 0.1 * salary if 300 <= salary < 1500 else 0


def _housing(home: Home) -> float:
    return 0.6 * (home.get("rent") or 0) - 0.2 * max(0, _income(home) - 600)


def _alone(home: Home) -> float:
    return 0 if home.get("couple") else 200 * _children(home)


def _disability(home: Home) -> float:
    rate = home.get("disability_rate") or 0
    return 1040 - _income(home) if rate >= FULL_RATE or home.get("hard_to_work") else 0


def _old(home: Home) -> float:
    return 1040 - _income(home) if home.get("age", ADULT) >= OLD else 0


def _cover_cost(home: Home) -> float:
    return 15 if 850 <= _income(home) < 1150 else 0


def _grant(home: Home) -> float:
    return 300 if (home.get("parents_income") or 0) < 30_000 else 0


def _child_disability(home: Home) -> float:
    return 150 * sum(bool(child.get("disability_rate")) for child in home.get("children") or ())


def _under(ceiling: int, amount: float) -> Callable[[Home], float]:
    return lambda home: amount if _income(home) < ceiling else 0


def _for_children(amount: float, least: int = 1) -> Callable[[Home], float]:
    return lambda home: amount * _children(home) if _children(home) >= least else 0


AMOUNTS: Mapping[str, Callable[[Home], float]] = {
    "rsa": _rsa,
    "ppa": _ppa,
    "aide_logement": _housing,
    "af": _for_children(75, 2),
    "cf": _for_children(100, LARGE_FAMILY),
    "ars": _for_children(430),
    "asf": _alone,
    "paje_base": lambda home: 190 if _youngest(home) <= 2 else 0,
    "aah": _disability,
    "caah": lambda home: 105 if (home.get("disability_rate") or 0) >= FULL_RATE else 0,
    "aeeh": _child_disability,
    "aspa": _old,
    "ass": lambda home: 580 if home.get("worked_five_years") else 0,
    "bourse_college": _for_children(120),
    "bourse_lycee": _for_children(460),
    "bourse_criteres_sociaux": _grant,
    "cmu_c": _under(850, 1),
    "css_participation_forfaitaire": _cover_cost,
    "contrat_engagement_jeune": _under(600, 560),
    "cheque_energie": _under(1200, 150),
    "enceinte_fam": lambda home: 1 if home.get("pregnant") else 0,
}
"""By OpenFisca's name: euros, or 1 for a yes."""
