"""Every sheet in every language, and every saying, as the index takes them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from portal.content.library import AnySheet
from portal.domain.aid import Aid
from portal.domain.place import Place
from portal.domain.synonym import Saying
from portal.domain.texts import texts
from portal.domain.urgence import Urgence
from portal.i18n import FRENCH, Language
from portal.services.localize import View
from portal.services.search.folding import beginnings
from portal.services.search.question import Word, parse
from portal.services.search.sound import sound
from portal.services.site import Site
from portal.store.index import Entry, Said

SOUND = "~"
"""Begins an anchor that is the sound of a word; others are stems."""


def entries(site: Site) -> Iterator[Entry]:
    """Each sheet of the territories shown, in each language."""
    shown = {territory.id for territory in site.territories()}
    codes = {territory.code for territory in site.territories()}
    for reference, sheet in site.library.sheets():
        if _here(site, sheet, shown, codes):
            for language in site.languages.values():
                yield _entry(site, reference, sheet, language)


def _here(site: Site, sheet: AnySheet, shown: set[str], codes: set[str]) -> bool:
    if isinstance(sheet, Place):
        return site.library.communes[sheet.commune].department in codes
    return not sheet.territories or bool(shown.intersection(sheet.territories))


def _entry(site: Site, reference: str, sheet: AnySheet, language: Language) -> Entry:
    view = site.known(reference, language)
    checked: date | None = sheet.source.checked_on
    return Entry(
        reference=reference,
        lang=language.code,
        title=str(view.title),
        names=tuple(_names(sheet, view)),
        formers=tuple(getattr(sheet, "former_names", ())),
        phrases=(*sheet.words, *_place_words(site, sheet)),
        summary=str(getattr(view, "summary", "")),
        text=" ".join((*_said(reference, sheet, language), *_themes(site, sheet, language))),
        checked_on=checked.isoformat() if checked else "",
        fallback=_fallback(reference, sheet, language),
    )


def _names(sheet: AnySheet, view: View) -> Iterator[str]:
    yield from (sheet.id.replace("-", " "), *(alias.replace("-", " ") for alias in sheet.aliases))
    yield sheet.title
    if isinstance(sheet, Aid) and sheet.official_name:
        yield from (sheet.official_name, str(view.official_name))


def _place_words(site: Site, sheet: AnySheet) -> tuple[str, ...]:
    if not isinstance(sheet, Place):
        return ()
    commune = site.library.communes[sheet.commune].name
    kinds = (sheet.kind, *sheet.services, *sheet.helps)
    return (commune, sheet.postal_code, *(word.replace("-", " ") for word in kinds))


def _themes(site: Site, sheet: AnySheet, language: Language) -> Iterator[str]:
    """The headings a sheet stands under: they say what it is for in one more way."""
    named = (
        getattr(sheet, "theme", ""),
        *getattr(sheet, "events", ()),
        *getattr(sheet, "needs", ()),
    )
    for view in site.views((f"themes/{id_}" for id_ in named), language):
        yield str(view.title)


def _said(reference: str, sheet: AnySheet, language: Language) -> Iterator[str]:
    """Every text of a sheet in a language; a translated one keeps its French beside it."""
    for path, french, _ in texts(sheet):
        translated = language.content_text(f"{reference}:{path}", french) or french
        yield translated
        if translated != french:
            yield french


def _fallback(reference: str, sheet: AnySheet, language: Language) -> bool:
    """True when the language does not know the sheet's first words."""
    if language.code == FRENCH:
        return False
    path = "title" if not isinstance(sheet, Place) else "note"
    french = getattr(sheet, path) or ""
    return language.content_text(f"{reference}:{path}", french) is None if french else True


def sayings(site: Site) -> list[Said]:
    """The editors' sayings of every language, and what emergencies are called in their sheets."""
    return [*_written(site), *_emergencies(site)]


def _written(site: Site) -> Iterator[Said]:
    for synonyms in site.library.synonyms.values():
        for saying in synonyms.entries:
            for text in saying.says:
                for said in _said_as(site, text, synonyms.lang, saying=saying):
                    yield replace(said, beginnings=beginnings(text))


def _emergencies(site: Site) -> Iterator[Said]:
    """A word alone, such as « accident », calls for help only when nothing else is asked."""
    for id_, urgence in site.library.urgences.items():
        reference = f"urgences/{id_}"
        for language in site.languages.values():
            for text in _calls(site, reference, urgence, language):
                saying = Saying(says=(text,), urgent=(reference,))
                for said in _said_as(site, text, language.code, saying=saying):
                    yield replace(said, whole=len(said.keys) == 1)


def _calls(site: Site, reference: str, urgence: Urgence, language: Language) -> Sequence[str]:
    title = str(site.known(reference, language).title)
    return (title, urgence.id, *urgence.words) if language.code == FRENCH else (title,)


def _said_as(site: Site, text: str, lang: str, *, saying: Saying) -> Iterator[Said]:
    """A phrase as the index keeps it; nothing when it leads to no sheet shown here."""
    words = parse(text, lang).words
    means, urgent = (tuple(_there(site, part)) for part in (saying.means, saying.urgent))
    if not words or not (means or urgent):
        return
    longest = max(words, key=lambda word: (not word.light, len(word.text)))
    yield Said(
        lang=lang, says=text, keys=tuple(word.key for word in words),
        words=tuple(word.text for word in words), anchors=_anchors(longest), means=means,
        urgent=urgent, former=saying.former, whole=all(word.weak for word in words),
    )  # fmt: skip


def _there(site: Site, references: Iterable[str]) -> Iterator[str]:
    """These references under the ids of today, without those that lead nowhere."""
    for reference in references:
        sheet = site.library.sheet(reference)
        if sheet:
            yield f"{reference.partition('/')[0]}/{sheet.id}"


def _anchors(word: Word) -> tuple[str, ...]:
    said = sound(word.text)
    return (word.key, SOUND + said) if len(said) > 1 else (word.key,)
