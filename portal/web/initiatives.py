"""Everyday life: what neighbours do together, by need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.domain.territory import Commune
from portal.services.directory import find_communes
from portal.services.localize import View
from portal.web import sheets
from portal.web.links import page_path
from portal.web.paging import sheaf
from portal.web.render import render
from portal.web.visit import Visit, visit

SCOPES = ("local", "national")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says: a need, then how far the initiative reaches, then a town."""

    need: str = ""
    scope: str = ""
    town: str = ""

    def query(self) -> dict[str, str]:
        """The plain query that says so."""
        return {"besoin": self.need, "portee": self.scope, "commune": self.town}


async def index(request: Request) -> Response:
    """Needs first; with one chosen, its initiatives."""
    here = visit(request)
    query = request.query_params
    chosen = sheets.chosen(here, query.get("besoin", ""), "need")
    scope = query.get("portee", "")
    asked = Asked(
        need=chosen.id if chosen else "",
        scope=scope if scope in SCOPES else "",
        town=query.get("commune", "").strip()[:80],
    )
    return render(
        request,
        "initiatives/index",
        headings=sheets.headings(here, "need"),
        chosen=chosen,
        **(_list(here, asked, query.get("page", "1")) if chosen else {}),
    )


def _list(here: Visit, asked: Asked, number: str) -> dict[str, Any]:
    """The initiatives of a need, those of the town's territory first."""
    every = [i for i in sheets.listed(here, "initiatives") if asked.need in i.needs]
    communes = find_communes(here.site, asked.town)
    own = _territories(here, communes)
    there = [i for i in every if not asked.town or not i.territories or own & {*i.territories}]
    there.sort(key=lambda i: not own & {*i.territories})
    found = [i for i in there if asked.scope in ("", i.scope)]

    def to(changed: Asked, page: int = 1) -> str:
        number_ = {"page": str(page)} if page > 1 else {}
        return page_path(here.language.code, "quotidien", **changed.query(), **number_)

    return {
        "asked": asked,
        "pages": sheaf(found, number),
        "scopes": _scopes(asked, there),
        "placed": any(i.territories for i in every) or bool(asked.town),
        "unknown": bool(asked.town) and not communes,
        "to": to,
    }


def _scopes(asked: Asked, there: Sequence[View]) -> list[tuple[str, Asked, int]]:
    """Each reach with its address and its count; none when there is nothing to choose between."""
    counted = {scope: sum(i.scope == scope for i in there) for scope in SCOPES}
    if not all(counted.values()):
        return []
    counts = {"": len(there), **counted}
    return [(scope, replace(asked, scope=scope), count) for scope, count in counts.items()]


def _territories(here: Visit, communes: Sequence[Commune]) -> set[str]:
    """The territories of these communes."""
    known = here.site.library.territories.values()
    return {t.id for t in known for c in communes if c.code.startswith(t.code)}


routes = [
    Route("/quotidien", index),
    Route(
        "/initiatives/{initiative}",
        sheets.show("initiatives", "initiatives/show", "initiative"),
    ),
]
