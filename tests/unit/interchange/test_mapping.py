"""Records to fields and back: only what an editor changed is changed."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from data_inclusion.schema.v1 import Structure  # type: ignore[import-untyped]  # It ships no types.

from portal.domain.place import Imported, Place
from portal.domain.sheet import Source
from portal.domain.territory import Commune
from portal.services.interchange.data_inclusion import numbered
from portal.services.interchange.fields import Record
from portal.services.interchange.mapping import (
    combined,
    edited,
    fields_of,
    record_of,
    records_of,
)

THOIRY = Commune(
    code="78616", name="Thoiry", department="78", postal_codes=("78770",), population=1000,
    latitude=48.86, longitude=1.79,
)  # fmt: skip
MEDNUM: Record = {
    "id": "ml--1", "pivot": "00000000000000", "nom": "MEDIATHEQUE MUNICIPALE", "commune": "Thoiry",
    "code_postal": "78770", "code_insee": "78616", "adresse": "1 PL DE LA FONTAINE",
    "latitude": "48.864931", "longitude": "1.795117", "typologie": "BIB",
    "telephone": "+33134947739", "site_web": "https://a.fr|https://b.fr",
    "horaires": "Mo 09:00-12:00", "source": "ministere-culture", "date_maj": "2022-12-01",
    "services": "Accès internet et matériel informatique|Mot inconnu du schéma",
    "frais_a_charge": "Gratuit", "modalites_acces": "Se présenter|Téléphoner",
    "dispositif_programmes_nationaux": "Conseillers numériques|Certification PIX",
    "modalites_accompagnement": "En autonomie", "autres_formations_labels": "Label et la bête",
}  # fmt: skip
STRUCTURE: Record = {
    "source": "dora", "id": "dora--1", "nom": "Association Lumière", "date_maj": "2023-02-01",
    "commune": "Thoiry", "code_postal": "78770", "code_insee": "78616", "adresse": "2 rue B",
    "longitude": "1.7951", "latitude": "48.8649", "telephone": "+33134947739",
    "reseaux_porteurs": ("mission-locale", "plie"),
}  # fmt: skip
SERVICE: Record = {
    "source": "dora", "structure_id": "dora--1", "id": "dora--1-2", "nom": "Colis",
    "description": "Un colis par semaine", "date_maj": "2023-02-01", "frais": "gratuit",
    "thematiques": ("equipement-et-alimentation--alimentation", "sante--acces-aux-soins"),
    "modes_mobilisation": ("se-presenter",),
}  # fmt: skip


def mednum(**changes: str) -> Imported:
    record = {**MEDNUM, **changes}
    return Imported(
        format="mednum-1.0.2", id=str(record["id"]), on=date(2022, 12, 1), record=record
    )


def dora(record: Record) -> Imported:
    day = date(2023, 2, 1)
    return Imported(format="data-inclusion-1", id=str(record["id"]), on=day, record=record)


def place(*imported: Imported, **changes: Any) -> Place:
    """The place that an import of these records writes, then an editor changes."""
    fields: dict[str, Any] = {**combined(imported), **changes}
    source = {name[7:]: fields.pop(name) for name in [*fields] if name.startswith("source.")}
    fields |= {"id": "lieu", "status": "a-verifier", "source": source, "imported": imported}
    return Place.model_validate(fields)


def test_a_record_says_what_a_page_shows_in_our_words() -> None:
    assert fields_of(mednum()) == {
        "title": "Médiathèque municipale de Thoiry", "kind": "bibliotheque", "commune": "78616",
        "postal_code": "78770", "address": "1 place de la Fontaine", "latitude": 48.86493,
        "longitude": 1.79512, "phone": "01 34 94 77 39", "website": "https://a.fr",
        "hours": "Mo 09:00-12:00", "services": ("ordinateurs", "livres"), "helps": ("borne",),
        "entry": ("libre", "telephone"), "price": "gratuit",
        "platforms": ("conseiller-numerique",), "source.checked_on": "2022-12-01",
        "source.name": "Adresses des bibliothèques, ministère de la Culture (données ouvertes)",
    }  # fmt: skip


def test_a_service_adds_its_theme_its_price_and_its_entry_to_the_structure_s_place() -> None:
    found = combined([dora(STRUCTURE), dora(SERVICE)])
    assert found["services"] == ("alimentation", "sante")
    assert found["entry"] == ("libre",)
    assert found["price"] == "gratuit"
    assert found["platforms"] == ("mission-locale",)
    assert found["title"] == "Association Lumière"


@pytest.mark.parametrize("imported", [mednum(), dora(STRUCTURE)])
def test_a_place_nobody_changed_gives_its_record_back_as_it_came(imported: Imported) -> None:
    found = place(imported)
    assert edited(found, THOIRY) == frozenset()
    assert record_of(found, THOIRY, imported=imported) == imported.record


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"phone": "01 22 22 22 22"}, {"telephone": "+33122222222"}),
        ({"phone": None}, {"telephone": None}),
        ({"title": "La Fontaine"}, {"nom": "La Fontaine"}),
        ({"latitude": 48.9}, {"latitude": "48.9"}),
        ({"price": "payant"}, {"frais_a_charge": "Payant"}),
        ({"website": "https://c.fr"}, {"site_web": "https://c.fr"}),
        (
            {"services": ("ordinateurs", "livres", "demarches")},
            {
                "services": "Accès internet et matériel informatique|Mot inconnu du schéma"
                "|Aide aux démarches administratives"
            },
        ),
        ({"entry": ("libre",)}, {"modalites_acces": "Se présenter"}),
        ({"platforms": ()}, {"dispositif_programmes_nationaux": "Certification PIX"}),
        ({"kind": "association"}, {"typologie": "ASSO"}),
    ],
)
def test_an_editor_s_change_alone_is_written_in_the_record(
    changes: dict[str, Any], written: dict[str, str | None]
) -> None:
    imported = mednum()
    found = record_of(place(imported, **changes), THOIRY, imported=imported)
    expected = {k: v for k, v in {**imported.record, **written}.items() if v is not None}
    assert found == expected


def test_an_address_rewritten_by_an_editor_takes_the_complement_s_place() -> None:
    imported = mednum(complement_adresse="Mairie")
    found = record_of(place(imported, address="3 rue C"), THOIRY, imported=imported)
    assert found is not None
    assert found["adresse"] == "3 rue C"
    assert "complement_adresse" not in found


def test_what_the_register_told_and_no_source_gave_is_not_an_editor_s_change() -> None:
    imported = mednum(code_insee="", code_postal="")
    found = place(imported, commune="78616", postal_code="78770")
    assert edited(found, THOIRY) == frozenset()


def test_a_platform_that_this_portal_does_not_know_is_not_one_an_editor_removed() -> None:
    imported = mednum()
    found = place(imported, platforms=())
    assert edited(found, THOIRY, platforms={"caf"}) == frozenset()
    assert edited(found, THOIRY) == {"platforms"}


def test_records_say_the_same_whatever_the_order_they_came_in() -> None:
    twin = mednum(id="ml--2", source="conseiller-numerique", telephone="+33122222222")
    records = [mednum(), twin, dora(STRUCTURE), dora(SERVICE)]
    said = [combined(order) for order in permutations(records)]
    assert all(one == said[0] for one in said)
    assert said[0]["address"] == "2 rue B", "the freshest is believed"


def test_prices_that_differ_are_no_price() -> None:
    paying = dora({**SERVICE, "id": "dora--1-3", "frais": "payant"})
    assert "price" not in combined([dora(SERVICE), paying])


def test_every_record_of_a_place_is_given_in_its_format_structures_first() -> None:
    found = place(mednum(), mednum(id="ml--2"), dora(SERVICE), dora(STRUCTURE))
    assert [r["id"] for r in records_of(found, THOIRY, format_="mednum-1.0.2")] == [
        "ml--1",
        "ml--2",
    ]
    structures = records_of(found, THOIRY, format_="data-inclusion-1")
    assert structures == (STRUCTURE, SERVICE)


def test_a_place_without_a_record_makes_one_that_says_the_same() -> None:
    found = place(mednum()).model_copy(update={"imported": ()})
    record = record_of(found, THOIRY)
    assert record is not None
    again = Imported(
        format="mednum-1.0.2", id=str(record["id"]), on=date(2022, 12, 1), record=record
    )
    assert {**fields_of(again), "source.name": found.source.name} == fields_of(mednum())


def test_a_new_structure_is_valid_under_the_published_schema() -> None:
    found = place(mednum()).model_copy(update={"imported": ()})
    record = record_of(found, THOIRY, format_="data-inclusion-1")
    assert record is not None
    assert Structure.model_validate(numbered(record)).latitude == 48.86493


def test_a_place_that_nobody_dated_has_a_record_only_with_a_day() -> None:
    bare = Place(
        id="lieu", title="Lieu", kind="association", commune="78616", postal_code="78770",
        status="a-verifier", source=Source(name="La ville"),
    )  # fmt: skip
    assert record_of(bare, THOIRY) is None
    dated = record_of(bare, THOIRY, undated=date(2024, 1, 2))
    assert dated is not None
    assert dated["date_maj"] == "2024-01-02"
