"""What an editor has to mend, said in their words, with the place in the file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column in a file, both from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an editor can fix. `where` is the dotted path inside the file."""

    file: Path
    at: Position
    where: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.at.line}:{self.at.column}: {where}{self.message}"


class ContentError(Exception):
    """Content without which the portal cannot start."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
