"""`portal import`: every mistake named with its line, nothing half-written, no word lost."""

import csv
import io
import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.cli import main
from portal.content.load import load
from portal.services.interchange import records
from portal.services.interchange.data_inclusion import numbered
from portal.services.interchange.mapping import records_of
from portal.services.interchange.mednum import COLUMNS
from portal.settings import Settings
from portal.writing import write_whole

TODAY = date(2026, 11, 23)
Print = pytest.CaptureFixture[str]
Row = Mapping[str, str]

SHARED = Settings().content.parent.parent / "shared" / "data"
MEDNUM = SHARED / "lieux-mediation-numerique-92-78.csv"
STRUCTURES = SHARED / "structures-data-inclusion-v1.jsonl"
needs_shared = pytest.mark.skipif(
    not MEDNUM.is_file(), reason="les lieux partagés ne sont pas à côté du dépôt"
)

LIBRARY = {
    "id": "bib--1", "pivot": "21920050000011", "nom": "MEDIATHEQUE MUNICIPALE",
    "commune": "Nanterre", "code_postal": "92000", "code_insee": "92050",
    "adresse": "1 PL DE LA REPUBLIQUE", "latitude": "48.8901", "longitude": "2.2001",
    "typologie": "BIB", "telephone": "+33147000000", "horaires": "Mo-Fr 09:00-12:00",
    "source": "ville", "date_maj": "2024-03-01",
}  # fmt: skip
TOWN_HALL = {
    "id": "ville--7", "pivot": "00000000000000", "nom": "LA MAIRIE", "commune": "Châtillon",
    "code_postal": "92320", "code_insee": "92020", "adresse": "1 PL DU MARCHE",
    "telephone": "+33140000000", "source": "ville", "date_maj": "2024-03-01",
}  # fmt: skip
STRUCTURE: dict[str, Any] = {
    "source": "dora", "id": "dora--1", "nom": "Les Restos", "date_maj": "2024-03-01",
    "commune": "Nanterre", "code_postal": "92000", "code_insee": "92050", "adresse": "2 rue B",
    "longitude": 2.2001, "latitude": 48.8901, "horaires_accueil": "Mo 09:00-12:00",
}  # fmt: skip
SERVICE: dict[str, Any] = {
    "source": "dora", "structure_id": "dora--1", "id": "dora--1-1", "nom": "Colis",
    "description": "Un colis par semaine", "date_maj": "2024-03-01", "frais": "gratuit",
    "thematiques": ["equipement-et-alimentation--alimentation"],
    "modes_mobilisation": ["se-presenter"],
}  # fmt: skip


def table(*rows: Row, columns: tuple[str, ...] = COLUMNS) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def lines(*objects: Mapping[str, Any]) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in objects).encode()


def snapshot(small: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (small / "places").iterdir()}


class Import:
    """The command on one content, with the file it is given."""

    def __init__(self, content: Path, folder: Path, capsys: Print) -> None:
        self.content, self.folder, self.capsys = content, folder, capsys

    def __call__(self, raw: bytes, *options: str, format_: str = "mednum") -> tuple[int, str]:
        file = self.folder / "lieux"
        file.write_bytes(raw)
        code = main(["import", format_, str(file), "--content", str(self.content), *options])
        out, error = self.capsys.readouterr()
        return code, (out + error).replace(f"{file}", "FICHIER")

    def place(self, id_: str) -> dict[str, Any]:
        held: dict[str, Any] = yaml.safe_load(
            (self.content / "places" / f"{id_}.yaml").read_text("utf-8")
        )
        return held


@pytest.fixture
def run(small: Path, tmp_path: Path, capsys: Print) -> Import:
    return Import(small, tmp_path, capsys)


