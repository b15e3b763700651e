"""The facts of a household, by the names that rules use. A fact that is not known is absent."""

from collections.abc import Iterator
from datetime import date

from portal.domain.condition import Fact
from portal.domain.household import Child, Household, Person

TENANTS = ("hlm", "locataire-prive", "meuble", "chambre", "colocation", "residence")
ILE_DE_FRANCE = ("75", "77", "78", "91", "92", "93", "94", "95")
SAID = (
    "nationality", "permit", "permit_years", "residence_months", "couple", "separated",
    "child_support_received", "child_support_paid", "judgment", "housing", "rent", "tax_income",
    "parents_income", "parents_children", "study_distance", "savings", "registered_jobseeker",
    "ase", "neet", "carer", "loss_of_autonomy", "energy_debt", "rent_debt", "hungry", "violence",
    "health_cover", "pension_taxed", "income_dropped", "activity", "gir", "worked_five_years", "hard_to_work",
)  # fmt: skip
"""Fields that are facts as they stand; `_` becomes `-`."""


def facts_of(household: Household, today: date) -> dict[str, Fact]:
    """Every fact that the household says or lets count. Euros and years are rounded down."""
    found = {
        **dict(_said(household)),
        **dict(_people(household, today)),
        **dict(_children(household, today)),
        **dict(_place(household)),
        **dict(_money(household)),
        **dict(_health(household)),
    }
    return {name: _plain(value) for name, value in found.items() if value is not None}


def _plain(value: object) -> Fact:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return int(value) if isinstance(value, int | float) else str(value)


def age_of(person: Person | Child, today: date) -> int | None:
    """Full years; None when neither age nor birth is known. A year alone counts as 1 July."""
    if person.age is not None or person.birth is None:
        return person.age
    year, month, day = (*(int(part) for part in person.birth.split("-")), 7, 1)[:3]
    month = month if len(person.birth) > 4 else 7
    return max(0, today.year - year - ((today.month, today.day) < (month, day)))


def _said(household: Household) -> Iterator[tuple[str, object]]:
    for name in SAID:
        yield name.replace("_", "-"), getattr(household, name)


def adults(household: Household) -> tuple[Person, ...]:
    """The person, and the partner when there is one."""
    return (household, household.partner) if household.partner else (household,)


def _people(household: Household, today: date) -> Iterator[tuple[str, object]]:
    yield "age", age_of(household, today)
    if household.partner:
        yield "partner-age", age_of(household.partner, today)
        yield "partner-activity", household.partner.activity
    ages = [age for adult in adults(household) if (age := age_of(adult, today)) is not None]
    yield "oldest-adult", max(ages, default=None)
    yield "european", _european(household)
    yield "works", _any(_works(adult) for adult in adults(household))
    yield "student", _is(household.activity, "etudiant", "apprenti")
    yield "retired", _any(_is(adult.activity, "retraite") for adult in adults(household))
    sought = (_is(household.activity, "chomage"), household.registered_jobseeker)
    yield "jobseeker", _any(tuple(word for word in sought if word is not None) or (None,))


def _european(household: Household) -> bool | None:
    return None if household.nationality is None else household.nationality in ("FR", "UE")


def _is(word: str | None, *wanted: str) -> bool | None:
    return None if word is None else word in wanted


def _works(person: Person) -> bool | None:
    if person.income_salary or person.income_self_employed:
        return True
    return _is(person.activity, "salarie", "independant", "apprenti")


def _any(words: Iterator[bool | None] | tuple[bool | None, ...]) -> bool | None:
    """True if one is; False if all are false; None when nobody knows."""
    held = list(words)
    return True if True in held else None if None in held else False


def raised(household: Household) -> tuple[Child, ...]:
    """The children who live here, all the time or half of it."""
    return tuple(c for c in household.children or () if c.custody != "ailleurs")


