"""Plain search: a person's words, in any order, with or without accents."""

import re
from collections.abc import Iterator

from portal.content.library import AnySheet
from portal.domain.place import Place
from portal.domain.texts import texts
from portal.i18n import Language
from portal.services.localize import View
from portal.services.site import Site
from portal.store.index import Entry

MOST = 30
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "le la les un une des de du au aux et ou en à a je j j’ai ai me m mon ma mes tu il elle on nous"
    " vous ne n pas plus que qu qui c ce est sur pour par avec sans d l s se y"
    " the an of to i my is in for and or no have".split()
)


def search(site: Site, query: str, language: Language) -> list[View]:
    """Sheets that hold all the words; if there are none, those that hold some. Best first."""
    words = _words(query)
    if not words:
        return []
    found: list[str] = []
    for joint in (" AND ", " OR "):
        expression = joint.join(f'"{word}"*' for word in words)
        found = site.index.search(expression, language.code, most=MOST)
        if found:
            break
    return site.views(found, language)


def _words(query: str) -> list[str]:
    """The words that say something; all of them when none does."""
    words = _WORD.findall(query[:_LONGEST].casefold())
    telling = [word for word in words if word not in _EMPTY]
    return telling or words


def entries(site: Site) -> Iterator[Entry]:
    """Each sheet in each language, for the index."""
    for reference, sheet in site.library.sheets():
        extra = (*sheet.words, *sheet.aliases, *getattr(sheet, "former_names", ()), sheet.id)
        if isinstance(sheet, Place):
            extra = (*extra, site.library.communes[sheet.commune].name, sheet.postal_code)
        for language in site.languages.values():
            view = site.known(reference, language)
            yield Entry(
                reference=reference,
                lang=language.code,
                title=str(view.title),
                summary=str(getattr(view, "summary", "")),
                words=" ".join(extra),
                text=" ".join(_said(reference, sheet, language)),
            )


def _said(reference: str, sheet: AnySheet, language: Language) -> Iterator[str]:
    """Every text of a sheet in a language; a translated one keeps its French beside it."""
    for path, french, _ in texts(sheet):
        translated = language.content_text(f"{reference}:{path}", french) or french
        yield translated
        if translated != french:
            yield french
