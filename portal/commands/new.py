"""`portal new`: a file to fill in."""

import argparse

from portal.commands import Commands
from portal.content.kinds import KINDS
from portal.content.new import skeleton, write_new
from portal.settings import from_environment


def add(commands: Commands) -> None:
    """`portal new GENRE ID`."""
    parser = commands.add_parser("new", help="écrire le modèle d’une fiche")
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("id")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: written; 2: refused, with the reason."""
    folder = from_environment().content / options.kind
    message = write_new(folder, options.id, text=skeleton(KINDS[options.kind].model))
    print(message or f"{folder / options.id}.yaml : complétez-le, puis lancez « portal check »")
    return 2 if message else 0
