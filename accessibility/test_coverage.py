"""Nobody can forget a page: routes, templates, questions and queries all enter the matrix."""

import re
import warnings
from pathlib import Path
from typing import Any, get_args

import jinja2
import pytest
from starlette.routing import Mount, Route

from accessibility import matrix, modes, pages, states_selftest, states_simulation
from accessibility.documents import fetch
from accessibility.engine import AMOUNTS, BREAKS, SmallEngine
from accessibility.visitor import Visitor
from portal.domain.calculation import OpenFisca
from portal.services.engine.calculator import Reason
from portal.services.simulation.run import simulated_sheets
from portal.services.site import Site
from portal.settings import Settings
from portal.web.app import create_app, room_routes
from portal.web.render import HERE
from portal.web.visit import COMFORT

with warnings.catch_warnings():  # Starlette asks for httpx2; httpx does as well here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

READ = re.compile(r"query_params\.get\(\s*\"(\w+)\"")
NAMED = "asked = request.query_params"
OUTSIDE = {
    "/": "sends to a language",
    "/sante": "JSON",
    "/api/v1": "JSON",
    "/borne/{place}": "sends to the home page of a terminal",
    "/static": "files; 500.html is among the states",
}
"""What stands outside the languages, with the reason why the matrix leaves it out."""


class Listed(jinja2.FileSystemLoader):
    """The portal's own templates, with the names of those that were asked for."""

    def __init__(self) -> None:
        super().__init__(HERE / "templates")
        self.asked: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str):  # type: ignore[no-untyped-def]
        self.asked.add(template)
        return super().get_source(environment, template)


