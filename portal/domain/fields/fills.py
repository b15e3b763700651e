"""What an answer fills: a field of the household, and the facts that follow from it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from portal.domain.household import INCOMES, Household, Person

PARTNER, CHILDREN = "partner.", "children."
OF_CHILDREN = ("children.disabled", "children.disability_rate")
NOT_ASKED = ("partner", "birth", "income")
PATHS = frozenset(
    {
        *(name for name in Household.model_fields if name not in NOT_ASKED),
        *(f"{PARTNER}{name}" for name in Person.model_fields if name not in NOT_ASKED),
        *OF_CHILDREN,
    }
)


def _known(path: str) -> str:
    if path not in PATHS:
        raise ValueError(f"« {path} » n’est pas un champ du foyer : voyez domain/household.py")
    return path


Path = Annotated[str, AfterValidator(_known)]
"""A field of the household: `rent`, `partner.activity`, `children.disabled`."""

_AGES = (
    "youngest", "oldest-child", "child-age", "children-under-3", "children-under-6",
    "children-3-to-5", "children-6-to-17", "children-10-to-15", "children-14-to-18",
    "children-under-18", "children-under-20", "children-over-18", "children-3-to-20",
)  # fmt: skip
_MONEY = ("income", "income-unit", "salary", "pension", "works", "self-employed")
_FACTS: Mapping[str, tuple[str, ...]] = {
    "age": ("oldest-adult",),
    "partner.age": ("oldest-adult",),
    "commune": ("department", "ile-de-france"),
    "nationality": ("european",),
    "couple": (
        "single-parent", "persons", "partner-age", "partner-activity", "partner-income",
        "oldest-adult", "works", "retired", "disabled", "pregnant", *_MONEY,
    ),
    "children": (
        "single-parent", "persons", "shared-custody", "child-disabled", "income-unit", *_AGES,
    ),
    "children.disabled": ("child-disabled",),
    "children.disability_rate": ("child-disability-rate", "child-disabled"),
    "activity": ("works", "student", "retired", "jobseeker", "self-employed"),
    "partner.activity": ("works", "retired", "self-employed"),
    "housing": ("tenant", "owner", "homeless"),
    "disability_rate": ("disabled",),
    "partner.disabled": ("disabled",),
    "partner.disability_rate": ("disability-rate", "disabled"),
    "partner.pregnant": ("pregnant",),
    "registered_jobseeker": ("jobseeker",),
    "tax_income": ("income-unit",),
    "child_support_received": ("income", "income-unit"),
    **dict.fromkeys(INCOMES, _MONEY),
    **{f"{PARTNER}{kind}": ("partner-income", *_MONEY) for kind in INCOMES},
}  # fmt: skip
"""The facts of domain/facts.py and the unknowns of domain/scenarios.py that a field decides,
besides the one of its own name."""


def facts_filled(path: str) -> frozenset[str]:
    """The names of the facts that this field lets be known."""
    own = path.replace(".", "-").replace("_", "-")
    return frozenset({own, *_FACTS.get(path, ())})


def is_money(path: str) -> bool:
    """True for one adult's income of one kind."""
    return path.removeprefix(PARTNER) in INCOMES
