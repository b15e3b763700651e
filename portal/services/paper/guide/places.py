"""Places on paper: where, when, what for, in words."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from urllib.parse import quote

from babel.dates import get_day_names

from portal.domain.hours import DayHours
from portal.domain.place import Place
from portal.services.hours import week
from portal.services.paper.guide.contents import Town
from portal.services.paper.guide.edition import Edition, Words, in_a_row, short
from portal.services.paper.press import qr


def town(edition: Edition, town: Town) -> dict[str, Any]:
    """A commune: its places, and the code that leads to them as they are today."""
    return {
        "key": f"town-{town.commune.code}",
        "title": edition.words(town.commune.name),
        "code": qr(edition.town(quote(town.commune.name))),
        "alt": edition.say("Code QR : les lieux de %(town)s, à jour", town=town.commune.name),
        "address": short(edition.town(town.commune.name)),
        "places": [place(edition, one) for one in town.places],
    }


def place(edition: Edition, held: Place) -> dict[str, Any]:
    """One place."""
    view, commune = edition.view(held, f"places/{held.id}"), edition.library.communes[held.commune]
    street = [held.address] if held.address else []
    return {
        "title": edition.words(held.title),
        "kind": kinds(edition)[held.kind],
        "mark": held.status != "verifie",
        "address": edition.words(", ".join([*street, f"{held.postal_code} {commune.name}"])),
        "phone": held.phone or "",
        "email": held.email or "",
        "site": short(held.website) if held.website else "",
        "hours": hours(edition, held),
        "services": in_a_row(services(edition)[one] for one in held.services),
        "notes": [*_entry(edition, held), *map(edition.words, _notes(view))],
        "old": edition.age(held.source),
    }


def _notes(view: Any) -> Iterator[str]:
    yield from (text for text in (view.note, view.access_note) if text)


def _entry(edition: Edition, held: Place) -> Iterator[Words]:
    ways = {
        "libre": edition.say("Venez sans rendez-vous."),
        "rendez-vous": edition.say("Prenez rendez-vous."),
        "telephone": edition.say("Appelez avant de venir."),
        "oriente": edition.say("Un travailleur social vous y envoie."),
    }
    yield from (ways[way] for way in held.entry)
    if held.price:
        free = held.price == "gratuit"
        yield edition.say("C’est gratuit.") if free else edition.say("C’est payant.")
    if held.wheelchair is not None:
        yield (
            edition.say("On peut entrer en fauteuil roulant.")
            if held.wheelchair
            else edition.say("On ne peut pas entrer en fauteuil roulant.")
        )


def hours(edition: Edition, held: Place) -> list[Words]:
    """The week in words, the days that are alike together; empty when nobody knows."""
    if not held.hours:
        return []
    days = [day for day in week(held.hours, edition.today) if day.spans]
    alike = groupby(days, key=lambda day: (day.spans, day.weekday - days.index(day)))
    return [_days(edition, list(run)) for _, run in alike]


def _days(edition: Edition, run: list[DayHours]) -> Words:
    names = get_day_names("wide", locale=edition.language.dates)
    first, last = names[run[0].weekday], names[run[-1].weekday]
    told: Words = first
    if len(run) > 2:
        told = edition.say("du %(first)s au %(last)s", first=first, last=last)
    elif len(run) == 2:
        told = edition.say("%(first)s et %(last)s", first=first, last=last)
    spans = in_a_row((_span(edition, *span) for span in run[0].spans), ", ")
    return in_a_row([told, spans], " : ")


def _span(edition: Edition, start: str, end: str) -> Words:
    if start == end:
        return edition.say("jour et nuit")
    if end == "00:00":
        return edition.say("%(start)s à minuit", start=_clock(edition, start))
    return edition.say(
        "%(start)s à %(end)s", start=_clock(edition, start), end=_clock(edition, end)
    )


def _clock(edition: Edition, time: str) -> str:
    """A time as one says it, without its needless zeros: « 9 h », « 13 h 30 »."""
    hour, minute = time.split(":")
    say = edition.language.interface.gettext
    if minute == "00":
        return say("%(hour)s h") % {"hour": int(hour)}
    return say("%(hour)s h %(minute)s") % {"hour": int(hour), "minute": minute}


def kinds(edition: Edition) -> dict[str, Words]:
    """Each kind of place in words."""
    return {
        "france-services": edition.say("France Services"),
        "conseiller-numerique": edition.say("Conseiller numérique"),
        "bibliotheque": edition.say("Bibliothèque"),
        "centre-social": edition.say("Centre social"),
        "pole-social": edition.say("Pôle social"),
        "association": edition.say("Association"),
        "mairie": edition.say("Mairie"),
        "ccas": edition.say("Centre d’action sociale (CCAS)"),
        "formation": edition.say("Lieu de formation"),
    }


def services(edition: Edition) -> dict[str, Words]:
    """Each service of a place in words."""
    return {
        "apprendre": edition.say("Apprendre l’ordinateur et le téléphone"),
        "culture-numerique": edition.say("Comprendre Internet"),
        "demarches": edition.say("De l’aide pour vos démarches"),
        "ordinateurs": edition.say("Des ordinateurs à utiliser"),
        "emploi": edition.say("De l’aide pour chercher du travail"),
        "livres": edition.say("Des livres, de la presse, un lieu calme"),
        "alimentation": edition.say("De quoi manger"),
        "vetements": edition.say("Des vêtements"),
        "logement": edition.say("De l’aide pour se loger"),
        "hebergement": edition.say("Un endroit où dormir"),
        "sante": edition.say("De l’aide pour se soigner"),
        "mobilite": edition.say("De l’aide pour se déplacer"),
        "droits": edition.say("Connaître ses droits"),
        "famille": edition.say("De l’aide pour les familles"),
        "argent": edition.say("De l’aide pour l’argent et les dettes"),
        "francais": edition.say("Apprendre le français"),
        "lien-social": edition.say("Rencontrer du monde"),
    }
