"""The register of communes, one line each in `content/communes.csv`."""

import csv
from pathlib import Path

from pydantic import ValidationError

from portal.content.problem import Position, Problem
from portal.domain.territory import Commune

COLUMNS = (
    "code", "name", "department", "postal_codes", "population",
    "latitude", "longitude", "epci", "ept",
)  # fmt: skip


def load_communes(file: Path) -> tuple[dict[str, Commune], tuple[Problem, ...]]:
    """Communes by INSEE code; a line that does not hold is left out and named."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return _rows(file, csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Problem(file, Position(), "", f"registre des communes illisible : {error}"),)


def _rows(
    file: Path, reader: "csv.DictReader[str]"
) -> tuple[dict[str, Commune], tuple[Problem, ...]]:
    if tuple(reader.fieldnames or ()) != COLUMNS:
        message = f"colonnes attendues : {', '.join(COLUMNS)}"
        return {}, (Problem(file, Position(), "", message),)
    communes: dict[str, Commune] = {}
    problems: list[Problem] = []
    for row in reader:
        try:
            commune = Commune.model_validate(
                {**row, "postal_codes": tuple(row["postal_codes"].split("|"))}
            )
            communes[commune.code] = commune
        except (ValidationError, AttributeError):
            at = Position(reader.line_num)
            problems.append(Problem(file, at, "", "ligne incomplète ou mal écrite : corrigez-la"))
    return communes, tuple(problems)