def test_a_line_becomes_a_place_that_the_check_accepts(run: Import, small: Path) -> None:
    code, said = run(table(LIBRARY))
    assert code == 0
    assert said.startswith("1 nouveaux, 0 mis à jour, 0 inchangés, 0 gardés, 0 refusés, 0 hors")
    assert "FICHIER:2: places/mediatheque-municipale-de-nanterre : nouveau" in said
    place = load(small, today=TODAY).library.places["mediatheque-municipale-de-nanterre"]
    assert place.title == "Médiathèque municipale de Nanterre"
    assert place.phone == "01 47 00 00 00"
    assert place.status == "a-verifier"
    assert place.imported[0].record == {k: v for k, v in LIBRARY.items() if v}
    assert main(["import", "mednum", str(run.folder / "lieux"), "--content", str(small)]) == 0


def test_a_second_import_changes_no_byte(run: Import, small: Path) -> None:
    run(table(LIBRARY, TOWN_HALL))
    before = snapshot(small)
    code, said = run(table(LIBRARY, TOWN_HALL))
    assert code == 0
    assert said.startswith("0 nouveaux, 0 mis à jour, 2 inchangés, 0 gardés")
    assert snapshot(small) == before


def test_a_file_that_was_there_takes_its_record_and_keeps_its_words(
    run: Import, small: Path
) -> None:
    file = small / "places/mairie.yaml"
    written = "# la fiche de Jeanne\n" + file.read_text("utf-8")
    file.write_text(written, "utf-8")
    code, said = run(table(TOWN_HALL))
    assert code == 0
    assert "places/mairie : mis à jour : phone" in said
    assert "places/mairie : gardé : source.name, l’éditeur a écrit « La ville »" in said
    text = file.read_text("utf-8")
    assert text.startswith("# la fiche de Jeanne\n")
    assert set(written.splitlines()) <= set(text.splitlines())
    assert run.place("mairie")["phone"] == "01 40 00 00 00"
    assert run.place("mairie")["hours"] == "Mo-Fr 09:00-12:00"


def test_the_source_s_news_are_taken_where_no_editor_wrote(run: Import, small: Path) -> None:
    run(table(LIBRARY))
    file = small / "places/mediatheque-municipale-de-nanterre.yaml"
    text = file.read_text("utf-8").replace('"01 47 00 00 00"', '"01 11 11 11 11"')
    file.write_text(text, "utf-8")
    news = {"telephone": "+33147999999", "horaires": "Tu 10:00-12:00", "date_maj": "2024-06-01"}
    code, said = run(table({**LIBRARY, **news}))
    assert code == 0
    assert "mis à jour : hours, source.checked_on" in said
    assert "gardé : phone, l’éditeur a écrit « 01 11 11 11 11 », la source dit" in said
    place = run.place("mediatheque-municipale-de-nanterre")
    assert (place["phone"], place["hours"]) == ("01 11 11 11 11", "Tu 10:00-12:00")


def test_an_older_record_never_comes_back_over_a_newer_one(run: Import, small: Path) -> None:
    run(table(LIBRARY))
    before = snapshot(small)
    code, said = run(table({**LIBRARY, "date_maj": "2023-01-01", "telephone": "+33100000000"}))
    assert code == 0
    assert "plus ancien : la fiche suit déjà cette source au 2024-03-01" in said
    assert snapshot(small) == before


def test_what_a_person_checked_after_the_source_is_not_rewritten(run: Import, small: Path) -> None:
    run(table(LIBRARY))
    file = small / "places/mediatheque-municipale-de-nanterre.yaml"
    text = file.read_text("utf-8").replace("a-verifier", "verifie")
    file.write_text(text.replace("checked_on: 2024-03-01", "checked_on: 2025-01-01"), "utf-8")
    code, said = run(table({**LIBRARY, "telephone": "+33199999999", "date_maj": "2024-06-01"}))
    assert code == 0
    assert "gardé : phone" in said
    place = run.place("mediatheque-municipale-de-nanterre")
    assert (place["phone"], place["status"]) == ("01 47 00 00 00", "verifie")


def test_places_of_one_address_with_other_names_stay_two_places(run: Import) -> None:
    other = {**LIBRARY, "id": "bib--2", "nom": "Ludothèque des Fées"}
    assert "2 nouveaux" in run(table(LIBRARY, other))[1]


