"""Comfort: colours, size, spacing. One cookie, set by this press alone."""

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.domain.privacy import COMFORT_COOKIE, COMFORT_DAYS
from portal.web.links import local_path
from portal.web.render import render
from portal.web.visit import COMFORT, visit

LIFE = int(timedelta(days=COMFORT_DAYS).total_seconds())


async def index(request: Request) -> Response:
    """The three settings."""
    here = visit(request)
    back = local_path(request.query_params.get("retour", ""), here.language.code)
    return render(request, "comfort/index", back=back)


async def choose(request: Request) -> Response:
    """Remember the settings and go back to where the person was."""
    here = visit(request)
    form = await request.form()
    back = local_path(str(form.get("retour", "")), here.language.code)
    response = RedirectResponse(back, 303)
    words = ".".join(_chosen(form))
    if words:
        response.set_cookie(
            COMFORT_COOKIE, words, max_age=LIFE, httponly=True, samesite="strict", path="/"
        )
    else:
        response.delete_cookie(COMFORT_COOKIE, path="/")
    return response


def _chosen(form: FormData) -> list[str]:
    return [value for name, values in COMFORT.items() if (value := form.get(name)) in values]


routes = [
    Route("/confort", index, methods=["GET"]),
    Route("/confort", choose, methods=["POST"]),
]
