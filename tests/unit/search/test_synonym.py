"""What editors may write of what people say."""

import pytest
from pydantic import ValidationError

from portal.domain.synonym import Saying, Synonyms


def test_a_saying_leads_to_a_sheet_or_to_an_emergency() -> None:
    with pytest.raises(ValidationError, match="dites à quelles fiches"):
        Saying(says=("cmu",))
    assert Saying(says=("au feu",), urgent=("urgences/18",)).means == ()


def test_only_an_emergency_is_urgent() -> None:
    with pytest.raises(ValidationError):
        Saying(says=("rsa",), urgent=("aids/rsa",))


def test_sayings_name_their_language() -> None:
    with pytest.raises(ValidationError):
        Synonyms.model_validate(
            {"id": "sante", "entries": [{"says": ["cmu"], "means": ["aids/c2s"]}]}
        )


def test_a_former_name_is_said_with_oui() -> None:
    saying = Saying.model_validate({"says": ["cmu"], "means": ["aids/c2s"], "former": "oui"})
    assert saying.former