def test_a_place_told_twice_by_a_source_is_one_place_with_two_records(run: Import) -> None:
    code, said = run(table(LIBRARY, {**LIBRARY, "id": "bib--2", "telephone": ""}))
    assert code == 0
    assert "1 nouveaux" in said
    held = run.place("mediatheque-municipale-de-nanterre")
    assert [record["id"] for record in held["imported"]] == ["bib--1", "bib--2"]
    assert held["phone"] == "01 47 00 00 00"


def test_a_place_that_could_be_two_others_becomes_a_new_file(run: Import, small: Path) -> None:
    shutil.copy(small / "places/mairie.yaml", small / "places/mairie-bis.yaml")
    code, said = run(table(TOWN_HALL))
    assert code == 0
    assert "1 nouveaux" in said


def test_a_near_place_of_almost_the_same_name_is_the_same(run: Import) -> None:
    run(table(LIBRARY))
    near = {
        **LIBRARY, "id": "autre--1", "source": "autre", "nom": "Médiatheque Municipales",
        "adresse": "angle de la rue B", "latitude": "48.8904",
    }  # fmt: skip
    assert "0 nouveaux" in run(table(near))[1]
    far = {**near, "id": "autre--2", "source": "tiers", "adresse": "2 rue C", "latitude": "48.89"}
    far["longitude"] = "2.2102"
    assert "1 nouveaux" in run(table(far))[1]


def test_a_line_gone_from_the_source_is_told_and_its_place_stays(run: Import, small: Path) -> None:
    run(table(LIBRARY, TOWN_HALL))
    before = snapshot(small)
    code, said = run(table(LIBRARY))
    assert code == 0
    assert "places/mairie : absent : « ville--7 » n’est plus dans la source" in said
    assert snapshot(small) == before


def test_a_place_elsewhere_is_left_out_and_is_no_error(run: Import) -> None:
    paris = {**LIBRARY, "code_insee": "75056", "commune": "Paris", "code_postal": "75001"}
    code, said = run(table(paris))
    assert code == 0
    assert "FICHIER:2: hors territoire (Paris)" in said


def test_only_the_territory_asked_for_is_filled(run: Import, small: Path) -> None:
    territory = next((small / "territories").glob("*.yaml")).stem
    assert "1 nouveaux" in run(table(LIBRARY), "--territories", territory)[1]
    code, said = run(table(LIBRARY), "--territories", "jura")
    assert code == 2
    assert "« jura » est inconnu" in said


def test_a_dry_run_says_all_and_writes_nothing(run: Import, small: Path) -> None:
    before = snapshot(small)
    code, said = run(table(LIBRARY), "--dry-run")
    assert code == 0
    assert "nouveau" in said
    assert said.endswith("Essai : rien n’a été écrit.\n")
    assert snapshot(small) == before


def test_the_report_for_a_program_counts_and_names(run: Import) -> None:
    code, said = run(table(LIBRARY, {**TOWN_HALL, "date_maj": ""}), "--json", "--skip-errors")
    assert code == 1
    report = json.loads(said)
    assert report["written"] is True
    assert report["counts"]["new"] == 1
    assert report["counts"]["refused"] == 1
    refused = [line for line in report["lines"] if line["kind"] == "refused"]
    assert [line["line"] for line in refused] == [3]


