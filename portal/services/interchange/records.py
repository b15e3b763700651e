"""What a file of records holds once read: its lines, and what is wrong with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.domain.place import Imported, ImportFormat
from portal.services.interchange.fields import Record, text

Level = Literal["error", "warning"]
LARGEST = 100 * 1024 * 1024
"""Bytes of a file: past it, the file is refused before it is read."""

LONGEST = 1024 * 1024
"""Characters of a line."""


class UnreadableFile(Exception):
    """A file of which nothing can be imported, said in an editor's words with what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a line (from 1). An error refuses the line; a warning does not."""

    line: int
    message: str
    level: Level = "error"


@dataclass(frozen=True, slots=True)
class Line:
    """A record and the line where it starts."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file in their order, and what could not be read."""

    format: ImportFormat
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()


Key = tuple[str, str, str, str]


def key_of(imported: Imported) -> Key:
    """What makes a record the same from one import to the next."""
    return record_key(imported.format, imported.record)


def record_key(format_: ImportFormat, record: Record) -> Key:
    """The format, the producer, the structure when it is a service, and the id."""
    return format_, text(record, "source"), text(record, "structure_id"), text(record, "id")


def repeated(reading: Reading) -> Iterable[Finding]:
    """An error on each line whose id another line has: nobody knows which is right."""
    found: dict[Key, list[int]] = {}
    for line in reading.lines:
        found.setdefault(record_key(reading.format, line.record), []).append(line.number)
    for key, numbers in found.items():
        if len(numbers) > 1 and key[-1]:
            yield from _each(key[-1], numbers)


def _each(id_: str, numbers: Sequence[int]) -> Iterable[Finding]:
    for number in numbers:
        others = ", ".join(str(other) for other in numbers if other != number)
        message = f"id « {id_} » déjà pris ligne {others} : gardez une seule de ces lignes"
        yield Finding(number, message)
