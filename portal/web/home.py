"""The front door."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.i18n import FRENCH
from portal.web.render import render


async def door(request: Request) -> Response:
    """Send to the language asked for."""
    languages = request.app.state.holder.site.languages
    accepted = request.headers.get("accept-language", "").lower().split(",")
    wanted = (part.split(";")[0].split("-")[0].strip() for part in accepted)
    code = next((code for code in wanted if code in languages), FRENCH)
    return RedirectResponse(f"/{code}/", 307, headers={"Vary": "Accept-Language"})


async def home(request: Request) -> Response:
    """Urgent first, then the four rooms, in order."""
    return render(request, "home/index")


routes = [Route("/", home)]
