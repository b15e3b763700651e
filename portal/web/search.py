"""Search in people's own words."""

from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal.i18n import Language
from portal.services.localize import View
from portal.services.search import Hit, Why, find, suggest
from portal.services.site import Site
from portal.services.statistics import count_missing_words
from portal.web.links import page_path, sheet_path
from portal.web.render import render
from portal.web.visit import visit

LONGEST = 200
BEST = 3
"""The sheets shown first, whatever their kind."""

A_GROUP = 3
MOST = 60
SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 40
KEPT = {"Cache-Control": "public, max-age=86400"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A sheet found, as the page shows it, and why."""

    sheet: View
    why: Why
    fallback: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one kind, the first ones, and how many there are in all."""

    kind: str
    shown: tuple[Answer, ...]
    total: int


async def index(request: Request) -> Response:
    """The box; then the emergency, the best answers, the others by kind."""
    here = visit(request)
    asked = request.query_params
    query, kind = asked.get("q", "").strip()[:LONGEST], asked.get("genre", "")
    code = here.language.code
    found = await run_in_threadpool(find, here.site, query, code, most=MOST)
    answers = _answers(here.site, found.results, here.language)
    if query and (found.nearest or not answers) and not found.urgent:
        count_missing_words(request.app.state.desk.counters, query.split())
    return render(
        request,
        "search/index",
        fragment=True,
        query=query,
        found=found,
        urgent=_answers(here.site, found.urgent, here.language),
        total=len(answers) + len(found.urgent),
        **_laid_out(answers, kind),
    )


def _answers(site: Site, hits: tuple[Hit, ...], language: Language) -> list[Answer]:
    return [Answer(site.known(hit.reference, language), hit.why, hit.fallback) for hit in hits]


def _laid_out(answers: list[Answer], kind: str) -> dict[str, Any]:
    """All of one kind when it is asked for; else the best, then the rest by kind."""
    chosen = [one for one in answers if one.sheet.of_kind == kind]
    if chosen:
        return {"kind": kind, "best": chosen, "groups": []}
    rest = _by_kind(answers[BEST:])
    every = _by_kind(answers)
    groups = [Group(name, tuple(of[:A_GROUP]), len(every[name])) for name, of in rest.items()]
    return {"kind": "", "best": answers[:BEST], "groups": groups}


def _by_kind(answers: list[Answer]) -> dict[str, list[Answer]]:
    """Kinds in the order in which they answer best."""
    groups: dict[str, list[Answer]] = {}
    for one in answers:
        groups.setdefault(one.sheet.of_kind, []).append(one)
    return groups


async def beginnings(request: Request) -> Response:
    """What may be being typed, for the list below the box; browsers keep it for a day."""
    here = visit(request)
    typed = request.query_params.get("q", "").strip()[:LONGEST_BEGINNING]
    if len(typed) < SHORTEST_BEGINNING:
        return JSONResponse([], headers=KEPT)
    found = await run_in_threadpool(suggest, here.site, typed, here.language.code)
    return JSONResponse(
        [_row(here.language.code, one.text, one.reference) for one in found], headers=KEPT
    )


def _row(code: str, text: str, reference: str) -> dict[str, str]:
    """A title leads to its sheet; a phrase, to its answers."""
    href = sheet_path(code, reference) if reference else page_path(code, "recherche", q=text)
    return {"text": text, "href": href}


routes = [Route("/recherche", index), Route("/recherche/mots", beginnings)]
