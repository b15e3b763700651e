"""A household as the simulator knows it: the published format of files, of the API and of answers.

Amounts are euros; a month's income is what arrives on the account, before any income tax.
A field left out is not known: nothing is ever assumed in its place without being said.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from portal.domain.value import Id, Name, Value, YesNo

Activity = Literal[
    "salarie", "independant", "chomage", "sans-activite", "etudiant", "apprenti",
    "retraite", "invalidite", "arret-maladie",
]  # fmt: skip
Housing = Literal[
    "hlm", "locataire-prive", "meuble", "chambre", "colocation", "residence",
    "proprietaire", "accedant", "heberge-gratuit", "sans-domicile",
]  # fmt: skip
Nationality = Literal["FR", "UE", "refugie", "autre"]
Custody = Literal["pleine", "alternee", "ailleurs"]


def _real_day(birth: str) -> str:
    try:
        date.fromisoformat(f"{birth}-01-01"[:10])
    except ValueError as error:
        message = f"« {birth} » : jour impossible, écrivez 1991, 1991-05 ou 1991-05-10"
        raise ValueError(message) from error
    return birth


Birth = Annotated[
    str,
    StringConstraints(pattern=r"^(19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_real_day),
]
Age = Annotated[int, Field(ge=0, le=120)]
Money = Annotated[float, Field(ge=0, le=99_999, allow_inf_nan=False)]
"""Euros a month."""

Yearly = Annotated[float, Field(ge=0, le=999_999, allow_inf_nan=False)]
"""Euros a year."""

Rate = Annotated[int, Field(ge=0, le=100)]
"""An incapacity rate, in percent."""

MOST_CHILDREN = 15
INCOMES = (
    "income_salary", "income_self_employed", "income_unemployment", "income_pension",
    "income_disability_pension", "income_sick_pay", "income_other",
)  # fmt: skip
"""The kinds of income of one adult, each net and per month."""


class Person(Value):
    """One adult. `age` in years, or `birth` as a year, a month or a day: 1991, 1991-05."""

    age: Age | None = None
    birth: Birth | None = None
    activity: Activity | None = None
    income: Money | None = None
    """All income, when its kind is not said."""

    income_salary: Money | None = None
    income_self_employed: Money | None = None
    income_unemployment: Money | None = None
    income_pension: Money | None = None
    pension_taxed: YesNo | None = None
    """CSG is taken from the pension; not from small ones, whose gross is their net."""

    income_disability_pension: Money | None = None
    income_sick_pay: Money | None = None
    income_other: Money | None = None
    disabled: YesNo | None = None
    """A disability, or an illness that lasts; its rate may not be known."""

    disability_rate: Rate | None = None
    hard_to_work: YesNo | None = None
    """Restriction substantielle et durable d'accès à l'emploi, said by the MDPH."""

    worked_five_years: YesNo | None = None
    """Five years of work in the ten before unemployment, and no ARE left: the ASS's condition."""

    pregnant: YesNo | None = None
    gir: Annotated[int, Field(ge=1, le=6)] | None = None

    @property
    def total_income(self) -> float | None:
        """Euros a month in all; None when nothing was said of any income."""
        every = (getattr(self, kind) for kind in ("income", *INCOMES))
        said = [amount for amount in every if amount is not None]
        return sum(said) if said else None


class Child(Value):
    """A child raised by the household; `custody` says how much of the time."""

    age: Age | None = None
    birth: Birth | None = None
    custody: Custody = "pleine"
    disabled: YesNo | None = None
    disability_rate: Rate | None = None


def _child(given: object) -> object:
    """A bare number is an age."""
    return given if isinstance(given, Mapping | Child) else {"age": given}


class Household(Person):
    """The person who asks, and everyone who lives with them as a family."""

    household: Annotated[int, Field(ge=1, le=20)] | None = None
    """How many people in all; the other fields win when they say more."""

    city: Name | None = None
    commune: Annotated[str, StringConstraints(pattern=r"^[0-9AB]{5}$")] | None = None
    """INSEE code. `city` is looked up in the register when this is absent."""

    nationality: Nationality | None = None
    permit: YesNo | None = None
    """A residence permit that allows work, for whoever is neither French nor European."""

    permit_years: Annotated[int, Field(ge=0, le=80)] | None = None
    residence_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    """How long the person has lived in France."""

    couple: YesNo | None = None
    partner: Person | None = None
    separated: YesNo | None = None
    """Separated, widowed or left alone less than 18 months ago."""

    children: (
        Annotated[
            tuple[Annotated[Child, BeforeValidator(_child)], ...], Field(max_length=MOST_CHILDREN)
        ]
        | None
    ) = None
    child_support_received: Money | None = None
    child_support_paid: Money | None = None
    judgment: YesNo | None = None
    """A decision of a judge, or a written agreement, sets child support."""

    housing: Housing | None = None
    rent: Money | None = None
    """Euros a month without charges; for an owner who still pays, the loan's monthly payment."""

    income_dropped: YesNo | None = None
    """Income fell within the last twelve months."""

    tax_income: Yearly | None = None
    """Revenu fiscal de référence of the year before last, for the whole home."""

    parents_income: Yearly | None = None
    """A student's parents' tax income."""

    parents_children: Annotated[int, Field(ge=1, le=20)] | None = None
    """Children the student's parents support, the student included."""

    study_distance: Annotated[int, Field(ge=0, le=2000)] | None = None
    """Kilometres from the parents' home to the place of study."""

    savings: Annotated[float, Field(ge=0, le=9_999_999, allow_inf_nan=False)] | None = None
    registered_jobseeker: YesNo | None = None
    ase: YesNo | None = None
    """Was in the care of the Aide sociale à l'enfance."""

    neet: YesNo | None = None
    """Neither in work, in studies nor in training."""

    carer: YesNo | None = None
    """Helps a relative who is ill, disabled or old."""

    loss_of_autonomy: YesNo | None = None
    energy_debt: YesNo | None = None
    rent_debt: YesNo | None = None
    hungry: YesNo | None = None
    violence: YesNo | None = None
    health_cover: YesNo | None = None
    unsure: tuple[Name, ...] = ()
    """Facts about which the person answered « je ne sais pas »: they may hold, unlike what was
    simply not said."""

    received: tuple[Id, ...] | None = None
    """Ids of the aids already received; an empty list means none."""

    @model_validator(mode="before")
    @classmethod
    def _shared_incomes(cls, given: Any) -> Any:
        """`income_salary: [1950, 600]` is the person's and the partner's."""
        if not isinstance(given, Mapping):
            return given
        found = dict(given)
        for kind in INCOMES:
            if isinstance(found.get(kind), list | tuple):
                found = _split(found, kind)
        return found

    @model_validator(mode="after")
    def _alone_or_not(self) -> "Household":
        if self.couple is False and self.partner is not None:
            raise ValueError("couple: non, mais partner est rempli : retirez l’un des deux")
        return self


def _split(found: dict[str, Any], kind: str) -> dict[str, Any]:
    amounts = list(found[kind])
    if len(amounts) > 2:
        raise ValueError(f"{kind} : deux montants au plus, le vôtre puis celui du conjoint")
    if len(amounts) == 2:
        found["partner"] = {**(found.get("partner") or {}), kind: amounts[1]}
    found[kind] = amounts[0] if amounts else None
    return found


def canonical(household: Household) -> str:
    """The household as one JSON line in which equal households are equal."""
    return household.model_dump_json(exclude_none=True)