WRONG: list[tuple[Row, str]] = [
    ({"id": ""}, "il manque « id »"),
    ({"nom": " "}, "il manque « nom »"),
    ({"pivot": "21920050000012"}, "SIRET « 21920050000012 » : sa clé est fausse"),
    ({"pivot": "219"}, "SIRET « 219 » : il faut 14 chiffres"),
    ({"latitude": "2.2001", "longitude": "48.8901"}, "latitude et longitude sont inversées"),
    ({"latitude": "0", "longitude": "0"}, "km du centre de Nanterre"),
    ({"latitude": "48.5"}, "à 43 km du centre de Nanterre"),
    ({"latitude": "nan"}, "écrivez deux nombres"),
    ({"latitude": "480", "longitude": "900"}, "hors du monde"),
    ({"longitude": ""}, "écrivez deux nombres"),
    ({"date_maj": "2999-01-01"}, "est dans le futur"),
    ({"date_maj": "01/03/2024"}, "écrivez la date ainsi"),
    ({"date_maj": "2024-02-30"}, "écrivez la date ainsi"),
    ({"code_insee": "92999"}, "commune inconnue « 92999 » : Nanterre a le code 92050"),
    ({"code_insee": "9205"}, "écrivez cinq signes"),
    ({"code_insee": "", "commune": "Atlantis"}, "commune inconnue « Atlantis »"),
    ({"code_postal": "9200"}, "code postal « 9200 »"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_line_is_named_and_stops_all_unless_skipped(
    run: Import, small: Path, change: Row, message: str
) -> None:
    before = snapshot(small)
    raw = table(TOWN_HALL, {**LIBRARY, **change})
    code, said = run(raw)
    assert code == 1
    assert "FICHIER:3: refusé : " in said
    assert message in said
    assert "Rien n’a été écrit" in said
    assert snapshot(small) == before
    assert run(raw, "--skip-errors")[0] == 1
    assert run.place("mairie")["phone"] == "01 40 00 00 00"
    assert snapshot(small).keys() == before.keys()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pivot": "00000000000000"}, "SIRET à zéros : tenu pour inconnu, gardé tel quel"),
        ({"horaires": "le matin"}, "horaires illisibles « le matin »"),
        ({"telephone": "demander"}, "téléphone « demander » illisible"),
    ],
)
def test_a_doubt_is_told_kept_in_the_record_and_left_out_of_the_page(
    run: Import, change: dict[str, str], message: str
) -> None:
    code, said = run(table({**LIBRARY, **change}))
    assert code == 0
    assert f"FICHIER:2: avertissement : {message}" in said
    held = run.place("mediatheque-municipale-de-nanterre")
    assert change.items() <= held["imported"][0]["record"].items()
    assert not set(change.values()) & {value for value in held.values() if isinstance(value, str)}


def test_an_id_written_twice_refuses_both_lines_and_names_them(run: Import) -> None:
    code, said = run(table(LIBRARY, TOWN_HALL, {**LIBRARY, "nom": "Autre"}), "--skip-errors")
    assert code == 1
    assert "FICHIER:2: refusé : id « bib--1 » déjà pris ligne 4" in said
    assert "FICHIER:4: refusé : id « bib--1 » déjà pris ligne 2" in said
    assert run.place("mairie")["phone"] == "01 40 00 00 00"


def without(column: str) -> bytes:
    return table(LIBRARY, columns=tuple(name for name in COLUMNS if name != column))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "le fichier est vide"),
        (table(), "ne contient aucun lieu"),
        (without("telephone"), "il manque la colonne « telephone » : ajoutez-la, même vide"),
        (
            table(LIBRARY).replace(b"telephone", b"telefone"),
            "colonne inconnue « telefone » : vouliez-vous « telephone » ?",
        ),
        (table(LIBRARY).replace(b",", b";"), "séparées par le point-virgule"),
        (
            table({**LIBRARY, "nom": "Médiathèque"}).decode().encode("latin-1"),
            "ligne 2, octet 24 : ce n’est pas de l’UTF-8",
        ),
    ],
)
def test_a_file_of_which_nothing_can_be_read_says_why_and_exits_2(
    run: Import, small: Path, raw: bytes, message: str
) -> None:
    before = snapshot(small)
    code, said = run(raw, "--skip-errors")
    assert code == 2
    assert message in said
    assert snapshot(small) == before


