"""« Signaler une erreur »: one question about the page one comes from, and no name."""

import logging
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Mount, Route

from portal.domain.feedback import MOST_TEXT, WHATS, What, plain
from portal.services.feedback import report
from portal.services.localize import View
from portal.store.desk import Desk, DeskUnavailable
from portal.web.journey import fields_of
from portal.web.links import page_path, reference_of
from portal.web.render import NO_STORE, render
from portal.web.visit import Visit, visit

ROOM = "signaler"
logger = logging.getLogger("portal")
_PATH = re.compile(r"/[a-z]{2,3}/[a-z0-9/-]{0,200}")


@dataclass(frozen=True, slots=True)
class About:
    """The page that is reported, and its sheet when it is one."""

    path: str
    sheet: View | None


@dataclass(frozen=True, slots=True)
class Form:
    """What the form shows: the page reported, what was said, and why it did not go."""

    about: About
    what: What | None = None
    text: str = ""
    minutes: int = 0
    """Wait before trying again, when many reports came from this address."""

    lost: bool = False
    """True when the report could be kept nowhere."""

    @property
    def fault(self) -> str:
        """The field to mend; empty when both are right."""
        if self.what is None:
            return "quoi"
        return "texte" if len(self.text) > MOST_TEXT else ""


async def ask(request: Request) -> Response:
    """What is wrong with this page?"""
    about = _about(request, visit(request), request.query_params.get("page", ""))
    return _show(request, Form(about))


async def tell(request: Request) -> Response:
    """Keep the report and say thank you; or say why not, with what was written."""
    here = visit(request)
    form = _filled(request, here, fields_of(await request.form()))
    if form.what is None or form.fault:
        return _show(request, form, status=422, fault=form.fault)
    wait = request.app.state.turns.take(request.client.host if request.client else "")
    if wait:
        return _later(request, replace(form, minutes=math.ceil(wait / 60)))
    if not await run_in_threadpool(_kept, request.app.state.desk, form.what, form=form, here=here):
        return _show(request, replace(form, lost=True), status=503)
    thanks = page_path(here.language.code, f"{ROOM}/merci", page=form.about.path)
    return RedirectResponse(thanks, 303, headers=NO_STORE)


async def thank(request: Request) -> Response:
    """What happens next, and the way back."""
    about = _about(request, visit(request), request.query_params.get("page", ""))
    return render(request, "feedback/thanks", about=about)


def _filled(request: Request, here: Visit, fields: Mapping[str, str]) -> Form:
    what = next((what for what in WHATS if what == fields.get("quoi")), None)
    about = _about(request, here, fields.get("page", ""))
    return Form(about, what, plain(fields.get("texte", "")))


def _kept(desk: Desk, what: What, *, form: Form, here: Visit) -> bool:
    """Keep what the form says; False when the disk and the database both refuse it."""
    reference = form.about.sheet.reference if form.about.sheet else ""
    try:
        report(
            desk, what, page=form.about.path, reference=reference,
            language=here.language.code, text=form.text,
        )  # fmt: skip
    except DeskUnavailable as error:
        logger.error("Signalement perdu : %s", error)
        return False
    return True


def _show(request: Request, form: Form, *, status: int = 200, fault: str = "") -> Response:
    """The form; with what a person wrote in it, nothing may keep it."""
    return render(
        request, "feedback/index", status=status, private=status != 200,
        form=form, fault=fault, whats=WHATS, most=MOST_TEXT,
    )  # fmt: skip


def _later(request: Request, form: Form) -> Response:
    response = _show(request, form, status=429)
    response.headers["Retry-After"] = str(form.minutes * 60)
    return response


def _about(request: Request, here: Visit, asked: str) -> About:
    """The page of ours at a path; the home page for anything else. A query is never kept."""
    path = asked.partition("?")[0].partition("#")[0]
    reference = reference_of(path)
    sheet = here.site.view(reference, here.language) if reference else None
    known = _PATH.fullmatch(path) and _routed(request, path) and (sheet or not reference)
    return About(path, sheet) if known else About(page_path(here.language.code), None)


def _routed(request: Request, path: str) -> bool:
    """True when one of our rooms opens this path."""
    lang, _, rest = path.removeprefix("/").partition("/")
    rooms = [r for r in request.app.routes if isinstance(r, Mount) and r.path == f"/{lang}"]
    scope = {"type": "http", "method": "GET", "path": f"/{rest}", "root_path": ""}
    routes = (route for room in rooms for route in cast("list[Route]", room.routes))
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


routes = [
    Route(f"/{ROOM}", ask, methods=["GET"]),
    Route(f"/{ROOM}", tell, methods=["POST"]),
    Route(f"/{ROOM}/merci", thank),
]
