"""What a person may be typing: a title or a phrase, from the beginning of any of its words."""

from portal.i18n import FRENCH
from portal.services.search.folding import words_of
from portal.services.search.question import LONGEST
from portal.services.search.values import Suggestion
from portal.services.site import Site
from portal.store.index import Beginning

MOST_READ = 40


def suggest(site: Site, beginning: str, lang: str, *, most: int = 6) -> list[Suggestion]:
    """Titles and known phrases of which a word begins so; those that begin so come first."""
    typed = " ".join(words_of(beginning[:LONGEST]))
    if len(typed) < 2:
        return []
    shown = lang if lang in site.languages else FRENCH
    found = sorted(site.index.beginnings(typed, shown, most=MOST_READ), key=_order)
    shown_once = dict.fromkeys(Suggestion(one.shown, one.reference) for one in found)
    return list(shown_once)[:most]


def _order(one: Beginning) -> tuple[bool, bool, int, str]:
    return one.place > 0, one.reference.startswith("places/"), len(one.shown), one.shown
