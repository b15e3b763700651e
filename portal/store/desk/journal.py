"""Reports that the database could not take, a line each, until it takes them.

A line is on the disk before the person is thanked. It leaves the file only after the database
has it; a death between the two is harmless, as the database ignores an id that it knows.
"""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from portal.domain.feedback import Feedback
from portal.store.desk.fault import DeskUnavailable

logger = logging.getLogger("portal")


@dataclass(frozen=True, slots=True)
class Journal:
    """The file of the reports that wait. Processes that share it take turns."""

    file: Path

    def waiting(self) -> bool:
        """True when a report waits."""
        try:
            return self.file.stat().st_size > 0
        except OSError:
            return False

    def append(self, given: Feedback) -> None:
        """Write a report down, on the disk itself. Raises DeskUnavailable."""
        line = given.model_dump_json().encode() + b"\n"
        with self._held() as file:
            _append(file, line)

    def writable(self) -> bool:
        """True when a report could wait here: an empty line is written, and taken away."""
        try:
            with self._held() as file:
                size = os.fstat(file).st_size
                _append(file, b"\n")
                os.ftruncate(file, size)
        except DeskUnavailable:
            return False
        return True

    def take_up(self, insert: Callable[[Sequence[Feedback]], None]) -> None:
        """Hand over all that waits, then forget it. What `insert` raises keeps everything."""
        if not self.waiting():
            return
        with self._held() as file:
            lines = _whole(file).splitlines()
            found = [given for given in map(_read, lines) if given]
            if len(found) < len(lines):
                logger.error("%s : %d ligne(s) coupée(s)", self.file, len(lines) - len(found))
            if found:
                insert(found)
            os.ftruncate(file, 0)
            os.fsync(file)

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The open file, locked against the other processes."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unavailable(error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        except OSError as error:
            raise self._unavailable(error) from error
        finally:
            os.close(file)

    def _unavailable(self, error: OSError) -> DeskUnavailable:
        return DeskUnavailable(
            f"{self.file} : écriture impossible ({error.strerror}). Faites de la place sur le"
            " disque, et donnez au portail le droit d’écrire dans PORTAL_STATE"
        )


def _append(file: int, line: bytes) -> None:
    """Write a line whole or not at all, after the remains of one that was cut."""
    size = os.fstat(file).st_size
    cut = size > 0 and os.pread(file, 1, size - 1) != b"\n"
    written = b"\n" + line if cut else line
    try:
        if os.write(file, written) < len(written):
            raise OSError(28, "disque plein")
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _whole(file: int) -> bytes:
    return os.pread(file, os.fstat(file).st_size, 0)


def _read(line: bytes) -> Feedback | None:
    """The report of a line; None for one cut by a power failure, whose author was not thanked."""
    try:
        return Feedback.model_validate_json(line)
    except ValidationError:
        return None
