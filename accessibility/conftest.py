"""A portal, a browser and a tab for the whole session; the count of what was run at its end."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from accessibility import matrix
from accessibility.browser import NoBrowser, Tab, new_tab, opened
from accessibility.serving import Served, served
from portal.services.opening import without_index
from portal.services.site import Site
from portal.settings import Settings


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The content that the served portal shows."""
    with tempfile.TemporaryDirectory() as folder:
        key = "A" * 43 + "="
        yield without_index(Settings(state=Path(folder), keys=(key,), demo=True))


@pytest.fixture(scope="session")
def portal() -> Iterator[Served]:
    """The running portal."""
    with served() as there:
        yield there


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the session says once what to do when there is none."""
    try:
        with opened() as chromium:
            yield chromium
    except NoBrowser as error:
        pytest.exit(str(error), returncode=2)


@pytest.fixture(scope="session")
def tab(browser: Browser, portal: Served) -> Iterator[Tab]:
    """The one tab that goes from page to page."""
    tab = new_tab(browser, portal.address)
    yield tab
    tab.context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many pages and runs the matrix went through."""
    pages: set[str] = set()
    runs = 0
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            said = dict(report.user_properties)
            pages.update(str(said.get("pages", "")).split("\n"))
            runs += int(said.get("runs", 0))
    pages.discard("")
    if runs:
        drawn = f"PORTAL_SEED={matrix.seed()} draws the same again"
        line = f"accessibility: {len(pages)} pages and states, {runs} runs; {drawn}"
        terminalreporter.write_line(line)
