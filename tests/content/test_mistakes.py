"""Every mistake of an editor, through the real loader, on a small content."""

from datetime import date
from pathlib import Path

import pytest

from portal.cli import main
from portal.content.load import load, load_or_stop
from portal.content.problem import ContentError

TODAY = date(2026, 11, 23)
MISTAKES = [
    (
        "aids/rsa.yaml", "status: a-verifier", "status: sûr",
        "27:1: status: « sûr » n’est pas permis : choisissez 'verifie' ou 'a-verifier'",
    ),
    (
        "aids/rsa.yaml", "delay:", "delais:",
        "22:1: delais: clé inconnue « delais » : vouliez-vous « delay » ?",
    ),
    ("aids/rsa.yaml", 'delay: "2 mois."\n', "", "1:1: delay: il manque « delay » : ajoutez-le"),
    (
        "aids/rsa.yaml", '    who: "Un conseiller', '    qui: "Un conseiller',
        "14:5: ways.phone.qui: clé inconnue « qui »",
    ),
    (
        "aids/rsa.yaml", '    number: "32 30"', '    number: "39 77"',
        "13:5: ways.phone.number: le 39 77 n’existe plus depuis mars 2026 : écrivez 31 33",
    ),
    (
        "aids/rsa.yaml", "who:\n  - \"Vous avez 25 ans ou plus.\"", 'who: "Vous"',
        "5:1: who: « Vous » ne convient pas : écrivez une liste, un tiret par ligne",
    ),
    (
        "aids/rsa.yaml", "https://www.caf.fr", "www.caf.fr",
        "9:28: amount.source.url: une adresse commence par https://",
    ),
    ("aids/rsa.yaml", "theme: argent", "theme: argent\ntheme: argent", "4:1: theme: clé écrite deux fois"),
    ("aids/rsa.yaml", "theme: argent", "id: rsa\ntheme: argent", "3:1: id: retirez « id »"),
    (
        "aids/rsa.yaml", "2025-03-12", "2026-11-24",
        "9:55: amount.source.checked_on: 2026-11-24 est dans le futur",
    ),
    ("aids/rsa.yaml", "2025-03-12", "12/03/2025", "9:55: amount.source.checked_on: « 12/03/2025 »"),
    (
        "aids/rsa.yaml", "platforms/caf", "platforms/caff",
        "26:11: related.0: « platforms/caff » n’existe pas",
    ),
    ("aids/rsa.yaml", "platforms/caf", "aids/rsa", "26:11: related.0: une fiche ne renvoie pas à elle"),
    ("aids/rsa.yaml", "theme: argent", "theme: or", "3:1: theme: « themes/or » n’existe pas"),
    (
        "aids/rsa.yaml", "theme: argent", "theme: courriel",
        "3:1: theme: « courriel » a le rôle digital ; il faut un thème theme",
    ),
    ("aids/rsa.yaml", "at: [caf]", "at: [mairie]", "19:10: ways.in_person.at.0: « platforms/mairie »"),
    ("aids/rsa.yaml", "status: a-verifier", "status: verifie", "1:1: une fiche vérifiée porte"),
    (
        "aids/apl.yaml", 'in_person: {text: "À la CAF."}', 'online: {url: "https://caf.fr", text: "Ici."}',
        "8:1: ways: il faut autre chose qu’un site",
    ),
    ("aids/apl.yaml", 'title: "L’aide au logement"', "title:", "1:1: title: vide ne convient pas"),
    ("lessons/adresse-email.yaml", "minutes: 10", "minutes: dix", "4:1: minutes: « dix » ne convient pas"),
    ("lessons/adresse-email.yaml", "minutes: 10", "minutes: 90", "4:1: minutes: « 90 » ne convient pas : au plus 45"),
    ("lessons/adresse-email.yaml", "right: oui", "right: yes", "13:27: quiz.choices.0.right: écrivez oui ou non"),
    ("lessons/adresse-email.yaml", "right: oui, ", "", "10:1: quiz: une question a une seule bonne réponse"),
    ("lessons/adresse-email.yaml", "practice: adresse", "practice: tablette", "9:1: practice: aucun écran"),
    ("places/mairie.yaml", "Mo-Fr 09:00", "Lundi 9h", "6:1: hours: horaires illisibles"),
    ("places/mairie.yaml", '"92020"', '"75001"', "3:1: commune: code INSEE absent"),
    ("places/mairie.yaml", '"92320"', "9232", "5:1: postal_code: « 9232 » ne convient pas"),
    ("workshops/courriel.yaml", "place: mairie", "place: gare", "4:1: place: « places/gare » n’existe pas"),
    ("workshops/courriel.yaml", '"09:30"', "9h30", "5:22: weekly.start: « 9h30 » ne convient pas"),
    ("flows/autotest.yaml", "question: adresse", "question: adrese", "7:5: steps.1: « questions/adrese » n’existe"),
    ("flows/autotest.yaml", "[ordinateur]", "[tablette]", "7:5: steps.1: aucune réponse ne mène ici"),
    ("flows/autotest.yaml", "at_least: 1", "at_least: 3", "21:5: outcomes.0: aucune réponse ne mène à ce"),
    ("flows/autotest.yaml", "[adresse, adresse]", "[adresse, porte]", "16:30: orientation.not_both_failed.1: « porte » n’est pas posée"),
    ("flows/autotest.yaml", "stage: vous,", "stage: moi,", "7:25: steps.1.stage: étape inconnue : moi"),
    ("flows/autotest.yaml", "of: [adresse]", "of: [porte]", "9:16: scores.coeur.of.0: « porte » n’est pas posée"),
    ("flows/autotest.yaml", "[adresse-email]", "[absente]", "19:87: themes.0.lessons.0: « lessons/absente »"),
    ("questions/appareil.yaml", "internet ?", "internet " + "ou " * 10 + "?", "1:1: question trop longue"),
    ("territories/hauts-de-seine.yaml", "#0b5563", "bleu", "4:1: colour: « bleu » ne convient pas"),
    ("themes/argent.yaml", "role: theme", "role: sujet", "1:1: role: « sujet » n’est pas permis"),
    ("pages/aide.yaml", 'lead: "Une phrase."', "", "1:1: lead: il manque « lead »"),
    ("communes.csv", "36000", "beaucoup", "2:1: ligne incomplète ou mal écrite"),
    ("communes.csv", "92320", "9232092330", "2:1: ligne incomplète ou mal écrite"),
    ("communes.csv", "code,name", "code,nom", "1:1: colonnes attendues : code, name"),
]  # fmt: skip
VITAL = ("flows", "questions", "pages", "themes", "territories")


