"""Household files and what machines send: read as they are typed, refused in an editor's French."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from portal.content.library import Library
from portal.content.problem import Problem
from portal.domain.household import Child, Household
from portal.domain.territory import Commune
from portal.services.sealing import Sealer
from portal.services.simulation.household_file import (
    Persona,
    household_schema,
    read_file,
    read_household,
    texts,
)
from portal.services.simulation.towns import communes_called
from portal.services.site import Site
from portal.settings import Settings
from portal.store.index import Index

Write = Callable[..., Path]


def town(code: str, name: str, postal: str) -> Commune:
    return Commune(
        code=code,
        name=name,
        department=code[:2],
        postal_codes=(postal,),
        population=1,
        latitude=48.9,
        longitude=2.2,
        epci="",
        ept="",
    )


TOWNS = (
    town("92050", "Nanterre", "92000"),
    town("92064", "Saint-Cloud", "92210"),
    town("78551", "Saint-Germain-en-Laye", "78100"),
    town("78550", "Saint-Germain-de-la-Grange", "78640"),
)


HERE = Site(
    settings=Settings(),
    library=Library(communes={one.code: one for one in TOWNS}),
    languages={},
    index=Index(Path()),
    sealer=Sealer((Fernet.generate_key().decode(),), time.time),
    today=lambda: date(2026, 11, 23),
)
"""A site of four communes and nothing else."""


@pytest.fixture
def here() -> Site:
    return HERE


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, name: str = "foyer.yaml") -> Path:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return written


def one(file: Path, here: Site) -> Persona:
    personas, problems = read_file(file, here)
    assert problems == ()
    (persona,) = personas
    return persona


def wrong(file: Path, here: Site) -> Problem:
    personas, problems = read_file(file, here)
    assert personas == ()
    (problem,) = problems
    assert problem.file == file
    return problem


def sent(given: object, here: Site) -> Household:
    household, faults = read_household(given, here)
    assert faults == ()
    assert household
    return household


def faults(given: object, here: Site) -> dict[str, str]:
    household, found = read_household(given, here)
    assert household is None
    return {fault.path: fault.message for fault in found}


def test_bare_facts_are_a_household_named_after_its_file(write: Write, here: Site) -> None:
    persona = one(write("age: 36\nhousing: hlm\nincome_salary: 900.50\n", "sandra.yaml"), here)
    assert persona.id == "sandra"
    assert persona.facts == Household(age=36, housing="hlm", income_salary=900.5)
    assert (persona.expect, persona.never) == ((), ())


def test_a_persona_says_who_it_is_and_what_must_be_found(write: Write, here: Site) -> None:
    text = "id: p01\nwho: Karim\nfacts: {age: 28}\nexpect: {rsa: 25 ans, af: }\nnever: [aspa]\n"
    persona = one(write(text), here)
    assert (persona.id, persona.who, persona.facts.age) == ("p01", "Karim", 28)
    assert persona.expect == ("rsa", "af")
    assert persona.never == ("aspa",)


def test_a_list_holds_several_personas(write: Write, here: Site) -> None:
    text = "- {id: a, facts: {age: 20}}\n- {id: b, facts: {age: 30}}\n"
    personas, problems = read_file(write(text), here)
    assert problems == ()
    assert [(p.id, p.facts.age) for p in personas] == [("a", 20), ("b", 30)]


@pytest.mark.parametrize("name", ["foyer.json", "foyer.yaml"])
def test_json_says_the_same_as_yaml(write: Write, here: Site, name: str) -> None:
    whole = {"id": "a", "who": "Zoé 😀", "facts": {"age": 28, "couple": False, "children": [4, 8]}}
    for written in (whole, [whole]):
        persona = one(write(json.dumps(written, ensure_ascii=name == "foyer.json"), name), here)
        assert persona.who == "Zoé 😀"
        assert persona.facts.couple is False
        assert persona.facts.children == (Child(age=4), Child(age=8))


def test_a_word_that_yaml_would_change_stays_the_word(write: Write, here: Site) -> None:
    persona = one(write("id: NO\nfacts: {nationality: FR, couple: oui, birth: 1991-05-02}\n"), here)
    assert persona.id == "NO"
    assert persona.facts.couple is True
    assert persona.facts.birth == "1991-05-02"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("age: 36\nrente: 480\n", "2:1: rente", "clé inconnue « rente » : vouliez-vous « rent » ?"),
        ("age: vieux\n", "1:1: age", "écrivez un nombre entier, en chiffres"),
        ("children:\n  - 4\n  - age: 200\n", "3:5: children.1.age", "au plus 120"),
        ("housing: maison\n", "1:1: housing", "choisissez 'hlm'"),
        ("couple: peut-être\n", "1:1: couple", "écrivez oui ou non"),
        ("birth: hier\n", "1:1: birth", "écrivez 1991, 1991-05 ou 1991-05-23"),
        ("children: 3\n", "1:1: children", "écrivez une liste"),
        (f"children: [{'1, ' * 16}]\n", "1:1: children", "il y en a trop"),
        ("income: .nan\n", "1:1: income", "écrivez un nombre"),
        ("income: nan\n", "1:1: income", "écrivez un nombre"),
        ("age: 3\nage: 4\n", "2:1: age", "clé écrite deux fois"),
        ("facts: {age: 3}\nexpected: [rsa]\n", "2:1: expected", "vouliez-vous « expect » ?"),
        ("- {facts: {age: 3}}\n- {facts: {age: x}}\n", "2:12: facts.age", "nombre entier"),
        ("- 12\n", "1:3: ", "écrivez des lignes « clé: valeur »"),
        ("age: [\n", "2:1: ", "YAML illisible"),
        ("", "1:1: ", "fichier vide"),
        ("couple: non\npartner: {age: 3}\n", "1:1: ", "partner est rempli"),
    ],
)
def test_a_fault_is_said_with_its_line_and_what_to_do(
    write: Write, here: Site, text: str, place: str, message: str
) -> None:
    file = write(text)
    problems = read_file(file, here)[1]
    assert len(problems) == 1, problems
    assert str(problems[0]).startswith(f"{file}:{place}"), problems[0]
    assert message in problems[0].message


def test_one_wrong_persona_does_not_hide_the_others(write: Write, here: Site) -> None:
    personas, problems = read_file(write("- {facts: {age: x}}\n- {facts: {age: 3}}\n"), here)
    assert len(personas) == len(problems) == 1


def test_json_that_is_not_json_says_where(write: Write, here: Site) -> None:
    problem = wrong(write('{"age": 36,\n "rent": ]}', "foyer.json"), here)
    assert (problem.at.line, problem.at.column) == (2, 10)
    assert "JSON illisible" in problem.message


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path, here: Site) -> None:
    for name in ("absent.yaml", "absent.json"):
        assert "fichier illisible" in wrong(tmp_path / name, here).message


def test_a_file_of_another_encoding_is_a_problem(tmp_path: Path, here: Site) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("who: Zoé".encode("latin-1"))
    assert wrong(file, here).message == "enregistrez le fichier en UTF-8"


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("Nanterre", "92050"),
        ("st cloud", "92064"),
        ("78100", "78551"),
        ("Nanter", "92050"),
        ("Saint-Denis (93)", "93066"),
        ("Marseille", "13055"),
        ("Paris", "75056"),
    ],
)
def test_a_town_becomes_its_code(here: Site, city: str, code: str) -> None:
    assert sent({"city": city}, here).commune == code


def test_the_code_wins_over_the_name(here: Site) -> None:
    assert sent({"city": "Paris", "commune": "92050"}, here).commune == "92050"


def test_a_household_without_a_town_has_no_code(here: Site) -> None:
    assert sent({"age": 30}, here).commune is None


def test_several_towns_of_a_name_are_listed_with_their_codes(here: Site) -> None:
    found = faults({"city": "Saint-G"}, here)["city"]
    assert "78551 Saint-Germain-en-Laye" in found
    assert "78550 Saint-Germain-de-la-Grange" in found
    assert "93066 Saint-Denis (93)" in faults({"city": "Saint-Denis"}, here)["city"]


def test_a_whole_name_wins_over_the_beginning_of_a_nearer_one(here: Site) -> None:
    assert communes_called(here, "Nant") == (("12168", "Nant (12)"),)


def test_an_unknown_town_is_a_fault_with_a_suggestion(here: Site) -> None:
    assert "vouliez-vous « Nanterre » ?" in faults({"city": "Nanterrre"}, here)["city"]
    assert "code INSEE" in faults({"city": "Xyzzy"}, here)["city"]


def test_an_unknown_code_is_a_fault(here: Site) -> None:
    assert "n’est pas un code INSEE connu" in faults({"commune": "99999"}, here)["commune"]
    assert "cinq caractères" in faults({"commune": "92"}, here)["commune"]


def test_a_machine_gets_every_fault_at_once_with_its_path(here: Site) -> None:
    found = faults({"age": "x", "children": [{"custdy": "pleine"}, -1], "rent": "12 €"}, here)
    assert found.keys() == {"age", "children.0.custdy", "children.1.age", "rent"}
    assert found["children.0.custdy"].endswith("vouliez-vous « custody » ?")


@pytest.mark.parametrize("given", [None, [], "x", 3, [{"age": 3}]])
def test_what_is_no_household_is_one_fault_at_the_root(here: Site, given: object) -> None:
    assert list(faults(given, here)) == [""]


@pytest.mark.parametrize("birth", ["1991-13", "1991-02-30", "2026-11-24", "2027"])
def test_a_day_of_birth_that_cannot_be_is_a_fault_wherever_it_is(here: Site, birth: str) -> None:
    given = {"birth": birth, "partner": {"birth": birth}, "children": [3, {"birth": birth}]}
    found = faults(given, here)
    assert found.keys() == {"birth", "partner.birth", "children.1.birth"}
    assert all("jour impossible" in message for message in found.values())


@pytest.mark.parametrize("birth", ["1991", "1991-12", "2024-02-29", "2026-11-23"])
def test_a_year_a_month_or_a_day_of_birth_is_taken(here: Site, birth: str) -> None:
    assert sent({"birth": birth}, here).birth == birth


def test_a_pair_of_incomes_is_mine_and_my_partners(here: Site) -> None:
    household = sent({"income_salary": [1950, 600]}, here)
    assert household.income_salary == 1950
    assert household.partner
    assert household.partner.income_salary == 600
    assert list(faults({"income_salary": [1, 2, 3]}, here)) == [""]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted(Household.model_fields)) | st.text(max_size=5), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_whatever_is_sent_is_a_household_or_faults_that_can_be_written_back(given: Any) -> None:
    household, found = read_household(given, HERE)
    assert (household is None) == bool(found)
    for fault in found:
        assert f"{fault.path}{fault.message}".encode()


def test_half_a_character_is_replaced_and_not_kept() -> None:
    assert texts({"a\ud800": ["\udfff"]}) == {"a?": ["?"]}


def test_the_schema_takes_the_short_forms_that_are_read() -> None:
    fields = household_schema()["properties"]
    children, salary = str(fields["children"]), str(fields["income_salary"])
    assert "'$ref': '#/$defs/Child'" in children
    assert "'integer'" in children
    assert "'maxItems': 2" in salary
    assert "'array'" not in str(fields["income_dropped"])
    assert household_schema()["additionalProperties"] is False
