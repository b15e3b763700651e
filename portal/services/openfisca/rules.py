"""The few amounts of tax law that describe a household before any calculation."""

from datetime import date

from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]

from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.taxes import Allowance, TaxRules


def tax_rules(system: TaxBenefitSystem, calendar: Calendar) -> TaxRules:
    """The allowances of the tax year N-2 and the wage an apprentice earns untaxed."""
    first_day = date(int(calendar.year) - 2, 1, 1)
    then = system.get_parameters_at_instant(first_day.isoformat())
    taxed = then.impot_revenu.calcul_revenus_imposables
    elderly = taxed.abat_rni.contribuable_age_invalide
    now = system.get_parameters_at_instant(calendar.first_day.isoformat())
    smic = now.marche_travail.salaire_minimum.smic
    return TaxRules(
        first_day=first_day,
        wages=_allowance(taxed.deductions.abatpro),
        pensions=_allowance(taxed.deductions.abatpen),
        elderly=tuple(zip(elderly.thresholds, elderly.amounts, strict=True)),
        apprentice_exemption=float(smic.smic_b_horaire * smic.nb_heures_travail_mensuel),
    )


def _allowance(node: object) -> Allowance:
    rate, least, most = (float(getattr(node, name)) for name in ("taux", "min", "max"))
    return Allowance(rate=rate, least=least, most=most)
