"""`portal check` and the legal amounts: warnings change nothing, wrong paths do."""

import json
import sys
from pathlib import Path

import pytest

from portal.cli import main

Print = pytest.CaptureFixture[str]
OLD = (
    'title: "Un montant"\n'
    'path: "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa"\n'
    "values:\n  - {since: 2001-04-01, value: 10}\n"
    'revalued: "04-01"\nsource: {name: "loi"}\nstatus: a-verifier\n'
)


@pytest.fixture(autouse=True)
def environment(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands see the small content and no other."""
    monkeypatch.setenv("PORTAL_CONTENT", str(small))


def write(small: Path, text: str) -> Path:
    folder = small / "parameters"
    folder.mkdir(exist_ok=True)
    file = folder / "montant.yaml"
    file.write_text(text, "utf-8")
    return file


def test_an_amount_out_of_date_is_a_warning_and_check_still_exits_0(
    small: Path, capsys: Print
) -> None:
    file = write(small, OLD)
    assert main(["check"]) == 0
    line, last = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{file}:5:1: revalued: valeur du 2001-04-01, plus ancienne que")
    assert line.endswith("(avertissement)")
    assert last == "7 fiches, 0 problème(s), 1 avertissement(s)."


def test_a_path_that_openfisca_does_not_have_is_a_problem(small: Path, capsys: Print) -> None:
    file = write(small, OLD.replace("rsa.rsa_m", "rsa.rsa_n"))
    assert main(["check"]) == 1
    assert f"{file}:2:1: path: « prestations_sociales" in capsys.readouterr().out


def test_json_says_which_is_which(small: Path, capsys: Print) -> None:
    write(small, OLD)
    (small / "aids/apl.yaml").write_text("title: [\n", "utf-8")
    assert main(["check", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [(row["level"], Path(row["file"]).stem) for row in rows] == [
        ("error", "apl"),
        ("warning", "montant"),
    ]


def test_without_openfisca_our_own_dates_are_still_watched(
    small: Path, capsys: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openfisca_france", None)
    write(small, OLD)
    assert main(["check"]) == 0
    assert "1 avertissement(s)" in capsys.readouterr().out
