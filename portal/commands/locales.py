"""`portal locales`: the translators' files, brought up to date."""

import argparse
from datetime import date

from portal.commands import Commands
from portal.content.load import load
from portal.services.catalogues import missing, update
from portal.settings import from_environment


def add(commands: Commands) -> None:
    """`portal locales [--check]`."""
    parser = commands.add_parser("locales", help="mettre à jour les traductions")
    parser.add_argument("--check", action="store_true", help="dire seulement ce qui manque")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: up to date; 1: with --check, texts are missing."""
    settings = from_environment()
    library = load(settings.content, today=date.today(), examples=True).library
    if not options.check:
        update(library, settings.locales)
    lines = missing(library, settings.locales)
    print("\n".join(lines))
    return 1 if options.check and lines else 0
