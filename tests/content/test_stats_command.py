"""`portal stats`: what people reported and searched in vain, for those who mend."""

import argparse
import csv
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from portal.commands import stats
from portal.domain.feedback import Feedback
from portal.services import statistics
from portal.store.desk import Desk

Print = pytest.CaptureFixture[str]
TODAY = date.today()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk that the command opens."""
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Desk(tmp_path, "", date.today)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser("portal")
    stats.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["stats", *arguments])
    return int(options.run(options))


def fill(desk: Desk, texts: Sequence[str], reference: str = "aids/rsa", **more: object) -> None:
    kind, _, id_ = reference.partition("/")
    for text in texts:
        given = {"page": f"/fr/{kind}/{id_}", "language": "fr", "what": "lien", "day": TODAY}
        number = f"{len(text)}{reference}{text}".encode().hex()[:16].ljust(16, "0")
        desk.keep(
            Feedback.model_validate(
                {**given, "id": number, "reference": reference, "text": text, **more}
            )
        )


def test_sheets_are_listed_most_reported_first_with_their_texts(desk: Desk, capsys: Print) -> None:
    fill(desk, ["une seule fois"], "places/mairie", language="ar")
    fill(desk, ["ligne 1\nligne 2", "b"])
    assert run("feedback") == 0
    lines = capsys.readouterr().out.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads == ["aids/rsa : 2", "places/mairie : 1", "3 signalement(s), 2 page(s)."]
    assert "      ligne 2" in lines
    assert any(line.endswith("lien mort (ar)") for line in lines)


def test_an_empty_desk_is_said_and_exits_0(desk: Desk, capsys: Print) -> None:
    assert run("feedback") == 0
    assert capsys.readouterr().out == "0 signalement(s), 0 page(s).\n"


def test_as_json_each_report_has_all_that_is_kept(desk: Desk, capsys: Print) -> None:
    fill(desk, ["a"])
    assert run("feedback", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["subject"], row["times"]) == ("aids/rsa", 1)
    assert row["reports"][0]["text"] == "a"
    assert row["reports"][0]["day"] == TODAY.isoformat()


def test_since_a_day_the_older_ones_are_left_out(desk: Desk, capsys: Print) -> None:
    fill(desk, ["vieux"], day=TODAY - timedelta(days=10))
    fill(desk, ["neuf !"])
    assert run("feedback", "--since", (TODAY - timedelta(days=9)).isoformat()) == 0
    out = capsys.readouterr().out
    assert "neuf !" in out
    assert "vieux" not in out


def test_a_day_that_is_none_is_refused(desk: Desk, capsys: Print) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("feedback", "--since", "hier")
    assert stopped.value.code == 2
    assert "« hier » n’est pas un jour" in capsys.readouterr().err


def test_done_takes_a_report_off_the_list_and_all_shows_it_again(desk: Desk, capsys: Print) -> None:
    fill(desk, ["a"])
    (subject,) = statistics.reported(desk)
    assert run("feedback", "--done", subject.reports[0].id[:8]) == 0
    assert run("feedback") == 0
    assert "0 signalement(s)" in capsys.readouterr().out
    assert run("feedback", "--all") == 0
    assert f"réglé le {TODAY}" in capsys.readouterr().out


def test_done_of_an_unknown_id_says_so_and_exits_2(desk: Desk, capsys: Print) -> None:
    assert run("feedback", "--done", "ffff") == 2
    assert "« ffff » : aucun signalement" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33", "-2", "@SUM(A1)", "  =1+1", '=HYPERLINK("http://x")', "＝1+1"],
)
def test_the_table_never_holds_a_formula(desk: Desk, tmp_path: Path, text: str) -> None:
    fill(desk, [text, 'il dit "non" ; et\nvoilà'])
    assert run("feedback", "--csv", str(tmp_path / "table.csv")) == 0
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    assert {row[head.index("text")] for row in rows} == {
        f"'{text.strip()}", 'il dit "non" ; et\nvoilà',
    }  # fmt: skip


def test_a_table_that_cannot_be_written_is_said_and_exits_2(
    desk: Desk, tmp_path: Path, capsys: Print
) -> None:
    assert run("feedback", "--csv", str(tmp_path / "nulle-part" / "table.csv")) == 2
    assert "écriture impossible" in capsys.readouterr().err


def test_words_searched_in_vain_are_listed_from_3_times_on(desk: Desk, capsys: Print) -> None:
    for word in [*["dentiste"] * 4, *["taxi"] * 3, *["dupont"] * 2]:
        statistics.count_missing_words(desk.counters, [word])
    desk.close()
    assert run("searches", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"word": "dentiste", "times": 4}, {"word": "taxi", "times": 3},
    ]  # fmt: skip
    assert run("searches") == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["4", "dentiste"]


def test_what_waits_is_taken_up_first(desk: Desk, capsys: Print) -> None:
    desk.journal.append(
        Feedback(
            id="0" * 16, page="/fr/", reference="", language="fr", what="autre", text="attendait",
            day=TODAY,
        )
    )  # fmt: skip
    assert run("feedback") == 0
    assert "attendait" in capsys.readouterr().out


def test_what_is_older_than_24_months_is_deleted(desk: Desk, capsys: Print) -> None:
    fill(desk, ["vieux"], day=TODAY - timedelta(days=740))
    assert run("feedback", "--all") == 0
    assert "0 signalement(s)" in capsys.readouterr().out


def test_a_desk_that_cannot_be_read_says_what_to_do_once_and_exits_2(
    desk: Desk, tmp_path: Path, capsys: Print
) -> None:
    (tmp_path / "desk.db").write_bytes(b"Bonjour, " * 200)
    for arguments in (["feedback"], ["searches"]):
        assert run(*arguments) == 2
        error = capsys.readouterr().err
        assert "Mettez ce fichier de côté" in error
        assert error.count("\n") == 1
