"""Search: what people say, however they spell it, brought to the sheets that answer it."""

from portal.services.search.analysis import ANALYST
from portal.services.search.answer import answer
from portal.services.search.entries import entries, sayings
from portal.services.search.finding import find
from portal.services.search.suggestions import suggest
from portal.services.search.values import Findings, Hit, Suggestion, Why

__all__ = [
    "ANALYST", "Findings", "Hit", "Suggestion", "Why", "answer", "entries", "find", "sayings", "suggest",
]  # fmt: skip
