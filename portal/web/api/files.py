"""The files that anyone may download, below /api/v1: places.csv, workshops.ics…"""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from portal.i18n import FRENCH
from portal.services.interchange.export import FILES, copy, made
from portal.web.api.asked import query_faults
from portal.web.api.catalogue import READ
from portal.web.api.replies import FIVE_MINUTES, OPEN, known, preflight, published, refuse


async def download(request: Request, *, name: str) -> Response:
    """The file, for a browser to save under its name."""
    if request.method == "OPTIONS":
        return preflight()
    public = published(request)
    faults = query_faults(public.site, request.query_params)
    if faults:
        return refuse(422, faults)
    code = request.query_params.get("lang", FRENCH)
    tag = (await run_in_threadpool(copy, public, name, code)).tag
    saved = f'attachment; filename="{name}"'
    headers = {**OPEN, "Cache-Control": FIVE_MINUTES, "ETag": tag, "Content-Disposition": saved}
    if known(request, tag):
        return Response(status_code=304, headers=headers)
    body = await run_in_threadpool(made, public, name, code)
    return Response(body, headers=headers, media_type=FILES[name].media_type)


routes: list[BaseRoute] = [
    Route(f"/{name}", partial(download, name=name), methods=READ, name=f"file-{name}")
    for name in FILES
]
