"""The result, each aid with how to ask for it, and what does not open now."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.domain.simulation import Simulation
from portal.services.journey import open_refinements, said
from portal.services.localize import View
from portal.services.simulation.counter import counter
from portal.services.simulation.explain import explain
from portal.services.simulation.result import present
from portal.services.text import Text
from portal.web import sheets
from portal.web.render import render
from portal.web.simulation.answered import (
    Answered,
    answered,
    calculator_of,
    first_words,
    simulated,
)
from portal.web.visit import wants_fragment

IN_FULL = "tout"
"""The query by which a page that is already shown asks for its amounts."""


async def show(request: Request) -> Response:
    """What the person may get. With htmx the page comes at once, and its amounts after."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    at_once = wants_fragment(request) and IN_FULL not in request.query_params
    simulation = first_words(there) if at_once else await simulated(request, there)
    return _render(request, "simulation/result", there, simulation)


async def later(request: Request) -> Response:
    """What does not open now, and why."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    return _render(request, "simulation/later", there, await simulated(request, there))


def _render(request: Request, page: str, there: Answered, simulation: Simulation) -> Response:
    here, refinements = there.here, _refinements(there, simulation)
    open_ = [question.id for question in refinements]
    response = render(
        request,
        page,
        fragment=True,
        result=present(here.site, simulation, here.language, open_=open_),
        refinements=refinements,
        token=there.token,
        private=True,
    )
    if IN_FULL in request.query_params:  # The same page goes on: Back must not lead to its wait.
        response.headers["HX-Push-Url"] = "false"
    return response


def _refinements(there: Answered, simulation: Simulation) -> list[View]:
    """The questions that could still change something, as they are asked."""
    steps = open_refinements(there.here.site, there.walk, there.answers, hangs=simulation.hangs)
    return [
        there.here.site.known(f"questions/{step.question}", there.here.language) for step in steps
    ]


async def ask(request: Request) -> Response:
    """How to ask for one aid: papers, three ways, the nearest counter, what comes next."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    here = there.here
    simulation = await simulated(request, there)
    open_ = [question.id for question in _refinements(there, simulation)]
    result = present(here.site, simulation, here.language, open_=open_)
    card = result.card(f"aids/{request.path_params['aid']}")
    if card is None:
        raise HTTPException(404)
    explained = await run_in_threadpool(
        explain,
        here.site,
        card.found,
        there.household,
        calculator_of(request),
        month=simulation.month,
        language=here.language,
    )
    return render(
        request,
        "simulation/ask",
        card=card,
        sheet_=card.sheet,
        explained=explained,
        doors=sheets.doors(here, card.sheet),
        counter=counter(here.site, card.sheet, there.commune, here.language),
        month=simulation.month,
        token=there.token,
        private=True,
    )


async def review(request: Request) -> Response:
    """Every answer, each with a way to change it."""
    there = answered(request)
    if isinstance(there, Response):
        return there
    return render(request, "simulation/review", rows=_recap(there), token=there.token, private=True)


def _recap(there: Answered) -> list[tuple[View, Text]]:
    """The questions that were answered, those after the result too, with the answers in words."""
    here, answers = there.here, there.answers
    flow = there.walk.flow
    closed = [step for step in there.walk.passed if step.question in answers]
    closed += [step for step in flow.refinements if step.question in answers]
    views = (here.site.known(f"questions/{step.question}", here.language) for step in closed)
    return [(view, said(here.site, view, answers[view.id], here.language)) for view in views]


routes = [
    Route("/simulateur/resultat", show),
    Route("/simulateur/plus-tard", later),
    Route("/simulateur/reponses", review),
    Route("/simulateur/demande/{aid}", ask),
]
