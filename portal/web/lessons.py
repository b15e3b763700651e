"""Lessons: a step at a time, a screen to practise on, a question at the end."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.domain.question import succeeds
from portal.services.localize import View
from portal.web import sheets
from portal.web.links import page_path
from portal.web.render import NO_STORE, render
from portal.web.visit import Visit, visit

SHORT = 15
"""Minutes of a lesson that fits between two errands."""


async def index(request: Request) -> Response:
    """Lessons by theme: all, those of one theme, or those that fit in the time one has."""
    here = visit(request)
    every = sheets.listed(here, "lessons")
    asked = request.query_params
    chosen = sheets.chosen(here, asked.get("theme", ""), "digital")
    short = asked.get("minutes", "") == str(SHORT)
    found = [x for x in every if chosen is None or x.theme == chosen.id]
    quick = [x for x in found if x.minutes <= SHORT]
    themes = sheets.headings(here, "digital")
    groups = [
        (theme, [lesson for lesson in (quick if short else found) if lesson.theme == theme.id])
        for theme in themes
    ]
    return render(
        request,
        "lessons/index",
        groups=[g for g in groups if g[1]],
        themes=[theme for theme in themes if any(x.theme == theme.id for x in every)],
        chosen=chosen,
        short=short,
        quick=len(quick) if 0 < len(quick) < len(found) else 0,
        minutes=SHORT,
    )


def _lesson(request: Request, here: Visit) -> View:
    found = here.site.view(f"lessons/{request.path_params['lesson']}", here.language)
    if found is None:
        raise HTTPException(404)
    return found


async def step(request: Request) -> Response:
    """One gesture."""
    here = visit(request)
    lesson = _lesson(request, here)
    number = request.path_params["step"]
    if not 1 <= number <= len(lesson.steps):
        raise HTTPException(404)
    return render(
        request,
        "lessons/step",
        fragment=True,
        lesson=lesson,
        number=number,
        total=len(lesson.steps),
        step=lesson.steps[number - 1],
    )


async def practice(request: Request) -> Response:
    """The self-test's screen, to try as often as one likes."""
    here = visit(request)
    lesson = _lesson(request, here)
    if not lesson.practice:
        raise HTTPException(404)
    return _practice(request, here, lesson, status=200)


def _practice(request: Request, here: Visit, lesson: View, *, status: int) -> Response:
    return render(
        request,
        "lessons/practice",
        fragment=True,
        status=status,
        lesson=lesson,
        question=here.site.known(f"questions/{lesson.practice}", here.language),
        mark=_sealed(here, request.query_params.get("r", "")),
        missing=status == 422,
    )


async def try_(request: Request) -> Response:
    """Say whether the gesture was right; nothing is kept."""
    here = visit(request)
    lesson = _lesson(request, here)
    task = here.site.library.questions[lesson.practice].task if lesson.practice else None
    if task is None:
        raise HTTPException(404)
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if not any(fields.get(name, "").strip() for name in task.expect):
        return _practice(request, here, lesson, status=422)
    said = "reussi" if succeeds(task, fields) else "rate"
    return _back(here, f"apprendre/{lesson.id}/essayer", said)


async def quiz(request: Request) -> Response:
    """The question asked again at the end."""
    here = visit(request)
    return _quiz(request, here, _lesson(request, here), status=200)


def _quiz(request: Request, here: Visit, lesson: View, *, status: int) -> Response:
    given = _sealed(here, request.query_params.get("r", ""))
    known = given.isdecimal() and int(given) < len(lesson.quiz.choices)
    return render(
        request,
        "lessons/quiz",
        fragment=True,
        status=status,
        lesson=lesson,
        given=int(given) if known else None,
        missing=status == 422,
    )


async def reply(request: Request) -> Response:
    """Take the answer; an empty form comes back with what is missing."""
    here = visit(request)
    lesson = _lesson(request, here)
    form = await request.form()
    given = str(form.get("reponse", ""))
    if given not in map(str, range(len(lesson.quiz.choices))):
        return _quiz(request, here, lesson, status=422)
    return _back(here, f"apprendre/{lesson.id}/question", given)


def _sealed(here: Visit, token: str) -> str:
    content = here.site.sealer.open(token, bound=here.bound) if token else None
    return str(content.get("m", "")) if content else ""


def _back(here: Visit, path: str, said: str) -> Response:
    token = here.site.sealer.seal({"m": said}, life=here.life, bound=here.bound)
    return RedirectResponse(page_path(here.language.code, path, r=token), 303, headers=NO_STORE)


routes = [
    Route("/apprendre", index),
    Route("/apprendre/{lesson}", sheets.show("lessons", "lessons/show", "lesson")),
    Route("/apprendre/{lesson}/essayer", practice, methods=["GET"]),
    Route("/apprendre/{lesson}/essayer", try_, methods=["POST"]),
    Route("/apprendre/{lesson}/question", quiz, methods=["GET"]),
    Route("/apprendre/{lesson}/question", reply, methods=["POST"]),
    Route("/apprendre/{lesson}/{step:int}", step),
]
