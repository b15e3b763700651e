"""« Et si… ? »: one change of life, and what would move, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from babel.numbers import format_currency

from portal.domain.decision import LEAST
from portal.domain.household import Household
from portal.domain.scenarios import SUPPOSED_COMMUNE, settled
from portal.domain.simulation import Found, Simulation
from portal.domain.whatif import Move, changed, moves, resources
from portal.i18n import Language
from portal.services.engine.calculator import Calculator, EngineUnavailable
from portal.services.localize import View
from portal.services.simulation.changes import Tile, tile
from portal.services.simulation.changes import given as given_by
from portal.services.simulation.moved import (
    Sentence,
    Turn,
    besides,
    in_all,
    kind_words,
    opening,
    sentence,
)
from portal.services.simulation.points import firm
from portal.services.simulation.run import simulate, simulated_sheets
from portal.services.simulation.words import shaped
from portal.services.site import Site
from portal.services.text import Text

SMIC = "marche_travail.salaire_minimum.smic.smic_b_horaire"
"""Gross euros an hour."""

WORKER = {
    "age": 40, "activity": "salarie", "income_salary": 1000.0, "commune": SUPPOSED_COMMUNE,
    "housing": "heberge-gratuit", "rent": 0, "couple": False, "children": [],
}  # fmt: skip
"""Nobody: asked for the share of a gross wage that is left. The same for all, so kept for all."""

HEALTH = "aids/c2s"
MOST_PERHAPS = 4
HELP: Mapping[str, tuple[str, ...]] = {
    "heures": ("aids/prime-activite", "aids/rsa", "aids/aide-logement"),
    "naissance": ("aids/prime-naissance", "aids/paje-base", "aids/cmg"),
    "separation": ("aids/asf", "aids/aripa", "aids/rsa"),
    "installation": ("aids/rsa", "aids/prime-activite", "aids/aide-logement"),
    "demenagement": ("aids/aide-logement", "aids/fsl", "aids/visale"),
    "retraite-65": ("aids/aspa", "aids/c2s", "aids/reversion"),
}
"""The sheets to read about each change, whatever the engine says."""

Direction = Literal["more", "less", "same"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one change would do. With `missing`, only the opening, the kind words and the sheets.

    `missing`: absent, warming, busy, late, lost, refused. `difference` is euros a month.
    """

    change: Tile
    opening: tuple[Text, ...]
    sheets: list[View]
    missing: str = ""
    kindly: Text | None = None
    moves: tuple[Sentence, ...] = ()
    perhaps: tuple[View, ...] = ()
    unchanged: Text | None = None
    difference: float = 0.0
    direction: Direction = "same"
    total: Text | None = None
    hoped: Text | None = None
    notes: tuple[Text, ...] = ()


def compare(
    site: Site,
    household: Household,
    change_id: str,
    *,
    values: Mapping[str, str],
    calculator: Calculator,
    language: Language,
) -> Comparison:
    """The household with and without the change. KeyError when there is no such change.

    `values` are those of a ready `Form`.
    """
    known = tile(change_id, language)
    sheets = site.views(HELP[change_id], language)
    try:
        turn = _turn(site, household, change_id, values=values, calculator=calculator)
    except EngineUnavailable as error:
        return Comparison(known, (), sheets, error.reason, kind_words(language))
    said = Comparison(known, opening(site, turn, language), sheets)
    before, after = (simulate(site, home, calculator) for home in (turn.before, turn.after))
    missing = before.missing or after.missing
    if missing:
        return replace(said, missing=missing, kindly=kind_words(language))
    return _compared(site, said, turn, before=before, after=after, language=language)


def _turn(
    site: Site,
    household: Household,
    change_id: str,
    *,
    values: Mapping[str, str],
    calculator: Calculator,
) -> Turn:
    """Raises EngineUnavailable when the change needs the minimum wage and the engine is away."""
    hour = net_hour(calculator, f"{site.today():%Y-%m}") if change_id == "heures" else 0.0
    given = given_by(values, net_hour=hour)
    return Turn(change_id, settled(household), changed(household, change_id, given), given)


