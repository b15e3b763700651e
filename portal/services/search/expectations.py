"""Questions with the sheets they should find, and how well the search answers them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from portal.domain.value import Name, Value
from portal.services.search.answer import answer
from portal.services.site import Site

FIRST = 3
"""An expected sheet must be among the first three."""


class ExpectationError(Exception):
    """A file of questions that cannot be read, said in one line."""


class Expected(Value):
    """A question, ids of which one must come early, and ids that must never come first.

    `urgent` questions must show an emergency above the results.
    """

    id: Name
    query: str
    lang: str = Field(default="fr", pattern=r"^[a-z]{2}$")
    kind: str = ""
    expect: tuple[Name, ...] = Field(min_length=1)
    never_first: tuple[Name, ...] = Field(default=(), alias="not")
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many questions found one of their sheets, and how early; a line for each that did not.

    `mrr` is the mean of 1 / rank of the first expected sheet, 0 where none is found.
    """

    asked: int
    found: int
    mrr: float
    misses: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of questions whose sheet is among the first three."""
        return self.found / self.asked if self.asked else 0.0

    def as_values(self) -> dict[str, Any]:
        """For another program."""
        return {**asdict(self), "recall": self.recall}


@dataclass(frozen=True, slots=True)
class _Verdict:
    rank: int
    miss: str


def read_questions(file: Path) -> tuple[Expected, ...]:
    """The questions of a YAML file. Raises ExpectationError when it is not a list of them."""
    try:
        read = yaml.safe_load(file.read_text("utf-8"))
        return TypeAdapter(tuple[Expected, ...]).validate_python(read)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ExpectationError(f"{file} : illisible ({' '.join(str(error).split())})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ExpectationError(f"{file}: {where} : question mal écrite ({first['msg']})") from error


def judge(site: Site, questions: Sequence[Expected]) -> Outcome:
    """The answers of the search to each question, against what was expected."""
    verdicts = [_verdict(one, answer(site, one.query, one.lang)) for one in questions]
    return Outcome(
        asked=len(verdicts),
        found=sum(0 < one.rank <= FIRST for one in verdicts),
        mrr=sum(1 / one.rank for one in verdicts if one.rank) / max(1, len(verdicts)),
        misses=tuple(one.miss for one in verdicts if one.miss),
    )


def _verdict(question: Expected, told: dict[str, Any]) -> _Verdict:
    results = told["results"]
    ranks = (rank for rank, one in enumerate(results, 1) if _any(one, question.expect))
    rank = next(ranks, 0)
    shown = ", ".join(one["id"] for one in results[:FIRST]) or "rien"
    miss = _fault(question, told, rank)
    return _Verdict(rank, f"{question.id} « {question.query} » : {miss} ({shown})" if miss else "")


def _fault(question: Expected, told: dict[str, Any], rank: int) -> str:
    results = told["results"]
    if not 0 < rank <= FIRST:
        return f"attendu {' ou '.join(question.expect)}"
    if results and _any(results[0], question.never_first):
        return f"« {results[0]['id']} » ne doit pas être en tête"
    if question.kind == "urgent" and not told["urgent"]:
        return "aucune urgence au-dessus"
    return ""


def _any(result: dict[str, Any], wanted: Sequence[str]) -> bool:
    """True when a sheet is one of those wanted, under its id or a former one, or a longer form."""
    names = (result["id"], *result["aliases"])
    return any(_same(name, one) for name in names for one in wanted)


def _same(first: str, second: str) -> bool:
    """« paje » and « paje-base » are one thing."""
    return first == second or first.startswith(f"{second}-") or second.startswith(f"{first}-")
