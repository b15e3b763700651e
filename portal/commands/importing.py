"""`portal import`: places from the national open formats, without losing an editor's word."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.commands import Commands
from portal.content.library import Library
from portal.content.load import load
from portal.content.problem import ContentError
from portal.domain.place import ImportFormat
from portal.services.interchange.checks import Register, departments
from portal.services.interchange.drafting import Draft
from portal.services.interchange.importing import Plan, prepare
from portal.services.interchange.reading import read_records
from portal.services.interchange.records import UnreadableFile
from portal.services.interchange.report import Outcome, Report, as_json, as_text
from portal.settings import SettingsError, from_environment
from portal.writing import write_whole

FORMATS: dict[str, ImportFormat] = {
    "mednum": "mednum-1.0.2",
    "data-inclusion": "data-inclusion-1",
}


def add(commands: Commands) -> None:
    """`portal import FORMAT FICHIER [--content DOSSIER] [--dry-run] [--skip-errors] …`."""
    parser = commands.add_parser("import", help="importer des lieux")
    parser.add_argument("format", choices=FORMATS, help="le format du fichier")
    parser.add_argument("file", type=Path, metavar="FICHIER", help="CSV ou JSON par lignes")
    parser.add_argument("--content", type=Path, help="dossier de contenu (défaut : PORTAL_CONTENT)")
    parser.add_argument("--dry-run", action="store_true", help="tout dire, ne rien écrire")
    parser.add_argument("--skip-errors", action="store_true", help="écrire les lignes justes")
    parser.add_argument("--territories", default="", help="territoires à remplir (défaut : tous)")
    parser.add_argument("--json", action="store_true", help="le compte rendu pour un programme")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: done; 1: lines were refused; 2: the file could not be read, or not all was written.

    Raises ContentError without a folder or a register of communes, SettingsError for an unknown territory.
    """
    content = options.content or from_environment().content
    today = date.today()
    loaded = load(content, today=today)
    if not loaded.library.communes:
        raise ContentError(loaded.vital)  # Without a register every place would be elsewhere.
    register = _register(loaded.library, options.territories)
    try:
        reading = read_records(options.file, FORMATS[options.format])
    except UnreadableFile as error:
        print(f"{options.file} : {error}", file=sys.stderr)
        return 2
    folder = content / "places"
    broken = [p for p in loaded.problems if p.file.parent == folder]
    plan = prepare(reading, loaded.library, folder, register=register, today=today, broken=broken)
    report = _carried_out(plan, options)
    _print(report, options)
    if report.count("unwritten"):
        return 2
    return 1 if report.count("refused") else 0


def _register(library: Library, words: str) -> Register:
    names = words.replace(",", " ").split()
    for name in names:
        if name not in library.territories:
            known = ", ".join(library.territories)
            raise SettingsError(f"--territories : « {name} » est inconnu ; choisissez {known}")
    chosen = [library.territories[name].code for name in names]
    return Register(library.communes, departments(library.communes, chosen))


def _carried_out(plan: Plan, options: argparse.Namespace) -> Report:
    report = Report(options.file, plan.outcomes, written=False)
    blocked = report.count("refused") and not options.skip_errors
    if options.dry_run or blocked:
        return report
    unwritten = tuple(_write(plan.drafts))
    return replace(report, outcomes=(*plan.outcomes, *unwritten), written=True)


def _write(drafts: tuple[Draft, ...]) -> Iterator[Outcome]:
    """Write each file whole; one that cannot be, or that an editor just changed, is told."""
    for draft in drafts:
        try:
            if _now(draft.file) != draft.before:
                yield _unwritten(draft, "le fichier vient de changer : relancez l’import")
                continue
            draft.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(draft.file, (draft.text or "").encode("utf-8"))
        except OSError as error:
            yield _unwritten(draft, f"{error.strerror} : faites de la place, relancez l’import")


def _unwritten(draft: Draft, message: str) -> Outcome:
    return Outcome("unwritten", message, place=draft.file.stem)


def _now(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _print(report: Report, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=1))
        return
    for line in as_text(report, ending=_ending(report, options)):
        print(line)


def _ending(report: Report, options: argparse.Namespace) -> str:
    if report.written:
        left = report.count("unwritten")
        return f"{left} fichiers restent à écrire." if left else "C’est écrit : « portal check »."
    if options.dry_run:
        return "Essai : rien n’a été écrit."
    return "Rien n’a été écrit : corrigez les lignes refusées, ou ajoutez --skip-errors."
