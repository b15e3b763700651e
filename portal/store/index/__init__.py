"""The search index: one SQLite file, rebuilt from the library when the content changes."""

from portal.store.index.build import DOCUMENTS, STEM, build_index, grams
from portal.store.index.reading import Index
from portal.store.index.values import (
    Analysis,
    Analyst,
    Beginning,
    Card,
    Entry,
    IndexUnwritable,
    Postings,
    Said,
)

__all__ = [
    "DOCUMENTS", "STEM",
    "Analysis",
    "Analyst",
    "Beginning",
    "Card",
    "Entry",
    "Index",
    "IndexUnwritable",
    "Postings",
    "Said",
    "build_index",
    "grams",
]  # fmt: skip
