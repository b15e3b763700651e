"""The engine that the settings ask for, from none to real processes."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from portal.content.library import Library
from portal.domain.household import Household
from portal.domain.parameter import Parameter
from portal.services.engine.calculator import Absent, EngineUnavailable
from portal.services.simulation.calculator import Working, engine_settings, open_calculator
from portal.services.simulation.in_process import open_in_process
from portal.services.simulation.run import request
from portal.settings import Settings

BASE = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa"
ALONE = Household(
    age=40, nationality="FR", couple=False, children=(), income=0, activity="sans-activite",
    housing="heberge-gratuit", rent=0, commune="92050",
)  # fmt: skip
LONG = 120.0


@pytest.fixture
def library() -> Library:
    """A content that says the RSA's amount of 1 December, which OpenFisca cannot know."""
    one = Parameter.model_validate(
        {
            "id": "rsa-base",
            "title": "RSA",
            "path": BASE,
            "values": ({"since": "2026-12-01", "value": 800},),
            "source": {"name": "loi"},
            "status": "a-verifier",
        }
    )
    return Library(parameters={one.id: one})


def asked(month: str) -> dict[str, object]:
    return {
        **request([ALONE], {}, month=month, passes=1),
        "variables": [["rsa", "month"]],
    }


def rsa(answer: dict[str, list[dict[str, list[float]]]]) -> float:
    return answer["households"][0]["rsa"][0]


def test_no_worker_is_no_engine(settings: Settings, library: Library) -> None:
    assert settings.engine_workers == 0
    assert isinstance(open_calculator(settings, library), Absent)


def test_what_is_not_installed_is_absent(
    settings: Settings, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openfisca_france", None)
    calculator = open_calculator(replace(settings, engine_workers=2), library)
    assert calculator.state == "absent"


def test_the_content_puts_amounts_right_from_their_date(
    settings: Settings, library: Library
) -> None:
    (one,) = engine_settings(settings, library).overrides
    assert (one.parameter, one.values) == (BASE, ((date(2026, 12, 1), 800.0),))


def test_processes_answer_with_the_contents_amounts_and_end(
    settings: Settings, library: Library
) -> None:
    working = open_calculator(replace(settings, engine_workers=1, engine_deadline=LONG), library)
    assert isinstance(working, Working)
    try:
        assert working.wait(LONG)
        before, after = (rsa(working.ask(asked(month))) for month in ("2026-11", "2026-12"))
        # 12 % de moins pour qui est hébergé sans payer (CASF, art. R262-9).
        assert before == pytest.approx(651.69 * 0.88, abs=1)
        assert after == pytest.approx(800 * 0.88, abs=1)
        working.clear()
        with pytest.raises(EngineUnavailable, match="refused"):
            working.ask({"kind": "amounts"})
    finally:
        working.close()
    with pytest.raises(EngineUnavailable, match="absent"):
        working.ask(asked("2026-11"))


def test_the_engine_in_this_process_says_why_it_refuses(
    settings: Settings, library: Library
) -> None:
    here = open_in_process(settings, library)
    assert rsa(here.ask(asked("2026-12"))) == pytest.approx(800 * 0.88, abs=1)
    with pytest.raises(EngineUnavailable) as refused:
        here.ask({**asked("2026-12"), "month": "lune"})
    assert refused.value.reason == "refused"
    assert "lune" in refused.value.detail
