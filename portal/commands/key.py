"""`portal key`: a key for PORTAL_KEYS."""

import argparse

from cryptography.fernet import Fernet

from portal.commands import Commands


def add(commands: Commands) -> None:
    """`portal key`."""
    parser = commands.add_parser("key", help="donner une clé pour PORTAL_KEYS")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Always 0."""
    print(Fernet.generate_key().decode())
    return 0
