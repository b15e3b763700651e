"""A search from end to end."""

from collections.abc import Iterable, Sequence

from portal.i18n import FRENCH
from portal.services.search.phrases import Spoken, spoken
from portal.services.search.question import Question, parse
from portal.services.search.ranking import Asked, meant_by, ranked
from portal.services.search.retrieval import candidates
from portal.services.search.spelling import Spelled, spelled
from portal.services.search.values import Findings, Hit, Why
from portal.services.site import Site
from portal.store.index import Card, Index

MOST_URGENT = 3
FIRST, CLOSE = 3, 0.6
"""An emergency among so many first results, its score this near the best, is shown above them."""

LEAST, PARTIAL = 0.55, 0.45
"""A sheet that holds less than LEAST of what another holds is left out; one that holds less than
PARTIAL of the question does not answer it."""


def find(site: Site, query: str, lang: str, *, most: int = 30) -> Findings:
    """What answers these words, best first, emergencies apart. Never raises for what is typed.

    A language that is not shipped is understood by its sayings; its sheets are the French ones.
    """
    question = parse(query, lang)
    if not question.words:
        return Findings(query, lang)
    shown = lang if lang in site.languages else FRENCH
    asked = _understood(site, question, shown)
    hits = _there(site, ranked(_cards(site.index, asked, shown), asked))
    said = _there(site, _urgent(asked.spoken, foreign=shown != lang))
    urgent = tuple(said) or _leading_calls(hits)
    calls = {hit.reference for hit in urgent}
    kept = [hit for hit in hits if hit.reference not in calls and hit.score > 0]
    return Findings(
        query=query,
        lang=lang,
        corrected=_corrected(asked.spelled),
        urgent=urgent,
        results=tuple(kept[:most]),
        nearest=bool(kept) and _only_near(asked),
    )


def _there(site: Site, hits: Iterable[Hit]) -> list[Hit]:
    """Those whose sheet exists: while an editor works, the index may be an edit behind."""
    return [hit for hit in hits if site.library.sheet(hit.reference)]


def _understood(site: Site, question: Question, shown: str) -> Asked:
    langs = (question.lang, shown) if question.lang != shown else (shown,)
    asked = spelled(site.index, question, langs)
    sayings = _sayings(site.index, asked)
    found, concepts = candidates(site.index, asked, shown)
    return Asked(asked, sayings, concepts, found, site.today())


def _sayings(index: Index, asked: Spelled) -> list[Spoken]:
    """Those of the language, then the French ones: « cmu » is typed on every page."""
    found = spoken(index, asked.question)
    if asked.question.lang != FRENCH:
        text = " ".join(word.text for word in asked.question.words)
        found += spoken(index, parse(text, FRENCH))
    return found


def _cards(index: Index, asked: Asked, lang: str) -> list[Card]:
    """The sheets worth ranking: those that sayings mean, and those that hold enough words."""
    references = meant_by(asked.spoken)
    meant = index.cards_of(references, lang) if references else []
    there = {card.document for card in meant}
    shares = asked.found.shares
    # Once some sheets hold all the words, those that hold few of them only distract.
    floor = LEAST * max(shares.values(), default=0.0)
    held = [one for one in asked.found.best() if one not in there and shares[one] >= floor]
    return [*meant, *index.cards(held)]


def _urgent(sayings: Sequence[Spoken], *, foreign: bool) -> tuple[Hit, ...]:
    """The emergencies that sayings call for, the surest first."""
    found: dict[str, Hit] = {}
    for one in sorted(sayings, key=lambda one: (not one.said.means, -one.share)):
        for rank, reference in enumerate(one.said.urgent):
            hit = Hit(reference, Why("phrase", one.said.says), 1.0 + one.share - rank / 10, foreign)
            found.setdefault(reference, hit)
    return tuple(found.values())[:MOST_URGENT]


def _leading_calls(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The emergencies that no saying calls for, yet come among the first by their own words."""
    first = [hit for hit in hits[:FIRST] if hit.score >= CLOSE * hits[0].score]
    named = (hit for hit in first if hit.reference.startswith("urgences/"))
    return tuple(hit for hit in named if hit.why.kind in ("title", "phrase", "word"))


def _corrected(asked: Spelled) -> str:
    """The question with its corrected words; empty when there are none."""
    if not asked.corrected:
        return ""
    return " ".join(word.text for word in asked.question.words)


def _only_near(asked: Asked) -> bool:
    """True when no sheet holds most of the question, nor a saying most of it."""
    if any(one.share >= PARTIAL for one in asked.spoken):
        return False
    known = len(asked.concepts) / max(1, len(asked.spelled.question.telling))
    return known * max(asked.found.shares.values(), default=0.0) < PARTIAL
