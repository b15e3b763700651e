"""Households written in files or sent by machines: what they say, or every fault in French.

A file holds one household, bare or with what must be found for it, or a list of those. Every
scalar is read as the text that was typed; the model of the household gives it its type.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator

from portal.content.build import build
from portal.content.problem import Position, Problem
from portal.content.read import Document, Path_, Tree, document_of, read
from portal.domain.household import Child, Household, Person
from portal.domain.value import Name, Value
from portal.services.simulation.towns import Unplaced, placed
from portal.services.site import Site

FACTS = "facts"
UNSAID = {
    "too_long": "il y en a trop",
    "finite_number": "écrivez un nombre, avec un point : 48.85",
    "tuple_type": "écrivez une liste, un tiret par ligne",
    "list_type": "écrivez une liste, un tiret par ligne",
}
"""Faults that no sheet can have, and that `build` therefore leaves in the model's words."""

SHAPES = {
    "birth": "écrivez 1991, 1991-05 ou 1991-05-23",
    "commune": "écrivez les cinq caractères du code INSEE : 92050",
    "received": "écrivez le nom de la fiche, en minuscules sans accent : prime-activite",
}
"""The shape of some fields, said better than by the pattern that checks it."""

SENT = Path("foyer")
"""Stands for the file when a household comes without one."""


def _names(given: object) -> object:
    """`expect` is a list of ids, or each id with why."""
    if given is None:
        return ()
    return tuple(given) if isinstance(given, Mapping) else given


Names = Annotated[tuple[Name, ...], BeforeValidator(_names)]


class Persona(Value):
    """A household, and the aids that must be found for it, may be, or must not be."""

    id: Name
    who: str | None = None
    facts: Household
    expect: Names = ()
    maybe: Names = ()
    never: Names = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in what was sent. `path` is dotted: children.0.age."""

    path: str
    message: str


def read_file(file: Path, site: Site) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """The households of a file, and the problems of those that cannot be read."""
    documents, problems = _documents(file)
    personas: list[Persona] = []
    for document in documents:
        persona, wrong = _persona(document, site)
        problems = (*problems, *wrong)
        if persona:
            personas.append(persona)
    return tuple(personas), problems


def read_household(given: object, site: Site) -> tuple[Household | None, tuple[Fault, ...]]:
    """The household that a machine sent as JSON, or the faults of what it sent."""
    document = Document(SENT, {FACTS: texts(given)}, {})
    persona, problems = _persona(document, site)
    faults = tuple(Fault(_bare(p.where), p.message) for p in problems)
    return (persona.facts if persona else None), faults


def texts(given: object) -> Tree:
    """JSON with every scalar as the text that was typed, as YAML is read."""
    if isinstance(given, Mapping):
        return {_sound(str(key)): texts(value) for key, value in given.items()}
    if isinstance(given, list):
        return [texts(value) for value in given]
    if isinstance(given, bool):
        return "oui" if given else "non"
    return None if given is None else _sound(str(given))


def _sound(text: str) -> str:
    """JSON may escape half a character; nothing can write it back."""
    return text.encode("utf-8", "replace").decode()


def _documents(file: Path) -> tuple[list[Document], tuple[Problem, ...]]:
    root = _root(file)
    if not isinstance(root, yaml.SequenceNode):
        document, problems = read(file)
        if document is None and file.suffix == ".json":
            return _from_json(file)
        return ([document] if document else []), problems
    listed, problems = document_of(file, root)
    return _each(listed), problems


def _root(file: Path) -> yaml.Node | None:
    """The first node; None when there is none or when `read` will say why there is none."""
    try:
        return yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, OSError, ValueError):
        return None


def _from_json(file: Path) -> tuple[list[Document], tuple[Problem, ...]]:
    """JSON that is not YAML, or a fault said as JSON's."""
    try:
        tree = texts(json.loads(file.read_text("utf-8")))
    except json.JSONDecodeError as error:
        at = Position(error.lineno, error.colno)
        message = f"JSON illisible ({error.msg}) : vérifiez les guillemets et les virgules"
        return [], (Problem(file, at, "", message),)
    except (OSError, ValueError, RecursionError) as error:
        return [], (Problem(file, Position(), "", f"fichier illisible : {error}"),)
    document = Document(file, tree, {})
    return (_each(document) if isinstance(tree, list) else [document]), ()


