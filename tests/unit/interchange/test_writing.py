"""YAML as editors write it, and as they left it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portal.content.build import build
from portal.content.read import document_of
from portal.domain.place import Imported, Place
from portal.services.interchange.fields import Field
from portal.services.interchange.writing import COMMENT, new_text, quoted, updated_text

IMPORTED = Imported(
    format="mednum-1.0.2", id="a--1", on=date(2022, 12, 1),
    record={"id": "a--1", "adresse": "1 rue\n\nB", "services": "A|B"},
)  # fmt: skip
FILE = """\
# Le lieu préféré de Jeanne.
title: 'La mairie' # vérifié sur place
kind: mairie
commune: "92020"
postal_code: "92320"
# les jours de marché aussi
hours: "Mo-Fr 09:00-12:00"
services: [apprendre]  # le mardi
words:
  - hôtel de ville

# on a appelé deux fois
status: verifie
source: {name: "La ville", checked_on: 2025-03-12}
"""


def place(text: str) -> Place:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert node
    document, problems = document_of(Path("lieu.yaml"), node)
    value, wrong = build(document, Place)
    assert (problems, wrong) == ((), ())
    assert value
    return value


def test_a_new_file_has_the_house_s_order_and_quotes() -> None:
    fields: dict[str, Field] = {
        "title": "Lieu « A »", "kind": "association", "commune": "92020", "postal_code": "92320",
        "latitude": 48.8, "longitude": 2.28, "services": ("apprendre", "emploi"),
        "source.name": "Liste", "source.url": "https://a.fr", "source.checked_on": "2022-12-01",
    }  # fmt: skip
    assert new_text(fields, [IMPORTED]) == (
        'title: "Lieu « A »"\nkind: association\ncommune: "92020"\npostal_code: "92320"\n'
        "latitude: 48.8\nlongitude: 2.28\nservices: [apprendre, emploi]\nstatus: a-verifier\n"
        'source: {name: "Liste", url: "https://a.fr", checked_on: 2022-12-01}\n'
        f"{COMMENT}\nimported:\n  - format: mednum-1.0.2\n"
        '    id: "a--1"\n    on: 2022-12-01\n    record:\n      id: "a--1"\n'
        '      adresse: "1 rue\\n\\nB"\n      services: "A|B"\n'
    )


def test_the_copy_of_the_source_is_read_as_it_was_written() -> None:
    assert place(updated_text(FILE, {}, [IMPORTED])).imported == (IMPORTED,)


def test_a_new_copy_changes_no_other_byte() -> None:
    once = updated_text(FILE, {}, [IMPORTED])
    assert once.startswith(FILE)
    assert updated_text(once, {}, [IMPORTED]) == once
    assert updated_text(once, {}, []) == FILE


def test_a_line_added_below_the_copy_stays() -> None:
    once = updated_text(FILE, {}, [IMPORTED]) + "# demander à Paul\naliases: [ancienne-mairie]\n"
    again = updated_text(once, {"phone": "01 22 22 22 22"}, [IMPORTED])
    assert "# demander à Paul\naliases: [ancienne-mairie]\n" in again
    assert place(again).imported == (IMPORTED,)


def test_a_field_changes_and_the_editor_s_comments_order_and_quotes_stay() -> None:
    changes: dict[str, Field | None] = {
        "phone": "01 22 22 22 22", "services": ("apprendre", "emploi"), "hours": "Mo 09:00-12:00",
        "source.checked_on": "2026-01-01",
    }  # fmt: skip
    expected = (
        FILE.replace("# les jours", 'phone: "01 22 22 22 22"\n# les jours')
        .replace("Mo-Fr", "Mo")
        .replace("[apprendre]  #", "[apprendre, emploi] #")
        .replace("verifie", "a-verifier")
        .replace("2025-03-12", "2026-01-01")
    )
    assert updated_text(FILE, changes, []) == expected


def test_the_comment_of_the_next_field_survives_the_one_taken_away() -> None:
    found = updated_text(FILE, {"hours": None, "services": None}, [])
    assert "# les jours de marché aussi\nwords:" in found
    assert "hours:" not in found
    assert "# on a appelé deux fois\nstatus: a-verifier" in found


def test_a_new_day_of_the_source_alone_does_not_undo_a_person_s_check() -> None:
    found = updated_text(FILE, {"source.checked_on": "2026-01-01"}, [])
    assert place(found).status == "verifie"


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    found = updated_text(FILE.replace("\n", "\r\n"), {"phone": "01 22 22 22 22"}, [IMPORTED])
    assert found.count("\n") == found.count("\r\n")
    assert place(found).phone == "01 22 22 22 22"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40))
def test_any_text_of_a_source_is_read_back_as_it_was(text: str) -> None:
    assert yaml.load(quoted(text), Loader=yaml.CSafeLoader) == text


@pytest.mark.parametrize("key", ["on", "no", "clé étrange", "a: b"])
def test_any_key_of_a_source_is_read_back_as_it_was(key: str) -> None:
    held = Imported(format="data-inclusion-1", id="a", on=date(2024, 1, 1), record={key: "b"})
    assert place(updated_text(FILE, {}, [held])).imported == (held,)
