"""From a document to a value: the model's errors become an editor's French."""

import difflib
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from portal.content.problem import Problem
from portal.content.read import Document

Model = TypeVar("Model", bound=BaseModel)
_UNION_TAGS = {"all", "any", "not", "not_", "test"}


def build(document: Document, model: type[Model]) -> tuple[Model | None, tuple[Problem, ...]]:
    """The value, its id taken from the file name; or nothing and every problem."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    if "id" in tree:
        message = "retirez « id » : le nom du fichier est l’identifiant"
        return None, (document.problem(("id",), message),)
    try:
        return model.model_validate({**tree, "id": document.file.stem}), ()
    except ValidationError as error:
        return None, tuple(_problems(document, model, error))


def _problems(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterator[Problem]:
    for detail in error.errors():
        path = tuple(part for part in detail["loc"] if not _is_tag(document, part))
        if path == ("id",):
            yield document.problem((), "nom de fichier : minuscules sans accent, chiffres, tirets")
        else:
            yield document.problem(path, _message(detail, model, path))


def _is_tag(document: Document, part: str | int) -> bool:
    return part in _UNION_TAGS and not any(part in path for path in document.positions)


def _message(detail: ErrorDetails, model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return f"il manque « {path[-1]} » : ajoutez-le"
    if kind == "extra_forbidden":
        return f"clé inconnue « {path[-1]} »{_suggestion(str(path[-1]), model)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        choice = context["expected"].replace(" or ", " ou ")
        return f"« {detail['input']} » n’est pas permis : choisissez {choice}"
    return _typed(kind, detail["input"], context)


def _typed(kind: str, given: object, context: dict[str, Any]) -> str:
    messages = {
        "string_type": "écrivez un texte",
        "string_pattern_mismatch": f"forme attendue : {context.get('pattern')}",
        "int_parsing": "écrivez un nombre entier, en chiffres",
        "int_type": "écrivez un nombre entier, en chiffres",
        "float_parsing": "écrivez un nombre, avec un point : 48.85",
        "tuple_type": "écrivez une liste, un tiret par ligne",
        "dict_type": "écrivez des lignes « clé: valeur » décalées de deux espaces",
        "model_type": "écrivez des lignes « clé: valeur » décalées de deux espaces",
        "model_attributes_type": "écrivez des lignes « clé: valeur » décalées de deux espaces",
        "date_from_datetime_parsing": "écrivez la date ainsi : 2026-11-23",
        "date_parsing": "écrivez la date ainsi : 2026-11-23",
        "date_type": "écrivez la date ainsi : 2026-11-23",
        "greater_than_equal": f"au moins {context.get('ge')}",
        "less_than_equal": f"au plus {context.get('le')}",
        "too_short": f"il en faut au moins {context.get('min_length')}",
    }
    shown = "vide" if given is None else f"« {given} »" if isinstance(given, str) else "ceci"
    return f"{shown} ne convient pas : {messages.get(kind, kind)}"


def _suggestion(word: str, model: type[BaseModel]) -> str:
    near = difflib.get_close_matches(word, sorted(_keys(model)), n=1)
    return f" : vouliez-vous « {near[0]} » ?" if near else " : retirez-la ou corrigez-la"


def _keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> set[str]:
    keys = set(model.model_fields) - {"id"}
    for annotation in _models_in(model):
        if annotation not in seen:
            keys |= _keys(annotation, seen | {model})
    return keys


def _models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        waiting.extend(getattr(annotation, "__args__", ()))
