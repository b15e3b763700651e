"""« Et si… ? »: a household after a change of life, what moves, and where work pays too little."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.domain.decision import LEAST
from portal.domain.facts import TENANTS, adults, age_of
from portal.domain.household import INCOMES, MOST_CHILDREN, Child, Household, Person
from portal.domain.scenarios import settled
from portal.domain.simulation import Found

HOURS, MONTHLY_WEEKS = 10, 52 / 12
MOST_MONEY = 99_999.0
OLDEST_NEW_PARENT = 50
WORKING_AGES = range(16, 67)
BEFORE_65 = range(45, 65)
NO_MORE_HOURS = ("retraite", "arret-maladie", "apprenti")
OUT_OF_WORK = ("chomage", "sans-activite")
EARNED = ("income_salary", "income_self_employed", "income_unemployment", "income_sick_pay")
"""What work pays, or what stands for it: it ends with a retirement pension."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a change needs and the household does not say. Euros a month, but for `net_hour`.

    `net_hour` is what one hour at the minimum wage leaves, in euros. None is not said.
    """

    net_hour: float = 0.0
    partner_income: float | None = None
    commune: str | None = None
    rent: float | None = None
    pension: float | None = None


Ask = Literal["revenu", "ville", "loyer", "pension"]
"""What a change can ask: a partner's income, a town, a rent, a pension."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of life. `asks` may be given; of `needed`, one at least must be."""

    possible: Callable[[Household, date], bool]
    apply: Callable[[Household, Given], Household]
    asks: tuple[Ask, ...] = ()
    needed: tuple[Ask, ...] = ()


def possible(household: Household, today: date) -> tuple[str, ...]:
    """The ids of the changes that this household can meet, in the order of `CHANGES`."""
    home = settled(household)
    return tuple(id_ for id_, change in CHANGES.items() if change.possible(home, today))


def changed(household: Household, change_id: str, given: Given) -> Household:
    """The household after the change. KeyError when there is no such change."""
    after = CHANGES[change_id].apply(settled(household), given)
    return after.model_copy(update={"household": None})


def salary_of(household: Household) -> float:
    """The person's own net salary, euros a month. An income of no said kind counts when they work."""
    if household.income_salary is None and household.activity in ("salarie", "apprenti"):
        return household.income or 0.0
    return household.income_salary or 0.0


def with_salary(household: Household, salary: float) -> Household:
    """The same person with another salary; with one, nobody is out of work any more."""
    update: dict[str, object] = {"income_salary": min(salary, MOST_MONEY)}
    if household.income_salary is None and salary_of(household):
        update["income"] = None
    if salary and household.activity in OUT_OF_WORK:
        update["activity"] = "salarie"
    return household.model_copy(update=update)


def earned(household: Household) -> float:
    """Euros a month that come in besides aids, as far as they are known."""
    incomes = sum(adult.total_income or 0.0 for adult in adults(household))
    return incomes + (household.child_support_received or 0.0)


def _can_work_more(household: Household, today: date) -> bool:
    age = age_of(household, today)
    return household.activity not in NO_MORE_HOURS and (age is None or age in WORKING_AGES)


def _work_more(household: Household, given: Given) -> Household:
    return with_salary(household, salary_of(household) + HOURS * MONTHLY_WEEKS * given.net_hour)


def _can_have_a_child(household: Household, today: date) -> bool:
    known = [age for adult in adults(household) if (age := age_of(adult, today)) is not None]
    young = not known or min(known) <= OLDEST_NEW_PARENT
    return young and len(household.children or ()) < MOST_CHILDREN


def _have_a_child(household: Household, given: Given) -> Household:
    update: dict[str, object] = {"children": (*(household.children or ()), Child(age=0))}
    if household.pregnant:
        update["pregnant"] = False
    if household.partner and household.partner.pregnant:
        update["partner"] = household.partner.model_copy(update={"pregnant": False})
    return household.model_copy(update=update)


def _in_couple(household: Household, today: date) -> bool:
    return bool(household.couple)


def _part(household: Household, given: Given) -> Household:
    return household.model_copy(
        update={"couple": False, "partner": None, "separated": True, "tax_income": None}
    )


def _alone(household: Household, today: date) -> bool:
    return household.couple is False


def _move_in_together(household: Household, given: Given) -> Household:
    income = given.partner_income or 0.0
    known = {
        **dict.fromkeys(INCOMES, 0.0),
        "income_salary": income,
        "activity": "salarie" if income else "sans-activite",
    }
    partner = Person.model_validate(known)
    return household.model_copy(
        update={"couple": True, "partner": partner, "separated": False, "tax_income": None}
    )


def _always(household: Household, today: date) -> bool:
    return True


