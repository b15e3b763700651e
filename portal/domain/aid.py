"""An aid: money or a right, and every way to ask for it."""

from portal.domain.calculation import Simulated
from portal.domain.sheet import Document, Fear, Sheet, Source, Ways
from portal.domain.value import Fr, Id, Name, Value


class Amount(Value):
    """How much, in words, with its own proof when it differs from the sheet's."""

    text: Fr
    source: Source | None = None


class Aid(Sheet):
    """A sheet on one aid, written for the person who may get it."""

    official_name: Fr | None = None
    former_names: tuple[Name, ...] = ()
    theme: Id
    events: tuple[Id, ...] = ()
    who: tuple[Fr, ...]
    amount: Amount
    today: Fr
    ways: Ways
    documents: tuple[Document, ...]
    delay: Fr
    then: Fr
    no_answer: Fr
    refused: Fr
    fears: tuple[Fear, ...] = ()
    simulation: Simulated | None = None
