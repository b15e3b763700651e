"""Where each kind of thing stands on the site."""

from urllib.parse import urlencode

from portal.services.paths import SHEET_PATHS, sheet_path

__all__ = [
    "SHEET_PATHS", "in_language", "local_path", "page_path", "reference_of", "sheet_path",
]  # fmt: skip


def page_path(lang: str, path: str = "", **query: str) -> str:
    """The path of a page in a language, with its plain query."""
    asked = {name: value for name, value in query.items() if value}
    return f"/{lang}/{path}" + (f"?{urlencode(asked)}" if asked else "")


def reference_of(path: str) -> str:
    """The sheet `kind/id` that stands at a path; empty when none does."""
    parts = path.partition("?")[0].strip("/").split("/")
    kinds = {folder: kind for kind, folder in SHEET_PATHS.items()}
    return f"{kinds[parts[1]]}/{parts[2]}" if len(parts) == 3 and parts[1] in kinds else ""


def in_language(path: str, query: str, lang: str) -> str:
    """The same page, with the same answers, in another language."""
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""
    return f"/{lang}/{rest}" + (f"?{query}" if query else "")


def local_path(path: str, lang: str) -> str:
    """A path of this site to go back to; the home page when it is anything else.

    Browsers drop tabs and line ends: « /<tab>/elsewhere » would be « //elsewhere ».
    """
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe and len(path) < 3000 else f"/{lang}/"
