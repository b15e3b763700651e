"""« Où j'en suis ? »: the self-test, one small screen at a time. Answers live in the link."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.services.directory import find_communes
from portal.services.journey import (
    RESULT,
    Answers,
    Position,
    answered,
    follow,
    left,
    next_page,
    position,
)
from portal.services.orientation import place_for, result
from portal.web.journey import asks, at_question, expired, fields_of, flow_of, go, opened, sealed
from portal.web.render import render
from portal.web.visit import Visit, visit

FLOW = "autotest"


async def start(request: Request) -> Response:
    """What the test is, and one button."""
    here = visit(request)
    return render(
        request,
        "selftest/index",
        flow=here.site.known(f"flows/{FLOW}", here.language),
        first=flow_of(here, FLOW).steps[0].question,
        expired=bool(request.query_params.get("fini")),
        for_agents=flow_of(here, FLOW).orientation,
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
    return _page(request, here, at[1], token=token, missing=False)


async def answer(request: Request) -> Response:
    """Take the answer and go on; an empty form comes back with what is missing."""
    here = visit(request)
    fields = fields_of(await request.form())
    token = fields.get("r", "")
    at = at_question(here, FLOW, request.path_params["question"], token)
    if isinstance(at, Response):
        return at
    answers, there = at
    given = answered(there.question, answers, fields)
    if given is None:
        return _page(request, here, there, token=token, missing=True)
    further = follow(here.site, flow_of(here, FLOW), given)
    again = position(here.site, further, there.question.id, given)
    step = there.question.id if again and again.tried else next_page(further)
    return go(here, FLOW, step, given)


def _page(request: Request, here: Visit, there: Position, *, token: str, missing: bool) -> Response:
    view = here.site.known(f"flows/{FLOW}", here.language)
    return render(
        request,
        "selftest/step",
        fragment=True,
        status=422 if missing else 200,
        there=there,
        question=here.site.known(f"questions/{there.question.id}", here.language),
        stage=next(stage for stage in view.stages if stage.id == there.step.stage),
        stages=view.stages,
        token=token,
        missing=missing,
        private=True,
    )


async def leave(request: Request) -> Response:
    """Leave early: for a person, for an emergency, or to stop. Never a score."""
    here = visit(request)
    form = await request.form()
    answers = opened(here, FLOW, str(form.get("r", "")))
    if answers is None:
        return expired(here, FLOW)
    given = left(flow_of(here, FLOW), answers, str(form.get("fin", "")))
    return go(here, FLOW, RESULT, given) if given else go(here, FLOW, next_page(
        follow(here.site, flow_of(here, FLOW), answers)
    ), answers)  # fmt: skip


async def show_result(request: Request) -> Response:
    """A kind of help, a named place, a date, lessons."""
    here = visit(request)
    answers = opened(here, FLOW, request.query_params.get("r", ""))
    return expired(here, FLOW) if answers is None else _result(request, here, answers, {})


async def say_commune(request: Request) -> Response:
    """The person's commune, so that the nearest place is named."""
    here = visit(request)
    form = await request.form()
    answers = opened(here, FLOW, str(form.get("r", "")))
    if answers is None:
        return expired(here, FLOW)
    typed = str(form.get("commune", ""))[:80]
    found = find_communes(here.site, typed)
    if len(found) == 1:
        return go(here, FLOW, RESULT, {**answers, "commune": found[0].code})
    status = 200 if found else 422
    return _result(request, here, answers, {"typed": typed, "communes": found}, status=status)


def _result(
    request: Request, here: Visit, answers: Answers, asked: dict[str, object], status: int = 200
) -> Response:
    walked = follow(here.site, flow_of(here, FLOW), answers)
    if walked.current:
        return go(here, FLOW, walked.current.question, answers)
    commune = answers.get("commune", "")
    place = here.terminal.place if here.terminal else place_for(here.site, commune)
    token = sealed(here, FLOW, answers)
    return render(
        request,
        "selftest/result",
        fragment=True,
        status=status,
        result=result(here.site, walked, here.language, place=place),
        commune=here.site.library.communes.get(commune),
        place_commune=place and here.site.library.communes[place.commune],
        token=token,
        typed=asked.get("typed"),
        communes=asked.get("communes", []),
        flow=here.site.known(f"flows/{FLOW}", here.language),
        private=True,
    )


async def review(request: Request) -> Response:
    """Every answer, each with a way to change it."""
    here = visit(request)
    token = request.query_params.get("r", "")
    answers = opened(here, FLOW, token)
    if answers is None:
        return expired(here, FLOW)
    walked = follow(here.site, flow_of(here, FLOW), answers)
    rows = [
        (here.site.known(f"questions/{step.question}", here.language), answers[step.question])
        for step in walked.passed
    ]
    return render(
        request, "selftest/review", rows=rows, token=token, onward=next_page(walked), private=True
    )


routes = [
    Route("/autotest", start),
    Route("/autotest/resultat", show_result, methods=["GET"]),
    Route("/autotest/resultat", say_commune, methods=["POST"]),
    Route("/autotest/reponses", review),
    Route("/autotest/fin", leave, methods=["POST"]),
    Route("/autotest/{question}", show, methods=["GET"]),
    Route("/autotest/{question}", answer, methods=["POST"]),
]
