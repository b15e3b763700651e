"""`portal search`, as a counsellor or a program runs it."""

import argparse
import json
from pathlib import Path

import pytest

from portal.commands.search import add


@pytest.fixture(autouse=True)
def small_content(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    monkeypatch.setenv("PORTAL_LOCALES", str(tmp_path / "none"))
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path / "state"))


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers(required=True))
    options = parser.parse_args(["search", *arguments])
    return int(options.run(options))


def test_a_question_prints_its_sheets_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rmi") == 0
    assert capsys.readouterr().out.startswith("aids/rsa — Le RSA (former-name : rmi)")


def test_a_program_reads_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("je dors dehors", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["urgent"][0]["id"] == "115"
    assert told["results"][0]["url"] == "/fr/plateformes/caf"


@pytest.mark.parametrize(("expected", "code"), [("rsa", 0), ("apl", 1)])
def test_a_file_of_questions_fails_when_one_is_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], expected: str, code: int
) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(f'- {{id: q1, query: "rmi", expect: [{expected}]}}\n', "utf-8")
    assert run("--expect", str(file)) == code
    out = capsys.readouterr().out
    assert ("manquée : q1" in out) == bool(code)
    assert "rappel@3" in out


def test_an_unreadable_file_or_no_question_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--expect", str(tmp_path / "absent.yaml")) == 2
    assert run() == 2
    assert "absent.yaml" in capsys.readouterr().err


def test_no_result_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("xyzzyplugh") == 0
    assert "Rien de trouvé" in capsys.readouterr().out
