"""The states of « Et si… ? »: what may change, what each change asks, what it would do."""

from collections.abc import Callable, Iterator, Mapping

from accessibility.households import HOUSEHOLDS, Answers
from accessibility.states_selftest import shared_code
from accessibility.states_simulation import FLOW, MISSING, UNHEARD, at, without_engine
from accessibility.visitor import Shot, Visitor, press
from portal.domain.whatif import CHANGES

Named = tuple[str, Callable[[Visitor], Shot]]

ROOM = f"{FLOW}/et-si"
WORKER = HOUSEHOLDS["parent-seul"]
"""Earns something and receives something: every part of the drawing shows."""

WHO: Mapping[str, Answers] = {
    "separation": HOUSEHOLDS["famille"],
    "retraite-65": {**HOUSEHOLDS["handicap"], "age": "60"},
}
"""Who meets a change that the worker cannot."""

ASKED = "demenagement"
"""The change that asks the most: a town and a rent."""

WRONG = {"ville": UNHEARD, "loyer": "-430"}


def states() -> Iterator[Named]:
    """The states to check in every language and mode."""
    yield ROOM, _shown("et-si", WORKER, ".chart-table")
    yield f"{ROOM}:sans-moteur", _shown("et-si", without_engine(MISSING[0]), ".chart .notice")
    yield f"{ROOM}/heures", _shown("et-si/heures", WORKER, ".chart-total")
    without = without_engine(MISSING[-1])
    yield f"{ROOM}/heures:sans-moteur", _shown("et-si/heures", without, ".notice[role=status]")
    yield f"{ROOM}/{ASKED}", _shown(f"et-si/{ASKED}", WORKER, "input#ville")
    yield f"{ROOM}/{ASKED}:vide", _sent({})
    yield f"{ROOM}/{ASKED}:faute", _sent(WRONG)
    yield f"{ROOM}/{ASKED}:plusieurs", _several_towns
    yield f"{ROOM}/{ASKED}:donnee", _answered


def other_states() -> Iterator[Named]:
    """The other changes, once each."""
    for change in CHANGES:
        yield f"{ROOM}/{change}", _shown(f"et-si/{change}", WHO.get(change, WORKER), "#etape h1")


def _shown(page: str, answers: Answers, shows: str) -> Callable[[Visitor], Shot]:
    return lambda here: Shot(at(here, page, answers), shows=shows)


def _sent(fields: Mapping[str, str]) -> Callable[[Visitor], Shot]:
    """A form that comes back."""
    return lambda here: Shot(
        at(here, f"et-si/{ASKED}", WORKER), status=422, form=fields, shows=".errors a"
    )


def _several_towns(here: Visitor) -> Shot:
    form = {"ville": shared_code(here.library)}
    path = at(here, f"et-si/{ASKED}", WORKER)
    return Shot(path, status=422, form=form, shows="#villes button[name=code]")


def _answered(here: Visitor) -> Shot:
    below = at(here, f"et-si/{ASKED}", WORKER).removeprefix(here.path(""))
    return Shot(press(here, below, ville="Poissy", loyer="610"), shows=".chart-total")
