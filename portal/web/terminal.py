"""Public computers: starting a visit, leaving for a site, wiping everything."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.domain.privacy import COOKIES, TERMINAL_COOKIE, TERMINAL_DAYS
from portal.i18n import FRENCH
from portal.services.leaving import leaving
from portal.web.links import local_path, reference_of
from portal.web.render import NO_STORE, render
from portal.web.visit import visit

LIFE = int(timedelta(days=TERMINAL_DAYS).total_seconds())


async def start(request: Request) -> Response:
    """Name the place this computer stands in, and number a new visit."""
    here = visit(request)
    place = request.path_params["place"]
    if place not in here.site.library.places:
        raise HTTPException(404)
    response = RedirectResponse(f"/{FRENCH}/", 303, headers=NO_STORE)
    number = secrets.token_urlsafe(6)
    response.set_cookie(
        TERMINAL_COOKIE,
        f"{place}.{number}",
        max_age=LIFE,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return response


async def wipe(request: Request) -> Response:
    """Forget everything: cookies, pages kept by the browser, answers of this visit."""
    here = visit(request)
    code = here.language.code
    back = f"/borne/{here.terminal.place.id}" if here.terminal else f"/{code}/efface"
    headers = {**NO_STORE, "Clear-Site-Data": '"cache", "cookies", "storage"'}
    response = RedirectResponse(back, 303, headers=headers)
    for name in COOKIES:
        response.delete_cookie(name, path="/")
    return response


async def wiped(request: Request) -> Response:
    """Say that nothing is left."""
    return render(request, "terminal/wiped")


async def leave(request: Request) -> Response:
    """Before an outside site: where one goes, what to have at hand, how to come back."""
    here = visit(request)
    address = request.query_params.get("vers", "")
    back = local_path(request.query_params.get("retour", ""), here.language.code)
    going = leaving(here.site, address, here.language, come_from=reference_of(back))
    if going is None:
        raise HTTPException(404)
    return render(
        request, "terminal/leave", address=address, host=urlsplit(address).hostname,
        going=going, back=back,
    )  # fmt: skip


routes = [
    Route("/effacer", wipe, methods=["POST"]),
    Route("/efface", wiped),
    Route("/partir", leave),
]
