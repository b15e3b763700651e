"""The `portal` command: serve, check, new, schema, simulate, locales, key."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from portal.content.kinds import KINDS
from portal.content.problem import ContentError
from portal.settings import Settings, SettingsError, from_environment
from portal.store.index import IndexUnwritable

if TYPE_CHECKING:
    from granian.server.embed import Server

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: the content has problems; 2: it could not run."""
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("portal", description="Pas à pas : vos droits, pas à pas.")
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")
    serve = commands.add_parser("serve", help="ouvrir le portail")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--kiosk", metavar="LIEU", default="", help="borne de ce lieu")
    serve.add_argument("--reload", action="store_true", help="montrer chaque modification")
    serve.add_argument("--demo", action="store_true", help="charger les exemples")
    serve.set_defaults(run=_serve)
    check = commands.add_parser("check", help="vérifier le contenu")
    check.add_argument("--json", action="store_true")
    check.add_argument(
        "--words", action="store_true", help="montrer aussi les phrases trop longues"
    )
    check.set_defaults(run=_check)
    new = commands.add_parser("new", help="écrire le modèle d’une fiche")
    new.add_argument("kind", choices=sorted(KINDS))
    new.add_argument("id")
    new.set_defaults(run=_new)
    locales = commands.add_parser("locales", help="mettre à jour les traductions")
    locales.add_argument("--check", action="store_true", help="dire seulement ce qui manque")
    locales.set_defaults(run=_locales)
    key = commands.add_parser("key", help="donner une clé pour PORTAL_KEYS")
    key.set_defaults(run=_key)
    _add_simulator(commands)
    return parser


def _add_simulator(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    simulate = commands.add_parser("simulate", help="dire les aides d’un foyer")
    simulate.add_argument("household", metavar="FOYER", nargs="?", type=Path, help="YAML ou JSON")
    simulate.add_argument("--json", action="store_true", help="pour un autre programme")
    simulate.add_argument("--month", metavar="AAAA-MM", default="", help="un autre mois : 2026-11")
    simulate.add_argument(
        "--verify",
        metavar="CHEMIN",
        type=Path,
        help="vérifier les personas d’un fichier ou dossier",
    )
    simulate.set_defaults(run=_simulate)
    schema = commands.add_parser("schema", help="donner le schéma JSON d’un foyer, d’une fiche")
    schema.add_argument("kind", metavar="GENRE", nargs="?", default="household")
    schema.set_defaults(run=_schema)


def _serve(options: argparse.Namespace) -> int:
    chosen = {"PORTAL_DEMO": options.demo, "PORTAL_RELOAD": options.reload}
    os.environ.update({name: "oui" for name, on in chosen.items() if on})
    if options.kiosk:
        os.environ["PORTAL_KIOSK"] = options.kiosk
    settings = from_environment()
    taken = _taken(options.host, options.port)
    if taken:
        print(taken, file=sys.stderr)
        return 2
    return _open(settings, options.host, options.port)


def _open(settings: Settings, host: str, port: int) -> NoReturn:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from portal.web.app import create_app
    from portal.web.log import log_to_stderr

    log_to_stderr()
    app = create_app(settings)
    for problem in app.state.holder.site.problems:
        print(problem, file=sys.stderr)
    server = Server(app, host, port, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    print(f"Le portail est ouvert : http://{host}:{port}", flush=True)
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_until_stopped(server))
    _leave()


def _leave() -> NoReturn:
    """End the process at once: the server's native threads may abort a slower ending."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


async def _until_stopped(server: "Server") -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(server.serve())
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, server.stop)
    await task


def _taken(host: str, port: int) -> str:
    """Why the address cannot be used, in one line; nothing when it can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        return f"{host}:{port} : impossible d’écouter ici ({error}). Essayez --port {port + 1}"
    return ""


def _check(options: argparse.Namespace) -> int:
    from portal.commands import check

    return check.run(options)


def _simulate(options: argparse.Namespace) -> int:
    from portal.commands import simulate

    return simulate.run(options)


def _schema(options: argparse.Namespace) -> int:
    from portal.commands import schema

    return schema.run(options)


def _new(options: argparse.Namespace) -> int:
    from portal.content.new import skeleton, write_new

    folder = from_environment().content / options.kind
    message = write_new(folder, options.id, text=skeleton(KINDS[options.kind].model))
    print(message or f"{folder / options.id}.yaml : complétez-le, puis lancez « portal check »")
    return 2 if message else 0


def _locales(options: argparse.Namespace) -> int:
    from portal.content.load import load
    from portal.services.catalogues import missing, update

    settings = from_environment()
    library = load(settings.content, today=date.today(), examples=True).library
    if not options.check:
        update(library, settings.locales)
    lines = missing(library, settings.locales)
    print("\n".join(lines))
    return 1 if options.check and lines else 0


def _key(_: argparse.Namespace) -> int:
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())
    return 0