def _move_house(household: Household, given: Given) -> Household:
    update: dict[str, object] = {}
    if given.commune:
        update |= {"commune": given.commune, "city": None}
    if given.rent is not None:
        update["rent"] = given.rent
        if household.housing not in TENANTS:
            update["housing"] = "locataire-prive"
    return household.model_copy(update=update)


def _before_65(household: Household, today: date) -> bool:
    return age_of(household, today) in BEFORE_65


def _retire(household: Household, given: Given) -> Household:
    pension = household.income_pension if given.pension is None else given.pension
    ended = dict.fromkeys((*EARNED, "income_disability_pension"), 0.0)
    return household.model_copy(
        update={
            **ended, "age": 65, "birth": None, "activity": "retraite", "income": None,
            "income_pension": pension or 0.0, "registered_jobseeker": False, "tax_income": None,
        }
    )  # fmt: skip


CHANGES: Mapping[str, Change] = {
    "heures": Change(_can_work_more, _work_more),
    "naissance": Change(_can_have_a_child, _have_a_child),
    "separation": Change(_in_couple, _part),
    "installation": Change(_alone, _move_in_together, asks=("revenu",)),
    "demenagement": Change(
        _always, _move_house, asks=("ville", "loyer"), needed=("ville", "loyer")
    ),
    "retraite-65": Change(_before_65, _retire, asks=("pension",), needed=("pension",)),
}
"""Every change of life, by its id."""

Kind = Literal["begins", "stops", "rises", "falls", "costs", "free"]


@dataclass(frozen=True, slots=True)
class Move:
    """One aid that changes. `costs`: the person pays more for it, or less; `free`: nothing more."""

    kind: Kind
    before: Found
    after: Found

    @property
    def reference(self) -> str:
        """The sheet."""
        return self.after.reference

    @property
    def amount(self) -> float | None:
        """Euros for the aid's period that begin, stop or differ; None without an amount."""
        if self.kind in ("begins", "costs"):
            return self.after.amount
        if self.kind in ("stops", "free"):
            lost = self.kind == "stops" and self.before.cost
            return None if lost else self.before.amount
        return abs((self.after.amount or 0) - (self.before.amount or 0))

    @property
    def sure(self) -> bool:
        """False when what begins may not, or when what stops was not sure either."""
        right = self.before if self.kind == "stops" else self.after
        return right.likelihood == "surement"

    @property
    def weight(self) -> float:
        """Euros a month that this moves, to put first what matters most."""
        once = self.after.amount or 0 if self.after.period == "once" else 0
        return max(abs(monthly(self.after) - monthly(self.before)), once / 12)

    @property
    def hoped(self) -> float:
        """Euros a month that only may begin."""
        return 0.0 if self.sure or self.kind != "begins" else monthly(self.after)

    @property
    def spared(self) -> float:
        """Euros a month no longer paid for a right that is lost: nobody is richer for that."""
        return -monthly(self.before) if self.kind == "stops" and self.before.cost else 0.0


def moves(before: Iterable[Found], after: Iterable[Found]) -> tuple[Move, ...]:
    """What begins, stops, rises or falls by a euro at least, what moves most first."""
    known = {found.reference: found for found in before}
    pairs = ((known[found.reference], found) for found in after if found.reference in known)
    found = [Move(kind, one, other) for one, other in pairs if (kind := _kind(one, other))]
    return tuple(sorted(found, key=lambda move: -move.weight))


def _kind(before: Found, after: Found) -> Kind | None:
    if not (_got(before) and _got(after)):
        return _kind_of_right(before, after)
    if before.cost != after.cost:
        return "costs" if after.cost else "free"
    difference = (after.amount or 0) - (before.amount or 0)
    if abs(difference) < LEAST:
        return None
    if after.cost:
        return "costs"
    if not (before.amount and after.amount):
        return "begins" if after.amount else "stops"
    return "rises" if difference > 0 else "falls"


def _kind_of_right(before: Found, after: Found) -> Kind | None:
    if _got(before) == _got(after):
        return None
    return "begins" if _got(after) else "stops"


def _got(found: Found) -> bool:
    return found.likelihood != "pas-maintenant"


def resources(household: Household, found: Iterable[Found]) -> float:
    """Euros a month: incomes and aids; what an aid costs is taken away.

    Yearly aids count for a twelfth, those paid once for nothing.
    """
    return earned(household) + sum(monthly(one) for one in found)


def monthly(found: Found) -> float:
    """Euros a month that an aid brings; below zero for what it costs."""
    if not _got(found):
        return 0.0
    share = {"month": 1.0, "year": 1 / 12}.get(found.period or "", 0.0)
    return (found.amount or 0.0) * share * (-1 if found.cost else 1)
