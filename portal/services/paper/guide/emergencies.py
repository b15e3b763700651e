"""The page of big numbers: whom to reach now, and what to say first."""

from typing import Any

from portal.domain.urgence import Urgence
from portal.services.paper.guide.edition import Edition, in_a_row, short


def emergency(edition: Edition, urgence: Urgence) -> dict[str, Any]:
    """One emergency: its number, its first words, and how to do without a telephone."""
    view = edition.view(urgence, f"urgences/{urgence.id}")
    phone = view.phone
    call = [phone.who, *([phone.hours] if phone.hours else [])] if phone else []
    said = in_a_row([edition.say("Dites :"), edition.words(phone.say)], " ") if phone else ""
    bare = [edition.say("Sans téléphone :"), edition.words(view.without_phone)]
    return {
        "key": f"urgences/{urgence.id}",
        "title": edition.words(view.title),
        "number": phone.number if phone else "",
        "sms": in_a_row([edition.say("SMS au"), urgence.sms], " ") if urgence.sms else "",
        "site": short(urgence.online.url) if urgence.online else "",
        "who": in_a_row(edition.all_words(call or [view.summary])),
        "say": said,
        "without": in_a_row(bare, " "),
        "mark": urgence.status != "verifie",
    }
