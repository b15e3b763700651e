"""What comes from elsewhere is as it was released."""

import hashlib
import re

import pytest

from portal.settings import ROOT

ROWS = re.findall(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (ROOT / "docs/tiers.md").read_text())
HELD = [
    file.relative_to(ROOT).as_posix()
    for pattern in (
        "portal/static/vendor/*.js",
        "accessibility/vendor/*.js",
        "portal/services/paper/fonts/*.ttf",
    )
    for file in sorted(ROOT.glob(pattern))
]


def test_every_vendored_file_is_named_in_the_docs() -> None:
    assert sorted(HELD) == sorted(name for name, _ in ROWS)


@pytest.mark.parametrize(("name", "digest"), ROWS)
def test_a_vendored_file_is_as_released(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest
