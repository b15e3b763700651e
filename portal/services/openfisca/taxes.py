"""The revenu fiscal de référence of a household that did not say it.

OpenFisca can compute it, through some hundreds of boxes of the tax return that stay empty
here: four times the cost of everything else. The few lines that matter are written out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.services.openfisca.births import age_on

ELDERLY = 65
"""Years of age on 1 January of the tax year (CGI art. 157 bis)."""

NOT_ASKED: Mapping[str, float] = dict.fromkeys(
    (
        "rente_viagere_titre_onereux", "revenus_capitaux_prelevement_liberatoire",
        "revenus_capitaux_prelevement_forfaitaire_unique_ir", "assiette_csg_plus_values",
        "revenu_categoriel_foncier", "revenu_categoriel_capital",
        "revenu_categoriel_plus_values", "microentreprise",
    ),
    0.0,
)  # fmt: skip
"""Income of a tax return that the questions leave out: none."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A flat deduction: a share of the income, within bounds, in euros a year."""

    rate: float
    least: float
    most: float

    def of(self, income: float) -> float:
        return round(min(max(self.rate * income, self.least), self.most))


@dataclass(frozen=True, slots=True)
class TaxRules:
    """Amounts of the tax year N-2, read from OpenFisca's parameters."""

    first_day: date
    wages: Allowance
    pensions: Allowance
    elderly: tuple[tuple[float, float], ...]
    """Taken off a return with someone of 65 or more: (from this net income on, amount)."""

    apprentice_exemption: float
    """Euros a month of an apprentice's wages that are not taxed (CGI art. 81 bis)."""


def reference_income(people: Sequence[Mapping[str, object]], rules: TaxRules) -> float:
    """Euros a year for one tax return, from the monthly inputs of the people on it."""
    earned = pensions = deducted = 0.0
    for person in people:
        wages = 12 * _sum(person, "salaire_imposable", "chomage_imposable")
        pension = 12 * _sum(
            person, "retraite_imposable", "pensions_invalidite", "pensions_alimentaires_percues"
        )
        earned += max(0.0, wages - rules.wages.of(wages)) + _sum(person, "rpns_imposables")
        pensions += pension
        deducted += min(pension, rules.pensions.of(pension))
    # The ceiling of the pensions' allowance is the whole return's, its floor each person's.
    net = earned + pensions - min(deducted, rules.pensions.most)
    return net - _elderly(people, net, rules=rules)


def _elderly(people: Iterable[Mapping[str, object]], net: float, *, rules: TaxRules) -> float:
    """The special allowance, once for a return: OpenFisca does not double it for two people."""
    births = (person.get("date_naissance") for person in people)
    if not any(isinstance(b, date) and age_on(b, rules.first_day) >= ELDERLY for b in births):
        return 0.0
    return min(net, next((amount for start, amount in rules.elderly[::-1] if net >= start), 0.0))


def _sum(person: Mapping[str, object], *names: str) -> float:
    amounts = (person.get(name) for name in names)
    return sum(amount for amount in amounts if isinstance(amount, float))
