"""What is not known, tried out: the household as supposed, and how it may differ."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.domain.facts import TENANTS
from portal.domain.household import INCOMES, MOST_CHILDREN, Activity, Child, Household, Person

USUAL_AGE, USUAL_CHILD = 40, 8
USUAL_YEAR, USUAL_SUPPORT, SMALL_PENSION = 25_000, 150, 1_250
"""Euros: an adult's year of work, a month's support for one child, a month's pension under which
CSG may not be taken (13 048 € a year in 2026, CSS art. L136-8). Only to see what changes."""

SUPPOSED_COMMUNE, OTHER_ZONES = "92050", ("13055", "01001")
"""Nanterre, then a commune of zone 2 and one of zone 3: housing aid differs between zones."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A household that may be the real one; `fact` is what is supposed otherwise."""

    fact: str
    household: Household


def settled(household: Household) -> Household:
    """The household without contradiction: who lives there follows from what was said.

    Only what follows is added: five people of whom three children are a couple.
    """
    changes: dict[str, object] = {}
    children = household.children
    couple = household.couple
    if couple is None and household.partner is not None:
        couple = True
    if couple is None and household.household == 1:
        couple = False
    if couple is None and household.household and children is not None:
        couple = household.household - len(children) >= 2
    if couple is None and _parent_alone(household):
        couple = False
    if children is None and household.household and couple is not None:
        others = min(MOST_CHILDREN, max(0, household.household - 1 - couple))
        changes["children"] = (Child(),) * others
    if couple and household.partner is None:
        changes["partner"] = Person()
    if household.activity is None:
        changes["activity"] = _activity(household)
    return household.model_copy(update={**changes, "couple": couple})


def _activity(household: Household) -> Activity | None:
    """What the person does, when something else that was said shows it."""
    if household.income_salary:
        return "salarie"
    if household.income_self_employed:
        return "independant"
    if household.registered_jobseeker:
        return "chomage"
    if household.income_pension:
        return "retraite"
    return "sans-activite" if household.neet else None


def _parent_alone(household: Household) -> bool:
    return household.child_support_received is not None or household.judgment is not None


def supposed(household: Household) -> Household:
    """The household with the most cautious value where the engine needs one."""
    changes: dict[str, object] = {}
    if household.age is None and household.birth is None:
        changes["age"] = USUAL_AGE
    if household.couple is None:
        changes["couple"] = False
    changes["children"] = tuple(_with_age(child) for child in household.children or ())
    if household.commune is None:
        changes["commune"] = SUPPOSED_COMMUNE
    if household.housing is None:
        changes["housing"] = "heberge-gratuit"
    if household.rent is None:
        changes["rent"] = 0
    if household.partner:
        changes["partner"] = _partner(household.partner, household)
    return household.model_copy(update=changes)


def _partner(partner: Person, household: Household) -> Person:
    if partner.age is not None or partner.birth is not None:
        return partner
    return partner.model_copy(update={"age": household.age or USUAL_AGE})


def _with_age(child: Child) -> Child:
    known = child.age is not None or child.birth is not None
    return child if known else child.model_copy(update={"age": USUAL_CHILD})


def scenarios(household: Household) -> tuple[Scenario, ...]:
    """The other households that the answers allow, one unknown changed at a time."""
    return tuple(
        Scenario(fact, supposed(other))
        for fact, unknown, others in _UNKNOWNS
        if unknown(household)
        for other in others(household)
    )


def _put(**changes: object) -> Callable[[Household], Iterator[Household]]:
    def others(household: Household) -> Iterator[Household]:
        yield household.model_copy(update=changes)

    return others


def _each(field: str, *values: object) -> Callable[[Household], Iterator[Household]]:
    def others(household: Household) -> Iterator[Household]:
        for value in values:
            yield household.model_copy(update={field: value})

    return others


def _child_ages(household: Household) -> Iterator[Household]:
    for age in (1, 12, 19):
        children = tuple(
            child if child.age is not None or child.birth else child.model_copy(update={"age": age})
            for child in household.children or ()
        )
        yield household.model_copy(update={"children": children})


def _partner_income(household: Household) -> Iterator[Household]:
    partner = household.partner or Person()
    for amount in (900, 1800):
        changed = partner.model_copy(update={"income": amount})
        yield household.model_copy(update={"partner": changed})


def _rents(household: Household) -> Iterator[Household]:
    for amount in (350, 800):
        yield household.model_copy(update={"rent": amount})


def _homes(household: Household) -> Iterator[Household]:
    yield household.model_copy(update={"housing": "hlm", "rent": household.rent or 450})


