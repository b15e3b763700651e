"""The simulator's questions, one small page at a time. Answers live in the link."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.domain.fields.amount import Amount
from portal.domain.fields.amounts import Amounts
from portal.domain.fields.birth import BirthDate
from portal.domain.fields.town import Town
from portal.services.journey import (
    RESULT,
    Answers,
    Given,
    Position,
    follow,
    next_page,
    rows,
    said,
    take_answer,
)
from portal.web.journey import asks, at_question, fields_of, flow_of, go
from portal.web.render import render
from portal.web.simulation.answered import FLOW
from portal.web.visit import Visit, visit

ECHOED = (Amount, Amounts, BirthDate, Town)
"""The fields whose unit or spelling is worth seeing again."""


async def start(request: Request) -> Response:
    """What the simulator does, and one button."""
    here = visit(request)
    return render(
        request,
        "simulation/index",
        flow=here.site.known(f"flows/{FLOW}", here.language),
        first=flow_of(here, FLOW).steps[0].question,
        expired=bool(request.query_params.get("fini")),
    )


async def show(request: Request) -> Response:
    """One question, or the one still open when this link leads no further."""
    here = visit(request)
    token = request.query_params.get("r", "")
    name = request.path_params["question"]
    asks(here, FLOW, name)
    at = at_question(here, FLOW, name, token)
    if isinstance(at, Response):
        return at
    return _page(request, here, at[1], at[0], token=token, given=Given(at[1].typed))


async def answer(request: Request) -> Response:
    """Take the answer and go on; a form with a fault comes back as it was typed."""
    here = visit(request)
    fields = fields_of(await request.form())
    token = fields.get("r", "")
    at = at_question(here, FLOW, request.path_params["question"], token)
    if isinstance(at, Response):
        return at
    answers, there = at
    given = take_answer(here.site, there.question, answers, fields=fields)
    if given.answers is None:
        return _page(request, here, there, answers, token=token, given=given)
    walked = follow(here.site, flow_of(here, FLOW), given.answers)
    return go(here, FLOW, next_page(walked), given.answers)


def _page(
    request: Request, here: Visit, there: Position, answers: Answers, *, token: str, given: Given
) -> Response:
    view = here.site.known(f"flows/{FLOW}", here.language)
    return render(
        request,
        "simulation/step",
        fragment=True,
        status=422 if given.faults else 200,
        there=there,
        question=here.site.known(f"questions/{there.question.id}", here.language),
        stage=there.step.stage,
        stages=view.stages,
        before=_before(there),
        echo=_echo(here, there, answers),
        rows=rows(here.site, there, here.language),
        typed=given.typed,
        faults=given.faults,
        towns=given.towns,
        given=there.given,
        token=token,
        private=True,
    )


def _before(there: Position) -> str:
    """The page that « Retour » leads to, below the simulator; empty for its door."""
    if there.refines:
        return RESULT
    return there.before.question if there.before else ""


def _echo(here: Visit, there: Position, answers: Answers) -> tuple[str, str] | None:
    """What was just typed, said again with its unit, and the question where it can be changed."""
    step = there.before
    if step is None or not isinstance(here.site.library.questions[step.question].field, ECHOED):
        return None
    view = here.site.known(f"questions/{step.question}", here.language)
    return said(here.site, view, answers[step.question], here.language), step.question


routes = [
    Route("/simulateur", start),
    Route("/simulateur/{question}", show, methods=["GET"]),
    Route("/simulateur/{question}", answer, methods=["POST"]),
]