def spoil(small: Path, name: str, before: str, after: str) -> None:
    file = small / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def lines(small: Path) -> list[str]:
    found = load(small, today=TODAY).problems
    return [str(problem).removeprefix(f"{small}/") for problem in found]


def test_the_small_content_is_right_before_it_is_spoilt(small: Path) -> None:
    assert lines(small) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "line"), MISTAKES, ids=[f"{m[0]} {m[3]}" for m in MISTAKES]
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    small: Path, name: str, before: str, after: str, line: str
) -> None:
    spoil(small, name, before, after)
    found = lines(small)
    assert any(one.startswith(f"{name}:{line}") for one in found), found


@pytest.mark.parametrize(
    "kind", ["flows/autotest", "questions/adresse", "pages/aide", "themes/argent", "territories/hauts-de-seine"]
)  # fmt: skip
def test_a_broken_file_the_portal_needs_stops_the_start_with_its_line(
    small: Path, kind: str
) -> None:
    (small / f"{kind}.yaml").write_text("title: [\n", "utf-8")
    with pytest.raises(ContentError) as stopped:
        load_or_stop(small, today=TODAY)
    assert f"{small}/{kind}.yaml:2:1: YAML illisible" in str(stopped.value)


def test_communes_that_cannot_be_read_stop_the_start(small: Path) -> None:
    (small / "communes.csv").unlink()
    with pytest.raises(ContentError, match="registre des communes illisible"):
        load_or_stop(small, today=TODAY)


