"""How the simulator decides an aid: by OpenFisca, by a rule of ours, or not at all."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from portal.domain.condition import Condition
from portal.domain.value import Fr, Id, Name, Ref, Value, YesNo

Period = Literal["month", "year", "once"]
Engine = Literal["openfisca", "rule", "described"]
CRDS = 0.995
"""What remains of a family benefit after the 0.5 % CRDS (ordonnance n° 96-50, art. 14)."""


class Shown(Value):
    """One step of « pourquoi » : an intermediate amount or a parameter of the calculation."""

    variable: Name | None = None
    parameter: Name | None = None
    label: Fr
    unit: Literal["EUR-month", "EUR-year", "percent", "yes-no", "number"] = "EUR-month"


class OpenFisca(Value):
    """A variable of OpenFisca-France decides, among those whom `when` concerns.

    `gross` amounts still lose the CRDS.
    `yes` is for a variable that says yes or no, without an amount; `cost` is what the
    person pays for a right that the variable opens when it is above zero.
    """

    by: Literal["openfisca"]
    variable: Name
    entity: Literal["individu", "famille", "foyer_fiscal", "menage"]
    period: Period
    unit: Literal["EUR", "yes", "cost"] = "EUR"
    gross: YesNo = False
    when: Condition | None = None
    never_sure: YesNo = False
    """True when the engine's answer needs more than the simulator knows: « peut-être » at most."""

    explain: tuple[Shown, ...] = ()


class Rule(Value):
    """Conditions of ours decide: `surely`, else `maybe`."""

    by: Literal["rule"]
    surely: Condition | None = None
    maybe: Condition | None = None


class Described(Value):
    """Nothing is computed: the sheet is proposed to those whom `when` concerns."""

    by: Literal["described"]
    when: Condition | None = None


def _by(value: object) -> str:
    held = value.get("by") if isinstance(value, dict) else getattr(value, "by", None)
    return held if held in ("openfisca", "rule", "described") else "rule"


Calculation = Annotated[
    Annotated[OpenFisca, Tag("openfisca")]
    | Annotated[Rule, Tag("rule")]
    | Annotated[Described, Tag("described")],
    Discriminator(_by),
]


def conditions(calculation: Calculation) -> dict[str, Condition | None]:
    """The conditions of a calculation, by the key that holds each."""
    if isinstance(calculation, Rule):
        return {"surely": calculation.surely, "maybe": calculation.maybe}
    return {"when": calculation.when}


class NotWith(Value):
    """Another aid that is not paid together with this one, and what happens then."""

    aid: Id
    text: Fr


class Variant(Value):
    """One form of an aid that has several: the free and the paid complementary cover."""

    id: Id
    title: Fr
    calculation: Calculation


class Simulated(Value):
    """All that the simulator knows of a sheet: one calculation, or one for each variant.

    Of the variants, the first that is sure is shown, else the first that may be.
    `opens` are sheets that become possible once this one is obtained: it is asked for first.
    `minutes` is about how long asking takes, papers in hand.
    """

    calculation: Calculation | None = None
    variants: tuple[Variant, ...] = ()
    opens: tuple[Ref, ...] = ()
    not_with: tuple[NotWith, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Simulated":
        if (self.calculation is None) == (not self.variants):
            raise ValueError("écrivez calculation, ou variants : l’un des deux")
        return self

    @property
    def calculations(self) -> tuple[tuple[str, Calculation], ...]:
        """Each way to be entitled, with its variant's id, or nothing for the only one."""
        if self.calculation:
            return (("", self.calculation),)
        return tuple((variant.id, variant.calculation) for variant in self.variants)
