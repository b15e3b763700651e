"""Languages: which there are, how they run, and what each text becomes in them."""

import contextlib
import gettext
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from portal.writing import write_whole

FRENCH = "fr"
NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}
DATES = {"en": "en_GB"}
"""The locale that writes a language's dates, where it is not the language itself."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the portal, by its own name, with its two catalogues."""

    code: str
    name: str
    direction: str
    interface: gettext.NullTranslations
    content: gettext.NullTranslations

    @property
    def dates(self) -> str:
        """The locale by which dates are written."""
        return DATES.get(self.code, self.code)

    def content_text(self, context: str, french: str) -> str | None:
        """The translation of a content text; None when there is none to show."""
        if self.code == FRENCH:
            return french
        translated = self.content.pgettext(context, french)
        return None if translated == french and not self.knows(context, french) else translated

    def knows(self, context: str, french: str) -> bool:
        """True when a translation exists, even one spelled like the French."""
        catalogue: Mapping[str, str] = getattr(self.content, "_catalog", {})
        return f"{context}\x04{french}" in catalogue


def languages(locales: Path, cache: Path) -> dict[str, Language]:
    """French, then each folder of `locales` in alphabetical order but English first."""
    codes = sorted(
        (folder.name for folder in locales.glob("*") if (folder / "LC_MESSAGES").is_dir()),
        key=lambda code: (code != "en", code),
    )
    return {code: _language(code, locales, cache) for code in (FRENCH, *codes)}


def _language(code: str, locales: Path, cache: Path) -> Language:
    locale = Locale.parse(code)
    interface, content = (
        gettext.NullTranslations()
        if code == FRENCH
        else _catalogue(locales / code / "LC_MESSAGES" / f"{domain}.po", cache)
        for domain in ("messages", "content")
    )
    name = NAMES.get(code) or (locale.display_name or code)
    return Language(code, name, locale.text_direction, interface, content)


def _catalogue(file: Path, cache: Path) -> gettext.NullTranslations:
    if not file.is_file():
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(_compiled(file, cache)))


def _compiled(file: Path, cache: Path) -> bytes:
    """The catalogue in binary form, without its fuzzy entries; compiled once per version."""
    source = file.read_bytes()
    kept = cache / f"{hashlib.sha256(source).hexdigest()}.mo"
    if kept.is_file():
        return kept.read_bytes()
    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(source)))
    _keep(kept, binary.getvalue())
    return binary.getvalue()


def _keep(file: Path, binary: bytes) -> None:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, binary)
