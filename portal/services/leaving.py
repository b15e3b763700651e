"""Outside sites: only those that our sheets name."""

from collections.abc import Iterator

from pydantic import BaseModel

from portal.domain.place import Place
from portal.domain.sheet import Online, Source
from portal.i18n import Language
from portal.services.access import directions
from portal.services.localize import View
from portal.services.site import Site


def leaving(site: Site, address: str, language: Language, *, come_from: str) -> View | None:
    """The sheet that sends to this address; None when no sheet does.

    Several sheets may name one site: the one the person comes from is preferred.
    """
    first = site.library.sheet(come_from)
    if first and address in addresses(first):
        return site.view(come_from, language)
    for reference, sheet in site.library.sheets():
        if address in addresses(sheet):
            return site.view(reference, language)
    return None


def addresses(value: BaseModel) -> Iterator[str]:
    """Every outside address a sheet shows as a link."""
    for name in type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, (Online, Source)) and held.url:
            yield held.url
        elif isinstance(held, BaseModel):
            yield from addresses(held)
        elif name == "website" and held:
            yield held
    if isinstance(value, Place):
        yield from directions(value).addresses()
