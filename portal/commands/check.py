"""`portal check`: what editors have to mend, and the legal amounts they have to look at."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Literal

from portal.commands import Commands
from portal.content.load import load
from portal.content.problem import Problem
from portal.content.words import long_sentences
from portal.services.simulation import rates
from portal.settings import from_environment

Level = Literal["error", "warning"]


def add(commands: Commands) -> None:
    """`portal check [--json] [--words]`."""
    parser = commands.add_parser("check", help="vérifier le contenu")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--words", action="store_true", help="montrer aussi les phrases trop longues"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: nothing to mend, warnings or not; 1: problems. Raises ContentError without a folder."""
    content, today, law = from_environment().content, date.today(), rates.law_folder()
    loaded = load(content, today=today, examples=True)
    library = loaded.library
    problems = [*loaded.problems, *rates.problems(library, content, law=law)]
    warnings = rates.stale(library, content, today=today, law=law)
    if options.json:
        rows = [*_rows(problems, "error"), *_rows(warnings, "warning")]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 1 if problems else 0
    sentences = list(long_sentences(library)) if options.words else []
    for line in (*problems, *(f"{warning} (avertissement)" for warning in warnings), *sentences):
        print(line)
    print(f"{sum(1 for _ in library.sheets())} fiches, {_counted(problems, warnings)}.")
    return 1 if problems else 0


def _rows(problems: Sequence[Problem], level: Level) -> Iterator[dict[str, object]]:
    for problem in problems:
        yield {"level": level, **asdict(problem), "file": str(problem.file)}


def _counted(problems: Sequence[Problem], warnings: Sequence[Problem]) -> str:
    more = f", {len(warnings)} avertissement(s)" if warnings else ""
    return f"{len(problems)} problème(s){more}"
