"""`portal simulate` and `portal schema`: for a counsellor, for a program, and to verify personas."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from portal.cli import main
from portal.commands.counsellor import sections
from portal.content.kinds import KINDS
from portal.domain.household import Household
from portal.services.openfisca import national_communes
from portal.services.simulation.answer import BY_ENGINE
from portal.services.simulation.household_file import read_file
from portal.services.simulation.run import simulate
from portal.services.site import Site
from portal.settings import ROOT, Settings
from tests.calculators import FakeEngine

Print = pytest.CaptureFixture[str]
Write = Callable[..., str]
PERSONAS = ROOT / "tests" / "personas"


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real content, and the state of the other tests."""
    monkeypatch.setenv("PORTAL_STATE", str(settings.state))


@pytest.fixture
def few_sheets(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content that opens at once, for what is refused before anything is simulated."""
    monkeypatch.setenv("PORTAL_CONTENT", str(small))


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which OpenFisca is not installed; the towns it listed stay known."""
    national_communes()
    for name in ("openfisca_france", "openfisca_core"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, name: str = "foyer.yaml") -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return written


PAUL = (
    "who: Paul\nfacts: {age: 45, nationality: FR, couple: non, children: [], income: 0,"
    " activity: sans-activite, disability_rate: 80, city: Poissy, housing: hlm, rent: 380}\n"
)


def test_every_persona_of_ours_comes_out_right_with_the_real_engine(capsys: Print) -> None:
    code = main(["simulate", "--verify", str(PERSONAS)])
    out, error = capsys.readouterr()
    missed = [line for line in out.splitlines() if line.startswith("ÉCART") or "aucune" in line]
    assert (code, missed, error) == (0, [], "")
    count = len(list(PERSONAS.glob("*.yaml")))
    assert count >= 18
    assert f"{count} persona(s), " in out


def test_a_program_reads_json_and_nothing_else(write: Write, capsys: Print) -> None:
    assert main(["simulate", write(PAUL), "--json", "--month", "2026-10"]) == 0
    out, error = capsys.readouterr()
    body = json.loads(out)
    assert error == ""
    assert (body["month"], body["missing"]) == ("2026-10", None)
    aah = next(aid for aid in body["aids"] if aid["id"] == "aah")
    # Arrêté d'avril 2026 : le montant entier, pour qui n'a rien d'autre.
    assert (aah["likelihood"], aah["amount"]) == ("surement", 1041.59)
    assert list(aah)[:7] == ["id", "likelihood", "amount", "unit", "period", "why", "engine"]


def test_a_counsellor_reads_three_groups_amounts_and_reasons(
    write: Write, site: Site, capsys: Print
) -> None:
    (persona,), _ = read_file(Path(write(PAUL)), site)
    simulation = simulate(site, persona.facts, FakeEngine(aah=1041.59), month="2026-10")
    out = "\n".join(sections(site, persona, simulation))
    assert out.startswith("Paul — octobre 2026\n")
    groups = ["\nSÛREMENT (", "\nPEUT-ÊTRE (", "\nPAS MAINTENANT ("]
    assert sorted(groups, key=out.index) == groups
    surely, later = out.split("\nPEUT-ÊTRE (")[0], out.split("\nPAS MAINTENANT (")[1]
    amount, reason = surely.partition("\n  AAH")[2].splitlines()[:2]
    assert amount.replace("\u202f", " ").endswith("environ 1 042\u00a0€ par mois")
    assert reason == f"      {BY_ENGINE}"
    assert "\n  RSA" in later


@pytest.mark.usefixtures("without_engine")
def test_without_the_engine_the_command_answers_and_says_so(write: Write, capsys: Print) -> None:
    assert main(["simulate", write(PAUL), "--json"]) == 0
    out, error = capsys.readouterr()
    assert error.startswith("Le moteur de calcul n’est pas installé")
    body = json.loads(out)
    assert body["missing"] == "absent"
    aah = next(aid for aid in body["aids"] if aid["id"] == "aah")
    assert (aah["likelihood"], aah["amount"]) == ("peut-etre", None)
    assert "à vérifier" in aah["why"][0]


@pytest.mark.usefixtures("without_engine")
def test_without_the_engine_a_counsellor_reads_why_amounts_lack(
    write: Write, capsys: Print
) -> None:
    assert main(["simulate", write(PAUL)]) == 0
    assert (
        "Montants à vérifier : le moteur de calcul n’est pas installé." in capsys.readouterr().out
    )


@pytest.mark.usefixtures("without_engine")
def test_a_list_of_households_is_answered_one_by_one(write: Write, capsys: Print) -> None:
    file = write("- {id: a, facts: {age: 30}}\n- {id: b, who: Zoé, facts: {age: 40}}\n")
    assert main(["simulate", file, "--json"]) == 0
    bodies = json.loads(capsys.readouterr().out)
    assert [(body["id"], body["who"]) for body in bodies] == [("a", None), ("b", "Zoé")]
    assert all(body["aids"] for body in bodies)
    assert main(["simulate", file]) == 0
    out = capsys.readouterr().out
    assert out.index("a — ") < out.index("Zoé — ")


@pytest.mark.usefixtures("without_engine")
def test_an_aid_expected_and_not_found_is_a_miss(write: Write, capsys: Print) -> None:
    facts = "facts: {age: 33, nationality: autre, permit: non}\n"
    file = write(f"{facts}expect: [rsa]\nnever: [aide-alimentaire, aspa]\n")
    assert main(["simulate", "--verify", file]) == 1
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()[:2]] == ["ÉCART", "ÉCART"]
    assert out.splitlines()[2].split() == ["foyer", "exclue", "aspa", "pas-maintenant"]
    assert out.endswith("1 persona(s), 3 aides, 2 écart(s).\n")


