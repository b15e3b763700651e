"""`portal gaps`: figures, tables and a map for those who plan."""

import argparse
import csv
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from portal.commands import gaps

Print = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def content(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two towns, one place that teaches, in the first of them; a need that nobody meets."""
    (small / "provisions" / "manger.yaml").write_text(
        "order: 2\ntitle: De quoi manger\nsummary: Un repas.\nicon: assiette\n"
        "services: [alimentation]\n",
        "utf-8",
    )
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PORTAL_KEYS", Fernet.generate_key().decode())
    monkeypatch.delenv("PORTAL_TERRITORIES", raising=False)
    return small


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser("portal")
    gaps.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["gaps", *arguments])
    return int(options.run(options))


def test_each_need_has_its_communes_and_people_without(capsys: Print) -> None:
    assert run() == 0
    said = capsys.readouterr().out
    assert "2 commune(s) sur 2" not in said
    assert "1 commune(s) sur 2, 96000 habitants sur 132000" in said
    assert "1 lieu(x) connu(s), renseignements du 2025-03-12" in said


def test_a_need_without_a_known_place_concludes_nothing(capsys: Print) -> None:
    assert run("--need", "manger") == 0
    said = capsys.readouterr().out
    assert "on ne peut rien conclure" in said
    assert "habitants sur" not in said


def test_one_need_lists_the_communes_without(capsys: Print) -> None:
    assert run("--need", "apprendre") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if " — La mairie" in line]
    assert [line.split("  ")[-1] for line in lines] == ["Nanterre — La mairie"]


def test_on_foot_is_longer_than_by_bicycle(capsys: Print) -> None:
    taken = []
    for mode in ("walk", "bicycle"):
        assert run("--need", "apprendre", "--mode", mode, "--json") == 0
        told = json.loads(capsys.readouterr().out)
        assert told["mode"] == mode
        taken.append(told["needs"][0]["communes"][0][mode])
    assert taken[0] > taken[1] > 30


def test_json_tells_nothing_known_from_nobody_without(capsys: Print) -> None:
    assert run("--json") == 0
    totals = {one["id"]: one["total"] for one in json.loads(capsys.readouterr().out)["needs"]}
    assert totals["manger"] is None
    assert totals["apprendre"]["people_without"] == 96000


def test_the_table_is_a_file_that_spreadsheets_read(tmp_path: Path, capsys: Print) -> None:
    file = tmp_path / "acces.csv"
    assert run("--need", "apprendre", "--csv", str(file)) == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["commune"] for row in rows] == ["Châtillon", "Nanterre"]
    assert [row["proche_a_velo"] for row in rows] == ["oui", "non"]
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_the_map_is_a_drawing_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "carte.svg"
    assert run("--need", "apprendre", "--svg", str(file)) == 0
    drawing = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Apprendre l’ordinateur (à vélo)" in (drawing[0].text or "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--need", "rien"), "besoin inconnu. Ceux-ci : apprendre, manger"),
        (("--territory", "creuse"), "territoire inconnu. Ceux-ci : hauts-de-seine"),
        (("--svg", "carte.svg"), "ajoutez --need"),
        (("--need", "manger", "--svg", "carte.svg"), "on ne peut rien conclure"),
        (("--csv", "nulle-part/acces.csv"), "écriture impossible"),
    ],
)
def test_what_cannot_be_given_says_why_and_exits_2(
    arguments: tuple[str, ...], said: str, capsys: Print, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    answer = capsys.readouterr()
    assert said in answer.err
    assert answer.out == ""
    assert not (tmp_path / "carte.svg").exists()
