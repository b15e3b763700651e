"""From a visit and what a service gave to a page, or to the part of it that htmx swaps."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from portal.content.freshness import is_stale
from portal.domain.sheet import Source
from portal.i18n import Language
from portal.services.text import typeset
from portal.web.links import in_language, page_path, sheet_path
from portal.web.visit import Visit, visit, wants_fragment

HERE = Path(__file__).resolve().parent.parent
NO_STORE = {"Cache-Control": "no-store"}


def environments(languages: Mapping[str, Language]) -> dict[str, Environment]:
    """One template environment a language: its words, direction and dates."""
    return {code: _environment(language) for code, language in languages.items()}


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    _install_words(environment, language)
    environment.filters["day"] = lambda day: format_date(day, "long", locale=language.dates)
    environment.filters["weekday"] = lambda day: format_date(
        day, "EEEE d MMMM", locale=language.dates
    )
    environment.filters["month"] = lambda day: format_date(day, "MMMM y", locale=language.dates)
    environment.globals.update(asset=asset, lang=language.code, direction=language.direction)
    return environment


def _install_words(environment: Environment, language: Language) -> None:
    catalogue = language.interface
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: typeset(catalogue.gettext(text), language),
        lambda one, many, count: typeset(catalogue.ngettext(one, many, count), language),
        newstyle=True,
    )


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes when the file does, so caches may keep it."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    fragment: bool = False,
    private: bool = False,
    **context: Any,
) -> HTMLResponse:
    """The page `room/name`; with `fragment`, an htmx swap receives only `room/_name`.

    A `private` page holds what a person said: nothing may keep it.
    """
    here = visit(request)
    swap = fragment and wants_fragment(request)
    room, _, name = template.rpartition("/")
    file = f"{room}/_{name}.html" if swap else f"{template}.html"
    environment = request.app.state.holder.environments[here.language.code]
    html = environment.get_template(file).render(**page_context(here), **context)
    headers = {**_headers(request, swap), **(NO_STORE if private else {})}
    return HTMLResponse(html, status, headers=headers)


def _headers(request: Request, swap: bool) -> dict[str, str]:
    headers = {"Vary": "HX-Request"}
    if swap:
        query = f"?{request.url.query}" if request.url.query else ""
        headers["HX-Push-Url"] = f"{request.url.path}{query}"
    return headers


def page_context(here: Visit) -> dict[str, Any]:
    """What every template may use."""
    code = here.language.code
    return {
        "here": here,
        "page": lambda path="", **query: page_path(code, path, **query),
        "sheet": lambda reference: sheet_path(code, reference),
        "view": lambda reference: here.site.known(reference, here.language),
        "stale": lambda source: _stale(here, source),
        "switches": [
            (language, in_language(here.path, here.query, language.code))
            for language in here.site.languages.values()
        ],
        "territories": [
            here.site.known(f"territories/{territory.id}", here.language)
            for territory in here.site.territories()
        ],
    }


def _stale(here: Visit, source: Source) -> bool:
    return source.checked_on is not None and is_stale(source.checked_on, here.site.today())
