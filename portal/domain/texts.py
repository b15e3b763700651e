"""The texts of a value that translators receive, found from its model."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from portal.domain.value import Translatable


@cache
def translatable(model: type[BaseModel]) -> dict[str, Translatable]:
    """The fields of a model that hold texts, and of which kind."""
    found = {}
    for name, field in model.model_fields.items():
        marker = _marker(field.metadata) or _inside(field.annotation)
        if marker:
            found[name] = marker
    return found


def _marker(metadata: Any) -> Translatable | None:
    return next((m for m in metadata if isinstance(m, Translatable)), None)


def _inside(annotation: Any) -> Translatable | None:
    found = _marker(getattr(annotation, "__metadata__", ()))
    return found or next(filter(None, map(_inside, get_args(annotation))), None)


def texts(value: BaseModel, path: str = "") -> Iterator[tuple[str, str, Translatable]]:
    """Every text of a value with its dotted path: `documents.0.name`."""
    markers = translatable(type(value))
    for name in type(value).model_fields:
        for where, held in _items(f"{path}.{name}" if path else name, getattr(value, name)):
            if isinstance(held, BaseModel):
                yield from texts(held, where)
            elif isinstance(held, str) and name in markers:
                yield where, held, markers[name]


def _items(path: str, held: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(held, tuple):
        for index, item in enumerate(held):
            yield f"{path}.{index}", item
    else:
        yield path, held
