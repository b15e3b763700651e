"""What a visitor reads of places; and one place described otherwise."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from starlette.applications import Starlette

from portal.domain.place import Place
from portal.services.site import Site
from tests.reader import Page, Visit, words_of

ASNIERES = "france-services-d-asnieres-sur-seine"
TUESDAY = datetime(2026, 11, 24, 10, 30)


def near(visit: Visit, town: str) -> Page:
    return visit("lieux").press("Voir les lieux", {"commune": town})


def names(page: Page) -> list[str]:
    return [
        a.text_content() for a in page.tree.xpath("//ol[@class='cards']//a[@class='card-title']")
    ]


def cards(page: Page) -> list[str]:
    return [words_of(card) for card in page.tree.xpath("//ol[@class='cards']/li")]


def ids(page: Page) -> list[str]:
    hrefs = page.tree.xpath("//ol[@class='cards']//a[@class='card-title']/@href")
    return [urlsplit(href).path.rsplit("/", 1)[1] for href in hrefs]


def with_place(
    app: Starlette, site: Site, id_: str, *, now: datetime = TUESDAY, **more: object
) -> Place:
    """One place of the site described otherwise, at this time."""
    changed = Place.model_validate({**site.library.places[id_].model_dump(), **more})
    library = replace(site.library, places={**site.library.places, id_: changed})
    app.state.holder.site = replace(site, library=library, now=lambda: now, _views={})
    return changed
