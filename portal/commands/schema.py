"""`portal schema`: the JSON Schema of a household or of a kind of file, for editors and programs."""

import argparse
import json
import sys
from typing import Any

from portal.commands import Commands
from portal.content.kinds import KINDS
from portal.services.simulation.household_file import household_schema

HOUSEHOLD = "household"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _singular(folder: str) -> str:
    return "territory" if folder == "territories" else folder.removesuffix("s")


NAMES = {HOUSEHOLD: HOUSEHOLD, **{_singular(kind): kind for kind in KINDS}, **{k: k for k in KINDS}}
"""Each kind by the name of its folder, and by that of one of its files."""


def add(commands: Commands) -> None:
    """`portal schema [GENRE]`."""
    parser = commands.add_parser("schema", help="donner le schéma JSON d’un foyer, d’une fiche")
    parser.add_argument("kind", metavar="GENRE", nargs="?", default="household")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: printed; 2: there is no such kind."""
    if options.kind not in NAMES:
        print(f"« {options.kind} » : choisissez parmi {', '.join(sorted(NAMES))}", file=sys.stderr)
        return 2
    print(json.dumps(schema(NAMES[options.kind]), ensure_ascii=False, indent=1))
    return 0


def schema(kind: str) -> dict[str, Any]:
    """The schema of a household, or of one file of a kind: the file's name is its id."""
    if kind == HOUSEHOLD:
        return {"$schema": DIALECT, **household_schema()}
    found = KINDS[kind].model.model_json_schema()
    fields = {name: field for name, field in found["properties"].items() if name != "id"}
    required = [name for name in found.get("required", ()) if name != "id"]
    return {"$schema": DIALECT, **found, "properties": fields, "required": required}
