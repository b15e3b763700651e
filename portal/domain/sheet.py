"""What every sheet shares: its proof, its neighbours, the ways to ask."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from portal.domain.value import Fr, Id, Name, Ref, Status, Url, Value


class Source(Value):
    """Who says so, and when a person last checked it."""

    name: Name
    url: Url | None = None
    checked_on: date | None = None
    checked_by: Name | None = None


def _no_retired_number(number: str) -> str:
    digits = number.replace(" ", "")
    if digits == "3977":
        raise ValueError("le 39 77 n’existe plus depuis mars 2026 : écrivez 31 33")
    if not digits.lstrip("+").isdigit():
        raise ValueError("un numéro s’écrit avec des chiffres et des espaces : « 0 800 360 360 »")
    return number


PhoneNumber = Annotated[str, AfterValidator(_no_retired_number)]
Cost = Literal["gratuit", "prix-appel", "payant", "a-verifier"]


class Phone(Value):
    """A number and what helps a person dare to call it."""

    number: PhoneNumber
    who: Fr
    hours: Fr | None = None
    cost: Cost = "a-verifier"
    say: Fr
    menu: Fr | None = None


class Online(Value):
    """A site, and what to press once there."""

    url: Url
    text: Fr


class InPerson(Value):
    """A counter to go to; `at` names the platforms whose places receive people."""

    text: Fr
    at: tuple[Id, ...] = ()


class Ways(Value):
    """The three ways to ask, shown at equal size. A way that does not exist is absent."""

    online: Online | None = None
    phone: Phone | None = None
    in_person: InPerson | None = None

    @model_validator(mode="after")
    def _never_digital_only(self) -> "Ways":
        if self.phone is None and self.in_person is None:
            raise ValueError("il faut autre chose qu’un site : ajoutez phone ou in_person")
        return self


class Document(Value):
    """A paper to bring, and where a person finds it."""

    name: Fr
    where: Fr


class Fear(Value):
    """A worry people voice, and the honest answer."""

    question: Fr
    answer: Fr


class Sheet(Value):
    """One thing a person can read, keep and act on."""

    id: Id
    title: Fr
    summary: Fr
    status: Status
    source: Source
    aliases: tuple[Id, ...] = ()
    words: tuple[Name, ...] = ()
    related: tuple[Ref, ...] = ()
    territories: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _checked_means_dated(self) -> "Sheet":
        if self.status == "verifie" and self.source.checked_on is None:
            raise ValueError(
                "une fiche vérifiée porte source.checked_on ; sinon écrivez status: a-verifier"
            )
        return self
