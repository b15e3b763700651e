"""Is the portal alive, and does its content hold? Can the desk be written?"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.content.library import SHEET_KINDS
from portal.web.render import NO_STORE


async def health(request: Request) -> Response:
    """Counts of what is shown and of what editors have to mend, the engine's state and the desk's."""
    site = request.app.state.holder.site
    sheets = {kind: len(getattr(site.library, kind)) for kind in SHEET_KINDS}
    body = {
        "status": "ok",
        "sheets": sheets,
        "problems": len(site.problems),
        "engine": request.app.state.calculator.state,
        "desk": await run_in_threadpool(request.app.state.desk.state),
    }
    return JSONResponse(body, headers=NO_STORE)
