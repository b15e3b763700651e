"""« Et si… ? »: what would change, said first and drawn after."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.services.simulation.changes import Form, read, tile, tiles
from portal.services.simulation.curve import Curve, curve
from portal.services.simulation.whatif import Comparison, compare
from portal.web.journey import fields_of, opened, sealed
from portal.web.links import page_path
from portal.web.render import NO_STORE, render
from portal.web.simulation.answered import Answered, answered, calculator_of

JOURNEY = "et-si"
VALUES = "v"
"""The query that carries, sealed, what a change was given."""


async def index(request: Request) -> Response:
    """The changes that this person can meet, and what each euro of salary leaves."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    drawn = await run_in_threadpool(
        curve,
        there.here.site,
        there.household,
        calculator_of(request),
        language=there.here.language,
    )
    return _page(request, there, drawn=drawn)


async def show(request: Request) -> Response:
    """One change: what it would do; before that, what it needs to know."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    change = _change(request, there)
    values = opened(there.here, JOURNEY, request.query_params.get(VALUES, "")) or {}
    form = read(there.here.site, change, values, language=there.here.language)
    compared = await _compared(request, there, change, form) if form.ready else None
    return _page(request, there, change=change, form=form, compared=compared)


async def answer(request: Request) -> Response:
    """What a change needs: sealed in the link, or said again with what to mend."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    change = _change(request, there)
    typed = fields_of(await request.form())
    form = read(there.here.site, change, typed, language=there.here.language)
    if not form.ready:
        return _page(request, there, change=change, form=form, wrong=True)
    query = {"r": there.token, VALUES: sealed(there.here, JOURNEY, dict(form.values))}
    path = page_path(there.here.language.code, f"simulateur/et-si/{change}", **query)
    return RedirectResponse(path, 303, headers=NO_STORE)


def _change(request: Request, there: Answered) -> str:
    """The change of this page. HTTPException 404 for one that this person cannot meet."""
    asked: str = request.path_params["change"]
    offered = tiles(there.household, there.here.site.today(), there.here.language)
    if asked not in {one.id for one in offered}:
        raise HTTPException(404)
    return asked


async def _compared(request: Request, there: Answered, change: str, form: Form) -> Comparison:
    return await run_in_threadpool(
        compare,
        there.here.site,
        there.household,
        change,
        values=form.values,
        calculator=calculator_of(request),
        language=there.here.language,
    )


def _page(
    request: Request,
    there: Answered,
    *,
    change: str = "",
    form: Form | None = None,
    compared: Comparison | None = None,
    drawn: Curve | None = None,
    wrong: bool = False,
) -> Response:
    here = there.here
    return render(
        request,
        "simulation/whatif",
        fragment=True,
        status=422 if wrong else 200,
        change=tile(change, here.language) if change else None,
        changes=tiles(there.household, here.site.today(), here.language),
        comparison=compared,
        curve=drawn,
        form=form,
        wrong=wrong,
        token=there.token,
        private=True,
    )


routes = [
    Route("/simulateur/et-si", index),
    Route("/simulateur/et-si/{change}", show, methods=["GET"]),
    Route("/simulateur/et-si/{change}", answer, methods=["POST"]),
]
