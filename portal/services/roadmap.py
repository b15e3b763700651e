"""The roadmap as a person reads it: one step a line, something to do, someone to call."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno

from portal.i18n import Language
from portal.services.localize import View
from portal.services.site import Site
from portal.services.text import Text


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One line of the roadmap."""

    reference: str
    title: Text
    todo: Text | None
    phone: str | None
    say: Text | None
    bring: list[Text]
    where: str


def steps(site: Site, references: Iterable[str], language: Language) -> list[RoadStep]:
    """The steps of the sheets that still exist, in the person's order."""
    return [_step(site, view) for view in site.views(references, language)]


def _step(site: Site, view: View) -> RoadStep:
    phone = _phone(view)
    return RoadStep(
        reference=view.reference,
        title=view.title,
        todo=_todo(view),
        phone=phone if isinstance(phone, str) else phone.number if phone else None,
        say=getattr(view if phone is None else phone, "say", None),
        bring=[document.name for document in getattr(view, "documents", [])]
        or list(getattr(view, "bring", [])),
        where=_address(site, view),
    )


def _todo(view: View) -> Text | None:
    """The first of the sheet's texts that says what to do."""
    told = (getattr(view, name, None) for name in ("today", "how", "summary", "note"))
    return next((text for text in told if isinstance(text, Text)), None)


def _phone(view: View) -> View | str | None:
    ways = getattr(view, "ways", None)
    found: View | str | None = ways.phone if ways else getattr(view, "phone", None)
    return found


def _address(site: Site, view: View) -> str:
    if view.of_kind != "places":
        return ""
    commune = site.library.communes[view.commune].name
    return ", ".join(filter(None, (view.address, f"{view.postal_code} {commune}")))


def qr(address: str) -> str:
    """A QR code of an address, as the data: URI of an SVG image."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
