"""Every page and state, in every language and mode: nothing to mend."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from accessibility import matrix
from accessibility.browser import new_tab
from accessibility.findings import report
from accessibility.serving import Served
from portal.services.site import Site

CHUNKS = 20

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("index", range(CHUNKS))
def test_no_page_or_state_has_a_defect(
    index: int,
    browser: Browser,
    portal: Served,
    site: Site,
    record_property: Callable[[str, object], None],
) -> None:
    jobs = matrix.chunk(matrix.every_push(site), index, CHUNKS)
    tab = new_tab(browser, portal.address)  # a tab that grows old grows slow
    outcome = matrix.run(jobs, tab, portal, site)
    tab.context.close()
    record_property("pages", "\n".join(sorted(outcome.pages)))
    record_property("runs", outcome.runs)
    lines = report(outcome.seen)
    assert not lines, "\n".join([f"{len(lines)} defects", *lines])
