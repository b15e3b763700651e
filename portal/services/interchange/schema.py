"""Lines of data·inclusion against its published schema. Loaded by the import alone: 20 MB."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from data_inclusion.schema.v1 import (  # type: ignore[import-untyped]  # It ships no types.
    Service,
    Structure,
)
from pydantic import ValidationError

from portal.services.interchange.checks import Said
from portal.services.interchange.data_inclusion import NUMBERS, is_service, numbered
from portal.services.interchange.fields import Record

_NEAR = 0.8
_REASONS = {
    "missing": "il manque : écrivez-le",
    "string_too_short": "trop court",
    "string_too_long": "trop long",
    "string_pattern_mismatch": "mal écrit",
    "enum": "ce mot n’est pas dans la liste du schéma",
    "url_parsing": "écrivez une adresse qui commence par https://",
    "url_scheme": "écrivez une adresse qui commence par https://",
    "value_error": "ne suit pas la règle du schéma",
    "too_short": "la liste est vide",
    "literal_error": "ce mot n’est pas dans la liste du schéma",
    "greater_than_equal": "trop petit",
    "set_type": "écrivez une liste",
    "list_type": "écrivez une liste",
    "string_type": "écrivez un texte",
}
_ELSEWHERE = frozenset({"id", "nom", "date_maj", "siret", "latitude", "longitude", "code_postal"})
"""Keys whose faults are said better by our own checks, unless the schema alone sees them."""


def outside_schema(record: Record) -> Iterator[Said]:
    """What the schema refuses, and the keys it does not know."""
    model: Any = Service if is_service(record) else Structure
    yield from _unknown(record, set(model.model_fields))
    try:
        shown = numbered(record)
    except ValueError:
        wrong = ", ".join(key for key in NUMBERS if key in record)
        yield f"{wrong} : écrivez des nombres", False
        return
    try:
        model.model_validate(shown)
    except ValidationError as error:
        yield from _refused(error, record)


def _refused(error: ValidationError, record: Record) -> Iterator[Said]:
    for key, kind in dict.fromkeys((str(d["loc"][0]), d["type"]) for d in error.errors()):
        said = record.get(key)
        if key in _ELSEWHERE and (said is None or key == "date_maj") and kind != "value_error":
            continue
        if key == "date_maj" and not _too_old(said):
            continue
        shown = f" « {said if isinstance(said, str) else ', '.join(said)} »" if said else ""
        reason = _REASONS.get(kind, "ne suit pas le schéma data·inclusion v1")
        yield f"« {key} »{shown} : {reason}", False


def _too_old(day: object) -> bool:
    """The schema asks for a day of this century."""
    return isinstance(day, str) and day < date(2000, 1, 1).isoformat()


def _unknown(record: Record, known: set[str]) -> Iterator[Said]:
    for key in record.keys() - known:
        near = get_close_matches(key, known - record.keys(), n=1, cutoff=_NEAR)
        if near:
            yield f"clé inconnue « {key} » : vouliez-vous « {near[0]} » ?", False
        else:
            yield f"clé inconnue « {key} » : gardée telle quelle", True