@pytest.fixture(scope="module")
def seen(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The templates and the paths that the matrix goes through, in French, in this process."""
    folder = tmp_path_factory.mktemp("state")
    settings = Settings(state=folder, keys=site.settings.keys, hosts=("*",), demo=True)
    app = create_app(settings, SmallEngine())
    loader = Listed()
    environment = app.state.holder.environments["fr"]
    environment.loader = loader
    environment.cache.clear()
    paths: set[str] = set()
    with TestClient(app, follow_redirects=False) as client:
        for job in matrix.in_french(site):
            client.cookies.clear()
            walker: Any = client  # Starlette’s client is httpx’s, or that of its successor
            here = Visitor(walker, job.language, site.library, site.sealer)
            shot = job.recipe(here)
            paths.add(shot.path)
            fetch(here, shot)
    return loader.asked, paths


def test_every_template_is_shown(seen: tuple[set[str], set[str]]) -> None:
    folder = HERE / "templates"
    every = {str(file.relative_to(folder)) for file in folder.rglob("*.html")}
    swapped = {"roadmap/_count.html", "roadmap/_kept.html"}
    assert every - seen[0] == swapped, "templates that no page of the matrix shows"


def test_every_walked_route_is_reached(seen: tuple[set[str], set[str]]) -> None:
    walked = [r for r in pages.page_routes(room_routes()) if r.path in pages.WALKED]
    assert {route.path for route in walked} == set(pages.WALKED)
    for route in walked:
        assert any(route.path_regex.match(_below(path)) for path in seen[1]), route.path


def _below(path: str) -> str:
    """A path without its language and its query."""
    return "/" + path.partition("?")[0].split("/", 2)[2]


def test_every_question_is_shown(seen: tuple[set[str], set[str]], site: Site) -> None:
    steps = site.library.flows["autotest"].steps
    asked = {_below(path).rpartition("/")[2] for path in seen[1]}
    assert {step.question for step in steps} <= asked


def test_every_question_of_the_simulator_is_among_the_states(site: Site) -> None:
    flow = site.library.flows["simulateur"]
    names = {job.name for job in matrix.every_push(site)}
    asked = {f"simulateur/{step.question}" for step in (*flow.steps, *flow.refinements)}
    assert asked <= names


def test_every_kind_of_field_is_shown_empty_wrong_and_given(site: Site) -> None:
    flow, questions = site.library.flows["simulateur"], site.library.questions
    full = {job.name for job in matrix.in_french(site)}
    for kind in {states_simulation.kind_of(questions[step.question]) for step in flow.steps}:
        asked = (
            s.question
            for s in flow.steps
            if states_simulation.kind_of(questions[s.question]) == kind
        )
        names = {f"simulateur/{name}" for name in asked}
        for state in ("", ":faute", ":donnee"):
            assert full & {name + state for name in names}, f"{kind}{state}"


def test_the_small_engine_knows_every_amount_that_a_sheet_asks_for(site: Site) -> None:
    calculations = (c for sheet in simulated_sheets(site).values() for _, c in sheet.calculations)
    asked = {one.variable for one in calculations if isinstance(one, OpenFisca)}
    assert asked <= set(AMOUNTS), "give them an amount in accessibility/engine.py"
    assert set(BREAKS.values()) == set(get_args(Reason))


def test_every_excluded_route_still_exists() -> None:
    routes = {route.path for route in pages.page_routes(room_routes())}
    named = {*pages.NOT_PAGES, *pages.WALKED, *pages.VARIANTS, *pages.ONLY_WITH_QUERY}
    assert named <= routes, "accessibility/pages.py names routes that are gone"


def test_every_query_that_a_room_reads_is_taught() -> None:
    taught = {name for variants in pages.VARIANTS.values() for name in variants}
    for file in (HERE / "web").rglob("*.py"):
        if file.parent.name == "api":
            continue  # for programs: no page
        text = file.read_text("utf-8")
        read = READ.findall(text.replace("asked.", "query_params.") if NAMED in text else text)
        missing = set(read) - taught - pages.IN_STATES
        assert not missing, f"{file.name}: add {missing} to VARIANTS in accessibility/pages.py"


def test_nothing_stands_outside_the_languages_unnoticed(site: Site, tmp_path: Path) -> None:
    app = create_app(Settings(state=tmp_path, keys=site.settings.keys, demo=True))
    paths = {route.path for route in app.routes if isinstance(route, Route | Mount)}
    languages = {f"/{code}" for code in site.languages}
    assert paths - languages == set(OUTSIDE), "teach accessibility/ the new routes, or say why not"


def test_every_colour_theme_is_a_mode() -> None:
    assert set(modes.THEMES.values()) == set(COMFORT["theme"])
    assert {*modes.THEMES, "default", "320", "no-js"} == set(modes.MODES)


def test_every_outcome_of_the_self_test_is_shown(site: Site) -> None:
    outcomes = {outcome.id for outcome in site.library.flows["autotest"].outcomes}
    shown = {
        *states_selftest.OUTCOMES,
        *({"indetermine"} if "arret" in states_selftest.EXITS else ()),
    }
    assert outcomes <= shown


def test_the_same_page_is_always_drawn_in_the_same_language(site: Site) -> None:
    drawn = [matrix.drawn(page.path, site).code for page in pages.others(site.library)]
    again = [matrix.drawn(page.path, site).code for page in pages.others(site.library)]
    assert drawn == again
    assert set(drawn) == set(site.languages)


def test_a_push_draws_as_many_pages_as_it_can_afford_and_the_seed_says_which(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = pages.others(site.library)
    monkeypatch.setenv("PORTAL_SEED", "1")
    first, again = matrix.sampled(others), matrix.sampled(others)
    monkeypatch.setenv("PORTAL_SEED", "2")
    assert first == again != matrix.sampled(others)
    assert len(first) == min(len(others), matrix.MOST_OTHERS)
    assert matrix.sampled(others[:5]) == others[:5]


def test_each_page_has_one_id(site: Site) -> None:
    every = [job.name for job in matrix.every_push(site) if job.language.code == "fr"]
    assert len(every) == len(set(every))
