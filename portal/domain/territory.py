"""A territory is content: its name, its people, its communes. Never code."""

from typing import Annotated

from pydantic import Field, StringConstraints

from portal.domain.access import Access, Point
from portal.domain.sheet import Phone, Source
from portal.domain.value import Fr, Id, Name, Status, Url, Value

PostalCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Person(Value):
    """Who can help face to face or by telephone, where and when."""

    who: Fr
    where: Fr
    when: Fr
    phone: Phone | None = None


class Territory(Value):
    """A département as the portal shows it."""

    id: Id
    name: Name
    code: Annotated[str, StringConstraints(pattern=r"^[0-9AB]{2,3}$")]
    logo: Fr
    colour: Colour
    website: Url
    default_place: Id | None = None
    person: Person
    access: Access = Access()
    status: Status
    source: Source


class Commune(Value):
    """A commune of the national register. Coordinates in WGS84 degrees.

    Source: code officiel géographique, INSEE and La Poste (Licence Ouverte).
    """

    code: Annotated[str, StringConstraints(pattern=r"^[0-9AB]{5}$")]
    name: Name
    department: str
    postal_codes: tuple[PostalCode, ...]
    population: int = Field(ge=0)
    latitude: float
    longitude: float
    epci: str = ""
    ept: str = ""

    @property
    def point(self) -> Point:
        """Its centre, as the register gives it."""
        return Point(latitude=self.latitude, longitude=self.longitude)
