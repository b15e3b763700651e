"""The commands of an editor: check, new, locales, key."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet
from pydantic import BaseModel

from portal.cli import main
from portal.content.kinds import KINDS
from portal.content.read import read

Print = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def environment(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands see the small content and no other."""
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    monkeypatch.setenv("PORTAL_LOCALES", str(small.parent / "locales"))


def test_check_of_a_right_content_counts_its_sheets_and_exits_0(capsys: Print) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "7 fiches, 0 problème(s).\n"


def test_check_lists_the_problems_of_all_files_in_their_order(small: Path, capsys: Print) -> None:
    for name in ("aids/apl", "places/mairie"):
        (small / f"{name}.yaml").write_text("title: [\n", "utf-8")
    assert main(["check"]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == sorted(line.split(":")[0] for line in lines)
    assert last == f"5 fiches, {len(lines)} problème(s)."


def test_check_as_json_gives_the_file_the_place_and_the_message(small: Path, capsys: Print) -> None:
    (small / "aids/apl.yaml").write_text("title: [\n", "utf-8")
    assert main(["check", "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert row["file"] == str(small / "aids/apl.yaml")
    assert row["at"] == {"line": 2, "column": 1}
    assert "YAML illisible" in row["message"]


def test_check_of_words_shows_long_sentences_and_still_exits_0(small: Path, capsys: Print) -> None:
    file = small / "aids/apl.yaml"
    file.write_text(file.read_text("utf-8").replace("Vous payez", "Vous payez " + "bien " * 20))
    assert main(["check"]) == 0
    assert main(["check", "--words"]) == 0
    out = capsys.readouterr().out
    assert "content/aids/apl.yaml: who.0: 24 mots, 20 au plus" in out


def test_check_of_a_folder_that_is_not_there_says_so_and_exits_2(
    small: Path, capsys: Print
) -> None:
    shutil.rmtree(small)
    assert main(["check"]) == 2
    assert "dossier de contenu introuvable : vérifiez PORTAL_CONTENT" in capsys.readouterr().err


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_file_names_every_key_of_its_kind(small: Path, kind: str) -> None:
    assert main(["new", kind, "nouvelle-fiche"]) == 0
    file = small / kind / "nouvelle-fiche.yaml"
    document, problems = read(file)
    assert document
    assert problems == ()
    assert isinstance(document.tree, dict)
    fields = {n: f for n, f in KINDS[kind].model.model_fields.items() if n != "id"}
    assert set(document.tree) == {name for name, field in fields.items() if field.is_required()}
    assert all(f"{name}:" in file.read_text("utf-8") for name in fields)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_optional_keys_of_a_new_file_hold_once_uncommented(small: Path, kind: str) -> None:
    main(["new", kind, "nouvelle-fiche"])
    text = (small / kind / "nouvelle-fiche.yaml").read_text("utf-8")
    whole = "\n".join(line.removeprefix("# ") for line in text.splitlines())
    model: type[BaseModel] = KINDS[kind].model
    assert set(yaml.safe_load(whole)) == set(model.model_fields) - {"id"}


def test_a_new_file_is_a_problem_until_it_is_filled_in(capsys: Print) -> None:
    main(["new", "aids", "nouvelle-fiche"])
    assert main(["check"]) == 1
    assert "aids/nouvelle-fiche.yaml" in capsys.readouterr().out


def test_a_new_file_never_overwrites_another(small: Path, capsys: Print) -> None:
    before = (small / "aids/rsa.yaml").read_bytes()
    assert main(["new", "aids", "rsa"]) == 2
    assert "rsa.yaml existe déjà" in capsys.readouterr().out
    assert (small / "aids/rsa.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["../rsa2", "Été", "a b", "RSA", "sous/dossier"])
def test_a_new_file_takes_no_name_that_check_would_refuse(
    small: Path, capsys: Print, name: str
) -> None:
    before = sorted(small.rglob("*"))
    assert main(["new", "aids", name]) == 2
    assert "minuscules sans accent" in "".join(capsys.readouterr())
    assert sorted(small.rglob("*")) == before


def test_a_new_file_in_a_folder_that_is_not_there_says_so(small: Path, capsys: Print) -> None:
    shutil.rmtree(small / "workshops")
    assert main(["new", "workshops", "souris"]) == 2
    assert "écriture impossible" in capsys.readouterr().out


def test_an_unknown_kind_or_command_is_refused(capsys: Print) -> None:
    for arguments in (["new", "recettes", "x"], ["cuire"], []):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "usage: portal" in capsys.readouterr().err


def test_a_key_is_one_that_portal_keys_accepts(
    capsys: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["key"]) == 0
    key = capsys.readouterr().out.strip()
    assert Fernet(key)
    monkeypatch.setenv("PORTAL_KEYS", key)
    assert main(["check"]) == 0


def test_a_key_that_cannot_seal_is_refused_in_one_line(
    capsys: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_KEYS", "secret")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("PORTAL_KEYS : chaque clé vient de « portal key »")
