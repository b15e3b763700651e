"""The engine opens whatever happens to its cache, and says no to what it cannot know."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.services.openfisca import EngineSettings, Override, national_communes
from portal.services.openfisca.communes import read
from portal.services.openfisca.load import cache_file
from portal.services.openfisca.serve import Engine, open_engine

C2S = "prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base"
RSA = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa"
ALONE = {"age": 40, "commune": "92050", "housing": "sans-domicile"}


def rsa(engine: Engine, month: str = "2026-10") -> float:
    request = {"kind": "amounts", "month": month, "passes": 1, "households": [ALONE]}
    (found,) = engine.answer({**request, "variables": [["rsa", "month"]]})["households"]
    return float(found["rsa"][0])


def test_the_parameters_are_kept_for_the_next_start(engine: Engine, state: Path) -> None:
    kept = cache_file(EngineSettings(state))
    assert kept.stat().st_size > 1_000_000
    assert [one for one in state.iterdir() if one.suffix == ".tmp"] == []


@pytest.mark.parametrize("damage", [b"", b"not a pickle", b"\x80\x05]\x94."])
def test_a_damaged_cache_is_read_again_from_the_law(tmp_path: Path, damage: bytes) -> None:
    kept = cache_file(EngineSettings(tmp_path))
    kept.write_bytes(damage)
    assert rsa(open_engine(EngineSettings(tmp_path))) == pytest.approx(651.69)
    assert kept.stat().st_size > 1_000_000


def test_a_folder_that_cannot_be_written_only_means_no_cache(tmp_path: Path) -> None:
    # A file where the folder should be refuses writing to anyone, the superuser included.
    (tmp_path / "state").write_text("taken")
    settings = EngineSettings(tmp_path / "state")
    assert rsa(open_engine(settings)) == pytest.approx(651.69)
    assert (tmp_path / "state").read_text() == "taken"


def test_an_override_changes_the_amount_from_its_date(state: Path) -> None:
    one = Override(RSA, ((date(2026, 11, 1), 700.0), (date(2027, 1, 1), 710.0)))
    settings = EngineSettings.from_json(EngineSettings(state, (one,)).to_json())
    engine = open_engine(settings)
    assert rsa(engine, "2026-10") == pytest.approx(651.69)
    assert rsa(engine, "2026-11") == pytest.approx(700)
    assert rsa(engine, "2027-01") == pytest.approx(710)
    assert engine.answer(explained(RSA, "2026-12"))["parameters"][RSA] == {
        "value": 700.0, "since": "2026-11-01", "unit": "currency", "source": None, "url": None,
    }  # fmt: skip
    assert rsa(open_engine(settings), "2026-11") == pytest.approx(700)


def test_other_overrides_have_another_cache(state: Path) -> None:
    plain = EngineSettings(state)
    other = replace(plain, overrides=(Override(C2S, ((date(2025, 4, 1), 10_339.0),)),))
    assert cache_file(plain) != cache_file(other)


def test_an_override_of_nothing_is_refused(state: Path) -> None:
    wrong = Override("prestations_sociales.nulle_part", ((date(2026, 1, 1), 1.0),))
    with pytest.raises(KeyError, match="nulle_part"):
        open_engine(EngineSettings(state, (wrong,)))


def explained(parameter: str, month: str = "2026-10", **more: Any) -> dict[str, Any]:
    request = {"kind": "explain", "month": month, "household": ALONE, "variables": []}
    return {**request, "parameters": [parameter], **more}


def test_an_explanation_gives_the_steps_and_the_law(engine: Engine) -> None:
    steps = ["rsa_base_ressources", "rsa_forfait_logement", "rsa_socle", "ppa_eligibilite"]
    housed = {**ALONE, "housing": "heberge-gratuit"}
    asked = explained(RSA, household=housed, variables=[[name, "month"] for name in steps])
    answer = engine.answer(asked)
    assert answer["variables"] == {
        "rsa_base_ressources": [0.0],
        # 12 % of 651.69 €
        "rsa_forfait_logement": [pytest.approx(78.2028)],
        "rsa_socle": [pytest.approx(651.69)],
        "ppa_eligibilite": [1.0],
    }
    legal = answer["parameters"][RSA]
    assert (legal["value"], legal["since"]) == (651.69, "2026-04-01")
    assert "2026-220" in legal["source"]
    assert legal["url"].startswith("https://www.legifrance.gouv.fr/")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"month": "2026-13"}, ValueError, "2026-13"),
        ({"passes": 3}, ValueError, "passes"),
        ({"kind": "divine"}, ValueError, "divine"),
        ({"variables": [["rsa", "week"]]}, ValueError, "week"),
        ({"households": [{"age": 40}]}, ValueError, "commune"),
        ({"households": [{**ALONE, "commune": "99999"}]}, ValueError, "99999"),
        ({"households": [{**ALONE, "birth": "1990-02-31"}]}, ValueError, "1990-02-31"),
        ({"households": [{**ALONE, "ages": 4}]}, ValueError, "ages"),
    ],
)
def test_a_wrong_request_is_refused_in_words(
    engine: Engine, change: dict[str, Any], error: type[Exception], words: str
) -> None:
    request = {
        "kind": "amounts", "month": "2026-10", "passes": 1, "households": [ALONE],
        "variables": [["rsa", "month"]],
    }  # fmt: skip
    with pytest.raises(error, match=words):
        engine.answer({**request, **change})


def test_a_variable_that_openfisca_does_not_have_is_left_out_alone(engine: Engine) -> None:
    request = {
        "kind": "amounts", "month": "2026-10", "passes": 1, "households": [ALONE],
        "variables": [["rsa_magique", "month"], ["rsa", "month"]],
    }  # fmt: skip
    assert list(engine.answer(request)["households"][0]) == ["rsa"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"variables": [["rsa_magique", "month"]]}, "rsa_magique"),
        ({"parameters": ["prestations_sociales"]}, "not a single value"),
        ({"parameters": ["prestations_sociales.rien"]}, "no such parameter"),
        ({"parameters": [RSA], "month": "1999-01"}, "no value"),
    ],
)
def test_a_wrong_explanation_is_refused_in_words(
    engine: Engine, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(KeyError, match=words):
        engine.answer({**explained(RSA), **change})


def test_a_yearly_amount_that_openfisca_defines_on_a_month_may_be_asked_for_the_year(
    engine: Engine,
) -> None:
    request = {"kind": "amounts", "month": "2026-10", "households": [ALONE]}
    asked = [["bourse_college", "year"], ["rsa", "year"], ["ars", "month"]]
    (found,) = engine.answer({**request, "variables": asked})["households"]
    assert found == {"bourse_college": [0.0], "rsa": [pytest.approx(651.69)], "ars": [0.0]}


def test_no_household_is_an_empty_answer(engine: Engine) -> None:
    request = {"kind": "amounts", "month": "2026-10", "households": [], "variables": []}
    assert engine.answer(request) == {"households": []}


def test_asking_who_calculates_imports_nothing_heavy() -> None:
    code = (
        "import sys, portal.services.openfisca as o;"
        "assert o.installed() and 'OpenFisca-France' in o.version();"
        "assert len(o.national_communes()) > 30_000;"
        "heavy = {'openfisca_core', 'openfisca_france', 'numpy'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_communes_of_the_national_register_have_a_name_and_a_departement() -> None:
    communes = national_communes()
    assert communes["92050"] == ("Nanterre", "92")
    assert communes["75108"][1] == "75"
    assert "99999" not in communes


def test_without_openfisca_no_commune_is_known() -> None:
    assert read(None) == {}
