"""A report that cannot go now: too many from one address, or a desk that nothing can write."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from accessibility import modes
from accessibility.browser import new_tab
from accessibility.findings import report
from accessibility.serving import Served, served
from accessibility.states_feedback import said
from accessibility.visitor import Shot, visitor
from portal.services.feedback import AT_ONCE_SHARED
from portal.services.site import Site

pytestmark = pytest.mark.browser


def flood(there: Served) -> None:
    """As many reports as one address may send at once; the next may come some seconds later."""
    with httpx.Client(base_url=there.address) as client:
        for _ in range(AT_ONCE_SHARED + 1):
            if client.post("/fr/signaler", data={"page": "/fr/", "quoi": "autre"}).is_error:
                return
    pytest.fail("one address may send reports without end")


def unwritable(state: Path) -> None:
    """Neither the database nor the file that waits for it can be written."""
    for name in ("desk.db", "feedback-waiting.jsonl"):
        (state / name).mkdir()


def nothing(_: object) -> None:
    """No preparation."""


@pytest.mark.parametrize(
    ("prepare", "then", "status"),
    [(nothing, flood, 429), (unwritable, nothing, 503)],
    ids=["too many", "a desk that fails"],
)
def test_a_report_that_cannot_go_keeps_the_words_and_has_no_defect(
    browser: Browser,
    site: Site,
    *,
    prepare: Callable[[Path], None],
    then: Callable[[Served], None],
    status: int,
) -> None:
    seen = []
    with served(prepare=prepare) as there:
        tab = new_tab(browser, there.address)
        for language in site.languages.values():
            with visitor(there.address, there.key, site, language) as here:
                form = said(here)
                shot = Shot(here.path("signaler"), status=status, form=form, shows=".errors")
            then(there)
            name = f"signaler:{status}"
            seen += modes.examine(tab, shot, language, name=name, modes=("default", "320"))
            assert tab.page.locator("textarea").input_value() == form["texte"]
        tab.context.close()
    assert not report(seen), "\n".join(report(seen))
