"""`portal export`: the content in other programs' formats, whole files or nothing."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from data_inclusion.schema.v1 import Structure  # type: ignore[import-untyped]  # No types.
from icalendar import Calendar

from portal.cli import main
from portal.services.interchange.export import KINDS
from portal.services.interchange.mednum import COLUMNS

Print = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def environment(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands see the small content and no other."""
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    monkeypatch.setenv("PORTAL_LOCALES", str(small.parent / "locales"))
    monkeypatch.setenv("PORTAL_STATE", str(small.parent / "state"))


def exported(capsysbinary: Print, *arguments: str) -> bytes:
    assert main(["export", *arguments]) == 0
    return capsysbinary.readouterr().out


def table(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def rewrite(small: Path, name: str, before: str, after: str) -> None:
    file = small / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def events(calendar: bytes) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def imported(small: Path) -> None:
    """Make the town hall a place that a source gave, mail and all."""
    file = small / "places/mairie.yaml"
    record = '{id: "x--1", nom: "MAIRIE", courriels: "accueil@exemple.fr", date_maj: "2022-01-01"}'
    copy = f'  - {{format: mednum-1.0.2, id: "x--1", on: 2022-01-01, record: {record}}}\n'
    file.write_text(
        f"{file.read_text('utf-8')}email: accueil@exemple.fr\nimported:\n{copy}", "utf-8"
    )


def test_mednum_has_the_columns_of_the_schema_and_a_line_for_each_place(
    capsysbinary: Print,
) -> None:
    out = exported(capsysbinary, "mednum")
    assert tuple(out.decode().splitlines()[0].split(",")) == COLUMNS
    (line,) = table(out)
    assert line["id"] == "pas-a-pas--mairie"
    assert line["code_insee"]
    assert line["date_maj"]


def test_data_inclusion_gives_structures_that_its_schema_accepts(capsysbinary: Print) -> None:
    (line,) = exported(capsysbinary, "data-inclusion").splitlines()
    assert Structure.model_validate_json(line).id == "pas-a-pas--mairie"


def test_what_data_inclusion_refuses_is_named_and_left_out(
    small: Path, capsysbinary: Print
) -> None:
    title = (small / "places/mairie.yaml").read_text("utf-8").splitlines()[0]
    rewrite(small, "places/mairie.yaml", title, "title: Ici")
    rewrite(small, "places/mairie.yaml", "title: Ici", "title: Le")
    assert main(["export", "data-inclusion"]) == 1
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert "pas-a-pas--mairie : nom : refusé par data·inclusion v1" in told.err.decode()


def test_a_record_is_given_back_as_it_came_with_its_mail(small: Path, capsysbinary: Print) -> None:
    imported(small)
    (line,) = table(exported(capsysbinary, "mednum"))
    assert (line["id"], line["courriels"]) == ("x--1", "accueil@exemple.fr")
    assert b"accueil@exemple.fr" not in exported(capsysbinary, "json", "--kind", "places")


@pytest.mark.parametrize("kind", KINDS)
def test_json_and_csv_give_every_value_of_a_kind(
    small: Path, kind: str, capsysbinary: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "1")
    ids = sorted(file.stem for file in (small / kind).glob("*.yaml"))
    whole: dict[str, Any] = json.loads(exported(capsysbinary, "json", "--kind", kind))
    assert sorted(one["id"] for one in whole["items"]) == ids
    assert (whole["total"], whole["lang"]) == (len(ids), "fr")
    assert (
        sorted(line["id"] for line in table(exported(capsysbinary, "csv", "--kind", kind))) == ids
    )


def test_a_cell_that_begins_like_a_formula_stays_as_it_is_written(
    small: Path, capsysbinary: Print
) -> None:
    rewrite(small, "aids/rsa.yaml", "summary:", "summary: '=1+1, \"deux\"' #")
    lines = {line["id"]: line for line in table(exported(capsysbinary, "csv", "--kind", "aids"))}
    assert lines["rsa"]["summary"] == '=1+1, "deux"'


def test_without_a_kind_json_and_csv_give_the_places(capsysbinary: Print) -> None:
    assert json.loads(exported(capsysbinary, "json"))["kind"] == "places"


def test_an_example_workshop_is_only_in_the_calendar_of_a_demonstration(
    small: Path, capsysbinary: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small / "workshops/courriel.yaml"
    text = file.read_text("utf-8").replace("example: oui\n", "")
    file.write_text(f"{text}example: oui\n", "utf-8")
    assert not events(exported(capsysbinary, "ical"))
    monkeypatch.setenv("PORTAL_DEMO", "1")
    (event,) = events(exported(capsysbinary, "ical"))
    assert event["UID"].startswith("workshops-courriel@")
    assert "URL" not in event


def test_a_calendar_names_the_portal_that_gives_it(
    capsysbinary: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_URL", "https://portail.example/")
    (event,) = events(exported(capsysbinary, "ical"))
    assert event["UID"] == "workshops-courriel@portail.example"
    assert event["URL"] == "https://portail.example/fr/lieux/mairie"


@pytest.mark.parametrize("format_", ["mednum", "data-inclusion", "json", "csv", "ical"])
def test_the_same_content_gives_the_same_bytes(
    format_: str, capsysbinary: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "1")
    assert exported(capsysbinary, format_) == exported(capsysbinary, format_)


def test_a_file_is_written_whole_and_nothing_is_left_beside(
    small: Path, capsysbinary: Print
) -> None:
    file = small.parent / "lieux.csv"
    file.write_text("ancien", "utf-8")
    assert exported(capsysbinary, "mednum", "-o", str(file)) == b""
    assert file.read_bytes() == exported(capsysbinary, "mednum")
    assert [one.name for one in small.parent.iterdir() if "lieux" in one.name] == ["lieux.csv"]


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
    small: Path, capsysbinary: Print
) -> None:
    folder = small.parent / "dossier"
    folder.mkdir()
    for target in (folder, folder / "absent" / "lieux.csv"):
        assert main(["export", "mednum", "-o", str(target)]) == 2
        assert "écriture impossible" in capsysbinary.readouterr().err.decode()
    assert [*folder.iterdir()] == []
    assert not [one for one in small.parent.iterdir() if one.name.startswith(".")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mednum", "--kind", "aids"], "ne donne que « places »"),
        (["ical", "--kind", "places"], "ne donne que « workshops »"),
        (["json", "--territory", "paris"], "--territory paris : choisissez parmi hauts-de-seine"),
        (["json", "--lang", "xx"], "--lang xx : choisissez parmi fr"),
    ],
)
def test_what_cannot_be_given_says_what_to_write_instead(
    arguments: list[str], said: str, capsysbinary: Print
) -> None:
    assert main(["export", *arguments]) == 2
    told = capsysbinary.readouterr()
    assert said in told.err.decode()
    assert told.out == b""


def test_a_territory_keeps_its_own_places(small: Path, capsysbinary: Print) -> None:
    other = (small / "territories/hauts-de-seine.yaml").read_text("utf-8")
    other = other.replace('code: "92"', 'code: "78"')
    (small / "territories/yvelines.yaml").write_text(other, "utf-8")
    assert len(table(exported(capsysbinary, "mednum", "--territory", "hauts-de-seine"))) == 1
    assert table(exported(capsysbinary, "mednum", "--territory", "yvelines")) == []
