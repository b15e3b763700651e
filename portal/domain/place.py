"""A place with people in it who help."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.domain.sheet import PhoneNumber, Source
from portal.domain.value import Fr, Id, Language, Name, Status, Url, Value, YesNo

PlaceKind = Literal[
    "france-services", "conseiller-numerique", "bibliotheque", "centre-social",
    "pole-social", "association", "mairie", "ccas", "formation",
]  # fmt: skip
Service = Literal[
    "apprendre", "culture-numerique", "demarches", "ordinateurs", "emploi", "livres"
]  # fmt: skip
Entry = Literal["libre", "rendez-vous", "telephone", "oriente"]
Help = Literal["borne", "atelier", "rendez-vous"]


class Place(Value):
    """Facts about one place, of the date its source gives. Names are not translated."""

    id: Id
    title: Name
    kind: PlaceKind
    commune: Annotated[str, StringConstraints(pattern=r"^[0-9AB]{5}$")]
    address: Name | None = None
    postal_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
    latitude: float | None = Field(default=None, ge=41, le=52)
    longitude: float | None = Field(default=None, ge=-6, le=10)
    phone: PhoneNumber | None = None
    website: Url | None = None
    hours: Name | None = None
    services: tuple[Service, ...] = ()
    helps: tuple[Help, ...] = ()
    entry: tuple[Entry, ...] = ()
    price: Literal["gratuit", "payant"] | None = None
    languages: tuple[Language, ...] = ()
    wheelchair: YesNo | None = None
    note: Fr | None = None
    platforms: tuple[Id, ...] = ()
    status: Status
    source: Source
    aliases: tuple[Id, ...] = ()
    words: tuple[Name, ...] = ()
