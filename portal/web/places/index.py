"""The list of places, narrowed by what its address says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from babel.numbers import format_decimal
from starlette.requests import Request
from starlette.responses import Response

from portal.services.directory import Choices, Listing, Option, read, written
from portal.services.map import Plan, plan
from portal.web.links import page_path
from portal.web.paging import A_PAGE_OF_MANY_LINES, Sheaf, sheaf
from portal.web.places.near import list_places
from portal.web.places.words import tongue
from portal.web.render import render
from portal.web.visit import Visit, visit

To = Callable[..., str]


async def index(request: Request) -> Response:
    """A commune to type, then the nearest places, a few at a time."""
    here = visit(request)
    asked = request.query_params
    choices = read(asked, here.site)
    listed = await list_places(request, here, choices)
    pages = sheaf(listed.found, asked.get("page", "1"), most=A_PAGE_OF_MANY_LINES)
    return render(
        request, "places/index", fragment=True,
        **_words(here, listed), **_numbered(here, listed, pages), pages=pages, listed=listed,
        choices=choices, to=_to(here), label=lambda option: _label(here, option),
    )  # fmt: skip


def _to(here: Visit) -> To:
    """The address of the list with these choices, at this page."""

    def to(choices: Choices, number: int = 1) -> str:
        number_ = {"page": str(number)} if number > 1 else {}
        return page_path(here.language.code, "lieux", **written(choices), **number_)

    return to


def _words(here: Visit, listed: Listing) -> dict[str, Any]:
    """What the page calls things."""
    choices = listed.choices
    return {
        "typed": choices.commune,
        "unknown": bool(choices.commune) and not listed.communes,
        "door": _view(here, "platforms", choices.counter),
        "need": _view(here, "provisions", choices.need),
        "hidden": written(choices.without("commune").without("here")),
        "towns": {c.code: replace(choices, commune=c.name) for c in listed.communes},
        "nearby": replace(choices, here=True, commune="") if here.terminal else None,
    }


def _numbered(here: Visit, listed: Listing, pages: Sheaf[Any]) -> dict[str, Any]:
    """The cards of this page with their numbers, and the plan that repeats them."""
    shown = pages.shown or listed.nearest
    rows = [
        (number, found, here.site.known(f"places/{found.place.id}", here.language))
        for number, found in enumerate(shown, start=pages.first)
    ]
    points = [(number, found.place.point or found.commune.point) for number, found, _ in rows]
    drawn = plan(
        here.site.library.communes.values(),
        points,
        origin=listed.origin.point if listed.origin else None,
    )
    return {"rows": rows, "plan": drawn, "figures": _figures(here, listed, drawn)}


def _figures(here: Visit, listed: Listing, drawn: Plan | None) -> dict[str, str]:
    """What the estimate is made of, and the plan's scale, as the language writes numbers."""
    said = {name: getattr(listed.access, name) for name in ("detour", "walk", "bicycle")}
    said["km"] = drawn.km if drawn else 0
    return {name: format_decimal(value, locale=here.language.dates) for name, value in said.items()}


def _label(here: Visit, option: Option) -> Any:
    """What an option names, when the words are not the page's own."""
    if option.name == "need":
        return here.site.known(f"provisions/{option.value}", here.language)
    if option.name == "counter":
        return here.site.known(f"platforms/{option.value}", here.language)
    return tongue(str(option.value), here.language) if option.name == "language" else None


def _view(here: Visit, kind: str, id_: str) -> Any:
    return here.site.known(f"{kind}/{id_}", here.language) if id_ else None
