"""A place with people in it who help."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from portal.domain.access import Point
from portal.domain.sheet import PhoneNumber, Source
from portal.domain.value import Fr, Id, Language, Name, Status, Url, Value, YesNo

PlaceKind = Literal[
    "france-services", "conseiller-numerique", "bibliotheque", "centre-social",
    "pole-social", "association", "mairie", "ccas", "formation",
]  # fmt: skip
Service = Literal[
    "apprendre", "culture-numerique", "demarches", "ordinateurs", "emploi", "livres",
    "alimentation", "vetements", "logement", "hebergement", "sante", "mobilite", "droits",
    "famille", "argent", "francais", "lien-social",
]  # fmt: skip
Entry = Literal["libre", "rendez-vous", "telephone", "oriente"]
Help = Literal["borne", "atelier", "rendez-vous"]


ImportFormat = Literal["mednum-1.0.2", "data-inclusion-1"]


class Imported(Value):
    """A record as its source gave it, so that an editor's changes are told from the source's.

    `on` is the source's own date. Lists of the source are lists; all the rest is its text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)

    format: ImportFormat
    id: Name
    on: date
    record: Mapping[str, str | tuple[str, ...]]


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
    access_note: Fr | None = None
    """How one comes by bus or train, from someone who knows: never calculated."""
    email: Name | None = None
    platforms: tuple[Id, ...] = ()
    status: Status
    source: Source
    aliases: tuple[Id, ...] = ()
    words: tuple[Name, ...] = ()
    imported: tuple[Imported, ...] = ()

    @property
    def point(self) -> Point | None:
        """Where it stands; None when its source does not say."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(latitude=self.latitude, longitude=self.longitude)
