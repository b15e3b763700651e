"""The result as a page shows it: what to ask first, how much, why, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.judgement import judge
from portal.domain.simulation import Found, Likelihood, Simulation
from portal.i18n import Language
from portal.services.localize import View
from portal.services.simulation.words import Line, amount_of, lines, told
from portal.services.site import Site
from portal.services.text import Text

MOST_PERHAPS = 24
"""Of what may be, how many stand on the first page."""

NEEDS, INCOME = "besoins", "income"
"""The question on urgent needs, and the fact that every amount starts from."""


@dataclass(frozen=True, slots=True)
class Card:
    """One aid for this person."""

    sheet: View
    found: Found
    title: Text
    amount: Text | None
    lines: list[Line]
    waits: list[View]
    """The facts that it hangs on, as said to a person."""

    asks: View | None
    """The question, not answered yet, that would tell."""

    opens: list[View]
    not_with: list[View]
    received: bool


@dataclass(frozen=True, slots=True)
class Result:
    """All that the result page says. `month` is the first day of the month computed."""

    month: date
    urgent: list[View]
    surely: list[Card]
    perhaps: list[Card]
    others: list[Card]
    """The rest of what may be, beyond what one page can hold."""

    later: list[Card]
    received: list[Card]
    doors: list[Card]
    """Where to go: the platforms that are sure, then those that may help."""

    missing: str

    @property
    def keepable(self) -> list[str]:
        """The references of what is sure, to keep by one press."""
        return [card.sheet.reference for card in self.surely]

    def card(self, reference: str) -> Card | None:
        """The card of one sheet."""
        every = (
            *self.surely,
            *self.perhaps,
            *self.others,
            *self.later,
            *self.received,
            *self.doors,
        )
        return next((card for card in every if card.sheet.reference == reference), None)


def present(
    site: Site, simulation: Simulation, language: Language, *, open_: Iterable[str] = ()
) -> Result:
    """The simulation in a language, aids already received apart.

    `open_` are the ids of the questions that the person may still answer.
    """
    asked = frozenset(open_)
    likely = {one.reference for one in simulation.found if one.likelihood != "pas-maintenant"}
    every = [
        _card(site, one, simulation, language=language, asked=asked, likely=likely)
        for one in simulation.found
    ]
    cards = [card for card in every if card.sheet.of_kind == "aids"]
    doors = [card for card in every if card.sheet.of_kind != "aids"]
    perhaps = _shown(site, cards)
    year, month = simulation.month.split("-")
    return Result(
        month=date(int(year), int(month), 1),
        urgent=urgent(site, simulation, language),
        surely=_group(cards, "surement"),
        perhaps=perhaps[:MOST_PERHAPS],
        others=perhaps[MOST_PERHAPS:],
        later=_group(cards, "pas-maintenant"),
        received=[card for card in cards if card.received],
        doors=[*_group(doors, "surement"), *_shown(site, doors)],
        missing=simulation.missing,
    )


def _shown(site: Site, cards: Iterable[Card]) -> list[Card]:
    """Those that may be, but for what would be said of needs nobody asked about."""
    return [card for card in _group(cards, "peut-etre") if not _only_needs(site, card.found)]


def _only_needs(site: Site, found: Found) -> bool:
    """True when it hangs only on urgent needs that nobody has asked about.

    Hunger, debts or violence are not supposed of anyone, least of all on a screen that others see.
    """
    asked_by = {site.library.facts[f].question for f in found.hangs if f in site.library.facts}
    return found.doubt == "facts" and asked_by == {NEEDS}


def _group(cards: Iterable[Card], likelihood: Likelihood) -> list[Card]:
    return [c for c in cards if c.found.likelihood == likelihood and not c.received]


def urgent(site: Site, simulation: Simulation, language: Language) -> list[View]:
    """The emergency numbers that these facts put above everything."""
    chosen = [
        urgence
        for urgence in site.library.urgences.values()
        if urgence.shown_if and judge(urgence.shown_if, simulation.facts)
    ]
    chosen.sort(key=lambda urgence: urgence.order)
    return site.views((f"urgences/{urgence.id}" for urgence in chosen), language)


def _card(
    site: Site,
    found: Found,
    simulation: Simulation,
    *,
    language: Language,
    asked: frozenset[str],
    likely: set[str],
) -> Card:
    sheet = site.known(found.reference, language)
    known = sheet.simulation
    waits = site.views((f"facts/{fact}" for fact in found.hangs), language)
    opened = [reference for reference in known.opens if reference in likely]
    return Card(
        sheet=sheet,
        found=found,
        title=next((v.title for v in known.variants if v.id == found.variant), sheet.title),
        amount=amount_of(found, language),
        lines=_lines(site, found, simulation, language),
        waits=waits,
        asks=next(
            (site.view(f"questions/{w.question}", language) for w in waits if w.question in asked),
            None,
        ),
        opens=site.views(opened, language),
        not_with=[n for n in known.not_with if f"aids/{n.aid}" in likely],
        received=simulation.facts.get(f"received-{found.id}") == "oui",
    )


def _lines(site: Site, found: Found, simulation: Simulation, language: Language) -> list[Line]:
    """The reasons; where the engine gave an amount, the income that it started from too."""
    made = lines(site, found.reasons, simulation.facts, language)
    counted = found.amount is not None and INCOME in simulation.facts
    if counted and all(line.fact != INCOME for line in made):
        made.append(told(site, INCOME, simulation.facts, language))
    return made
