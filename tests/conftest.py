"""One real site, on the real content, for every web test."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from cryptography.fernet import Fernet
from hypothesis import settings as hypothesis
from starlette.applications import Starlette

from portal.services.sealing import Sealer
from portal.services.site import Site
from portal.settings import Settings
from portal.web.app import create_app
from tests.calculators import LittleLaw
from tests.reader import Visit
from tests.values import FakeClock

SMALL = Path(__file__).parent / "small"

hypothesis.register_profile("portal", database=None, deadline=None, derandomize=True)
hypothesis.load_profile("portal")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real content with its examples, and a state of our own."""
    key = Fernet.generate_key().decode()
    return Settings(demo=True, keys=(key,), state=tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Starlette:
    """The real application, built once, with a small law in the place of the engine."""
    return create_app(settings, LittleLaw())


@pytest.fixture
def site(app: Starlette) -> Iterator[Site]:
    """The site shown; what a test puts in its place, or in the engine's, is taken away after it."""
    holder, calculator = app.state.holder, app.state.calculator
    before = holder.site
    yield before
    holder.site, app.state.calculator = before, calculator


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """One event loop for all the visits."""
    with start_blocking_portal("asyncio") as portal:
        yield portal


@pytest.fixture
def visit(app: Starlette, portal: BlockingPortal, site: Site) -> Visit:
    """A new browser on the portal. `site` puts back what a test changes."""
    return Visit(app, portal)


@pytest.fixture
def clock(app: Starlette, site: Site, settings: Settings) -> FakeClock:
    """The time by which answers are sealed, moved by hand."""
    clock = FakeClock()
    app.state.holder.site = replace(site, sealer=Sealer(settings.keys, clock))
    return clock


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small content of one file or two a kind, to spoil at will."""
    return Path(shutil.copytree(SMALL, tmp_path / "content"))


SLOW = (
    "tests/engine/", "tests/unit/engine/", "tests/content/test_simulate_command.py",
    "tests/content/test_simulations.py", "tests/content/test_calculator.py",
    "tests/web/test_simulation_faults.py", "tests/web/test_simulation_typed.py",
    "tests/content/test_guide_command.py", "tests/content/test_gaps_command.py",
    "tests/search/test_questions.py", "tests/web/test_every_page.py::test_from_the_home_page",
    "tests/web/test_every_page.py::test_on_a_terminal_every_way_out", "tests/web/test_serve.py",
    "tests/web/test_broken_content.py",
)  # fmt: skip
"""Where seconds are spent: in `make test` always, in `make check` never."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make check` leaves out."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
