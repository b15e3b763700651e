"""Search: what people say, however they spell it, brought to the sheets that answer it."""

from portal.i18n import Language
from portal.services.localize import View
from portal.services.search.analysis import ANALYST
from portal.services.search.answer import answer
from portal.services.search.entries import entries, sayings
from portal.services.search.finding import find
from portal.services.search.suggestions import suggest
from portal.services.search.values import Findings, Hit, Suggestion, Why
from portal.services.site import Site

__all__ = [
    "ANALYST", "Findings", "Hit", "Suggestion", "Why", "answer", "entries", "find", "sayings", "search",
    "suggest",
]  # fmt: skip


def search(site: Site, query: str, language: Language) -> list[View]:
    """The sheets found, emergencies first, as the page of search shows them."""
    found = find(site, query, language.code)
    return site.views((hit.reference for hit in (*found.urgent, *found.results)), language)
