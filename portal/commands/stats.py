"""`portal stats`: what people reported and searched in vain. Counts and texts, never persons."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from portal.commands import Commands
from portal.domain.feedback import WHATS, Feedback
from portal.services import statistics
from portal.services.statistics import Reported
from portal.settings import from_environment
from portal.store.desk import Desk, DeskUnavailable
from portal.writing import write_whole

SAID = dict(
    zip(
        WHATS,
        ("fermé", "numéro ou horaires changés", "lien mort", "pas compris", "autre chose"),
        strict=True,
    )
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is run by a spreadsheet (OWASP, CSV injection)."""

COLUMNS = ("id", "day", "done", "subject", "page", "language", "what", "text")


def add(commands: Commands) -> None:
    """`portal stats feedback` and `portal stats searches`."""
    parser = commands.add_parser("stats", help="lire les signalements, les recherches sans réponse")
    asked = parser.add_subparsers(required=True, metavar="QUOI")
    feedback = asked.add_parser("feedback", help="les erreurs signalées, par fiche")
    feedback.add_argument("--json", action="store_true", help="pour un autre programme")
    feedback.add_argument("--csv", metavar="FICHIER", type=Path, help="pour un tableur")
    feedback.add_argument(
        "--since", metavar="AAAA-MM-JJ", type=_day, default=statistics.EVER, help="depuis ce jour"
    )
    feedback.add_argument("--all", action="store_true", help="montrer aussi ceux qui sont réglés")
    feedback.add_argument("--done", metavar="ID", default="", help="noter qu’il est réglé")
    feedback.set_defaults(run=run, work=_feedback)
    searches = asked.add_parser("searches", help="les mots cherchés sans réponse")
    searches.add_argument("--json", action="store_true", help="pour un autre programme")
    searches.set_defaults(run=run, work=_searches)


def run(options: argparse.Namespace) -> int:
    """0: done; 2: the desk, a file or an id cannot be had. Raises SettingsError."""
    settings = from_environment()
    desk = Desk(settings.state, settings.database, date.today)
    try:
        desk.catch_up()
        return int(options.work(desk, options))
    except DeskUnavailable as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        desk.close()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n’est pas un jour : écrivez par exemple 2026-11-23"
        raise argparse.ArgumentTypeError(message) from None


def _feedback(desk: Desk, options: argparse.Namespace) -> int:
    if options.done:
        return _deal_with(desk, options.done)
    found = statistics.reported(desk, since=options.since, done=options.all)
    if options.csv:
        return _export(found, options.csv)
    if options.json:
        print(json.dumps([_subject(one) for one in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(found)))
    return 0


def _deal_with(desk: Desk, beginning: str) -> int:
    done = statistics.deal_with(desk, beginning)
    if not done:
        print(
            f"« {beginning} » : aucun signalement ne commence ainsi, ou plusieurs. Les identifiants"
            " sont dans « portal stats feedback »",
            file=sys.stderr,
        )
        return 2
    print(f"{done} : réglé")
    return 0


def _told(found: Sequence[Reported]) -> Iterator[str]:
    """Each page with its reports, for a person."""
    for one in found:
        yield f"{one.subject} : {len(one.reports)}"
        for report in one.reports:
            yield f"  {report.id}  {report.day}  {SAID[report.what]}{_ending(report)}"
            yield from (f"      {line}" for line in report.text.splitlines())
    yield f"{sum(len(one.reports) for one in found)} signalement(s), {len(found)} page(s)."


def _ending(report: Feedback) -> str:
    language = f" ({report.language})" if report.language != "fr" else ""
    return f"{language} — réglé le {report.done}" if report.done else language


def _subject(one: Reported) -> dict[str, object]:
    rows = [report.model_dump(mode="json") for report in one.reports]
    return {"subject": one.subject, "times": len(rows), "reports": rows}


def _export(found: Sequence[Reported], file: Path) -> int:
    """Write a table that spreadsheets open as they are: semicolons, UTF-8 with its mark."""
    text = StringIO(newline="")
    table = csv.writer(text, delimiter=";")
    table.writerow(COLUMNS)
    for one in found:
        table.writerows(_row(one.subject, report) for report in one.reports)
    try:
        write_whole(file, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        print(f"{file} : écriture impossible ({error.strerror})", file=sys.stderr)
        return 2
    print(f"{file} : {sum(len(one.reports) for one in found)} signalement(s)")
    return 0


def _row(subject: str, report: Feedback) -> list[str]:
    cells = {**report.model_dump(mode="json"), "subject": subject}
    return [_harmless(str(cells[name] or "")) for name in COLUMNS]


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet reads and never runs."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULAS) else cell


def _searches(desk: Desk, options: argparse.Namespace) -> int:
    totals = statistics.missing_words(desk)
    if options.json:
        print(json.dumps([total._asdict() for total in totals], ensure_ascii=False, indent=1))
        return 0
    for word, times in totals:
        print(f"{times:6}  {word}")
    print(f"{len(totals)} mot(s) cherché(s) sans réponse, au moins 3 fois chacun.")
    return 0
