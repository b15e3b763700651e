"""Names of languages, in the visitor's."""

from babel import Locale
from babel.core import UnknownLocaleError

from portal.i18n import FRENCH, Language

SIGNED = "fsl"
"""French sign language, which Babel does not name."""


def tongue(code: str, language: Language) -> str:
    """The name of a language; of one that Babel does not know, its code."""
    if code == SIGNED:
        return language.interface.gettext("langue des signes")
    try:
        names = Locale.parse(language.dates).languages
    except UnknownLocaleError:
        names = Locale.parse(FRENCH).languages
    return str(names.get(code, code))
