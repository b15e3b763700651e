"""The YAML of a place, as editors write it; what they wrote stays, comments and quotes too."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from portal.domain.place import Imported
from portal.services.interchange.fields import Field, Fields
from portal.services.interchange.following import keep_comments, move_comments

COMMENT = "# Copie de la source, écrite par « portal import » : corrigez plus haut, jamais ici."
ORDER = (
    "title", "kind", "commune", "address", "postal_code", "latitude", "longitude", "phone",
    "email", "website", "hours", "services", "helps", "entry", "price", "platforms", "languages",
    "wheelchair", "note", "access_note", "words", "status", "source", "aliases",
)  # fmt: skip
_SOURCE = ("name", "url", "checked_on", "checked_by")
_PLAIN = frozenset({"kind", "latitude", "longitude", "price", "status"})
_COPY = re.compile(r"^imported:.*\n(?:(?:[ -].*)?\n)*", re.MULTILINE)
_HIDDEN = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_NO_FOLDING = 10**6


def new_text(fields: Fields, imported: Sequence[Imported]) -> str:
    """The file of a place that only its sources know."""
    held: dict[str, Field] = {**fields, "status": "a-verifier"}
    lines = [f"{name}: {_value(name, held[name])}" for name in ORDER if name in held]
    source = {name[7:]: value for name, value in held.items() if name.startswith("source.")}
    shown = ", ".join(
        f"{key}: {source[key] if key == 'checked_on' else quoted(str(source[key]))}"
        for key in ("name", "url", "checked_on")
        if key in source
    )
    return "\n".join([*lines, f"source: {{{shown}}}", ""]) + copy_text(imported)


def updated_text(
    text: str, changes: Mapping[str, Field | None], imported: Sequence[Imported]
) -> str:
    """The file with these fields set (None: taken away) and its copy of the sources renewed."""
    crlf = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    body = _COPY.sub("", plain if plain.endswith("\n") else plain + "\n", count=1)
    body = body.replace(COMMENT + "\n", "")
    renewed = (_changed(body, changes) if changes else body) + copy_text(imported)
    return renewed.replace("\n", "\r\n") if crlf else renewed


def copy_text(imported: Sequence[Imported]) -> str:
    """The records as their sources gave them, at the end of the file."""
    if not imported:
        return ""
    lines = [COMMENT, "imported:"]
    for held in imported:
        lines += [f"  - format: {held.format}", f"    id: {quoted(held.id)}"]
        lines += [f"    on: {held.on.isoformat()}", "    record:"]
        lines += [f"      {_key(key)}: {_record(value)}" for key, value in held.record.items()]
    return "\n".join([*lines, ""])


def quoted(text: str) -> str:
    """A YAML text between double quotes, on one line whatever it holds."""
    plain = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _value(name: str, value: Field) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return str(value) if name in _PLAIN else quoted(str(value))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z][a-z0-9_]*", key) and key not in _WORDS else quoted(key)


_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def _record(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(quoted, value))}]"
    return quoted(value)


def _changed(body: str, changes: Mapping[str, Field | None]) -> str:
    yaml, tree = _opened(body)
    for name, value in changes.items():
        holder, _, key = name.rpartition(".")
        inside = tree.get(holder) if holder else tree
        if isinstance(inside, CommentedMap):
            _set(inside, key, value)
    if any(not name.startswith("source.") for name in changes):
        _unverify(tree)
    return _dumped(yaml, tree)


def _unverify(tree: CommentedMap) -> None:
    """What a person checked and a source has since changed is to be checked again."""
    if tree.get("status") == "verifie":
        tree["status"] = "a-verifier"


def _set(tree: CommentedMap, key: str, value: Field | None) -> None:
    if value is None:
        if key in tree:
            keep_comments(tree, key)
            del tree[key]
        return
    held = tree.get(key)
    written = _node(key, value)
    if isinstance(held, CommentedSeq) and isinstance(value, tuple):
        held[:] = list(value)
    elif key in tree:
        tree[key] = written
    else:
        before = _before(tree, key)
        tree.insert(before, key, written)
        move_comments(tree, before)


def _node(key: str, value: Field) -> Any:
    if isinstance(value, tuple):
        node = CommentedSeq(value)
        node.fa.set_flow_style()
        return node
    if isinstance(value, float) or key in _PLAIN or key == "checked_on":
        return float(value) if isinstance(value, float) else _day_or_word(key, str(value))
    return DoubleQuotedScalarString(value)


def _day_or_word(key: str, word: str) -> Any:
    return date.fromisoformat(word) if key == "checked_on" else word


def _before(tree: CommentedMap, key: str) -> int:
    """Where a new key goes: after the last of those that come before it in the house's order."""
    order = _SOURCE if key in _SOURCE else ORDER
    rank = order.index(key)
    places = [at for at, held in enumerate(tree) if held in order and order.index(held) < rank]
    return places[-1] + 1 if places else 0


def _opened(body: str) -> tuple[YAML, CommentedMap]:
    """The text and the indents that give it back as it is."""
    for sequence, offset in ((2, 0), (4, 2)):
        yaml = YAML()
        yaml.preserve_quotes = True
        yaml.width = _NO_FOLDING
        yaml.indent(mapping=2, sequence=sequence, offset=offset)
        tree: CommentedMap = yaml.load(body)
        if _dumped(yaml, tree) == body:
            break
    return yaml, tree


def _dumped(yaml: YAML, tree: CommentedMap) -> str:
    stream = StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()
