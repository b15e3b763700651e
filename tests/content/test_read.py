"""YAML as editors type it: its traps, and the exact place of each mistake."""

from pathlib import Path

import pytest

from portal.content.read import read

TRAPS = """\
country: NO
switch: on
hour: 12:30
postal_code: 01400
sign: =
merge: <<
date: 2025-03-12
big: 1_000
octal: 0o17
float: 1e3
bare: "~"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "fiche.yaml"


def problems(file: Path, text: str | bytes) -> list[str]:
    """What an editor is told, without the folder."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem).removeprefix(f"{file.parent}/") for problem in read(file)[1]]


def test_every_value_stays_the_text_that_was_typed(file: Path) -> None:
    assert problems(file, TRAPS) == []
    document, _ = read(file)
    assert document
    assert document.tree == {
        "country": "NO",
        "switch": "on",
        "hour": "12:30",
        "postal_code": "01400",
        "sign": "=",
        "merge": "<<",
        "date": "2025-03-12",
        "big": "1_000",
        "octal": "0o17",
        "float": "1e3",
        "bare": "~",
    }


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_only_a_plain_empty_value_means_nothing(file: Path, nothing: str) -> None:
    file.write_text(f"phone: {nothing}\nquoted: '{nothing}'\n")
    document, _ = read(file)
    assert document
    assert document.tree == {"phone": None, "quoted": nothing}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb:\n  c: 2\n  c: 3\n", "fiche.yaml:4:3: b.c: clé écrite deux fois"),
        ("a: {b: 1, b: 2}\n", "fiche.yaml:1:11: a.b: clé écrite deux fois"),
        ("a: 1\r\nb: 2\r\nb: 3\r\n", "fiche.yaml:3:1: b: clé écrite deux fois"),
        ("a: 1\n\tb: 2\n", "fiche.yaml:2:1: YAML illisible"),
        ("a:\n\t- b\n", "fiche.yaml:2:1: YAML illisible"),
        ("title: Aide : la suite\n", "fiche.yaml:1:13: YAML illisible"),
        ("a: 1\n---\nb: 2\n", "fiche.yaml:2:1: YAML illisible"),
        ("a: *nulle-part\n", "fiche.yaml:1:4: YAML illisible"),
        ("", "fiche.yaml:1:1: fichier vide"),
        ("# rien encore\n", "fiche.yaml:1:1: fichier vide"),
        ("- a\n- b\n", "fiche.yaml:1:1: écrivez des lignes « clé: valeur »"),
        ("\n\nun texte\n", "fiche.yaml:3:1: écrivez des lignes « clé: valeur »"),
        ("a: !secret x\n", "fiche.yaml:1:4: a: « !secret » : une fiche n’a pas d’étiquette"),
        ("a:\n  b: !x {c: 1}\n", "fiche.yaml:2:6: a.b: « !x » : une fiche n’a pas d’étiquette"),
        ("a: !!python/object:os.system x\n", "fiche.yaml:1:4: a: « tag:yaml.org"),
        ("a: &x [*x]\n", "fiche.yaml:1:4: a.0: recopiez ce texte"),
        ("a: &x oui\nb: *x\n", "fiche.yaml:1:4: b: recopiez ce texte"),
        ("a: \x01\n", "fiche.yaml:1:1: fichier illisible"),
        ("a: é".encode("latin-1"), "fiche.yaml:1:1: enregistrez le fichier en UTF-8"),
        ("a: é".encode("utf-16"), "fiche.yaml:1:1: enregistrez le fichier en UTF-8"),
    ],
)
def test_each_mistake_is_told_with_its_line_and_column(
    file: Path, text: str | bytes, line: str
) -> None:
    found = problems(file, text)
    assert len(found) == 1
    assert found[0].startswith(line)
    assert "\n" not in found[0]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(file: Path) -> None:
    file.mkdir()
    document, (problem,) = read(file)
    assert document is None
    assert "illisible" in problem.message


def test_the_mark_that_windows_puts_first_is_ignored(file: Path) -> None:
    assert problems(file, "\ufefftitle: Aide\n") == []
    document, _ = read(file)
    assert document
    assert document.tree == {"title": "Aide"}


def test_a_missing_key_is_placed_at_its_nearest_parent(file: Path) -> None:
    file.write_text("a: 1\nways:\n  phone:\n    number: 115\n")
    document, _ = read(file)
    assert document
    assert str(document.problem(("ways", "phone", "say"), "?")).endswith(
        "fiche.yaml:3:3: ways.phone.say: ?"
    )
