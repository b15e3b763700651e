"""Watching the content while an editor works."""

import logging
from pathlib import Path

from portal.content.problem import ContentError
from portal.services.opening import with_index, without_index
from portal.services.site import Site
from portal.settings import Settings, SettingsError
from portal.store.index import IndexUnwritable

logger = logging.getLogger("portal")
Stamp = tuple[tuple[str, int, int], ...]


class Watch:
    """Notices changes below the content and translation folders."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen = self._stamp()

    def changed(self) -> Site | None:
        """The new site after an edit, before its index, which takes seconds.

        None when nothing changed or the edit is broken.
        """
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        try:
            site = without_index(self._settings)
        except (ContentError, SettingsError) as error:
            logger.error("contenu gardé tel qu’il était :\n%s", error)
            return None
        for problem in site.problems:
            logger.warning("%s", problem)
        return site

    def indexed(self, site: Site) -> Site | None:
        """The site once search knows it; None when the index cannot be written."""
        try:
            return with_index(site)
        except IndexUnwritable as error:
            logger.error("recherche gardée telle qu’elle était :\n%s", error)
            return None

    def _stamp(self) -> Stamp:
        folders = (self._settings.content, self._settings.locales)
        files = sorted(file for folder in folders for file in folder.rglob("*.*"))
        return tuple(filter(None, map(_mark, files)))


def _mark(file: Path) -> tuple[str, int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return str(file), state.st_mtime_ns, state.st_size
