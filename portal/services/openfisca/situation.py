"""A household as OpenFisca sees it: people, and the groups they form.

Every value holds for the whole calendar: the household is taken as settled. OpenFisca knows
four entities. `individu` is a person; `famille` those whom the CAF pays together;
`foyer_fiscal` one tax return; `menage` the people under one roof.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.domain.household import Child, Household, Person
from portal.services.openfisca.calendar import Calendar
from portal.services.openfisca.housing import home
from portal.services.openfisca.people import adult, applicant, child, is_grown
from portal.services.openfisca.taxes import NOT_ASKED, TaxRules, reference_income

Cell = float | bool | str | date
Cells = Mapping[str, Cell]
Members = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One famille, foyer_fiscal or menage: members are (place among the persons, role)."""

    members: Members
    cells: Cells


@dataclass(frozen=True, slots=True)
class Situation:
    """`groups` go by OpenFisca's key of the entity; the applicant's group always comes first."""

    persons: tuple[Cells, ...]
    groups: Mapping[str, tuple[Group, ...]]
    estimated: frozenset[str] = frozenset()
    """Inputs that nobody said and that OpenFisca could compute, at a cost."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each kind of person stands among the persons."""

    adults: Sequence[int]
    young: Sequence[int]
    grown: Sequence[int]


def situation(household: Household, calendar: Calendar, *, rules: TaxRules) -> Situation:
    """The household on this calendar: the person, the partner, then the children in order.

    A child raised elsewhere is not of the household and is left out; one of 25 or more is a
    famille and a foyer_fiscal apart. ValueError when the commune is missing or unknown.
    """
    day = calendar.first_day
    adults = _adults(household)
    children = [one for one in household.children or () if one.custody != "ailleurs"]
    persons: list[dict[str, Cell]] = [
        adult(one, day, apprentice_exemption=rules.apprentice_exemption) for one in adults
    ]
    persons[0].update(applicant(household))
    persons.extend(child(one, day) for one in children)
    places = _places(len(adults), children, day=day)
    return Situation(
        persons=tuple(persons),
        groups={
            "famille": _families(household, places),
            "foyer_fiscal": _tax_homes(household, persons, places=places, rules=rules),
            "menage": (Group(_under_one_roof(places), home(household)),),
        },
        estimated=frozenset({"rfr"} if household.tax_income is None else ()),
    )


def _adults(household: Household) -> list[Person]:
    if household.partner is None and not household.couple:
        return [household]
    # A partner of whom nothing is said: of the same age, without income.
    return [household, household.partner or Person(age=household.age, birth=household.birth)]


def _places(adults: int, children: Iterable[Child], *, day: date) -> _Places:
    grown = [is_grown(one, day) for one in children]
    return _Places(
        adults=range(adults),
        young=[adults + place for place, own in enumerate(grown) if not own],
        grown=[adults + place for place, own in enumerate(grown) if own],
    )


def _families(household: Household, places: _Places) -> tuple[Group, ...]:
    students = float(household.parents_children or 1) if household.activity == "etudiant" else 0.0
    own: Cells = {
        "rsa_isolement_recent": bool(household.separated),
        # The student is one of them, and the only one known to study beyond the bac.
        "bourse_criteres_sociaux_nombre_enfants_a_charge": students,
        "bourse_criteres_sociaux_nombre_enfants_a_charge_dans_enseignement_superieur": min(
            1.0, students
        ),
    }
    first = Group(_members(places, ("demandeur", "conjoint"), young="enfant"), own)
    return (first, *(Group(((place, "demandeur"),), {}) for place in places.grown))


def _tax_homes(
    household: Household, persons: Sequence[Cells], *, places: _Places, rules: TaxRules
) -> tuple[Group, ...]:
    income = household.tax_income
    if income is None:
        income = reference_income([persons[place] for place in places.adults], rules)
    own: Cells = {
        **NOT_ASKED,
        "rfr": income,
        # Negative by OpenFisca's convention: a charge taken off the income.
        "pensions_alimentaires_versees": -12 * (household.child_support_paid or 0.0),
    }
    roles = ("declarant_principal", "conjoint")
    first = Group(_members(places, roles, young="personne_a_charge"), own)
    alone = "declarant_principal"
    return (first, *(Group(((place, alone),), {"rfr": 0.0}) for place in places.grown))


def _under_one_roof(places: _Places) -> Members:
    own = _members(places, ("personne_de_reference", "conjoint"), young="enfant")
    return (*own, *((place, "autre") for place in places.grown))


def _members(places: _Places, adults: tuple[str, str], *, young: str) -> Members:
    return (
        *((place, adults[place]) for place in places.adults),
        *((place, young) for place in places.young),
    )
