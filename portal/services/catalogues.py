"""The translators' files: filled from the templates and the content, never losing a translation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from portal.content.library import Library
from portal.domain.texts import texts
from portal.writing import write_whole

PACKAGE = Path(__file__).resolve().parent.parent
METHODS = [
    ("templates/**.html", "jinja2.ext:babel_extract"),
    ("services/paper/**.py", "python"),
    ("services/simulation/**.py", "python"),
    ("services/said.py", "python"),
]
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None}
DOMAINS = ("messages", "content")
COMPLETE_KINDS = (
    "urgences", "aids", "lessons", "questions", "flows", "themes", "pages", "territories",
    "workshops", "facts", "parameters", "provisions",
)  # fmt: skip
"""The kinds whose texts exist in every language shipped; the others may fall back."""


@dataclass(frozen=True, slots=True)
class Source:
    """A French text to translate, singular or with its plural."""

    id: str | tuple[str, ...]
    context: str | None = None
    where: str = ""


def interface_sources() -> list[Source]:
    """Every text of the templates and of the printed pages."""
    found = extract_from_dir(PACKAGE, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS)
    rows: dict[str | tuple[str, ...], Source] = {}
    for file, _, message, _, context in found:
        key = tuple(message) if isinstance(message, (list, tuple)) else message
        rows.setdefault(key, Source(key, context, file))
    return list(rows.values())


def content_sources(library: Library) -> list[Source]:
    """Every text of the content, by `kind/id:path`."""
    kinds = (*COMPLETE_KINDS, "platforms", "initiatives", "places")
    return [
        Source(text, f"{kind}/{id_}:{path}", f"content/{kind}/{id_}.yaml")
        for kind in kinds
        for id_, value in getattr(library, kind).items()
        for path, text, _ in texts(value)
    ]


def update(library: Library, locales: Path) -> None:
    """Bring every language's two files up to date; a changed French text goes fuzzy."""
    sources = {"messages": interface_sources(), "content": content_sources(library)}
    for folder in sorted(locales.glob("*/LC_MESSAGES")):
        for domain in DOMAINS:
            file = folder / f"{domain}.po"
            save(merged(read(file, folder.parent.name), sources[domain]), file)


def read(file: Path, language: str) -> Catalog:
    """A catalogue, empty when its file is not there yet."""
    if not file.is_file():
        return Catalog(language, header_comment=f"# {file.stem}, {language}", fuzzy=False)
    return read_po(BytesIO(file.read_bytes()), locale=language)


def save(catalogue: Catalog, file: Path) -> None:
    """Write the whole catalogue or nothing: a full disk loses no translation."""
    stream = BytesIO()
    write_po(stream, catalogue, width=0, sort_by_file=False, no_location=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, stream.getvalue())


def merged(old: Catalog, sources: Iterable[Source]) -> Catalog:
    """The catalogue of these sources with all that the old one already says of them."""
    new = Catalog(old.locale, header_comment=old.header_comment, fuzzy=False)
    new.mime_headers = [h for h in old.mime_headers if h[0] not in ("POT-Creation-Date",)]
    known = _known(old)
    for source in sources:
        string, flags, before = _translation(known, source)
        new.add(
            source.id, string, locations=[(source.where, 0)] if source.where else [],
            context=source.context, flags=flags, previous_id=before,
        )  # fmt: skip
    return new


@dataclass(frozen=True, slots=True)
class _Known:
    exact: Mapping[tuple[object, object], Message]
    by_context: Mapping[str, Message]
    by_sheet: Mapping[tuple[str, object], Message]


def _known(old: Catalog) -> _Known:
    done = [message for message in old if message.id and message.string]
    with_context = [message for message in done if message.context]
    return _Known(
        {(m.context, _frozen(m.id)): m for m in done},
        {str(m.context): m for m in with_context},
        {(_sheet(m.context), _frozen(m.id)): m for m in with_context if not m.fuzzy},
    )


def _translation(known: _Known, source: Source) -> tuple[Any, set[str], list[str]]:
    """The same text in the same place; else in the same sheet; else the old one, fuzzy."""
    same = known.exact.get((source.context, source.id))
    if same:
        return same.string, set(same.flags), list(same.previous_id)
    moved = known.by_sheet.get((_sheet(source.context), source.id)) if source.context else None
    if moved:
        return moved.string, set(), []
    old = known.by_context.get(source.context or "")
    return (old.string, {"fuzzy"}, [str(old.id)]) if old else ("", set(), [])


def _frozen(id_: object) -> object:
    return tuple(id_) if isinstance(id_, (list, tuple)) else id_


def _sheet(context: object) -> str:
    return str(context).partition(":")[0]


def missing(library: Library, locales: Path) -> list[str]:
    """A line for each text that a shipped language owes."""
    owed = content_sources(library)
    due = [s for s in owed if (s.context or "").partition("/")[0] in COMPLETE_KINDS]
    lines: list[str] = []
    for folder in sorted(locales.glob("*/LC_MESSAGES")):
        code = folder.parent.name
        for domain, sources in (("messages", interface_sources()), ("content", due)):
            lines.extend(_owed(read(folder / f"{domain}.po", code), sources, f"{code}/{domain}"))
    return lines


def _owed(catalogue: Catalog, sources: Iterable[Source], name: str) -> Iterator[str]:
    known = _known(catalogue).exact
    for source in sources:
        message = known.get((source.context, source.id))
        if message is None or message.fuzzy or not _whole(message):
            yield f"{name}: {source.context or source.where}: à traduire : {source.id}"


def _whole(message: Message) -> bool:
    """True when every form of a translation is written: a number has several."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)
