"""What a change of life moves, in sentences."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.domain.decision import LEAST
from portal.domain.household import Household
from portal.domain.whatif import Given, Kind, Move, earned, salary_of
from portal.i18n import Language
from portal.services.localize import View
from portal.services.simulation.spoken import town_of
from portal.services.simulation.words import euros, per, shaped
from portal.services.site import Site
from portal.services.text import Text

AFTER_NAME = re.compile(r"[\s\u00a0]*[:：].*", re.DOTALL)
"""What follows the name in a title: « Prime d’activité : un plus quand on travaille »."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The household before and after one change."""

    id: str
    before: Household
    after: Household
    given: Given

    @property
    def rent(self) -> float:
        """Euros a month more, or less, to pay for the home."""
        return (self.after.rent or 0.0) - (self.before.rent or 0.0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One aid that moves, in words, and its sheet."""

    kind: Kind
    text: Text
    sheet: View


def opening(site: Site, turn: Turn, language: Language) -> tuple[Text, ...]:
    """What the change supposes, and what it does by itself."""
    return tuple(shaped(text, language) for text in _OPENINGS[turn.id](site, turn, language))


def _hours(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    say = language.interface.gettext
    more = salary_of(turn.after) - salary_of(turn.before)
    yield say(
        "Avec 10 heures de travail de plus par semaine, "
        "vous auriez environ %(amount)s de salaire en plus."
    ) % {"amount": euros(more, language)}


def _birth(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    count = len(turn.after.children or ())
    text = language.interface.ngettext(
        "Avec ce bébé, vous auriez %(n)s enfant.", "Avec ce bébé, vous auriez %(n)s enfants.", count
    )
    yield text % {"n": count}


def _separation(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    say = language.interface.gettext
    yield say("Votre conjoint ne vivrait plus avec vous.")
    lost = earned(turn.before) - earned(turn.after)
    if lost >= 1:
        yield (
            say("Son revenu ne compterait plus : %(amount)s.") % {"amount": _month(lost, language)}
        )
    if turn.after.children:
        yield say("Vos enfants resteraient avec vous.")


def _couple(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    say = language.interface.gettext
    income = turn.given.partner_income
    if income:
        text = say("Vous vivriez avec une personne qui gagne %(amount)s.")
        yield text % {"amount": _month(income, language)}
    else:
        yield say("Vous vivriez avec une personne sans revenu.")


def _new_home(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    say = language.interface.gettext
    town = town_of(site, turn.given.commune or "")
    if town:
        yield say("Votre nouvelle ville serait %(city)s.") % {"city": town[0]}
    if turn.given.rent is not None:
        text = say("Votre loyer serait de %(amount)s.")
        yield text % {"amount": _month(turn.given.rent, language)}
    if abs(turn.rent) >= 1:
        less, more = say("C’est %(amount)s de moins."), say("C’est %(amount)s de plus.")
        yield (more if turn.rent > 0 else less) % {"amount": _month(abs(turn.rent), language)}


def _pension(site: Site, turn: Turn, language: Language) -> Iterator[str]:
    amount = _month(turn.after.income_pension or 0.0, language)
    text = language.interface.gettext("À 65 ans, votre retraite serait de %(amount)s.")
    yield text % {"amount": amount}


_OPENINGS: dict[str, Callable[[Site, Turn, Language], Iterator[str]]] = {
    "heures": _hours,
    "naissance": _birth,
    "separation": _separation,
    "installation": _couple,
    "demenagement": _new_home,
    "retraite-65": _pension,
}


def _month(amount: float, language: Language) -> str:
    return per(euros(amount, language), "month", language)


def sentence(site: Site, move: Move, language: Language) -> Sentence:
    """One aid that moves."""
    sheet = site.known(move.reference, language)
    perhaps = move.kind == "begins" and move.after.likelihood == "peut-etre"
    text = _perhaps(move, language) if perhaps else _move(move, language)
    name = name_of(sheet)
    parts = {
        "aid": language.interface.gettext("« %(name)s »") % {"name": name},
        "yours": _yours(move.reference, name, language),
        "amount": _amount(move, language),
    }
    return Sentence(move.kind, shaped(text % parts, language), sheet)


def _amount(move: Move, language: Language) -> str:
    period = move.before.period if move.kind in ("stops", "free") else move.after.period
    return per(euros(move.amount or 0, language), period, language)


def _perhaps(move: Move, language: Language) -> str:
    say = language.interface.gettext
    if move.amount:
        if move.after.cost:
            return say("Vous pourriez avoir %(aid)s, pour environ %(amount)s.")
        return say("Vous auriez peut-être en plus %(aid)s : environ %(amount)s.")
    return say("Vous auriez peut-être en plus %(aid)s.")


def _move(move: Move, language: Language) -> str:
    say = language.interface.gettext
    if not move.amount and move.kind == "begins":
        return say("Vous auriez en plus %(aid)s.")
    if not move.amount and move.kind == "stops":
        return say("Vous n’auriez plus %(aid)s.")
    if move.after.cost and move.kind == "begins":
        return say("Vous pourriez avoir %(aid)s, pour environ %(amount)s.")
    return {
        "begins": say("Vous auriez en plus %(aid)s : environ %(amount)s."),
        "stops": say("Vous n’auriez plus %(aid)s, environ %(amount)s."),
        "rises": say("%(yours)s augmenterait d’environ %(amount)s."),
        "falls": say("%(yours)s baisserait d’environ %(amount)s."),
        "costs": say("Vous paieriez environ %(amount)s pour %(aid)s."),
        "free": say("Vous ne paieriez plus %(aid)s, environ %(amount)s."),
    }[move.kind]


def name_of(sheet: View) -> str:
    """An aid by its name alone, without what its title adds."""
    return AFTER_NAME.sub("", sheet.title)


def _yours(reference: str, name: str, language: Language) -> str:
    say = language.interface.gettext
    known = {
        "aids/rsa": say("Votre RSA"),
        "aids/prime-activite": say("Votre prime d’activité"),
        "aids/aide-logement": say("Votre aide au logement"),
    }
    return known.get(reference) or say("Votre aide « %(name)s »") % {"name": name}


def in_all(turn: Turn, difference: float, language: Language) -> Text:
    """What is left in the end, in euros a month, the rent paid when it changes."""
    say = language.interface.gettext
    sign = 0 if abs(difference) < LEAST else 1 if difference > 0 else -1
    everyone = turn.id in ("naissance", "separation", "installation")
    if turn.rent:
        words = _after_rent(sign, language)
    elif everyone:
        words = _for_all(sign, language)
    else:
        words = {
            1: say("En tout, il vous resterait environ %(amount)s de plus par mois."),
            0: say("En tout, il vous resterait à peu près la même somme."),
            -1: say("En tout, il vous resterait environ %(amount)s de moins par mois."),
        }[sign]
    return shaped(words % {"amount": euros(abs(difference), language)}, language)


def besides(amount: float, language: Language) -> Text | None:
    """What may come on top, in euros a month, once the person says more; None when nothing may."""
    if amount < LEAST:
        return None
    text = language.interface.gettext("Et peut-être environ %(amount)s de plus par mois.")
    return shaped(text % {"amount": euros(amount, language)}, language)


def _after_rent(sign: int, language: Language) -> str:
    say = language.interface.gettext
    return {
        1: say("Une fois le loyer payé, il vous resterait environ %(amount)s de plus par mois."),
        0: say("Une fois le loyer payé, il vous resterait à peu près la même somme."),
        -1: say("Une fois le loyer payé, il vous resterait environ %(amount)s de moins par mois."),
    }[sign]


def _for_all(sign: int, language: Language) -> str:
    say = language.interface.gettext
    return {
        1: say("En tout, votre foyer aurait environ %(amount)s de plus par mois."),
        0: say("En tout, votre foyer aurait à peu près la même somme."),
        -1: say("En tout, votre foyer aurait environ %(amount)s de moins par mois."),
    }[sign]


def kind_words(language: Language) -> Text:
    """What to do while the engine is away."""
    say = language.interface.gettext
    text = say(
        "Le calcul ne répond pas en ce moment. Vos réponses restent : réessayez dans un instant. "
        "La CAF peut aussi faire ce calcul avec vous, au 32 30."
    )
    return shaped(text, language)
