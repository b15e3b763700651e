"""Is the portal alive, and does its content hold?"""

import json
from dataclasses import replace

from starlette.applications import Starlette

from portal.content.library import SHEET_KINDS
from portal.content.load import load
from portal.services.site import Site
from tests.conftest import SMALL
from tests.reader import Visit


def test_health_counts_the_sheets_of_each_kind(visit: Visit, site: Site) -> None:
    page = visit("/sante")
    assert page.status == 200
    assert page.headers["cache-control"] == "no-store"
    body = json.loads(page.body)
    assert body["status"] == "ok"
    assert body["sheets"] == {kind: len(getattr(site.library, kind)) for kind in SHEET_KINDS}
    assert body["problems"] == 0


def test_health_counts_what_editors_have_to_mend(visit: Visit, app: Starlette, site: Site) -> None:
    problem = load(SMALL, today=site.today().replace(year=2020)).problems
    app.state.holder.site = replace(site, problems=problem)
    assert json.loads(visit("/sante").body)["problems"] == len(problem) > 0