def test_one_wrong_line_of_the_communes_leaves_out_that_commune_alone(small: Path) -> None:
    spoil(small, "communes.csv", "96000", "beaucoup")
    assert set(load_or_stop(small, today=TODAY).library.communes) == {"92020"}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("aids/apl.yaml", "delay:", "delais:"),
        ("aids/apl.yaml", "theme: argent", "theme: or"),
        ("aids/apl.yaml", "title:", "title: [\nx:"),
        ("initiatives/cafe.yaml", "needs: [ensemble]", "needs: [seul]"),
        ("places/mairie.yaml", "Mo-Fr 09:00", "Lundi 9h"),
    ],
)
def test_a_broken_sheet_is_left_out_and_the_rest_is_shown(
    small: Path, name: str, before: str, after: str
) -> None:
    everything = {ref for ref, _ in load(small, today=TODAY).library.sheets()}
    spoil(small, name, before, after)
    shown = {ref for ref, _ in load(small, today=TODAY).library.sheets()}
    assert shown == everything - {name.removesuffix(".yaml")}


def test_a_task_whose_theme_the_flow_does_not_have_is_told(small: Path) -> None:
    spoil(small, "questions/adresse.yaml", "theme: courriel", "theme: souris")
    assert lines(small) == [
        "flows/autotest.yaml:7:5: steps.1: le thème « souris » de cet essai manque dans « themes »"
    ]


@pytest.mark.parametrize(
    "name",
    ["aids/rsa", "platforms/caf", "initiatives/cafe", "lessons/adresse-email", "places/mairie"],
)
def test_the_last_sheet_of_a_theme_can_break_without_stopping_the_start(
    small: Path, name: str
) -> None:
    (small / f"{name}.yaml").write_text("title: [\n", "utf-8")
    library = load_or_stop(small, today=TODAY).library
    assert library.sheet(name) is None
    assert library.themes


def test_a_sheet_that_points_to_nothing_is_still_shown(small: Path) -> None:
    spoil(small, "aids/rsa.yaml", "platforms/caf", "platforms/caff")
    assert load_or_stop(small, today=TODAY).library.sheet("aids/rsa")


def test_no_mistake_hides_another(small: Path) -> None:
    spoil(small, "aids/rsa.yaml", "delay:", "delais:")
    spoil(small, "aids/rsa.yaml", "status: a-verifier", "status: sûr")
    spoil(small, "places/mairie.yaml", "Mo-Fr 09:00", "Lundi 9h")
    found = " ".join(lines(small))
    assert all(word in found for word in ("delais", "delay", "sûr", "horaires"))


def test_an_example_is_shown_for_a_demonstration_only(small: Path) -> None:
    spoil(small, "workshops/courriel.yaml", "seats: 8", "seats: 8\nexample: oui")
    assert load(small, today=TODAY).library.workshops == {}
    assert load(small, today=TODAY, examples=True).library.workshops


@pytest.mark.parametrize("name", ["Été", "rsa_2", "RSA"])
def test_a_file_name_that_is_no_id_is_told(small: Path, name: str) -> None:
    (small / "aids/apl.yaml").rename(small / f"aids/{name}.yaml")
    assert any("nom de fichier : minuscules" in line for line in lines(small))


@pytest.mark.parametrize(
    ("name", "before", "after", "line"), MISTAKES[:2], ids=["permitted", "unknown key"]
)
def test_portal_check_prints_the_line_and_exits_1(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    before: str,
    after: str,
    line: str,
) -> None:
    spoil(small, name, before, after)
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    assert main(["check"]) == 1
    assert f"{small}/{name}:{line}" in capsys.readouterr().out
