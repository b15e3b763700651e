"""Is the portal alive, and does its content hold?"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.content.library import SHEET_KINDS
from portal.web.render import NO_STORE


async def health(request: Request) -> Response:
    """Counts of what is shown and of what editors have to mend, and the engine's state."""
    site = request.app.state.holder.site
    sheets = {kind: len(getattr(site.library, kind)) for kind in SHEET_KINDS}
    body = {
        "status": "ok",
        "sheets": sheets,
        "problems": len(site.problems),
        "engine": request.app.state.calculator.state,
    }
    return JSONResponse(body, headers=NO_STORE)
