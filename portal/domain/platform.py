"""A platform: a door to knock at, a site or a person who helps."""

from typing import Literal

from portal.domain.calculation import Simulated
from portal.domain.sheet import Document, Sheet, Ways
from portal.domain.value import Fr, Id


class Platform(Sheet):
    """A sheet on one door: what one gets there, and how one goes in."""

    kind: Literal["guichet", "site", "association", "personne", "dispositif"]
    theme: Id
    needs: tuple[Id, ...] = ()
    who: tuple[Fr, ...]
    offers: tuple[Fr, ...]
    today: Fr
    ways: Ways
    documents: tuple[Document, ...] = ()
    good_to_know: tuple[Fr, ...] = ()
    simulation: Simulated | None = None
