"""Conditions over named facts: all, any, not, and one test on one fact."""

from collections.abc import Mapping
from typing import Annotated, Union

from pydantic import Discriminator, Field, Tag, model_validator

from portal.domain.value import Value

Fact = str | int
Facts = Mapping[str, Fact]


class All(Value):
    """True when every condition holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class Any(Value):
    """True when one condition holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Value):
    """True when the condition does not hold."""

    not_: "Condition" = Field(alias="not")


class Test(Value):
    """One test on one fact. A fact that is not known yet fails every test."""

    fact: str
    one_of: tuple[str, ...] | None = None
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "Test":
        if self.one_of is None and self.at_least is None and self.at_most is None:
            raise ValueError("dites ce que vous testez : one_of, at_least ou at_most")
        return self


def _kind(value: object) -> str:
    keys = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
    return next((word for word in ("all", "any", "not", "not_") if word in keys), "test")


Condition = Annotated[
    Union[
        Annotated[All, Tag("all")],
        Annotated[Any, Tag("any")],
        Annotated[Not, Tag("not")],
        Annotated[Not, Tag("not_")],
        Annotated[Test, Tag("test")],
    ],
    Discriminator(_kind),
]

for _model in (All, Any, Not):
    _model.model_rebuild()


def holds(condition: Condition | None, facts: Facts) -> bool:
    """True when the condition is met; no condition always is."""
    match condition:
        case None:
            return True
        case All():
            return all(holds(part, facts) for part in condition.all)
        case Any():
            return any(holds(part, facts) for part in condition.any)
        case Not():
            return not holds(condition.not_, facts)
        case Test():
            return _passes(condition, facts)


def _passes(test: Test, facts: Facts) -> bool:
    fact = facts.get(test.fact)
    if fact is None:
        return False
    if test.one_of is not None:
        return str(fact) in test.one_of
    number = int(fact)
    return (test.at_least is None or number >= test.at_least) and (
        test.at_most is None or number <= test.at_most
    )


def facts_used(condition: Condition | None) -> frozenset[str]:
    """The names of the facts that a condition looks at."""
    match condition:
        case None:
            return frozenset()
        case All():
            return frozenset().union(*(facts_used(part) for part in condition.all))
        case Any():
            return frozenset().union(*(facts_used(part) for part in condition.any))
        case Not():
            return facts_used(condition.not_)
        case Test():
            return frozenset({condition.fact})
