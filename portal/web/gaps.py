"""Where a place is lacking: for those who plan, and for anyone who lives there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.content.freshness import is_stale
from portal.domain.access import Mode
from portal.domain.gap import Known, Total, rounded
from portal.services.gaps import Gaps, compute, csv
from portal.services.gaps.map import SIZES, draw
from portal.services.gaps.table import ORDERS, Order, lines, ordered
from portal.web.links import page_path
from portal.web.paging import A_PAGE_OF_MANY_LINES, sheaf
from portal.web.render import render
from portal.web.visit import Visit, visit

ROOM = "donnees-ouvertes/acces"
MODES: Mapping[str, Mode] = {"velo": "bicycle", "pied": "walk"}
"""The means by their names in addresses; the first is the usual one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it should not say is ignored."""

    besoin: str
    moyen: str
    tri: Order

    @property
    def mode(self) -> Mode:
        """The means of travel."""
        return MODES[self.moyen]


@dataclass(frozen=True, slots=True)
class Told:
    """A total as it is said: `people` rounded and written, `about` when that changed it."""

    communes: int
    lacking: int
    people: str
    about: bool


async def index(request: Request) -> Response:
    """The figure, the map and the table of one need, by one means."""
    here = visit(request)
    gaps = await gaps_of(request, here)
    asked = _asked(request, gaps)
    if asked is None:
        raise HTTPException(404)
    rows = gaps.of(asked.besoin)
    number = request.query_params.get("page", "1")
    pages = sheaf(ordered(rows, asked.tri, asked.mode), number, most=A_PAGE_OF_MANY_LINES)
    return render(
        request, "gaps/index",
        asked=asked, gaps=gaps, known=gaps.needs[asked.besoin],
        age=_age(here, gaps.needs[asked.besoin]), drawing=draw(rows, asked.mode), pages=pages,
        need=here.site.known(f"provisions/{asked.besoin}", here.language),
        sizes=[_number(here, least) for least, _ in SIZES[:2]],
        far=2 * gaps.near if gaps.near else None,
        **_totals(here, gaps, asked), **_words(here, asked),
    )  # fmt: skip


async def table(request: Request) -> Response:
    """The same as a file: every need, or the one asked for."""
    here = visit(request)
    gaps = await gaps_of(request, here)
    need = request.query_params.get("besoin", "")
    if need and need not in gaps.needs:
        raise HTTPException(404)
    rows = gaps.of(need) if need else [gap for one in gaps.needs for gap in gaps.of(one)]
    name = f"acces-{need or 'tous-les-besoins'}-{gaps.computed_on}.csv"
    return Response(
        csv.written(here.site, gaps, rows),
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def gaps_of(request: Request, here: Visit) -> Gaps:
    """The gaps of the site shown, worked out at the first visit and kept until it is replaced."""
    site, kept = here.site, getattr(request.app.state, "gaps", None)
    if kept is None or kept[0] is not site:
        kept = (site, await run_in_threadpool(compute, site))
        request.app.state.gaps = kept
    found: Gaps = kept[1]
    return found


def _asked(request: Request, gaps: Gaps) -> Asked | None:
    """What is asked, with the usual choice for what is not; None without a need or a commune."""
    query = request.query_params
    usual = next((need for need, rows in gaps.rows.items() if rows), None)
    if usual is None:
        return None
    need, mode, order = query.get("besoin", ""), query.get("moyen", ""), query.get("tri", "")
    return Asked(
        besoin=need if need in gaps.needs else usual,
        moyen=mode if mode in MODES else next(iter(MODES)),
        tri=next((one for one in ORDERS if one == order), ORDERS[0]),
    )


def _totals(here: Visit, gaps: Gaps, asked: Asked) -> dict[str, Any]:
    """The big figure, the same by territory, and each need with its own."""
    every = lines(gaps, asked.mode)
    mine = next(line for line in every if line.need == asked.besoin)
    parts = [
        (here.site.known(f"territories/{territory.id}", here.language), _told(here, part))
        for territory, part in mine.parts
    ]
    needs = [
        (here.site.known(f"provisions/{line.need}", here.language), line.whole) for line in every
    ]
    return {
        "told": _told(here, mine.whole),
        "parts": parts if len(parts) > 1 else [],
        "needs": needs,
    }


def _told(here: Visit, whole: Total | None) -> Told | None:
    if whole is None:
        return None
    people = rounded(whole.people_without)
    return Told(
        communes=whole.communes,
        lacking=whole.communes_without,
        people=_number(here, people),
        about=people != whole.people_without,
    )


def _words(here: Visit, asked: Asked) -> dict[str, Any]:
    """Addresses with one choice changed, numbers as they are written, names of places."""
    chosen = {"besoin": asked.besoin, "moyen": asked.moyen, "tri": asked.tri}
    usual = {"moyen": next(iter(MODES)), "tri": ORDERS[0]}

    def to(**changed: str) -> str:
        query = {**chosen, **changed}
        plain = {name: value for name, value in query.items() if usual.get(name) != value}
        return page_path(here.language.code, ROOM, **plain)

    return {
        "to": to,
        "number": lambda count: _number(here, count),
        "place": here.site.library.places.get,
        "file": page_path(here.language.code, f"{ROOM}.csv", besoin=asked.besoin),
        "whole_file": page_path(here.language.code, f"{ROOM}.csv"),
    }


def _age(here: Visit, known: Known) -> str:
    """Whether all, some or none of the dated places were last checked too long ago."""
    today = here.site.today()
    if known.newest is None or known.oldest is None:
        return ""
    if is_stale(known.newest, today):
        return "all"
    return "some" if is_stale(known.oldest, today) else ""


def _number(here: Visit, count: float) -> str:
    return str(format_decimal(count, locale=here.language.dates))


routes = [Route(f"/{ROOM}", index), Route(f"/{ROOM}.csv", table)]
