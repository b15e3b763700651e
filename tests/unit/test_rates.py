"""Legal amounts: what content puts right, what nobody has updated, what OpenFisca does not have."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portal.content.library import Library
from portal.domain.parameter import Parameter
from portal.services.simulation.rates import law_folder, overrides, problems, read_law, stale

TODAY = date(2026, 11, 23)
BASE = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa"
Law = Callable[..., Path]


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A law of five parameters, written as OpenFisca writes them."""
    folder = tmp_path / "law"
    (folder / "aide").mkdir(parents=True)
    files = {
        "aide/index": "description: Une aide\n",
        "aide/montant": "values:\n  2024-04-01: {value: 10}\n  2026-04-01: {value: 11}\n",
        "aide/futur": "values: {2025-04-01: {value: 10}, 2027-04-01: {value: 12}}\n",
        "aide/fini": "values: {2020-04-01: {value: 10}, 2021-01-01: {value: null}}\n",
        "aide/couple": "seul:\n  values: {2025-01-01: 5}\ndeux:\n  values: {2026-01-01: 6}\n",
        "aide/bareme": "brackets:\n- threshold: {2019-04-01: {value: 0}}\n"
        "  rate: {2025-04-01: {value: 0.1}}\n",
        "aide/abime": "values: [\n",
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def parameter(path: str, *values: tuple[str, float], revalued: str | None = "04-01") -> Parameter:
    dated = tuple({"since": since, "value": value} for since, value in values)
    return Parameter.model_validate(
        {
            "id": "un",
            "title": "Un montant",
            "path": path,
            "values": dated,
            "revalued": revalued,
            "source": {"name": "loi"},
            "status": "a-verifier",
        }
    )


def library(one: Parameter) -> Library:
    return Library(parameters={one.id: one})


def warned(one: Parameter, law: Path | None, today: date = TODAY) -> list[str]:
    return [w.message for w in stale(library(one), Path("content"), today=today, law=law)]


def wrong(one: Parameter, law: Path | None) -> list[str]:
    return [p.message for p in problems(library(one), Path("content"), law=law)]


def test_a_value_of_this_years_rise_is_no_warning(law: Path) -> None:
    assert warned(parameter("aide.montant"), law) == []


def test_a_value_older_than_its_last_rise_is_a_warning(law: Path) -> None:
    (message,) = warned(parameter("aide.futur"), law)
    assert message.startswith("valeur du 2025-04-01, plus ancienne que la hausse du 2026-04-01")


def test_before_this_years_rise_last_years_value_is_right(law: Path) -> None:
    assert warned(parameter("aide.futur"), law, date(2026, 3, 31)) == []
    assert warned(parameter("aide.futur"), law, date(2026, 4, 1)) != []


def test_a_value_to_come_is_not_in_use_yet(law: Path) -> None:
    assert "2025-04-01" in warned(parameter("aide.futur"), law)[0]
    assert warned(parameter("aide.futur"), law, date(2027, 4, 1)) == []


def test_our_own_value_is_the_one_that_counts(law: Path) -> None:
    assert warned(parameter("aide.futur", ("2026-04-01", 12)), law) == []
    assert "2025-04-01" in warned(parameter("aide.montant", ("2025-04-01", 10)), law)[0]


def test_without_a_yearly_rise_nothing_is_out_of_date(law: Path) -> None:
    assert warned(parameter("aide.fini", revalued=None), law) == []


def test_a_value_that_ended_is_as_old_as_its_beginning(law: Path) -> None:
    assert "valeur du 2020-04-01" in warned(parameter("aide.fini"), law)[0]


def test_a_scale_is_as_old_as_its_newest_part(law: Path) -> None:
    assert "valeur du 2025-04-01" in warned(parameter("aide.bareme"), law)[0]


def test_a_part_of_a_file_has_its_own_dates(law: Path) -> None:
    assert warned(parameter("aide.couple.deux", revalued="01-01"), law) == []
    assert warned(parameter("aide.couple.seul", revalued="01-01"), law) != []


def test_an_age_that_cannot_be_known_is_said(law: Path) -> None:
    for path in ("aide.abime", "aide.rien"):
        assert "illisible" in warned(parameter(path), law)[0]
    assert "illisible" in warned(parameter("aide.montant"), None)[0]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("aide.rien", "n’existe pas dans OpenFisca"),
        ("rien.du.tout", "n’existe pas dans OpenFisca"),
        ("aide.montant.trop.loin", "n’existe pas dans OpenFisca"),
        ("aide.couple.trois", "n’existe pas dans OpenFisca"),
        ("aide", "groupe de paramètres"),
        ("aide.couple", "groupe de paramètres"),
        ("aide.abime", "illisible"),
        ("../aide.montant", "n’existe pas dans OpenFisca"),
    ],
)
def test_a_path_that_leads_nowhere_is_a_problem(law: Path, path: str, message: str) -> None:
    (said,) = wrong(parameter(path), law)
    assert message in said


def test_a_scale_can_be_watched_but_not_replaced(law: Path) -> None:
    assert wrong(parameter("aide.bareme"), law) == []
    (said,) = wrong(parameter("aide.bareme", ("2026-04-01", 1)), law)
    assert "retirez values" in said


@pytest.mark.parametrize("day", ["02-30", "13-01", "19-39", "00-10"])
def test_a_day_of_no_calendar_is_a_problem_and_no_warning(law: Path, day: str) -> None:
    assert "n’est pas un jour" in wrong(parameter("aide.montant", revalued=day), law)[0]
    assert warned(parameter("aide.montant", revalued=day), law) == []


def test_without_openfisca_no_path_is_wrong() -> None:
    assert wrong(parameter("rien.du.tout"), None) == []


def test_a_problem_points_to_its_line(tmp_path: Path, law: Path) -> None:
    (tmp_path / "parameters").mkdir()
    file = tmp_path / "parameters/un.yaml"
    file.write_text("title: Un\npath: aide.rien\n", "utf-8")
    (problem,) = problems(library(parameter("aide.rien")), tmp_path, law=law)
    assert str(problem).startswith(f"{file}:2:1: path: « aide.rien » n’existe pas")


def test_the_engine_gets_the_values_that_it_can_take() -> None:
    (one,) = overrides(library(parameter(BASE, ("2026-04-01", 651.69))))
    assert (one.parameter, one.values) == (BASE, ((date(2026, 4, 1), 651.69),))
    assert overrides(library(parameter("rien.du.tout", ("2026-04-01", 1)))) == ()
    assert overrides(library(parameter(BASE))) == ()


def test_the_law_installed_here_is_read_without_being_loaded() -> None:
    law = law_folder()
    assert law
    assert date(2026, 4, 1) in read_law(law, BASE).since
