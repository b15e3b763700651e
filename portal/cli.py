"""The `portal` command. Only the command asked for is loaded: `serve` pays for no other."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from portal.content.problem import ContentError
from portal.settings import SettingsError
from portal.store.index import IndexUnwritable

Command = Callable[[argparse.Namespace], int]

COMMANDS = {
    "serve": "serve",
    "check": "check",
    "new": "new",
    "schema": "schema",
    "simulate": "simulate",
    "guide": "guide",
    "import": "importing",
    "stats": "stats",
    "gaps": "gaps",
    "search": "search",
    "export": "exporting",
    "locales": "locales",
    "key": "key",
}
"""Each command and its file below portal/commands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: the content has problems; 2: it could not run."""
    given = sys.argv[1:] if arguments is None else arguments
    asked = [name for name in given[:1] if name in COMMANDS]
    options = _parser(asked or COMMANDS).parse_args(given)
    command: Command = options.run
    try:
        return command(options)
    except (ContentError, SettingsError, IndexUnwritable) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def entry() -> None:
    """The console script."""
    sys.exit(main())


def _parser(names: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("portal", description="Pas à pas : vos droits, pas à pas.")
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")
    for name in names:
        import_module(f"portal.commands.{COMMANDS[name]}").add(commands)
    return parser