def _each(document: Document) -> list[Document]:
    """Each item of a list as a document of its own, every line where it was."""
    items = document.tree if isinstance(document.tree, list) else []
    return [
        Document(document.file, item, dict(_below(document.positions, index)))
        for index, item in enumerate(items)
    ]


def _below(positions: Mapping[Path_, Position], index: int) -> Iterator[tuple[Path_, Position]]:
    for path, position in positions.items():
        if path[:1] == (index,):
            yield path[1:], position


def _persona(document: Document, site: Site) -> tuple[Persona | None, tuple[Problem, ...]]:
    tree = document.tree
    if not isinstance(tree, dict):
        return None, (document.problem((), "écrivez des lignes « clé: valeur »"),)
    if FACTS not in tree:
        return _bare_persona(document, site)
    name = tree.get("id")
    if name is not None and not isinstance(name, str):
        return None, (document.problem(("id",), "écrivez un texte"),)
    rest = {key: value for key, value in tree.items() if key != "id"}
    persona, problems = build(replace(document, tree=rest), Persona)
    if persona is None:
        return None, tuple(_said(problem) for problem in problems)
    persona = persona.model_copy(update={"id": name}) if name else persona
    unborn = tuple(_births(document, persona.facts, site.today()))
    return (None, unborn) if unborn else _with_commune(persona, document, site)


def _births(document: Document, household: Household, today: date) -> Iterator[Problem]:
    """Days of birth that have not come."""
    people: list[tuple[Path_, Person | Child]] = [((), household)]
    if household.partner:
        people.append((("partner",), household.partner))
    people += [(("children", i), child) for i, child in enumerate(household.children or ())]
    for path, person in people:
        if person.birth and date.fromisoformat(f"{person.birth}-01-01"[:10]) > today:
            message = f"« {person.birth} » : jour impossible : il est à venir, corrigez-le"
            yield document.problem((FACTS, *path, "birth"), message)


def _bare_persona(document: Document, site: Site) -> tuple[Persona | None, tuple[Problem, ...]]:
    """The facts of one household and nothing else."""
    moved = {(FACTS, *path): position for path, position in document.positions.items()}
    whole = Document(document.file, {FACTS: document.tree}, moved)
    persona, problems = _persona(whole, site)
    return persona, tuple(replace(problem, where=_bare(problem.where)) for problem in problems)


def _with_commune(
    persona: Persona, document: Document, site: Site
) -> tuple[Persona | None, tuple[Problem, ...]]:
    found = placed(site, persona.facts)
    if isinstance(found, Unplaced):
        return None, (document.problem((FACTS, found.field), found.message),)
    return persona.model_copy(update={FACTS: found}), ()


def _said(problem: Problem) -> Problem:
    """The problem in words of households, where `build` has none or speaks in patterns."""
    start, _, kind = problem.message.partition(" ne convient pas : ")
    known = UNSAID.get(kind)
    if kind.startswith("forme attendue"):
        known = next((text for field, text in SHAPES.items() if field in problem.where), None)
    return replace(problem, message=f"{start} ne convient pas : {known}") if known else problem


def _bare(where: str) -> str:
    return "" if where == FACTS else where.removeprefix(f"{FACTS}.")


def household_schema() -> dict[str, Any]:
    """The JSON Schema of a household, with the short forms that are accepted."""
    return with_short_forms(Household.model_json_schema())


def with_short_forms(schema: dict[str, Any], child: str = "#/$defs/Child") -> dict[str, Any]:
    """The schema in which a child may be an age, and incomes a pair: mine, my partner's."""
    fields: dict[str, Any] = schema["properties"]
    shaped = {
        name: _pair(field) if name.startswith("income_") and "number" in str(field) else field
        for name, field in fields.items()
    }
    shaped["children"] = _ages_too(fields["children"], child)
    return {**schema, "properties": shaped}


def _pair(field: dict[str, Any]) -> dict[str, Any]:
    amount, *others = field["anyOf"]
    pair = {"type": "array", "items": amount, "minItems": 1, "maxItems": 2}
    return {**field, "anyOf": [amount, pair, *others]}


def _ages_too(field: dict[str, Any], child: str) -> dict[str, Any]:
    each, *others = field["anyOf"]
    age = {"type": "integer", "minimum": 0, "maximum": 120}
    return {**field, "anyOf": [{**each, "items": {"anyOf": [{"$ref": child}, age]}}, *others]}
