"""Files written whole or not at all: beside first, then renamed. For every floor of the house."""

import contextlib
import os
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Replace a file at once; whoever reads sees the old one or the new one, never half of one.

    The new one is on the disk before it takes the name. Raises OSError, the old file untouched
    and nothing left beside it.
    """
    target = file.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _write(beside, content, mode=_mode(target))
        beside.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _write(file: Path, content: bytes, *, mode: int | None) -> None:
    with file.open("wb") as stream:
        if mode is not None:
            file.chmod(mode)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _mode(file: Path) -> int | None:
    try:
        return file.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make the new name last too; some systems cannot open a folder, and lose nothing by it."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