def net_hour(calculator: Calculator, month: str) -> float:
    """What one hour at the minimum wage leaves, in euros. Raises EngineUnavailable."""
    answer = calculator.ask(
        {
            "kind": "explain",
            "month": month,
            "household": WORKER,
            "variables": [["salaire_net", "month"], ["salaire_de_base", "month"]],
            "parameters": [SMIC],
        }
    )
    net, gross = (sum(answer["variables"][name]) for name in ("salaire_net", "salaire_de_base"))
    return float(answer["parameters"][SMIC]["value"] * net / gross)


def _compared(
    site: Site,
    said: Comparison,
    turn: Turn,
    *,
    before: Simulation,
    after: Simulation,
    language: Language,
) -> Comparison:
    found = moves(before.found, after.found)
    sure = firm(simulated_sheets(site))
    told = [move for move in found if _is_told(move, sure)]
    asides = [move.reference for move in found if move not in told and _is_aid(move)]
    left = _left(turn, _of(sure, before), _of(sure, after), told)
    return replace(
        said,
        moves=tuple(sentence(site, move, language) for move in told),
        perhaps=tuple(site.views(asides[:MOST_PERHAPS], language)),
        unchanged=None if told else _unchanged(language),
        difference=left,
        direction="same" if abs(left) < LEAST else "more" if left > 0 else "less",
        total=in_all(turn, left, language),
        hoped=besides(sum(move.hoped for move in told), language),
        notes=tuple(_notes(turn, told, language)),
    )


Firm = frozenset[tuple[str, str]]


def _of(sure: Firm, simulation: Simulation) -> list[Found]:
    """Those that can be added up."""
    return [found for found in simulation.found if (found.reference, found.variant) in sure]


def _is_told(move: Move, sure: Firm) -> bool:
    """True for what the engine knows enough of, and for a new aid that a rule makes sure."""
    held = {(found.reference, found.variant) for found in (move.before, move.after) if found.amount}
    if move.after.engine == "openfisca":
        return held <= sure and (bool(held) or move.sure)
    return move.kind == "begins" and move.sure and _is_aid(move)


def _is_aid(move: Move) -> bool:
    """False for a door to push: it stays open whatever changes."""
    return move.reference.startswith("aids/")


def _left(
    turn: Turn, before: Sequence[Found], after: Sequence[Found], told: Sequence[Move]
) -> float:
    """Euros a month more, or less, without what is only hoped for."""
    gained = resources(turn.after, after) - resources(turn.before, before)
    return gained - turn.rent - sum(move.hoped + move.spared for move in told)


def _unchanged(language: Language) -> Text:
    say = language.interface.gettext
    return shaped(say("Vos aides ne changeraient pas."), language)


def _notes(turn: Turn, moved: Sequence[Move], language: Language) -> Iterator[Text]:
    say = language.interface.gettext
    if any(move.kind == "stops" and move.reference == HEALTH for move in moved):
        yield shaped(say("Il faudrait alors payer une mutuelle pour votre santé."), language)
    if turn.id == "heures":
        hour = format_currency(turn.given.net_hour, "EUR", locale=language.dates)
        text = say("Chaque heure est comptée au SMIC : environ %(hour)s net.")
        yield shaped(text % {"hour": hour}, language)
    if turn.id == "heures" and turn.before.income_unemployment:
        text = say("Votre allocation chômage peut baisser : demandez à France Travail.")
        yield shaped(text, language)
    if not all(move.sure for move in moved):
        text = say("Nous ne savons pas tout de vous : ces montants peuvent être différents.")
        yield shaped(text, language)
    text = say("Si ce changement arrive, dites-le vite à la CAF : vos aides suivront.")
    yield shaped(text, language)
