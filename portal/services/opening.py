"""Building a site from the settings, and building it anew when the content changes."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.content.library import Library
from portal.content.load import load_or_stop
from portal.i18n import languages
from portal.services.sealing import Sealer
from portal.services.search import ANALYST, entries, sayings
from portal.services.site import Site
from portal.settings import Settings, SettingsError
from portal.store.index import Index, build_index


def open_site(settings: Settings) -> Site:
    """The site these settings describe.

    Raises ContentError, SettingsError or IndexUnwritable, each with one clear line.
    """
    return with_index(without_index(settings))


def without_index(settings: Settings) -> Site:
    """The site before its index, which search alone needs. Raises ContentError or SettingsError."""
    loaded = load_or_stop(settings.content, today=date.today(), examples=settings.demo)
    _check(settings, loaded.library)
    return Site(
        settings=settings,
        library=loaded.library,
        languages=languages(settings.locales, settings.state / "locales"),
        index=Index(Path()),
        sealer=Sealer(settings.keys, time.time),
        today=date.today,
        problems=loaded.problems,
    )


def with_index(site: Site) -> Site:
    """The site with the index of its own content. Raises IndexUnwritable."""
    index = build_index(site.settings.state, entries(site), sayings(site), by=ANALYST)
    return replace(site, index=index)


def _check(settings: Settings, library: Library) -> None:
    _known("PORTAL_TERRITORIES", settings.territories, library.territories)
    if settings.kiosk:
        _known("PORTAL_KIOSK", (settings.kiosk,), library.places)


def _known(name: str, chosen: Iterable[str], there: Iterable[str]) -> None:
    for word in chosen:
        if word not in there:
            raise SettingsError(f"{name} : « {word} » n’existe pas dans le contenu")
