"""A sheet on paper: what it is, for whom, what to do today, the three ways, the papers."""

from collections.abc import Iterator
from typing import Any

from portal.services.localize import View
from portal.services.paper.guide.edition import Edition, Words, in_a_row, short
from portal.services.paper.press import qr
from portal.services.text import Text

MOST_RELATED = 3


def sheet(edition: Edition, reference: str, printed: frozenset[str]) -> dict[str, Any]:
    """One sheet. `printed` holds the references that this guide prints: it sends to no other."""
    view, address = edition.sheet(reference), edition.address(reference)
    name = getattr(view, "official_name", None)
    return {
        "key": reference,
        "kind": kinds(edition)[reference.partition("/")[0]],
        "mark": view.status != "verifie",
        "title": edition.words(view.title),
        "name": edition.words(name) if name and name != view.title else "",
        "summary": edition.words(view.summary),
        "lists": list(_lists(edition, view)),
        "today": edition.words(view.today),
        "ways": list(_ways(edition, view.ways)),
        "rows": list(_rows(edition, view)),
        "related": list(_related(edition, view, printed)),
        "old": edition.age(view.model.source),
        "code": qr(address),
        "alt": in_a_row([edition.say("Code QR :"), address], " "),
        "address": short(address),
    }


def kinds(edition: Edition) -> dict[str, Words]:
    """What each kind of sheet is called."""
    return {
        "aids": edition.say("Aide"),
        "platforms": edition.say("Guichet"),
        "initiatives": edition.say("Initiative"),
        "urgences": edition.say("Urgence"),
    }


def title_alone(text: str) -> str:
    """The name before the colon of « RSA : un revenu », where room is short."""
    head, colon, _ = text.partition("\u00a0: ")
    alone = head if colon else text
    return Text(alone, fallback=text.fallback) if isinstance(text, Text) else alone


def _lists(edition: Edition, view: View) -> Iterator[dict[str, Any]]:
    named = (
        ("who", edition.say("Pour qui")),
        ("offers", edition.say("Ce que vous y trouvez")),
        ("how", edition.say("Comment cela se passe")),
    )
    for name, label in named:
        texts = getattr(view, name, ())
        if texts:
            yield {"label": label, "texts": edition.all_words(texts)}


def _ways(edition: Edition, ways: View) -> Iterator[dict[str, Any]]:
    """The telephone, the counter, the site: those that exist, each with its words."""
    if ways.phone:
        phone = ways.phone
        told = [in_a_row([edition.words(phone.who), *_call(edition, phone)])]
        told += [in_a_row([edition.say("Dites :"), edition.words(phone.say)], " ")]
        yield _way(edition.say("Au téléphone"), told, number=phone.number)
    if ways.in_person:
        yield _way(edition.say("Sur place"), [edition.words(ways.in_person.text)])
    if ways.online:
        told = [edition.words(ways.online.text)]
        yield _way(edition.say("Sur internet"), told, site=short(ways.online.url))


def _way(label: Words, told: list[Words], *, number: str = "", site: str = "") -> dict[str, Any]:
    return {"label": label, "number": number, "site": site, "texts": told}


def _call(edition: Edition, phone: View) -> Iterator[Words]:
    costs = {
        "gratuit": edition.say("appel gratuit"),
        "prix-appel": edition.say("prix d’un appel"),
        "payant": edition.say("appel payant"),
    }
    if phone.hours:
        yield edition.words(phone.hours)
    if phone.cost in costs:
        yield costs[phone.cost]


def _rows(edition: Edition, view: View) -> Iterator[dict[str, Any]]:
    """The short facts of a line or two, each after its label."""
    amount, papers = getattr(view, "amount", None), _papers(view)
    if amount:
        yield {"label": edition.say("Combien"), "text": edition.words(amount.text)}
    for name, label in (("cost", edition.say("Prix")), ("find", edition.say("Où"))):
        if getattr(view, name, None):
            yield {"label": label, "text": edition.words(getattr(view, name))}
    if papers:
        told = in_a_row(edition.all_words(papers))
        yield {"label": edition.say("À apporter"), "text": told}


def _papers(view: View) -> list[str]:
    return [one.name for one in getattr(view, "documents", ())] or list(getattr(view, "bring", ()))


def _related(edition: Edition, view: View, printed: frozenset[str]) -> Iterator[dict[str, Words]]:
    for reference in [ref for ref in view.related if ref in printed][:MOST_RELATED]:
        title = title_alone(edition.sheet(reference).title)
        yield {"key": reference, "title": edition.words(title)}