def test_a_file_that_is_absent_a_folder_or_too_large_is_named(
    run: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["import", "mednum", "--content", str(run.content)]
    assert main([*words, str(run.folder / "rien.csv")]) == 2
    assert "fichier introuvable" in run.capsys.readouterr().err
    assert main([*words, str(run.folder)]) == 2
    assert "c’est un dossier" in run.capsys.readouterr().err
    monkeypatch.setattr("portal.services.interchange.reading.LARGEST", 10)
    assert "plus de 100 Mo" in run(table(LIBRARY))[1]
    assert records.LARGEST == 100 * 1024 * 1024


def test_a_file_that_starts_with_a_byte_order_mark_is_read(run: Import) -> None:
    assert run(b"\xef\xbb\xbf" + table(LIBRARY))[0] == 0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b"a,b\n", "2 colonnes au lieu de 32, il en manque"),
        (b"," * 40 + b"x\n", "41 colonnes au lieu de 32, il y en a trop"),
        (b'"jamais ferm', "un guillemet est mal plac"),
        (b'"' + b"x" * 200_000 + b'"\n', "plus de 131 072 caract"),
    ],
)
def test_a_line_that_is_not_a_line_of_the_table_is_named(
    run: Import, row: bytes, message: str
) -> None:
    code, said = run(table(TOWN_HALL) + row)
    assert code == 1
    assert "FICHIER:3: refusé : " in said
    assert message in said


def test_a_text_on_several_lines_keeps_the_numbers_of_the_lines_right(run: Import) -> None:
    long = {**TOWN_HALL, "presentation_detail": "Un\nDeux\nTrois"}
    assert "FICHIER:5: refusé" in run(table(long, {**LIBRARY, "date_maj": ""}))[1]


def test_a_structure_and_its_services_are_one_place(run: Import) -> None:
    code, said = run(lines(SERVICE, STRUCTURE), format_="data-inclusion")
    assert (code, "1 nouveaux" in said) == (0, True)
    held = run.place("les-restos-nanterre")
    assert held["services"] == ["alimentation"]
    assert held["entry"] == ["libre"]
    assert held["price"] == "gratuit"
    assert run(lines(SERVICE), format_="data-inclusion")[0] == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"thematiques": ["manger"]},
            "« thematiques » « manger » : ce mot n’est pas dans la liste",
        ),
        ({"description": "x"}, "« description » « x » : trop court"),
        ({"lien_source": "ici"}, "écrivez une adresse qui commence par https://"),
        ({"structure_id": "dora--9"}, "structure « dora--9 » inconnue : donnez aussi sa ligne"),
        ({"volume_horaire_hebdomadaire": "deux"}, "écrivez des nombres"),
        ({"date_maj": "1999-01-01"}, "ne suit pas la règle du schéma"),
        ({"frai": "gratuit", "frais": None}, "clé inconnue « frai » : vouliez-vous « frais » ?"),
        ({"frais": {"a": 1}}, "« frais » : ni texte, ni nombre, ni liste de textes"),
    ],
)
def test_a_line_that_the_schema_refuses_is_named(
    run: Import, change: dict[str, Any], message: str
) -> None:
    raw = lines(STRUCTURE, {**SERVICE, **change})
    code, said = run(raw, format_="data-inclusion")
    assert code == 1
    assert "FICHIER:2: refusé : " in said
    assert message in said


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": ', "JSON illisible"),
        (b"[1]", "ce n’est pas un objet JSON"),
        (b"[" * 100_000, "JSON illisible"),
        (b'{"id": "' + b"x" * 1_100_000 + b'"}', "plus d’un million"),
    ],
)
def test_a_broken_json_line_is_named_and_the_others_are_read(
    run: Import, line: bytes, message: str
) -> None:
    raw = lines(STRUCTURE) + b"\n" + line + b"\n"
    code, said = run(raw, "--skip-errors", format_="data-inclusion")
    assert code == 1
    assert "FICHIER:2: refusé : " in said
    assert message in said
    assert run.place("les-restos-nanterre")["title"] == "Les Restos"


def test_a_service_follows_its_structure_out(run: Import) -> None:
    away = {**STRUCTURE, "code_insee": "75056", "commune": "Paris", "code_postal": "75001"}
    code, said = run(lines(away, SERVICE), format_="data-inclusion")
    assert (code, said.count("hors territoire (")) == (0, 2)
    wrong = {**STRUCTURE, "date_maj": "2999-01-01"}
    code, said = run(lines(wrong, SERVICE), format_="data-inclusion")
    assert "FICHIER:2: refusé : sa structure n’entre pas : la ligne 1 est refusée" in said