@pytest.mark.usefixtures("without_engine")
def test_an_aid_of_no_sheet_is_said_and_is_a_miss_only_when_expected(
    write: Write, capsys: Print
) -> None:
    file = write("facts: {age: 33}\nmaybe: [lune]\nnever: [soleil, repair-cafe]\n")
    assert main(["simulate", "--verify", file]) == 0
    said = [line.split(maxsplit=3)[3] for line in capsys.readouterr().out.splitlines()[:3]]
    assert said == ["aucune fiche", "aucune fiche", "fiche sans simulation"]
    assert main(["simulate", "--verify", write("facts: {age: 33}\nexpect: [lune]\n")]) == 1


@pytest.mark.usefixtures("without_engine")
@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("af", "aids/allocations-familiales"),
        ("crèche-AVIP", "platforms/creche-avip"),
        ("CMU-C", "aids/c2s"),
        ("c2s-gratuite", "aids/c2s#c2s-gratuite"),
        ("mission-locale", "platforms/mission-locale"),
        ("rsa", "aids/rsa"),
    ],
)
def test_an_aid_is_known_by_its_former_names_its_forms_and_without_accents(
    write: Write, capsys: Print, name: str, sheet: str
) -> None:
    file = write(f"facts: {{age: 30}}\nmaybe: ['{name}']\n")
    main(["simulate", "--verify", file, "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert row["sheet"] == sheet
    assert row["said"] in ("surement", "peut-etre", "pas-maintenant")


@pytest.mark.usefixtures("few_sheets")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("age: vieux\n", "foyer.yaml:1:1: age: « vieux » ne convient pas"),
        ("age: 3\ncity: Saint-Denis\n", "foyer.yaml:2:1: city: plusieurs communes"),
        ("commune: '99999'\n", "foyer.yaml:1:1: commune: « 99999 » n’est pas un code INSEE connu"),
        ("age: [\n", "foyer.yaml:2:1: YAML illisible"),
    ],
)
def test_a_file_that_cannot_be_read_is_2_with_the_place_of_its_fault(
    write: Write, capsys: Print, text: str, message: str
) -> None:
    for arguments in (["simulate", write(text)], ["simulate", "--verify", write(text)]):
        assert main(arguments) == 2
        out, error = capsys.readouterr()
        assert out == ""
        assert message in error
        assert error.count("\n") == 1


@pytest.mark.usefixtures("few_sheets")
def test_a_folder_without_a_persona_is_2(tmp_path: Path, capsys: Print) -> None:
    assert main(["simulate", "--verify", str(tmp_path)]) == 2
    assert "aucune persona dans ce dossier" in capsys.readouterr().err


@pytest.mark.usefixtures("few_sheets")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["simulate"], "donnez un foyer"),
        (["simulate", "a.yaml", "--verify", "b.yaml"], "donnez un foyer"),
        (["simulate", "a.yaml", "--month", "novembre"], "--month : écrivez le mois ainsi"),
        (["simulate", "a.yaml", "--month", "1999-01"], "--month : "),
        (["simulate", str(PERSONAS)], "--verify"),
        (["simulate", "absent.yaml"], "fichier illisible"),
        (["schema", "recettes"], "choisissez parmi"),
    ],
)
def test_a_command_that_cannot_run_is_2_and_one_line(
    capsys: Print, arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert message in error
    assert error.count("\n") == 1


def test_the_schema_is_that_of_a_household(capsys: Print) -> None:
    assert main(["schema"]) == 0
    bare = capsys.readouterr().out
    assert main(["schema", "household"]) == 0
    assert capsys.readouterr().out == bare
    assert json.loads(bare)["properties"].keys() == Household.model_fields.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_of_a_kind_is_that_of_its_files(capsys: Print, kind: str) -> None:
    assert main(["schema", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    model: type[BaseModel] = KINDS[kind].model
    assert "id" not in schema["properties"]
    assert "id" not in schema["required"]
    assert len(schema["properties"]) == len(model.model_fields) - 1


def test_a_kind_may_be_named_by_one_of_its_files(capsys: Print) -> None:
    for one, many in (("aid", "aids"), ("territory", "territories")):
        main(["schema", one])
        singular = capsys.readouterr().out
        main(["schema", many])
        assert capsys.readouterr().out == singular