def _tax(household: Household) -> Iterator[Household]:
    yearly = 12 * sum(a.total_income or 0 for a in (household, household.partner) if a)
    for share in (0.5, 1.5):
        yield household.model_copy(update={"tax_income": min(999_999, yearly * share)})


def _better_before(household: Household) -> Iterator[Household]:
    """Two years ago each adult earned a usual salary: what a tax income remembers."""
    adults = 2 if household.partner else 1
    yield household.model_copy(update={"tax_income": USUAL_YEAR * adults})


def _may_have_dropped(household: Household) -> bool:
    low = (household.total_income or 0) < USUAL_YEAR / 12
    return household.tax_income is None and household.income_dropped is not False and low


def _no_age(household: Household) -> bool:
    return household.age is None and household.birth is None


def _is_none(field: str) -> Callable[[Household], bool]:
    return lambda household: getattr(household, field) is None


def _rent_unknown(household: Household) -> bool:
    return household.rent is None and household.housing in (*TENANTS, "accedant")


def _some_child_without_age(household: Household) -> bool:
    return any(child.age is None and child.birth is None for child in household.children or ())


def _rate_unknown(household: Household) -> bool:
    return bool(household.disabled) and household.disability_rate is None


def _child_rate_unknown(household: Household) -> bool:
    return any(c.disabled and c.disability_rate is None for c in household.children or ())


def _child_rates(household: Household) -> Iterator[Household]:
    children = tuple(
        c.model_copy(update={"disability_rate": 80}) if c.disabled else c
        for c in household.children or ()
    )
    yield household.model_copy(update={"children": children})


def _hard_unknown(household: Household) -> bool:
    rate = household.disability_rate
    return household.hard_to_work is None and rate is not None and 50 <= rate < 80


def _ass_unknown(household: Household) -> bool:
    sought = household.activity == "chomage" or household.registered_jobseeker is True
    return household.worked_five_years is None and sought


def _separation_unknown(household: Household) -> bool:
    return household.separated is None and household.couple is False and bool(household.children)


def _support_unknown(household: Household) -> bool:
    alone = household.couple is False and bool(household.children)
    return household.child_support_received is None and alone


def _income_unknown(person: Person) -> bool:
    """True when no income was said, or when of kinds told one by one a few are not known."""
    unknown = sum(getattr(person, kind) is None for kind in INCOMES)
    return person.total_income is None or 0 < unknown < len(INCOMES) / 2


def _maybe_untaxed(household: Household) -> bool:
    small = 0 < (household.income_pension or 0) < SMALL_PENSION
    return small and household.pension_taxed is None


def _partner_unknown(household: Household) -> bool:
    return household.partner is not None and _income_unknown(household.partner)


def _support(household: Household) -> Iterator[Household]:
    received = USUAL_SUPPORT * len(household.children or ())
    yield household.model_copy(update={"child_support_received": received})


def _studies_unknown(household: Household) -> bool:
    return household.parents_income is None and household.activity == "etudiant"


_UNKNOWNS: tuple[
    tuple[str, Callable[[Household], bool], Callable[[Household], Iterator[Household]]], ...
] = (
    ("age", _no_age, _each("age", 22, 67)),
    ("couple", _is_none("couple"), _put(couple=True, partner=Person())),
    ("children", _is_none("children"), _put(children=(Child(age=USUAL_CHILD), Child(age=2)))),
    ("child-age", _some_child_without_age, _child_ages),
    ("income", _income_unknown, _each("income", 900, 1800)),
    ("partner-income", _partner_unknown, _partner_income),
    ("pension-taxed", _maybe_untaxed, _each("pension_taxed", False)),
    ("housing", _is_none("housing"), _homes),
    ("rent", _rent_unknown, _rents),
    ("disability-rate", _rate_unknown, _each("disability_rate", 60, 80)),
    ("child-disability-rate", _child_rate_unknown, _child_rates),
    ("hard-to-work", _hard_unknown, _put(hard_to_work=True)),
    ("worked-five-years", _ass_unknown, _put(worked_five_years=True)),
    ("separated", _separation_unknown, _put(separated=True)),
    ("child-support-received", _support_unknown, _support),
    ("income-dropped", _may_have_dropped, _better_before),
    ("commune", _is_none("commune"), _each("commune", *OTHER_ZONES)),
    ("tax-income", _is_none("tax_income"), _tax),
    ("parents-income", _studies_unknown, _each("parents_income", 0, 25_000, 90_000)),
)
"""Each unknown: its fact, when it is one, and what it may be instead."""
