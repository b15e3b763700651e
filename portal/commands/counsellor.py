"""A simulation written for someone who helps: three groups, amounts, reasons, in French."""

from collections.abc import Iterator, Sequence

from babel.dates import format_date

from portal.domain.simulation import Simulation
from portal.i18n import FRENCH
from portal.services.simulation.answer import why
from portal.services.simulation.household_file import Persona
from portal.services.simulation.result import Card, Result, present
from portal.services.simulation.verify import Check
from portal.services.site import Site

MISSING = {
    "absent": "le moteur de calcul n’est pas installé",
    "refused": "le moteur de calcul n’accepte pas ce foyer",
}
"""Why amounts are missing, when the engine is in this process."""

WISHES = {"expect": "attendue", "maybe": "possible", "never": "exclue"}


def sections(site: Site, persona: Persona, simulation: Simulation) -> Iterator[str]:
    """The lines of one household."""
    result = present(site, simulation, site.languages[FRENCH])
    month = format_date(result.month, "MMMM y", locale=FRENCH)
    yield f"{persona.who or persona.id} — {month}"
    if result.missing:
        yield f"Montants à vérifier : {MISSING.get(result.missing, result.missing)}."
    if result.urgent:
        yield from ("", "D’ABORD")
        yield from (f"  {urgence.title}" for urgence in result.urgent)
    for heading, cards in _groups(result):
        yield from ("", f"{heading} ({len(cards)})")
        for card in cards:
            yield from _card(site, card, simulation)
    yield ""


def _groups(result: Result) -> Iterator[tuple[str, list[Card]]]:
    yield "SÛREMENT", result.surely
    yield "PEUT-ÊTRE", result.perhaps
    yield "PAS MAINTENANT", result.later
    if result.received:
        yield "DÉJÀ REÇUES", result.received


def _card(site: Site, card: Card, simulation: Simulation) -> Iterator[str]:
    amount = f" : {card.amount}" if card.amount else ""
    yield f"  {card.title}{amount}"
    yield from (f"      {line}" for line in why(site, card.found, simulation))
    if card.waits:
        labels = ", ".join(str(fact.label) for fact in card.waits)
        yield f"      À demander à la personne : {labels}."


def table(checks: Sequence[Check]) -> Iterator[str]:
    """One line a check, the missed ones marked."""
    rows = [
        ("ÉCART" if c.missed else "", c.persona, WISHES[c.wish], c.name, c.said) for c in checks
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(5)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
