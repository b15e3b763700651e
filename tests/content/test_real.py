"""Every file of the real content is a test case."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from portal.content.build import build
from portal.content.kinds import KINDS
from portal.content.library import Library
from portal.content.load import Loaded, load_or_stop
from portal.content.read import read
from portal.content.words import faults
from portal.domain.selftest import Orientation
from portal.domain.texts import texts
from portal.settings import ROOT
from portal.web.render import HERE
from tests.values import RULE

FILES = sorted((ROOT / "content").glob("*/*.y*ml"))
NAMES = [f"{file.parent.name}/{file.stem}" for file in FILES]
EACH = pytest.mark.parametrize("file", FILES, ids=NAMES)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_or_stop(ROOT / "content", today=date.today(), examples=True)


@pytest.fixture(scope="module")
def library(loaded: Loaded) -> Library:
    return loaded.library


def value(file: Path) -> BaseModel:
    document, problems = read(file)
    assert document, problems
    built, wrong = build(document, KINDS[file.parent.name].model)
    assert built, wrong
    return built


@EACH
def test_the_file_holds_and_is_shown(file: Path, loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems if problem.file == file] == []
    assert file.stem in getattr(loaded.library, file.parent.name)


@EACH
def test_the_file_is_written_in_plain_words(file: Path) -> None:
    said = texts(value(file))
    assert [f"{path}: {fault}" for path, text, _ in said for fault in faults(text)] == []


def test_the_register_of_communes_holds(loaded: Loaded) -> None:
    assert not [problem for problem in loaded.problems if problem.file.suffix == ".csv"]
    departments = {commune.department for commune in loaded.library.communes.values()}
    assert departments == {"78", "92"}


def test_the_content_has_no_problem_at_all(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems] == []


def test_every_folder_of_the_content_is_a_kind() -> None:
    folders = {folder.name for folder in (ROOT / "content").iterdir() if folder.is_dir()}
    assert folders == set(KINDS)


def test_every_pictogram_that_content_names_is_drawn(library: Library) -> None:
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', (HERE / "static/icons.svg").read_text("utf-8")))
    named = {
        icon for kind in KINDS for one in getattr(library, kind).values() for icon in icons(one)
    }
    assert named <= drawn, named - drawn


def icons(held: Any) -> Iterator[str]:
    """Every icon named at any depth of a value."""
    if isinstance(held, BaseModel):
        if getattr(held, "icon", None):
            yield held.icon  # type: ignore[attr-defined]
        for name in type(held).model_fields:
            yield from icons(getattr(held, name))
    elif isinstance(held, tuple | list):
        for item in held:
            yield from icons(item)
    elif isinstance(held, Mapping):
        yield from icons(list(held.values()))


def test_every_task_has_its_screen(library: Library) -> None:
    asked = {question.task.screen for question in library.questions.values() if question.task}
    screens = {file.stem for file in (HERE / "templates/selftest/tasks").glob("*.html")}
    assert asked == screens


def test_a_former_name_is_never_the_name_of_another_sheet(library: Library) -> None:
    for kind in ("urgences", "aids", "platforms", "initiatives", "lessons", "places"):
        shelf = getattr(library, kind)
        aliases = [alias for sheet in shelf.values() for alias in sheet.aliases]
        assert len(aliases) == len(set(aliases))
        assert not set(aliases) & set(shelf)


def test_the_self_test_keeps_the_thresholds_that_were_decided(library: Library) -> None:
    rule = library.flows["autotest"].orientation
    assert isinstance(rule, Orientation)
    assert rule.model_dump() == RULE.model_dump()


def test_the_self_test_has_12_tasks_worth_3_then_8_then_10_points(library: Library) -> None:
    flow = library.flows["autotest"]
    best = {
        name: sum(library.questions[q].points("reussi") for q in score.of)
        for name, score in flow.scores.items()
    }
    assert best == {"manipulation": 3, "coeur": 8, "demarches": 10}
    assert sum(len(score.of) for score in flow.scores.values()) == 12


def test_every_core_task_gives_one_hint_for_half_the_points(library: Library) -> None:
    for name in library.flows["autotest"].scores["coeur"].of:
        task = library.questions[name].task
        assert task
        assert task.hint
        assert task.points == {"reussi": 2, "indice": 1}


def test_not_knowing_is_an_answer_wherever_a_fact_is_asked(library: Library) -> None:
    for name in ("appareil", "frequence", "demarche", "preference", "assistant"):
        assert library.questions[name].answers[-1] == "je-ne-sais-pas"
