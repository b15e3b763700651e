"""`portal export`: the content for other programs, in their formats."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from pydantic import ValidationError

from portal.commands import Commands
from portal.i18n import FRENCH
from portal.services.interchange import export
from portal.services.opening import without_index
from portal.services.published import Published
from portal.services.site import Site
from portal.settings import from_environment
from portal.writing import write_whole

FORMATS = {
    "mednum": "places",
    "data-inclusion": "places",
    "json": "",
    "csv": "",
    "ical": "workshops",
}
"""Each format, and the only kind it can hold; empty: any."""

Made = tuple[bytes, list[str]]
"""A file, and a line for each value that the format refuses."""


def add(commands: Commands) -> None:
    """`portal export FORMAT [-o FICHIER] [--kind GENRE] [--territory ID] [--lang LANGUE]`."""
    parser = commands.add_parser("export", help="donner le contenu à d’autres programmes")
    parser.add_argument("format", metavar="FORMAT", choices=FORMATS, help=", ".join(FORMATS))
    parser.add_argument("-o", "--output", metavar="FICHIER", type=Path, help="où écrire")
    parser.add_argument(
        "--kind", metavar="GENRE", choices=export.KINDS, help="pour json et csv : places, aids…"
    )
    parser.add_argument("--territory", metavar="ID", help="un seul territoire")
    parser.add_argument(
        "--lang", metavar="LANGUE", default=FRENCH, help="deux lettres : fr, en, ar"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: done; 1: some values do not fit the format, and are left out; 2: it could not be done."""
    site = without_index(from_environment())
    fault = _fault(site, options)
    if fault:
        print(f"portal export : {fault}", file=sys.stderr)
        return 2
    body, refused = _make(_of_territory(site, options.territory), options)
    for line in refused:
        print(line, file=sys.stderr)
    if not _given(body, options.output):
        return 2
    return 1 if refused else 0


def _of_territory(site: Site, territory: str | None) -> Site:
    """The same site, of one territory when it is named."""
    chosen = (territory,) if territory else site.settings.territories
    return replace(site, settings=replace(site.settings, territories=chosen))


def _fault(site: Site, options: argparse.Namespace) -> str:
    """Why this cannot be given; empty when it can."""
    only = FORMATS[options.format]
    if options.lang not in site.languages:
        return f"--lang {options.lang} : choisissez parmi {', '.join(site.languages)}"
    if options.territory and options.territory not in site.library.territories:
        known = ", ".join(site.library.territories)
        return f"--territory {options.territory} : choisissez parmi {known}"
    if only and options.kind not in (None, only):
        return f"{options.format} ne donne que « {only} » : retirez --kind"
    return ""


def _make(site: Site, options: argparse.Namespace) -> Made:
    public, kind = Published(site), options.kind or "places"
    makers: dict[str, Callable[[], Made]] = {
        "mednum": lambda: (export.mednum(public, persons=True), []),
        "data-inclusion": partial(_checked, public),
        "json": lambda: (export.whole(public, options.lang, kind=kind), []),
        "csv": lambda: (export.tabular(public, options.lang, kind=kind), []),
        "ical": lambda: (export.FILES["workshops.ics"].make(public, options.lang), []),
    }
    return makers[options.format]()


def _checked(public: Published) -> Made:
    """The data·inclusion lines that its schema accepts; the others are named and left out."""
    v1 = import_module("data_inclusion.schema.v1")  # 20 MB that the other formats do not need
    kept: list[dict[str, object]] = []
    refused: list[str] = []
    for record in export.structures(public, persons=True):
        model = v1.Service if "structure_id" in record else v1.Structure
        try:
            model.model_validate_json(json.dumps(record))
            kept.append(record)
        except ValidationError as error:
            refused.extend(_refusals(str(record.get("id", "")), error))
    return export.lines(kept), refused


def _refusals(id_: str, error: ValidationError) -> Sequence[str]:
    return [
        f"{id_} : {'.'.join(map(str, one['loc']))} : refusé par data·inclusion v1"
        f" ({one['msg']}) ; la ligne est laissée de côté, corrigez la fiche"
        for one in error.errors()
    ]


def _given(body: bytes, output: Path | None) -> bool:
    """Write to the file, or to the standard output. False when it cannot be written."""
    if output is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return True
    try:
        write_whole(output, body)
    except OSError as error:
        print(f"{output} : écriture impossible ({error.strerror})", file=sys.stderr)
        return False
    print(f"{output} : {len(body)} octets", file=sys.stderr)
    return True
