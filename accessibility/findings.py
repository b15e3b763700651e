"""What a check reports, and how a person reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 4
"""How many pages are named for one defect found on many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: the rule it breaks, where on the page, what to do."""

    rule: str
    where: str
    advice: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with the page and the mode that showed it."""

    page: str
    mode: str
    finding: Finding

    def __str__(self) -> str:
        return f"{self.page} [{self.mode}]"


def report(seen: Iterable[Seen]) -> list[str]:
    """One line a defect, with the first pages that show it and how many there are."""
    grouped: dict[Finding, list[str]] = {}
    for one in seen:
        grouped.setdefault(one.finding, []).append(str(one))
    return [_line(finding, pages) for finding, pages in grouped.items()]


def _line(finding: Finding, pages: list[str]) -> str:
    more = f" and {len(pages) - SHOWN} more" if len(pages) > SHOWN else ""
    where = f"{finding.rule}: {finding.where} — {finding.advice}"
    return f"{where}\n    on {', '.join(pages[:SHOWN])}{more}"
