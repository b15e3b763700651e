"""The public lists: a page of a kind, one of a kind, by the language and the filters asked for."""

import json
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from portal.i18n import FRENCH
from portal.services.interchange.export import LICENCES, joined
from portal.services.published import MODELS, Entry
from portal.services.simulation.household_file import Fault
from portal.web.api.asked import Asked, asked_of, query_faults
from portal.web.api.replies import OPEN, preflight, published, refuse, reply

READ = ["GET", "HEAD", "OPTIONS"]


async def listed(request: Request, *, kind: str) -> Response:
    """A page of a kind."""
    if request.method == "OPTIONS":
        return preflight()
    public = published(request)
    asked, faults = asked_of(public.site, kind, request.query_params)
    if asked is None:
        return refuse(422, faults)
    found = await run_in_threadpool(public.found, kind, asked.lang, asked.filters)
    links = _links(request.url.path, asked, len(found))
    return reply(request, page_of(kind, asked, found), headers={"Link": links})


def page_of(kind: str, asked: Asked, found: list[Entry]) -> bytes:
    """One page of what was found, as JSON."""
    first = (asked.page - 1) * asked.per_page
    head = {
        "kind": kind,
        "lang": asked.lang,
        "total": len(found),
        "page": asked.page,
        "per_page": asked.per_page,
        **LICENCES,
    }
    return joined(head, found[first : first + asked.per_page])


def _links(path: str, asked: Asked, total: int) -> str:
    """The other pages, by their relation (RFC 8288)."""
    last = max(1, -(-total // asked.per_page))
    there = {"first": 1, "prev": min(asked.page - 1, last), "next": asked.page + 1, "last": last}
    pages = {name: page for name, page in there.items() if 1 <= page <= last}
    return ", ".join(f'<{path}?{asked.query(page)}>; rel="{name}"' for name, page in pages.items())


async def one(request: Request, *, kind: str) -> Response:
    """One of a kind; a former id sends to the present one."""
    if request.method == "OPTIONS":
        return preflight()
    public, id_ = published(request), request.path_params["id"]
    faults = query_faults(public.site, request.query_params)
    if faults:
        return refuse(422, faults)
    code = request.query_params.get("lang", FRENCH)
    found = await run_in_threadpool(public.entry, kind, id_, code)
    if found is None:
        return refuse(404, [Fault("id", f"« {id_[:80]} » n’existe pas dans {kind}")])
    if found.id != id_:
        return _moved(request, kind, found.id)
    return reply(request, _alone(found))


def _moved(request: Request, kind: str, id_: str) -> Response:
    """To the present id, in the same language."""
    folder = request.url.path.partition(f"/{kind}/")[0]
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{folder}/{kind}/{id_}{query}", 301, headers=OPEN)


def _alone(found: Entry) -> bytes:
    licences = json.dumps(LICENCES, ensure_ascii=False)[1:].encode()
    return found.body[:-1] + b", " + licences + b"\n"


def _routes(kind: str) -> list[BaseRoute]:
    return [
        Route(f"/{kind}", partial(listed, kind=kind), methods=READ, name=f"list-{kind}"),
        Route(f"/{kind}/{{id}}", partial(one, kind=kind), methods=READ, name=f"one-{kind}"),
    ]


routes: list[BaseRoute] = [route for kind in MODELS for route in _routes(kind)]
