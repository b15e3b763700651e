"""The roadmap: kept sheets, in the person's order, on one page, on a phone, on paper."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.domain.privacy import HAND_OVER, ROADMAP_COOKIE
from portal.domain.roadmap import MOST, Roadmap, drop, keep, lower, raise_
from portal.services import paper
from portal.services.roadmap import qr, steps
from portal.web.links import local_path, page_path, sheet_path
from portal.web.render import NO_STORE, render
from portal.web.visit import Visit, visit, wants_fragment

MOVES: dict[str, Callable[[Roadmap, str], Roadmap]] = {
    "enlever": drop,
    "monter": raise_,
    "descendre": lower,
}


def kept(request: Request, here: Visit) -> Roadmap:
    """The references in the cookie that still name a sheet."""
    return _opened(here, request.cookies.get(ROADMAP_COOKIE, ""), here.bound)


def _opened(here: Visit, token: str, bound: str) -> Roadmap:
    content = here.site.sealer.open(token, bound=bound) if token else None
    references = tuple(content.get("k", ())) if content else ()
    return tuple(ref for ref in references if here.site.keeps(ref))


def _keep_cookie(response: Response, here: Visit, roadmap: Roadmap) -> None:
    token = here.site.sealer.seal({"k": roadmap}, life=here.life, bound=here.bound)
    response.headers.update(NO_STORE)
    response.set_cookie(ROADMAP_COOKIE, token, httponly=True, samesite="strict", path="/")


async def index(request: Request) -> Response:
    """The steps, each with something to do, and the ways to take them away."""
    here = visit(request)
    roadmap = kept(request, here)
    return render(
        request,
        "roadmap/index",
        steps=steps(here.site, roadmap, here.language),
        codes={ref: qr(_absolute(here, ref)) for ref in roadmap},
        added=request.query_params.get("garde", ""),
        full=len(roadmap) >= MOST,
        back=local_path(request.query_params.get("retour", ""), here.language.code),
        has_back=bool(request.query_params.get("retour")),
        date=here.site.today(),
        private=True,
    )


def _absolute(here: Visit, reference: str) -> str:
    return here.base + sheet_path(here.language.code, reference)


async def add(request: Request) -> Response:
    """Keep a sheet. htmx gets the button in its new state; others go to the roadmap."""
    here = visit(request)
    form = await request.form()
    asked = [str(reference) for reference in form.getlist("fiche")]
    roadmap = kept(request, here)
    for reference in filter(here.site.keeps, asked):
        roadmap = keep(roadmap, reference)
    done = any(reference in roadmap for reference in asked)
    response: Response
    if wants_fragment(request):
        response = render(request, "roadmap/_kept", count=len(roadmap), done=done)
        response.headers.update(NO_STORE)
    else:
        back = local_path(str(form.get("retour", "")), here.language.code)
        query = {"garde": "oui" if done else "", "retour": back}
        response = RedirectResponse(page_path(here.language.code, "feuille-de-route", **query), 303)
    _keep_cookie(response, here, roadmap)
    return response


async def change(request: Request) -> Response:
    """Drop a step or move it."""
    here = visit(request)
    form = await request.form()
    roadmap = kept(request, here)
    for name, move in MOVES.items():
        if name in form:
            roadmap = move(roadmap, str(form[name]))
    response = RedirectResponse(page_path(here.language.code, "feuille-de-route"), 303)
    _keep_cookie(response, here, roadmap)
    return response


async def count(request: Request) -> Response:
    """How many sheets are kept, for the header."""
    here = visit(request)
    return render(request, "roadmap/_count", count=len(kept(request, here)), private=True)


async def pdf(request: Request) -> Response:
    """The roadmap as one tagged A4 PDF."""
    here = visit(request)
    roadmap = kept(request, here)
    sheet = paper.roadmap_pdf(
        here.language,
        steps=steps(here.site, roadmap, here.language),
        address=lambda reference: _absolute(here, reference),
        site=here.base,
        today=here.site.today(),
    )
    headers = {**NO_STORE, "Content-Disposition": 'inline; filename="feuille-de-route.pdf"'}
    return Response(sheet, media_type="application/pdf", headers=headers)


async def phone(request: Request) -> Response:
    """One QR code that carries the roadmap to a phone for 24 hours, asked for by this press."""
    here = visit(request)
    roadmap = kept(request, here)
    token = here.site.sealer.seal({"k": roadmap}, life=HAND_OVER)
    address = here.base + page_path(here.language.code, "feuille-de-route/reprendre", r=token)
    return render(request, "roadmap/phone", code=qr(address), count=len(roadmap), private=True)


async def hand_over(request: Request) -> Response:
    """On the phone: the steps that were carried, to read or to keep."""
    here = visit(request)
    token = request.query_params.get("r", "")
    roadmap = _opened(here, token, "")
    shown = steps(here.site, roadmap, here.language)
    return render(request, "roadmap/hand_over", steps=shown, token=token, private=True)


async def take(request: Request) -> Response:
    """Keep the carried steps on this phone."""
    here = visit(request)
    form = await request.form()
    roadmap = kept(request, here)
    for reference in _opened(here, str(form.get("r", "")), ""):
        roadmap = keep(roadmap, reference)
    response = RedirectResponse(page_path(here.language.code, "feuille-de-route"), 303)
    _keep_cookie(response, here, roadmap)
    return response


routes = [
    Route("/feuille-de-route", index, methods=["GET"]),
    Route("/feuille-de-route", change, methods=["POST"]),
    Route("/feuille-de-route/garder", add, methods=["POST"]),
    Route("/feuille-de-route/compte", count),
    Route("/feuille-de-route/papier", pdf),
    Route("/feuille-de-route/telephone", phone),
    Route("/feuille-de-route/reprendre", hand_over, methods=["GET"]),
    Route("/feuille-de-route/reprendre", take, methods=["POST"]),
]
