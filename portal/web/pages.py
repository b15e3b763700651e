"""Pages of text, and those that the code writes about itself."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.domain.privacy import COLLECTED
from portal.domain.theme import Role
from portal.services.audit import declaration
from portal.web import sheets
from portal.web.render import render
from portal.web.visit import visit


async def help_(request: Request) -> Response:
    """How to use the portal, and who can help."""
    return _text(request, "aide", "pages/help")


async def legal(request: Request) -> Response:
    """Who publishes, under which licences."""
    return _text(request, "mentions-legales", "pages/legal")


def _text(request: Request, id_: str, template: str) -> Response:
    here = visit(request)
    return render(request, template, text=here.site.known(f"pages/{id_}", here.language))


async def privacy(request: Request) -> Response:
    """What is collected: the code's own list."""
    here = visit(request)
    text = here.site.known("pages/donnees-personnelles", here.language)
    return render(request, "pages/privacy", text=text, collected=COLLECTED)


async def accessibility(request: Request) -> Response:
    """The declaration, made from dated results."""
    return render(request, "pages/accessibility", audit=declaration())


async def site_map(request: Request) -> Response:
    """Every room, and every heading in it."""
    here = visit(request)
    roles: tuple[Role, ...] = ("event", "theme", "job", "need")
    headings = {role: sheets.headings(here, role) for role in roles}
    lessons = sheets.listed(here, "lessons")
    return render(request, "pages/site_map", headings=headings, lessons=lessons)


routes = [
    Route("/aide", help_),
    Route("/mentions-legales", legal),
    Route("/donnees-personnelles", privacy),
    Route("/accessibilite", accessibility),
    Route("/plan-du-site", site_map),
]
