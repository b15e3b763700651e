"""A need of the public, and the places that answer it."""

import pytest
from pydantic import ValidationError

from portal.domain.place import Place
from portal.domain.provision import Provision

TEXTS = {"id": "papiers", "order": 1, "title": "Papiers", "summary": "De l’aide.", "icon": "papier"}


def place(**changed: object) -> Place:
    return Place.model_validate(
        {
            "id": "la-mairie", "title": "La mairie", "kind": "mairie", "commune": "92020",
            "postal_code": "92320", "status": "a-verifier", "source": {"name": "La ville"}, **changed,
        }
    )  # fmt: skip


def test_a_place_answers_by_one_of_its_services_or_by_what_it_is() -> None:
    need = Provision.model_validate(
        {**TEXTS, "services": ["demarches"], "platforms": ["france-services"]}
    )
    assert need.met_by(place(services=["livres", "demarches"]))
    assert need.met_by(place(platforms=["france-services"]))
    assert not need.met_by(place(services=["livres"], platforms=["caf"]))
    assert not need.met_by(place())


def test_a_need_that_no_place_could_answer_is_refused() -> None:
    with pytest.raises(ValidationError, match="services ou platforms"):
        Provision.model_validate(TEXTS)
