"""A file is written whole or not at all."""

import os
from pathlib import Path

import pytest

from portal.writing import write_whole


def test_a_new_file_and_a_replaced_one_hold_what_was_given(tmp_path: Path) -> None:
    file = tmp_path / "lieu.yaml"
    write_whole(file, b"un")
    write_whole(file, b"deux")
    assert file.read_bytes() == b"deux"
    assert [*tmp_path.iterdir()] == [file]


def test_a_replaced_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "lieu.yaml"
    file.write_bytes(b"un")
    file.chmod(0o640)
    write_whole(file, b"deux")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_pointing_at_the_file_that_changed(tmp_path: Path) -> None:
    file, link = tmp_path / "lieu.yaml", tmp_path / "lien.yaml"
    file.write_bytes(b"un")
    link.symlink_to(file)
    write_whole(link, b"deux")
    assert link.is_symlink()
    assert file.read_bytes() == b"deux"


def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "lieu.yaml"
    file.write_bytes(b"un")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"deux")
    assert file.read_bytes() == b"un"
    assert [*tmp_path.iterdir()] == [file]
