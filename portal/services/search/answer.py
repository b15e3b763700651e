"""Findings as other programs read them."""

from typing import Any

from portal.i18n import FRENCH
from portal.services.paths import sheet_path
from portal.services.search.finding import find
from portal.services.search.values import Hit
from portal.services.site import Site


def answer(site: Site, query: str, lang: str) -> dict[str, Any]:
    """What was found as plain values, with paths in the language, or in French when not shipped."""
    found = find(site, query, lang)
    shown = lang if lang in site.languages else FRENCH
    return {
        "query": query,
        "lang": lang,
        "corrected": found.corrected,
        "nearest": found.nearest,
        "urgent": [_urgent(site, hit, shown) for hit in found.urgent],
        "results": [_result(site, hit, shown) for hit in found.results],
    }


def _urgent(site: Site, hit: Hit, lang: str) -> dict[str, Any]:
    view = site.known(hit.reference, site.languages[lang])
    phone = view.model.phone
    return {
        "id": view.id,
        "title": str(view.title),
        "phone": phone.number if phone else "",
        "url": sheet_path(lang, hit.reference),
    }


def _result(site: Site, hit: Hit, lang: str) -> dict[str, Any]:
    view = site.known(hit.reference, site.languages[lang])
    return {
        "kind": view.of_kind,
        "id": view.id,
        "title": str(view.title),
        "summary": str(getattr(view, "summary", "") or ""),
        "url": sheet_path(lang, hit.reference),
        "why": {"kind": hit.why.kind, "term": hit.why.term},
        "lang": FRENCH if hit.fallback else lang,
        "aliases": list(view.aliases),
    }
