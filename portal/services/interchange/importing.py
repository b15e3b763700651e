"""An import, prepared whole in memory: lines judged, matched to places, merged, proved to hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portal.content.library import Library
from portal.content.problem import Problem
from portal.domain.place import Imported, ImportFormat, Place
from portal.domain.territory import Commune
from portal.services.interchange.checks import Register, Said, faults
from portal.services.interchange.data_inclusion import is_service
from portal.services.interchange.drafting import Draft, draft
from portal.services.interchange.fields import Record, text
from portal.services.interchange.mapping import fields_of
from portal.services.interchange.matching import Shelf, shelf_of
from portal.services.interchange.records import (
    Finding,
    Line,
    Reading,
    key_of,
    record_key,
    repeated,
)
from portal.services.interchange.report import Outcome, OutcomeKind


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write, by place, and what the report will say."""

    drafts: tuple[Draft, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(slots=True)
class _Bench:
    """What is on the table while the lines are taken one by one."""

    reading: Reading
    library: Library
    register: Register
    today: date
    shelf: Shelf
    outcomes: list[Outcome] = field(default_factory=list)
    touched: dict[str, list[tuple[int, Imported]]] = field(default_factory=dict)
    homes: dict[str, Commune] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)
    """Structures of this file that gave no place, and why: their services follow them."""

    def say(self, finding: Finding) -> None:
        """Put a finding in the report."""
        kind: OutcomeKind = "refused" if finding.level == "error" else "warning"
        self.outcomes.append(Outcome(kind, finding.message, finding.line))


def prepare(
    reading: Reading,
    library: Library,
    folder: Path,
    *,
    register: Register,
    today: date,
    broken: Iterable[Problem] = (),
) -> Plan:
    """Every file to write and every outcome; nothing is written here.

    `folder`: content/places. `broken`: its files that cannot be read, which nothing may match.
    """
    files = [file.stem for file in folder.glob("*.y*ml")]
    bench = _Bench(reading, library, register, today, shelf_of(library.places, files))
    for problem in broken:
        bench.outcomes.append(Outcome("refused", f"corrigez d’abord {problem}"))
    for finding in reading.findings:
        bench.say(finding)
    _take_all(bench)
    drafts = tuple(_drafts(bench, folder))
    _tell_gone(bench)
    order = sorted(bench.outcomes, key=lambda o: (o.line is None, o.line or 0))
    return Plan(tuple(d for d in drafts if d.text is not None), tuple(order))


def _take_all(bench: _Bench) -> None:
    bad = {finding.line for finding in bench.reading.findings if finding.level == "error"}
    for finding in sorted(repeated(bench.reading), key=lambda f: f.line):
        bench.say(finding)
        bad.add(finding.line)
    for services in (False, True):
        for line in bench.reading.lines:
            if is_service(line.record) != services:
                continue
            if line.number in bad:
                bench.away[text(line.record, "id")] = f"la ligne {line.number} est refusée"
            elif services:
                _take_service(bench, line)
            else:
                _take_place(bench, line)


def _take_place(bench: _Bench, line: Line) -> None:
    commune = bench.register.commune_of(line.record)
    if commune is None:
        told = text(line.record, "commune") or text(line.record, "code_insee")
        bench.outcomes.append(Outcome("outside", f" ({told})", line.number))
        bench.away[text(line.record, "id")] = ""
        return
    known = commune if isinstance(commune, Commune) else None
    said = [(commune, False)] if isinstance(commune, str) else []
    imported = _judged(bench, line, [*said, *_said(bench, line.record, known)])
    if imported is None or known is None:
        bench.away[text(line.record, "id")] = f"la ligne {line.number} est refusée"
        return
    id_ = bench.shelf.find(imported, known.code)
    if id_ is None:
        title = str(fields_of(imported)["title"])
        id_ = bench.shelf.new_id(title, known.name)
        bench.shelf.add(id_, known.code, [])
    _give(bench, id_, imported, line=line.number, commune=known)


def _take_service(bench: _Bench, line: Line) -> None:
    structure = text(line.record, "structure_id")
    if structure in bench.away:
        reason = bench.away[structure]
        kind: OutcomeKind = "refused" if reason else "outside"
        message = f"sa structure n’entre pas : {reason}" if reason else " (comme sa structure)"
        bench.outcomes.append(Outcome(kind, message, line.number))
        return
    id_ = bench.shelf.structure(text(line.record, "source"), structure)
    said = [] if id_ else [(f"structure « {structure} » inconnue : donnez aussi sa ligne", False)]
    imported = _judged(bench, line, [*said, *_said(bench, line.record, None)])
    if id_ is None or imported is None:
        return
    place = bench.library.places.get(id_)
    commune = bench.homes.get(id_) or bench.library.communes[place.commune if place else ""]
    _give(bench, id_, imported, line=line.number, commune=commune)


def _said(bench: _Bench, record: Record, commune: Commune | None) -> Iterator[Said]:
    yield from faults(record, bench.reading.format, commune, today=bench.today)
    if bench.reading.format == "data-inclusion-1":
        from portal.services.interchange.schema import outside_schema  # 20 MB, for this alone.

        yield from outside_schema(record)


def _judged(bench: _Bench, line: Line, said: list[Said]) -> Imported | None:
    """The record, once what is wrong with it is told; None when it is refused."""
    for message, mild in said:
        bench.say(Finding(line.number, message, "warning" if mild else "error"))
    if any(not mild for _, mild in said):
        return None
    day = date.fromisoformat(text(line.record, "date_maj"))
    return Imported(
        format=bench.reading.format, id=text(line.record, "id"), on=day, record=line.record
    )


def _give(bench: _Bench, id_: str, imported: Imported, *, line: int, commune: Commune) -> None:
    bench.homes.setdefault(id_, commune)
    bench.touched.setdefault(id_, []).append((line, imported))
    bench.shelf.hold(id_, commune.code, imported)


def _drafts(bench: _Bench, folder: Path) -> Iterator[Draft]:
    platforms = frozenset(file.stem for file in (folder.parent / "platforms").glob("*.y*ml"))
    for id_, given in bench.touched.items():
        place: Place | None = bench.library.places.get(id_)
        made = draft(
            folder / f"{id_}.yaml",
            place,
            given,
            commune=bench.homes[id_],
            library=bench.library,
            platforms=platforms,
            today=bench.today,
        )
        bench.outcomes.extend(made.outcomes)
        yield made


def _tell_gone(bench: _Bench) -> None:
    """Records of the same producers that the file holds no more: told, and left where they are."""
    format_: ImportFormat = bench.reading.format
    seen = {record_key(format_, line.record) for line in bench.reading.lines}
    producers = {key[1] for key in seen}
    for id_, imported in _held(bench.library.places):
        key = key_of(imported)
        if imported.format == format_ and key not in seen and key[1] in producers:
            message = f"« {imported.id} » n’est plus dans la source : le lieu existe-t-il encore ?"
            bench.outcomes.append(Outcome("gone", message, place=id_))


def _held(places: Mapping[str, Place]) -> Iterator[tuple[str, Imported]]:
    for id_, place in places.items():
        for imported in place.imported:
            yield id_, imported
