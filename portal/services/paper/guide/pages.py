"""The guide as Typst receives it, page after page, and as a PDF."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.content.freshness import is_stale
from portal.content.library import AnySheet
from portal.domain.sheet import Sheet
from portal.services.localize import View
from portal.services.paper.guide.contents import Contents, Heading
from portal.services.paper.guide.edition import Edition, Words, short
from portal.services.paper.guide.emergencies import emergency
from portal.services.paper.guide.index import letters
from portal.services.paper.guide.places import town
from portal.services.paper.guide.sheets import sheet
from portal.services.paper.press import compiled, held, page_count


@dataclass(frozen=True, slots=True)
class Guide:
    """The PDF, how many pages it has, and the signs that its fonts could not draw."""

    pdf: bytes
    pages: int
    lost: frozenset[str]


def guide(edition: Edition, contents: Contents) -> Guide:
    """The guide as one tagged A4 document. Raises PaperError."""
    printable, lost = held(book(edition, contents))
    pdf = compiled("guide.typ", printable)
    return Guide(pdf, page_count(pdf), lost)


def book(edition: Edition, contents: Contents) -> dict[str, Any]:
    """Everything that is printed, in the order of the pages."""
    printed = frozenset(contents.references)
    return {
        "lang": edition.language.code,
        "direction": edition.language.direction,
        "large": edition.large,
        "labels": _labels(edition),
        "cover": _cover(edition, contents),
        "urgences": [emergency(edition, one) for one in contents.urgences],
        "doors": [_heading(edition, one) for one in contents.doors],
        "chapters": [
            {
                **_heading(edition, chapter),
                "sheets": [sheet(edition, ref, printed) for ref in chapter.references],
            }
            for chapter in contents.chapters
        ],
        "towns": [town(edition, one) for one in contents.towns],
        "index": letters(edition, contents),
        "last": _last(edition, contents),
    }


def _heading(edition: Edition, heading: Heading) -> dict[str, Any]:
    """A heading with what it leads to, in its own chapter and in others."""
    theme = edition.view(heading.theme, f"themes/{heading.theme.id}")
    references = (*heading.references, *heading.elsewhere)
    return {
        "key": f"themes/{heading.theme.id}",
        "title": edition.words(theme.title),
        "summary": edition.words(theme.summary),
        "leads": [
            {"key": ref, "title": edition.words(edition.sheet(ref).title)} for ref in references
        ],
    }


def _cover(edition: Edition, contents: Contents) -> dict[str, Any]:
    here = contents.territory
    view = edition.view(here, f"territories/{here.id}")
    themes = (edition.view(theme, f"themes/{theme.id}").title for theme in contents.limited)
    return {
        "title": edition.say("Vos droits et l’entraide, près de chez vous"),
        "kind": edition.say("Le guide imprimé"),
        "territory": edition.words(here.name),
        "logo": edition.words(view.logo),
        "themes": edition.all_words(themes),
        "printed": edition.say("Imprimé le %(day)s", day=edition.day(edition.today)),
        "checked": _checked(edition, contents),
        "person": _person(edition, view.person),
        "site": short(edition.url),
    }


def _checked(edition: Edition, contents: Contents) -> Words:
    """The date of the content: the day of its latest check."""
    checked = (one.source.checked_on for one in _held(edition, contents))
    days = [day for day in checked if day]
    if not days:
        return edition.say("Contenu à vérifier : aucune fiche n’est encore contrôlée.")
    return edition.say("Dernier contrôle d’une fiche : %(day)s", day=edition.day(max(days)))


def _person(edition: Edition, person: View) -> dict[str, Any]:
    phone = person.phone
    return {
        "lines": edition.all_words([person.who, person.where, person.when]),
        "number": phone.number if phone else "",
        "who": edition.words(phone.who) if phone else "",
        "say": edition.words(phone.say) if phone else "",
    }


def _last(edition: Edition, contents: Contents) -> dict[str, Any]:
    """What the guide says of its own age, with the sheets of more than a year."""
    old = [one for one in _held(edition, contents) if _stale(edition, one)]
    sheets = [one for one in old if isinstance(one, Sheet)]
    return {
        "printed": edition.say(
            "Ce guide a été imprimé le %(day)s.", day=edition.day(edition.today)
        ),
        "stars": _stars(edition, contents),
        "sheets": list(_aged(edition, contents, sheets)),
        "places": _old_places(edition, len(old) - len(sheets), len(contents.places)),
        "fresh": edition.say("Aucune fiche datée n’a plus d’un an.") if not sheets else "",
        "next": edition.say(
            "Après un an, ne gardez pas ce guide : imprimez le nouveau, ou lisez %(site)s.",
            site=short(edition.url),
        ),
    }


def _stars(edition: Edition, contents: Contents) -> Words:
    held = _held(edition, contents)
    starred = sum(one.status != "verifie" for one in held)
    return edition.say(
        "Fiches et lieux avec une étoile, que personne de chez nous n’a contrôlés :"
        " %(starred)s sur %(total)s.",
        starred=starred,
        total=len(held),
    )


def _old_places(edition: Edition, old: int, total: int) -> Words:
    if not old:
        return ""
    return edition.say(
        "Lieux contrôlés il y a plus d’un an : %(old)s sur %(total)s. La date est écrite à côté de"
        " chacun. Téléphonez avant d’y aller.",
        old=old,
        total=total,
    )


def _aged(
    edition: Edition, contents: Contents, sheets: Sequence[Sheet]
) -> Iterator[Mapping[str, Words]]:
    old = {id(one) for one in sheets}
    for reference in (*(f"urgences/{u.id}" for u in contents.urgences), *contents.references):
        held = edition.library.sheet(reference)
        if held is not None and id(held) in old and held.source.checked_on:
            day = edition.day(held.source.checked_on)
            title = edition.words(edition.view(held, reference).title)
            yield {"key": reference, "title": title, "day": day}


def _held(edition: Edition, contents: Contents) -> list[AnySheet]:
    sheets = (edition.library.sheet(reference) for reference in contents.references)
    return [*contents.urgences, *(one for one in sheets if one), *contents.places]


def _stale(edition: Edition, held: AnySheet) -> bool:
    day = held.source.checked_on
    return day is not None and is_stale(day, edition.today)


def _labels(edition: Edition) -> dict[str, Words]:
    return {
        "person": edition.say("Demandez à une personne"),
        "say": edition.say("Dites :"),
        "stamp": edition.say("Cachet du lieu"),
        "nameless": edition.say("Ce guide est à tout le monde. N’y écrivez pas de nom."),
        "urgent": edition.say("En cas d’urgence"),
        "urgent_lead": edition.say(
            "Un danger, plus rien à manger, nulle part où dormir : appelez tout de suite."
        ),
        "contents": edition.say("Sommaire"),
        "subjects": edition.say("Par sujet"),
        "doors": edition.say("Par ce qui vous arrive"),
        "reading": edition.say("Lire ce guide"),
        "star": edition.say(
            "Une étoile * : personne de chez nous n’a encore contrôlé cette fiche. Téléphonez avant"
            " d’y aller."
        ),
        "dated": edition.say("Une date : la fiche a été contrôlée il y a plus d’un an."),
        "codes": edition.say(
            "Le carré noir et blanc ouvre la fiche complète, avec un téléphone. L’adresse est écrite"
            " dessous."
        ),
        "today": edition.say("Aujourd’hui"),
        "also": edition.say("Voir aussi"),
        "page": edition.say("page"),
        "chapter": edition.say("Dans ce chapitre"),
        "places": edition.say("Les lieux, ville par ville"),
        "places_lead": edition.say("Téléphonez avant d’y aller : les heures changent."),
        "hours": edition.say("Heures d’une semaine ordinaire"),
        "no_hours": edition.say("Heures non connues : téléphonez, ou demandez à la mairie."),
        "offers": edition.say("Sur place"),
        "index": edition.say("Les mots, de A à Z"),
        "age": edition.say("L’âge de ce guide"),
        "old": edition.say("Fiches contrôlées il y a plus d’un an"),
    }
