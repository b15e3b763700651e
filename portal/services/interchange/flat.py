"""Published values as a table: a column for each fact, a line for each value."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from portal.content.library import SHEET_KINDS
from portal.services.published import MODELS, WITHHELD

BETWEEN = "|"
"""Stands between the items of a list, as in the national schemas."""

BESIDE = {"places": ("commune_name",)}
"""What a kind's values are given besides their own fields."""


def table(kind: str, records: Iterable[dict[str, Any]]) -> bytes:
    """The CSV of these values: commas, UTF-8, lines that end as RFC 4180 says."""
    names = columns(kind)
    return written(names, ([cell(record, name) for name in names] for record in records))


def written(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV.

    A cell that begins with « = » stays as it is: these are facts that other programs read again,
    and a telephone number is « +33… ». What the public types never comes here.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(names)
    table.writerows(rows)
    return text.getvalue().encode()


def columns(kind: str) -> tuple[str, ...]:
    """The columns of a kind: always the same, whatever the values hold."""
    own = [name for name in _leaves(MODELS[kind]) if name != "id"]
    address = ("url",) if kind in SHEET_KINDS else ()
    return ("id", *own, *BESIDE.get(kind, ()), *address, "lang", "langs")


def _leaves(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in WITHHELD:
            continue
        inner = _model(field.annotation)
        if inner:
            yield from _leaves(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, alone or optional; None for anything else."""
    held = [one for one in get_args(annotation) if one is not type(None)] or [annotation]
    if len(held) == 1 and isinstance(held[0], type) and issubclass(held[0], BaseModel):
        return held[0] if getattr(annotation, "__origin__", None) is not tuple else None
    return None


def cell(record: dict[str, Any], name: str) -> str:
    """What stands under a column: empty for what is not known."""
    held: Any = record
    for part in name.split("."):
        held = held.get(part) if isinstance(held, dict) else None
    return _written(held)


def _written(held: Any) -> str:
    if held is None or held in ([], {}):
        return ""
    if isinstance(held, str):
        return held
    if isinstance(held, list) and all(isinstance(one, str) and BETWEEN not in one for one in held):
        return BETWEEN.join(held)
    return json.dumps(held, ensure_ascii=False)
