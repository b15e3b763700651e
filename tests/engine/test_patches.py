"""No patch moves an amount."""

from collections.abc import Iterator

import pytest

from portal.services.openfisca.patches import PATCHES, Patch, apply, remove
from tests.engine.conftest import Answers, Ask
from tests.engine.households import VARIABLES, varied

HOUSEHOLDS = varied(12, seed=9)


@pytest.fixture(scope="module")
def patched(ask: Ask) -> Answers:
    return ask(*HOUSEHOLDS, only=VARIABLES)


@pytest.fixture(autouse=True)
def _all_back() -> Iterator[None]:
    """Every patch is in place again after each test."""
    yield
    apply(PATCHES)


def test_openfisca_as_it_is_gives_the_same_amounts(ask: Ask, patched: Answers) -> None:
    remove(PATCHES)
    assert ask(*HOUSEHOLDS, only=VARIABLES) == patched


@pytest.mark.parametrize("one", PATCHES, ids=lambda one: one.name)
def test_a_patch_alone_gives_the_same_amounts(ask: Ask, patched: Answers, one: Patch) -> None:
    remove(PATCHES)
    apply([one])
    assert ask(*HOUSEHOLDS, only=VARIABLES) == patched


@pytest.mark.parametrize("one", PATCHES, ids=lambda one: one.name)
def test_every_patch_says_why_and_replaces_something(one: Patch) -> None:
    assert one.reason
    assert one.ours is not one.theirs
    assert getattr(one.owner, one.attribute) is not None
    assert one.owner.__module__.startswith("openfisca_core")
