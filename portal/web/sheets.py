"""One sheet of any kind: found, moved, or kindly missing."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.domain.theme import Role
from portal.services.localize import View
from portal.web.links import sheet_path
from portal.web.render import render
from portal.web.visit import Visit, visit

Handler = Callable[[Request], Awaitable[Response]]


def show(kind: str, template: str, parameter: str) -> Handler:
    """A page for each sheet of a kind; a former id sends to the present one."""

    async def page(request: Request) -> Response:
        here = visit(request)
        asked = request.path_params[parameter]
        found = here.site.view(f"{kind}/{asked}", here.language)
        if found is None:
            raise HTTPException(404)
        if found.id != asked:
            return RedirectResponse(sheet_path(here.language.code, found.reference), 301)
        return render(
            request, template, sheet_=found, related=related(here, found), doors=doors(here, found)
        )

    return page


def related(here: Visit, found: View) -> list[View]:
    """The neighbours of a sheet that exist."""
    return here.site.views(getattr(found, "related", ()), here.language)


def doors(here: Visit, found: View) -> list[View]:
    """The platforms where a person can ask for this on the spot, itself left out."""
    ways = getattr(found, "ways", None)
    names = ways.in_person.at if ways and ways.in_person else ()
    return platforms(here, [name for name in names if name != found.id])


def platforms(here: Visit, names: Iterable[str]) -> list[View]:
    """Those of these platforms that exist."""
    return here.site.views((f"platforms/{name}" for name in names), here.language)


def listed(here: Visit, kind: str) -> list[View]:
    """The sheets of a kind that belong to the territories shown."""
    shown = {territory.id for territory in here.site.territories()}
    return [
        here.site.known(f"{kind}/{id_}", here.language)
        for id_, sheet in getattr(here.site.library, kind).items()
        if _belongs(sheet.territories, shown)
    ]


def _belongs(territories: tuple[str, ...], shown: set[str]) -> bool:
    return not territories or bool(shown & set(territories))


def headings(here: Visit, role: Role) -> list[View]:
    """The themes of a role, in their order."""
    themes = here.site.library.headings(role)
    return [here.site.known(f"themes/{theme.id}", here.language) for theme in themes]


def chosen(here: Visit, id_: str, role: Role) -> View | None:
    """The theme of this role that a query names; None when there is none."""
    theme = here.site.library.themes.get(id_)
    fits = theme is not None and theme.role == role
    return here.site.known(f"themes/{id_}", here.language) if fits else None
