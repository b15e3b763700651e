"""YAML read as nodes: every scalar stays the text that was typed, with its place.

Types come from the models, never from YAML 1.1: `NO`, `on`, `12:30`, `01400` and `=`
stay what the editor wrote. Only a plain empty value, `null` or `~` means "nothing".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from portal.content.problem import Position, Problem

Tree = str | None | list["Tree"] | dict[str, "Tree"]
Path_ = tuple[str | int, ...]
_NOTHING = {"", "null", "~"}
_STANDARD = re.compile(r"tag:yaml\.org,2002:\w+")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as plain values, and where each of them stands."""

    file: Path
    tree: Tree
    positions: Mapping[Path_, Position]

    def position(self, path: Path_) -> Position:
        """Where a path stands, or the nearest of its parents."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position())

    def problem(self, path: Path_, message: str) -> Problem:
        """A problem at this path."""
        where = ".".join(map(str, path))
        return Problem(self.file, self.position(path), where, message)


class _Reading:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.positions: dict[Path_, Position] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def note(self, node: yaml.Node, path: Path_, message: str) -> None:
        where = ".".join(map(str, path))
        self.problems.append(Problem(self.file, _position(node), where, message))

    def value(self, node: yaml.Node, path: Path_) -> Tree:
        self.positions.setdefault(path, _position(node))
        if id(node) in self.seen:  # An anchor may hold itself, or grow without end.
            self.note(node, path, "recopiez ce texte : une fiche n’a pas de renvoi (& et *)")
            return None
        self.seen.add(id(node))
        if not _STANDARD.fullmatch(node.tag):
            tag = f"« {node.tag} » : une fiche n’a pas d’étiquette YAML, retirez-la"
            self.note(node, path, tag)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path_) -> Tree:
        found: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                self.note(key_node, (*path, key), "clé écrite deux fois : gardez-en une seule")
                continue
            self.positions[(*path, key)] = _position(key_node)
            found[key] = self.value(value_node, (*path, key))
        return found


def read(file: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """The file as a document, and the problems of its form. No document when it is not YAML."""
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError:
        return None, (Problem(file, Position(), "", "enregistrez le fichier en UTF-8"),)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax(file, error),)
    except (yaml.YAMLError, OSError) as error:
        reason = " ".join(str(error).split())
        return None, (Problem(file, Position(), "", f"fichier illisible : {reason}"),)
    if node is None:
        return None, (Problem(file, Position(), "", "fichier vide : écrivez-le ou supprimez-le"),)
    document, problems = document_of(file, node)
    if not isinstance(document.tree, dict):
        return None, (Problem(file, _position(node), "", "écrivez des lignes « clé: valeur »"),)
    return document, problems


def document_of(file: Path, node: yaml.Node) -> tuple[Document, tuple[Problem, ...]]:
    """A node of any shape as a document, and the problems of its form."""
    reading = _Reading(file)
    tree = reading.value(node, ())
    return Document(file, tree, reading.positions), tuple(reading.problems)


def _scalar(node: yaml.Node) -> str | None:
    text, plain = str(node.value), not getattr(node, "style", None)
    return None if plain and text in _NOTHING else text


def _position(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _syntax(file: Path, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    at = Position(mark.line + 1, mark.column + 1) if mark else Position()
    hint = "vérifiez les deux-points, les guillemets et l’alignement ici et à la ligne d’avant"
    return Problem(file, at, "", f"YAML illisible ({error.problem}) : {hint}")
