"""What a person can find in a place: the needs by which places are filtered and gaps are shown."""

from pydantic import model_validator

from portal.domain.place import Place, Service
from portal.domain.value import Fr, Id, Value


class Provision(Value):
    """A need of the public, and the places that answer it: by a service, or by what they are."""

    id: Id
    order: int
    title: Fr
    summary: Fr
    icon: Id
    services: tuple[Service, ...] = ()
    platforms: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _answered(self) -> "Provision":
        if not self.services and not self.platforms:
            raise ValueError("dites services ou platforms : quels lieux répondent à ce besoin ?")
        return self

    def met_by(self, place: Place) -> bool:
        """True when this place answers the need."""
        return bool({*self.services} & {*place.services} or {*self.platforms} & {*place.platforms})
