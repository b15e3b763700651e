"""The changes of life in words: a tile for each, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.fields.amount import amount_of, comma, is_amount
from portal.domain.fields.fault import Code, Fault
from portal.domain.fields.town import CODE, INSEE, TOWN
from portal.domain.household import Household
from portal.domain.whatif import CHANGES, Ask, Given, possible
from portal.i18n import Language
from portal.services.simulation.spoken import town_of
from portal.services.simulation.towns import Found, communes_called
from portal.services.simulation.words import shaped
from portal.services.site import Site
from portal.services.text import Text

LONGEST = 80
"""Characters read of a town that is typed."""

MOST_TOWNS = 12

ICONS = {
    "heures": "mallette",
    "naissance": "bebe",
    "separation": "chemins",
    "installation": "coeur",
    "demenagement": "maison",
    "retraite-65": "soleil",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One change to choose; `question` heads its page, `asks` names the fields there."""

    id: str
    icon: str
    title: Text
    question: Text
    lead: Text
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One input, in words; `unit` stands beside it when it is an amount."""

    name: Ask
    label: Text
    hint: Text
    amount: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What a change asks, and what was typed: nothing of it is lost.

    `values` are canonical; with `ready`, they are good to seal in a link and to compare with.
    `faults` are codes by input, `towns` those to choose from, `lacking` that all is empty.
    """

    fields: tuple[Field, ...]
    typed: Mapping[str, str]
    faults: Mapping[str, Code]
    towns: Found
    values: Mapping[str, str]
    lacking: bool

    @property
    def ready(self) -> bool:
        """True when the change can be computed with these values."""
        return not self.faults and not self.lacking


def tiles(household: Household, today: date, language: Language) -> list[Tile]:
    """The changes that this person can meet."""
    return [tile(id_, language) for id_ in possible(household, today)]


def tile(change_id: str, language: Language) -> Tile:
    """One change in words. KeyError when there is no such change."""
    title, question, lead = _change(change_id, language)
    return Tile(
        change_id,
        ICONS[change_id],
        shaped(title, language),
        shaped(question, language),
        shaped(lead, language),
        CHANGES[change_id].asks,
    )


def _change(change_id: str, language: Language) -> tuple[str, str, str]:
    say = language.interface.gettext
    titles = {
        "heures": (say("Travailler plus"), say("Et si vous travailliez plus ?")),
        "naissance": (say("Avoir un bébé"), say("Et si un bébé arrivait ?")),
        "separation": (say("Se séparer"), say("Et si vous vous sépariez ?")),
        "installation": (say("Vivre en couple"), say("Et si vous viviez en couple ?")),
        "demenagement": (say("Déménager"), say("Et si vous déménagiez ?")),
        "retraite-65": (say("Avoir 65 ans"), say("Et si vous aviez 65 ans ?")),
    }
    leads = {
        "heures": say("10 heures de plus par semaine."),
        "naissance": say("Un enfant de plus à la maison."),
        "separation": say("Votre conjoint part, vous restez."),
        "installation": say("Une personne vient vivre avec vous."),
        "demenagement": say("Une autre ville, un autre loyer."),
        "retraite-65": say("Avec votre retraite."),
    }
    return *titles[change_id], leads[change_id]


def read(site: Site, change_id: str, typed: Mapping[str, str], *, language: Language) -> Form:
    """The form of a change with what was typed in it. KeyError when there is no such change."""
    change = CHANGES[change_id]
    found = {ask: _read(site, ask, typed) for ask in change.asks}
    values: dict[str, str] = {
        ask: one for ask, one in found.items() if one and isinstance(one, str)
    }
    towns = next((one for one in found.values() if isinstance(one, tuple)), ())
    return Form(
        fields=tuple(_field(ask, language) for ask in change.asks),
        typed={ask: _shown(site, typed.get(ask, "")) for ask in change.asks},
        faults={ask: code for ask, one in found.items() if (code := _code(one))},
        towns=towns,
        values=values,
        lacking=bool(change.needed) and values.keys().isdisjoint(change.needed),
    )


Reading = str | Fault | Found
"""The value, empty when nothing is typed; what is wrong; or several towns."""


def _read(site: Site, ask: Ask, typed: Mapping[str, str]) -> Reading:
    if ask == TOWN:
        return _town(site, typed)
    words = typed.get(ask, "").strip()
    return amount_of(words, "month") if words else ""


def _town(site: Site, typed: Mapping[str, str]) -> Reading:
    words = typed.get(TOWN, "").strip()[:LONGEST]
    for code in (typed.get(CODE, ""), words):
        if INSEE.fullmatch(code) and town_of(site, code):
            return code
    towns = communes_called(site, words) if words else ()
    if len(towns) == 1:
        return towns[0][0]
    return towns[:MOST_TOWNS] or (Fault("inconnu") if words else "")


def _code(reading: Reading) -> Code | None:
    if isinstance(reading, tuple):
        return "plusieurs"
    return reading.code if isinstance(reading, Fault) else None


def _shown(site: Site, typed: str) -> str:
    """A kept value as one writes it; anything else as it was typed."""
    town = town_of(site, typed) if INSEE.fullmatch(typed) else None
    if town:
        return town[0] if typed in site.library.communes else f"{town[0]} ({town[1]})"
    return comma(typed) if is_amount(typed, "month") else typed[:LONGEST]


def _field(ask: Ask, language: Language) -> Field:
    say = language.interface.gettext
    label, hint = {
        "revenu": (
            say("Le revenu de cette personne"),
            say("Ce qui arrive sur son compte. Laissez vide si elle n’a pas de revenu."),
        ),
        "ville": (
            say("Votre nouvelle ville"),
            say("Son nom ou son code postal. Laissez vide si elle ne change pas."),
        ),
        "loyer": (
            say("Votre nouveau loyer, sans les charges"),
            say("Laissez vide s’il ne change pas."),
        ),
        "pension": (
            say("Votre retraite à 65 ans"),
            say(
                "Votre estimation est sur info-retraite.fr. Une personne peut la chercher avec vous."
            ),
        ),
    }[ask]
    return Field(ask, shaped(label, language), shaped(hint, language), amount=ask != TOWN)


def given(values: Mapping[str, str], *, net_hour: float = 0.0) -> Given:
    """The values of a form, for the change; a value that is not one counts as not given."""
    amounts = {ask: float(v) for ask, v in values.items() if is_amount(v, "month")}
    town = values.get(TOWN, "")
    return Given(
        net_hour=net_hour,
        partner_income=amounts.get("revenu"),
        commune=town if INSEE.fullmatch(town) else None,
        rent=amounts.get("loyer"),
        pension=amounts.get("pension"),
    )
