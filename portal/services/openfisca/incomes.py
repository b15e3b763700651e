"""What a person says they receive, as the inputs OpenFisca reads.

All amounts said are net and per month. Every benefit reads its own flavour of an income (net
for RSA and prime d'activité, taxable for housing aid and family benefits, gross for ASPA), so
one amount becomes several inputs. Rates of 2024-2026, private sector.
"""

from collections.abc import Callable, Mapping

from portal.domain.household import Person

Amounts = Mapping[str, float]

NET_OF_GROSS_SALARY = 0.78
NET_OF_GROSS_PENSION = 0.926
NET_OF_GROSS_UNEMPLOYMENT = 1 - ((0.062 + 0.005) * 0.9825 + 0.028)
TAXED_CSG_CRDS = 0.029 * 0.9825
"""CSG that cannot be deducted and CRDS, of the gross: what is taxed without being received."""

TAXED_OF_GROSS_PENSION = 1 - 0.042

MONTHLY = (
    "salaire_net", "salaire_de_base", "salaire_imposable", "chomage_net", "chomage_brut",
    "chomage_imposable", "retraite_nette", "retraite_brute", "retraite_imposable",
    "pensions_invalidite", "indemnites_journalieres_maladie", "prestation_compensatoire",
    "rpns_auto_entrepreneur_benefice", "pensions_alimentaires_percues",
    "pensions_alimentaires_versees_individu", "epargne_revenus_non_imposables",
    "revenus_capital", "revenus_locatifs", "rente_accident_travail", "indemnites_journalieres",
)  # fmt: skip
YEARLY = (
    "rpns_imposables", "rpns_autres_revenus", "rpns_micro_entreprise_benefice",
    "rpns_benefice_exploitant_agricole", "rpns_pvce", "rpns_pvct", "rpns_exon",
    "moins_values_court_terme_non_salaries", "moins_values_long_terme_non_salaries",
)  # fmt: skip
"""Every income a benefit reads: who has none of it has zero, said so that the hundreds of boxes
of the tax return behind it are not added up to find it."""


def incomes(person: Person, apprentice_exemption: float) -> dict[str, float]:
    """The income inputs of one adult; those left out are zero.

    `apprentice_exemption`: euros a month of an apprentice's wages that are not taxed.
    """
    found = dict.fromkeys((*MONTHLY, *YEARLY), 0.0)
    for field, rule in _RULES.items():
        said = getattr(person, field)
        if said:
            for name, amount in rule(said).items():
                found[name] += amount
    if person.pension_taxed is False and person.income_pension:
        found |= _untaxed_pension(found, person.income_pension)
    if person.activity == "apprenti":
        found["salaire_imposable"] = max(0.0, found["salaire_imposable"] - apprentice_exemption)
    return found


def _salary(net: float) -> Amounts:
    gross = net / NET_OF_GROSS_SALARY
    taxed = net + TAXED_CSG_CRDS * gross
    return {"salaire_net": net, "salaire_de_base": gross, "salaire_imposable": taxed}


def _self_employed(net: float) -> Amounts:
    # RSA, prime d'activité, ASPA and C2S read a micro-entrepreneur's profit month by month; the
    # yearly `rpns_imposables` is what housing aid, family benefits and the tax read. Both are
    # set, and no turnover, so neither is counted twice.
    return {"rpns_auto_entrepreneur_benefice": net, "rpns_imposables": 12 * net}


def _unemployment(net: float) -> Amounts:
    gross = net / NET_OF_GROSS_UNEMPLOYMENT
    taxed = net + TAXED_CSG_CRDS * gross
    return {"chomage_net": net, "chomage_brut": gross, "chomage_imposable": taxed}


def _pension(net: float) -> Amounts:
    gross = net / NET_OF_GROSS_PENSION
    taxed = gross * TAXED_OF_GROSS_PENSION
    return {"retraite_nette": net, "retraite_brute": gross, "retraite_imposable": taxed}


def _untaxed_pension(found: Amounts, net: float) -> Amounts:
    """Without CSG nor CRDS, the gross and the taxable pension are the net one."""
    usual = _pension(net)
    return {name: found[name] - usual[name] + net for name in usual}


def _disability_pension(net: float) -> Amounts:
    return {"pensions_invalidite": net}


def _sick_pay(net: float) -> Amounts:
    # OpenFisca forgets sick pay in the taxable income that housing aid and family benefits
    # read, which would give the most to someone on leave: it is taxed beside unemployment
    # benefit, the only replacement income taxed like wages. RSA never reads that input.
    return {
        "indemnites_journalieres": net,
        "indemnites_journalieres_maladie": net,
        "chomage_imposable": net,
    }


def _other(net: float) -> Amounts:
    # The one income that RSA, prime d'activité, ASPA, AAH and C2S all count whole; taxed as a
    # pension so that housing aid and family benefits count it too. Better too little than an
    # amount promised in error.
    return {"prestation_compensatoire": net, "retraite_imposable": net}


_RULES: Mapping[str, Callable[[float], Amounts]] = {
    "income_salary": _salary,
    "income_self_employed": _self_employed,
    "income_unemployment": _unemployment,
    "income_pension": _pension,
    "income_disability_pension": _disability_pension,
    "income_sick_pay": _sick_pay,
    "income_other": _other,
    "income": _other,
}