def _children(household: Household, today: date) -> Iterator[tuple[str, object]]:
    if household.children is None:
        return
    held = raised(household)
    yield "children", len(held)
    yield "shared-custody", any(child.custody == "alternee" for child in household.children)
    yield "child-disabled", any(child.disabled or child.disability_rate for child in held)
    if household.couple is not None:
        yield "single-parent", bool(held) and not household.couple
        yield "persons", 1 + household.couple + len(held)
    ages = [age for child in held if (age := age_of(child, today)) is not None]
    if len(ages) == len(held):
        yield from _ages(ages)


def _ages(ages: list[int]) -> Iterator[tuple[str, object]]:
    bands = {
        "children-under-3": (0, 2), "children-under-6": (0, 5), "children-3-to-5": (3, 5),
        "children-6-to-17": (6, 17), "children-10-to-15": (10, 15), "children-14-to-18": (14, 18),
        "children-under-18": (0, 17), "children-under-20": (0, 19), "children-over-18": (18, 120),
        "children-3-to-20": (3, 20),
    }  # fmt: skip
    for name, (low, high) in bands.items():
        yield name, sum(low <= age <= high for age in ages)
    yield "youngest", min(ages, default=None)
    yield "oldest-child", max(ages, default=None)


def _place(household: Household) -> Iterator[tuple[str, object]]:
    yield "tenant", _is(household.housing, *TENANTS)
    yield "owner", _is(household.housing, "proprietaire", "accedant")
    yield "homeless", _is(household.housing, "sans-domicile")
    if household.commune:
        code = household.commune
        department = code[:3] if code.startswith("97") else code[:2]
        yield "commune", code
        yield "department", department
        yield "ile-de-france", department in ILE_DE_FRANCE


def income_of(household: Household) -> float | None:
    """Euros a month for the whole family; None when one adult's income is not known."""
    held = [adult.total_income for adult in adults(household)]
    known = [amount for amount in held if amount is not None]
    if len(known) < len(held):
        return None
    return sum(known) + (household.child_support_received or 0)


def units(household: Household) -> float:
    """Consumption units: 1, then 0.5 for the second person, 0.3 for each other.

    Source: code de l'énergie, art. R124-1 (chèque énergie); a child in shared custody counts half.
    """
    weights = [0.5 if c.custody == "alternee" else 1.0 for c in raised(household)]
    weights += [1.0] * bool(household.couple)
    weights.sort(reverse=True)
    return 1 + sum(weight * (0.5 if rank == 0 else 0.3) for rank, weight in enumerate(weights))


def _money(household: Household) -> Iterator[tuple[str, object]]:
    income = income_of(household)
    yield "income", income
    yield "salary", _sum(household, "income_salary")
    yield "pension", _sum(household, "income_pension")
    yield "self-employed", _any(_self_employed(adult) for adult in adults(household))
    yearly = household.tax_income
    if yearly is None and income is not None:
        yearly = income * 12
    if yearly is not None and household.couple is not None and household.children is not None:
        yield "income-unit", yearly / units(household)


def _sum(household: Household, kind: str) -> float | None:
    """Euros a month of one kind, of both adults; None when it is not known of one of them."""
    held = [_of_kind(adult, kind) for adult in adults(household)]
    known = [amount for amount in held if amount is not None]
    return sum(known) if len(known) == len(held) else None


def _of_kind(person: Person, kind: str) -> float | None:
    """A kind left out is nothing once others are told, unless a sum of no said kind may hold it."""
    amount: float | None = getattr(person, kind)
    told = person.total_income is not None and not person.income
    return 0 if amount is None and told else amount


def _self_employed(person: Person) -> bool | None:
    if person.income_self_employed:
        return True
    if person.activity is None:
        return None if person.income_self_employed is None else False
    return person.activity == "independant"


def _health(household: Household) -> Iterator[tuple[str, object]]:
    people = adults(household)
    yield "pregnant", _any(tuple(adult.pregnant for adult in people))
    known = [adult.disability_rate for adult in people if adult.disability_rate is not None]
    highest = max(known) if known else None
    yield "disability-rate", highest
    yield "disabled", True if highest else _any(tuple(adult.disabled for adult in people))
