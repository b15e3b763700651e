"""Files of records, read line by line: CSV of the Mednum schema, JSON lines of data·inclusion."""

import csv
import difflib
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from portal.domain.place import ImportFormat
from portal.services.interchange.mednum import COLUMNS
from portal.services.interchange.records import (
    LARGEST,
    LONGEST,
    Finding,
    Line,
    Reading,
    UnreadableFile,
)


def read_records(file: Path, format_: ImportFormat) -> Reading:
    """The records of a file. Raises UnreadableFile when none can be had from it."""
    content = _text(file)
    found = _csv(content) if format_ == "mednum-1.0.2" else _json_lines(content)
    pieces = list(found)
    lines = tuple(piece for piece in pieces if isinstance(piece, Line))
    findings = tuple(piece for piece in pieces if isinstance(piece, Finding))
    if not pieces:
        raise UnreadableFile("le fichier ne contient aucun lieu : vérifiez son export")
    return Reading(format_, lines, findings)


def _text(file: Path) -> str:
    try:
        if file.is_dir():
            raise UnreadableFile("c’est un dossier : donnez le fichier lui-même")
        if file.stat().st_size > LARGEST:
            raise UnreadableFile("plus de 100 Mo : coupez ce fichier en plusieurs")
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("fichier introuvable : vérifiez son nom et son dossier") from error
    except OSError as error:
        raise UnreadableFile(f"lecture impossible ({error.strerror})") from error
    if not raw.strip():
        raise UnreadableFile("le fichier est vide : refaites son export")
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise UnreadableFile(
            f"ligne {line}, octet {column} : ce n’est pas de l’UTF-8 ;"
            " enregistrez le fichier en « CSV UTF-8 »"
        ) from error


def _csv(content: str) -> Iterator[Line | Finding]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    header = _header(reader, content.partition("\n")[0])
    start = reader.line_num + 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Finding(start, f"ligne illisible ({_csv_reason(error)})")
            if "field larger" not in str(error):
                return
        else:
            yield from _row(row, header, start)
        start = reader.line_num + 1


def _csv_reason(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "une case de plus de 131 072 caractères : un guillemet est-il resté ouvert ?"
    return "un guillemet est mal placé ou resté ouvert : corrigez-le, la suite n’est pas lue"


def _header(reader: Any, first: str) -> Sequence[str]:
    try:
        header = [column.strip() for column in next(reader)]
    except (csv.Error, StopIteration) as error:
        raise UnreadableFile(f"ligne 1 : l’en-tête est illisible ({error})") from error
    if len(header) == 1:
        for separator, name in ((";", "le point-virgule"), ("\t", "la tabulation")):
            if separator in first:
                raise UnreadableFile(
                    f"ligne 1 : les colonnes sont séparées par {name} ;"
                    " enregistrez le fichier avec la virgule"
                )
    if faults := list(_header_faults(header)):
        raise UnreadableFile("ligne 1 : " + " ; ".join(faults))
    return header


def _header_faults(header: Sequence[str]) -> Iterator[str]:
    missing = [column for column in COLUMNS if column not in header]
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            near = difflib.get_close_matches(column, missing, n=1)
            hint = f"vouliez-vous « {near[0]} » ?" if near else "retirez-la"
            yield f"colonne inconnue « {column} » : {hint}"
            missing = [name for name in missing if name not in near]
        elif header.count(column) > 1:
            yield f"colonne « {column} » écrite deux fois : gardez-en une"
    # An absent column would read as « the source says nothing any more », and wipe every place.
    for column in missing:
        yield f"il manque la colonne « {column} » : ajoutez-la, même vide"


def _row(row: Sequence[str], header: Sequence[str], start: int) -> Iterator[Line | Finding]:
    if not any(row):
        return
    if len(row) != len(header):
        more = "il en manque" if len(row) < len(header) else "il y en a trop"
        yield Finding(
            start,
            f"{len(row)} colonnes au lieu de {len(header)}, {more} :"
            " une virgule ou un guillemet est oublié ou de trop",
        )
        return
    yield Line(start, {key: value for key, value in zip(header, row, strict=True) if value})


def _json_lines(content: str) -> Iterator[Line | Finding]:
    # Not splitlines: JSON allows U+2028 inside a text.
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST:
            yield Finding(
                number, "ligne de plus d’un million de caractères : une structure a moins"
            )
            continue
        yield from _object(line, number)


def _object(line: str, number: int) -> Iterator[Line | Finding]:
    try:
        found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        where = f", colonne {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        hint = "écrivez un objet JSON par ligne" if number == 1 else "corrigez cette ligne"
        yield Finding(number, f"JSON illisible{where} : {hint}")
        return
    if not isinstance(found, dict):
        yield Finding(number, "ce n’est pas un objet JSON : écrivez une structure par ligne")
        return
    record: dict[str, str | tuple[str, ...]] = {}
    for key, value in found.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            record |= {key: tuple(value)} if value else {}
        elif isinstance(value, str):
            record |= {key: value} if value else {}
        elif value is not None:
            message = f"« {key} » : ni texte, ni nombre, ni liste de textes : corrigez cette valeur"
            yield Finding(number, message)
    yield Line(number, record)
