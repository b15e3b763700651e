"""The accessibility declaration, from the dated results of the audits."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from portal.settings import ROOT

RGAA = ROOT / "accessibility" / "rgaa.yaml"
RESULTS = ROOT / "accessibility" / "results.yaml"


class Criterion(BaseModel):
    """One RGAA criterion and how it is checked here."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: str
    topic: str
    title: str
    check: Literal["machine", "partial", "person", "absent"]
    by: str


class Results(BaseModel):
    """What the last audits found. `manual` lists criteria a person has checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    audited_on: date
    pages: int
    runs: int
    violations: int
    axe: str
    manual: dict[str, Literal["conforme", "non-conforme", "non-applicable"]] = {}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What may be claimed today: never more than was audited."""

    results: Results | None
    total: int
    by_machine: int
    partly: int
    absent: int
    owed: int
    status: Literal["totale", "partielle", "non"]


def criteria(file: Path = RGAA) -> list[Criterion]:
    """The 106 criteria. Source: RGAA 4.1.2, DINUM, Licence Ouverte."""
    return [Criterion.model_validate(row) for row in yaml.safe_load(file.read_text("utf-8"))]


def results(file: Path = RESULTS) -> Results | None:
    """The last recorded audit; None when there is none."""
    if not file.is_file():
        return None
    return Results.model_validate(yaml.safe_load(file.read_text("utf-8")))


def declaration(rgaa: Path = RGAA, recorded: Path = RESULTS) -> Declaration:
    """The declaration as it stands. Until a person has done their part it says "non"."""
    every, last = criteria(rgaa), results(recorded)
    kinds = Counter(criterion.check for criterion in every)
    manual = last.manual if last else {}
    owed = [c for c in every if c.check in ("person", "partial") and c.number not in manual]
    return Declaration(
        results=last,
        total=len(every),
        by_machine=kinds["machine"],
        partly=kinds["partial"],
        absent=kinds["absent"],
        owed=len(owed),
        status=_status(last, manual, len(every), len(owed)),
    )


def _status(
    last: Results | None, manual: Mapping[str, str], total: int, owed: int
) -> Literal["totale", "partielle", "non"]:
    if last is None or owed or last.violations:
        return "non"
    failed = sum(1 for verdict in manual.values() if verdict == "non-conforme")
    if not failed:
        return "totale"
    return "partielle" if failed <= total / 2 else "non"
