"""The whole content folder: every problem at once, and what can be shown in spite of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from portal.content import flows, freshness, hours, references, simulations
from portal.content.build import build
from portal.content.communes import load_communes
from portal.content.kinds import KINDS
from portal.content.library import Library
from portal.content.problem import ContentError, Position, Problem
from portal.content.read import Document, read

ESSENTIAL = frozenset({"theme", "needs", "commune", "place", "hours", "practice"})
"""Keys whose fault leaves a directory entry out, since its page would not hold."""

RULES = frozenset({"simulation", "shown_if"})
"""Keys of a sheet that only the simulator reads: a fault there leaves out the key alone."""

STOPPING = frozenset({"steps", "refinements", "scores", "orientation", "outcomes"})
"""Keys of a flow whose fault stops the start; other references may lead to a file left out."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library that can be shown, and what editors have to mend."""

    library: Library
    problems: tuple[Problem, ...] = ()
    vital: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Shelves:
    values: dict[str, dict[str, BaseModel]] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)


def load(folder: Path, *, today: date, examples: bool = False) -> Loaded:
    """Read every file. Raises ContentError when the folder itself cannot be read."""
    if not folder.is_dir():
        message = "dossier de contenu introuvable : vérifiez PORTAL_CONTENT"
        raise ContentError((Problem(folder, Position(), "", message),))
    shelves = _Shelves()
    for kind in KINDS:
        _read_folder(folder, kind, shelves)
    communes, wrong_lines = load_communes(folder / "communes.csv")
    library = Library(**_typed(shelves.values), communes=communes)
    shelves.problems.extend(("communes", problem) for problem in wrong_lines)
    found = list(_faults(library, today))
    shelves.problems.extend(
        (
            kind if path and path[0] in STOPPING else "",
            shelves.documents[kind, id_].problem(path, message),
        )
        for kind, id_, path, message in found
    )
    shown = _shown(library, found, examples)
    return _loaded(shown, shelves, bool(communes))


def load_or_stop(folder: Path, *, today: date, examples: bool = False) -> Loaded:
    """As `load`, but a broken flow, question, page, theme or territory stops the start."""
    loaded = load(folder, today=today, examples=examples)
    if loaded.vital:
        raise ContentError(loaded.vital)
    return loaded


def _read_folder(folder: Path, kind: str, shelves: _Shelves) -> None:
    shelf = shelves.values.setdefault(kind, {})
    for file in sorted((folder / kind).glob("*.y*ml")):
        document, problems = read(file)
        value, wrong = build(document, KINDS[kind].model) if document else (None, ())
        shelves.problems.extend((kind, problem) for problem in (*problems, *wrong))
        if value is not None and document is not None and not problems:
            shelf[file.stem] = value
            shelves.documents[kind, file.stem] = document


def _typed(values: Mapping[str, Mapping[str, BaseModel]]) -> dict[str, Any]:
    return dict(values)


def _faults(library: Library, today: date) -> Iterator[references.Fault]:
    yield from references.faults(library)
    yield from freshness.future_dates(library, today)
    yield from hours.unreadable(library)
    yield from flows.unreachable(library)
    yield from simulations.unknown(library)


def _shown(library: Library, found: list[references.Fault], examples: bool) -> Library:
    """The library without what a page could not show, nor examples unless asked."""
    lost = {(kind, id_) for kind, id_, path, _ in found if path and path[0] in ESSENTIAL}
    lost |= {("workshops", i) for i, w in library.workshops.items() if w.example and not examples}
    unruled = {(kind, id_): path[0] for kind, id_, path, _ in found if path and path[0] in RULES}
    shelves: dict[str, Any] = {
        kind: {
            i: _without(value, unruled.get((kind, i)))
            for i, value in getattr(library, kind).items()
            if (kind, i) not in lost
        }
        for kind in KINDS
    }
    return Library(**shelves, communes=library.communes)


def _without(value: BaseModel, key: str | int | None) -> BaseModel:
    """The value without a rule that names what does not exist: its page still shows."""
    return value.model_copy(update={str(key): None}) if key else value


def _loaded(library: Library, shelves: _Shelves, communes: bool) -> Loaded:
    ordered = sorted((p for _, p in shelves.problems), key=lambda p: (str(p.file), p.at.line))
    vital = [
        problem
        for kind, problem in shelves.problems
        if (kind in KINDS and KINDS[kind].vital) or (kind == "communes" and not communes)
    ]
    return Loaded(library, tuple(ordered), tuple(vital))
