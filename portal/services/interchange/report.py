"""What an import did, or would do: counts first, then a line each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

OutcomeKind = Literal[
    "new", "updated", "unchanged", "kept", "refused", "outside", "older", "gone", "warning", "unwritten"
]  # fmt: skip
WORDS: Mapping[OutcomeKind, str] = {
    "new": "nouveaux",
    "updated": "mis à jour",
    "unchanged": "inchangés",
    "kept": "gardés",
    "refused": "refusés",
    "outside": "hors territoire",
    "older": "plus anciens",
    "gone": "absents du fichier",
    "warning": "avertissements",
    "unwritten": "non écrits",
}
_ALWAYS = frozenset({"new", "updated", "unchanged", "kept", "refused", "outside"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing said of a line of the file (from 1), of a place (its id), or of both."""

    kind: OutcomeKind
    message: str = ""
    line: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of an import of one file, and whether the places were written."""

    file: Path
    outcomes: tuple[Outcome, ...]
    written: bool

    def count(self, kind: OutcomeKind) -> int:
        """How many outcomes of this kind."""
        return sum(outcome.kind == kind for outcome in self.outcomes)


def as_json(report: Report) -> dict[str, object]:
    """The report for another program. Places unchanged are only counted."""
    return {
        "file": str(report.file),
        "written": report.written,
        "counts": {kind: report.count(kind) for kind in WORDS},
        "lines": [asdict(o) for o in report.outcomes if o.kind != "unchanged"],
    }


def as_text(report: Report, *, ending: str) -> Iterator[str]:
    """The report for a person: the counts, a line each, and what to do now."""
    shown = [k for k in WORDS if k in _ALWAYS or report.count(k)]
    yield ", ".join(f"{report.count(kind)} {WORDS[kind]}" for kind in shown) + "."
    for outcomes in _alike(report.outcomes):
        yield _line(report.file, outcomes)
    yield ending


def _alike(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """Warnings of the same words as one line; every other outcome has its own."""
    groups: dict[object, list[Outcome]] = {}
    for number, outcome in enumerate(outcomes):
        if outcome.kind != "unchanged":
            same = outcome.message if outcome.kind == "warning" else number
            groups.setdefault(same, []).append(outcome)
    return list(groups.values())


def _line(file: Path, outcomes: Sequence[Outcome]) -> str:
    first = outcomes[0]
    where = f"{file}:{first.line}: " if first.line else ""
    place = f"places/{first.place} : " if first.place else ""
    more = f" (et {len(outcomes) - 1} autres lignes)" if len(outcomes) > 1 else ""
    return f"{where}{place}{_SAID[first.kind]}{first.message}{more}"


_SAID: Mapping[OutcomeKind, str] = {
    "new": "nouveau",
    "updated": "mis à jour : ",
    "unchanged": "",
    "kept": "gardé : ",
    "refused": "refusé : ",
    "outside": "hors territoire",
    "older": "plus ancien : ",
    "gone": "absent : ",
    "warning": "avertissement : ",
    "unwritten": "non écrit : ",
}