def test_a_structure_without_address_nor_postal_code_is_still_a_place(run: Import) -> None:
    bare = {k: STRUCTURE[k] for k in ("source", "id", "nom", "date_maj", "commune", "code_insee")}
    assert run(lines(bare), format_="data-inclusion")[0] == 0
    assert run.place("les-restos-nanterre")["postal_code"] == "92000"


def test_a_disk_that_fills_half_way_leaves_whole_files_and_says_what_remains(
    run: Import, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, content: bytes) -> None:
        if file.stem != "mairie":
            raise OSError(28, "No space left on device")
        write_whole(file, content)

    monkeypatch.setattr("portal.commands.importing.write_whole", full)
    code, said = run(table(TOWN_HALL, LIBRARY))
    assert code == 2
    assert "places/mediatheque-municipale-de-nanterre : non écrit : No space left" in said
    assert run.place("mairie")["phone"] == "01 40 00 00 00"
    monkeypatch.undo()
    code, said = run(table(TOWN_HALL, LIBRARY))
    assert (code, said.startswith("1 nouveaux, 0 mis à jour, 1 inchangés")) == (0, True)


def test_a_content_without_its_register_of_communes_takes_no_place(
    run: Import, small: Path
) -> None:
    (small / "communes.csv").unlink()
    code, said = run(table(LIBRARY))
    assert code == 2
    assert "registre des communes illisible" in said


def test_a_place_whose_file_is_broken_stops_the_import(run: Import, small: Path) -> None:
    (small / "places/cassee.yaml").write_text("title: [\n", "utf-8")
    before = snapshot(small)
    code, said = run(table(LIBRARY))
    assert code == 1
    assert "corrigez d’abord" in said
    assert snapshot(small) == before


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The real content without its places: what a département starts from."""
    content = Path(shutil.copytree(Settings().content, tmp_path / "real"))
    for file in (content / "places").iterdir():
        file.unlink()
    return content


def bring_in(content: Path, *formats: str) -> dict[str, bytes]:
    files = {"mednum": MEDNUM, "data-inclusion": STRUCTURES}
    for format_ in formats:
        assert main(["import", format_, str(files[format_]), "--content", str(content)]) == 0
    return snapshot(content)


@needs_shared
@pytest.mark.slow
def test_all_the_shared_places_come_in_whatever_the_order_and_a_second_time_changes_nothing(
    real: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(real, tmp_path / "other"))
    first = bring_in(real, "mednum", "data-inclusion")
    assert bring_in(real, "mednum", "data-inclusion") == first
    assert bring_in(other, "data-inclusion", "mednum") == first


@needs_shared
@pytest.mark.slow
def test_all_the_shared_places_go_out_field_by_field_as_they_came(real: Path) -> None:
    bring_in(real, "mednum", "data-inclusion")
    library = load(real, today=TODAY).library
    given: dict[str, dict[str, Any]] = {"mednum-1.0.2": {}, "data-inclusion-1": {}}
    for format_, found in given.items():
        for place in library.places.values():
            for record in records_of(
                place, library.communes[place.commune], format_=format_,  # type: ignore[arg-type]
                platforms=library.platforms,
            ):  # fmt: skip
                found[str(record["id"])] = numbered(record)
    with MEDNUM.open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: {k: v for k, v in row.items() if v} for row in csv.DictReader(stream)}
    structures = map(json.loads, STRUCTURES.read_text("utf-8").splitlines())
    assert len(rows) == 432
    assert given["data-inclusion-1"] == {one["id"]: one for one in structures}
    assert {id_: texts(found) for id_, found in given["mednum-1.0.2"].items()} == rows


def texts(record: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in record.items()}


@needs_shared
@pytest.mark.slow
def test_the_shared_places_find_those_of_the_content_and_leave_them_as_they_are(
    tmp_path: Path,
) -> None:
    content = Path(shutil.copytree(Settings().content, tmp_path / "content"))
    before = load(content, today=TODAY).library.places
    main(["import", "mednum", str(MEDNUM), "--content", str(content)])
    after = load(content, today=TODAY).library.places
    assert all(after[id_].title == place.title for id_, place in before.items())
    assert all(after[id_].hours == place.hours for id_, place in before.items() if place.hours)
