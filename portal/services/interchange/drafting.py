"""The file of one place after an import: merged, written as text, and proved to hold."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from portal.content import freshness, hours, references
from portal.content.build import build
from portal.content.library import Library
from portal.content.problem import Problem
from portal.content.read import document_of
from portal.domain.place import Imported, Place
from portal.domain.territory import Commune
from portal.services.interchange.fields import Field, fields_in
from portal.services.interchange.mapping import FORMATS, combined
from portal.services.interchange.merge import Kept, checked_after, merge
from portal.services.interchange.records import key_of
from portal.services.interchange.report import Outcome
from portal.services.interchange.writing import new_text, updated_text

Given = Sequence[tuple[int, Imported]]
"""The records of one place in this import, each with its line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to write over what it was (None: it was not there); `text` None: nothing to write."""

    file: Path
    before: bytes | None
    text: str | None
    outcomes: tuple[Outcome, ...]


def draft(
    file: Path,
    place: Place | None,
    given: Given,
    *,
    commune: Commune,
    library: Library,
    platforms: Collection[str],
    today: date,
) -> Draft:
    """The place once these records are taken in, with what the report says of it.

    `platforms`: the ids that content/platforms has; a source may name others.
    """
    fresh, late = _sorted(place.imported if place else (), given)
    records = _together(place.imported if place else (), fresh)
    older = [Outcome("older", _older(day), number, file.stem) for number, day in late]
    if place is None:
        made = _new(file, records, commune, platforms)
        first = [Outcome("new", "", given[0][0], file.stem)]
    else:
        made, first = _updated(file, place, records, platforms)
    problems = _problems(made, library, today) if made.text is not None else []
    if problems:
        refused = [Outcome("refused", p.message, given[0][0], file.stem) for p in problems]
        return Draft(file, made.before, None, (*older, *refused))
    return replace(made, outcomes=(*older, *first))


def _sorted(held: Sequence[Imported], given: Given) -> tuple[Given, list[tuple[int, date]]]:
    """The records to take; the lines of those older than the day the file already follows."""
    days = {key_of(imported): imported.on for imported in held}
    fresh = [(n, i) for n, i in given if i.on >= days.get(key_of(i), i.on)]
    return fresh, [(n, days[key_of(i)]) for n, i in given if i.on < days.get(key_of(i), i.on)]


def _older(day: date) -> str:
    return f"la fiche suit déjà cette source au {day.isoformat()}, plus récente"


def _together(held: Sequence[Imported], fresh: Given) -> tuple[Imported, ...]:
    """Each record once, in an order that does not depend on which came first."""
    found = {key_of(imported): imported for imported in (*held, *(i for _, i in fresh))}
    formats = [*FORMATS]
    order = sorted(found, key=lambda key: (formats.index(found[key].format), key[2:], key[1]))
    return tuple(found[key] for key in order)


def _new(
    file: Path, records: Sequence[Imported], commune: Commune, platforms: Collection[str]
) -> Draft:
    fields: dict[str, Field] = combined(records, platforms)
    fields.setdefault("postal_code", commune.postal_codes[0])
    fields["commune"] = commune.code
    return Draft(file, None, new_text(fields, records), ())


def _updated(
    file: Path, place: Place, records: Sequence[Imported], platforms: Collection[str]
) -> tuple[Draft, list[Outcome]]:
    file = file if file.exists() else file.with_suffix(".yml")
    before = file.read_bytes()
    base, ours = combined(place.imported, platforms), fields_in(place)
    theirs = combined(records, platforms)
    newest = max(record.on for record in records)
    settled = checked_after(base, ours, newest, verified=place.status == "verifie")
    found = merge(base, theirs, ours, settled=settled)
    kept = [Outcome("kept", _kept(one), place=place.id) for one in found.kept]
    if not found.changes and tuple(records) == place.imported:
        return Draft(file, before, None, ()), [Outcome("unchanged", place=place.id), *kept]
    text = updated_text(before.decode("utf-8"), found.changes, records)
    message = ", ".join(found.changes) or "copie de la source"
    return Draft(file, before, text, ()), [Outcome("updated", message, place=place.id), *kept]


def _kept(kept: Kept) -> str:
    ours = f"l’éditeur a écrit « {_shown(kept.ours)} »" if kept.ours else "l’éditeur l’a retiré"
    theirs = f"la source dit « {_shown(kept.theirs)} »" if kept.theirs else "la source se tait"
    return f"{kept.name}, {ours}, {theirs}"


def _shown(value: Field | None) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _problems(made: Draft, library: Library, today: date) -> list[Problem]:
    """What `portal check` would say of this file, before it is written."""
    node = yaml.compose(made.text or "", Loader=yaml.CSafeLoader)
    if node is None:  # Only an empty text has none, and a draft holds a title at least.
        return []
    document, problems = document_of(made.file, node)
    place, wrong = build(document, Place)
    found = [*problems, *wrong]
    if place is not None:
        found += (document.problem(path, said) for path, said in _faults(place, library, today))
    return found


def _faults(
    place: Place, library: Library, today: date
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    # Its platforms are files of the content: one that is broken is no fault of this place.
    alone = Library(
        places={place.id: place.model_copy(update={"platforms": ()})}, communes=library.communes
    )
    for found in (
        references.faults(alone), hours.unreadable(alone), freshness.future_dates(alone, today),
    ):  # fmt: skip
        yield from ((path, said) for kind, id_, path, said in found if kind == "places")
