"""For counsellors: every question on one page, any month, the whole result as a table."""

from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.domain.fields.fault import Code
from portal.domain.household import Household
from portal.services.simulation.answer import month_fault
from portal.services.simulation.expert import form, read
from portal.services.simulation.result import Result, present
from portal.services.simulation.run import simulate
from portal.web.journey import expired, fields_of, opened, sealed
from portal.web.links import page_path
from portal.web.render import NO_STORE, render
from portal.web.simulation.answered import calculator_of
from portal.web.visit import Visit, visit

JOURNEY = "expert"
MOST_TYPED = 200
"""Signs that one input may hold."""


async def show(request: Request) -> Response:
    """The form, and below it the result of what was typed."""
    here = visit(request)
    typed = opened(here, JOURNEY, request.query_params.get("r", ""))
    if typed is None:
        return expired(here, "simulateur")
    household, _ = read(here.site, typed, here.site.today())
    month = month_of(request.query_params.get("date", ""), here.site.today())
    result = await _result(request, here, household, month) if typed and household else None
    return _page(request, here, typed, {}, result=result, month=month)


async def answer(request: Request) -> Response:
    """Read the whole form; what is wrong is said beside each input, and nothing typed is lost."""
    here = visit(request)
    fields = fields_of(await request.form())
    month = fields.pop("date", "").strip()[:MOST_TYPED]
    typed = {name: text[:MOST_TYPED] for name, text in fields.items() if text.strip()}
    household, faults = read(here.site, typed, here.site.today())
    if month and not month_of(month, here.site.today()):
        faults = {**faults, "date": "date"}
    if household is None or faults:
        return _page(request, here, typed, faults, result=None, month=month)
    token = sealed(here, JOURNEY, typed)
    path = page_path(here.language.code, "simulateur/expert", r=token, date=month)
    return RedirectResponse(f"{path}#resultat", 303, headers=NO_STORE)


def month_of(text: str, today: date) -> str:
    """A month as `2026-05`; empty, for the present one, when it cannot be computed."""
    return "" if month_fault(text, today) else text


async def _result(request: Request, here: Visit, household: Household, month: str) -> Result:
    simulation = await run_in_threadpool(
        simulate, here.site, household, calculator_of(request), month=month
    )
    return present(here.site, simulation, here.language)


def _page(
    request: Request,
    here: Visit,
    typed: dict[str, str],
    faults: dict[str, Code],
    *,
    result: Result | None,
    month: str,
) -> Response:
    return render(
        request,
        "simulation/expert",
        status=422 if faults else 200,
        sections=form(here.site, typed, faults, here.language),
        faults=faults,
        result=result,
        month=month,
        private=True,
    )


routes = [
    Route("/simulateur/expert", show, methods=["GET"]),
    Route("/simulateur/expert", answer, methods=["POST"]),
]
