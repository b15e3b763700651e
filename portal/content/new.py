"""A new file for an editor: every key of its kind, to fill in or to remove."""

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from portal.domain.value import ID


def skeleton(model: type[BaseModel]) -> str:
    """YAML with each key; those in a comment are optional."""
    lines: list[str] = []
    for name, field in model.model_fields.items():
        if name == "id":
            continue
        mark = "" if field.is_required() else "# "
        lines.extend(mark + line for line in _lines(name, field.annotation))
    return "\n".join(lines) + "\n"


def write_new(folder: Path, id_: str, *, text: str) -> str:
    """Write a file that is not there yet; else the reason it was not written."""
    if not re.fullmatch(ID, id_):
        return f"« {id_} » : minuscules sans accent, chiffres, tirets"
    file = folder / f"{id_}.yaml"
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        return f"{file} existe déjà : ouvrez-le, ou choisissez un autre nom"
    except OSError as error:
        return f"{file} : écriture impossible ({error.strerror})"
    return ""


def _lines(name: str, annotation: Any) -> list[str]:
    inner = _plain(annotation)
    if get_origin(inner) is tuple:
        item = _plain(get_args(inner)[0])
        if isinstance(item, type) and issubclass(item, BaseModel):
            first, *rest = _fields(item)
            return [f"{name}:", f"  - {first}", *(f"    {line}" for line in rest)]
        return [f"{name}:", f"  - {_example(item)}"]
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [f"{name}:", *(f"  {line}" for line in _fields(inner))]
    return [f"{name}: {_example(inner)}"]


def _fields(model: type[BaseModel]) -> list[str]:
    return [
        line
        for name, field in model.model_fields.items()
        if field.is_required()
        for line in _lines(name, field.annotation)
    ] or [
        line
        for name, field in model.model_fields.items()
        for line in _lines(name, field.annotation)
    ]


def _plain(annotation: Any) -> Any:
    """The type without None and without its annotations."""
    if hasattr(annotation, "__metadata__"):
        return _plain(annotation.__origin__)
    options = [arg for arg in get_args(annotation) if arg is not type(None)]
    if type(None) in get_args(annotation) and options:
        return _plain(options[0])
    return annotation


def _example(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return " | ".join(map(str, get_args(kind)))
    return {bool: "non", int: "1", float: "0.0"}.get(kind, '"à écrire"')
