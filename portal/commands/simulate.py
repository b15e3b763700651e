"""`portal simulate`: the aids of a household for a counsellor, for a program, or to be verified."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from portal.commands import Commands
from portal.commands.counsellor import sections, table
from portal.content.problem import Problem
from portal.services.engine.calculator import Absent, Calculator
from portal.services.openfisca import installed
from portal.services.opening import without_index
from portal.services.simulation.answer import answer_of, month_fault
from portal.services.simulation.household_file import Persona
from portal.services.simulation.run import simulate
from portal.services.simulation.verify import Check, read_all, verify
from portal.services.site import Site
from portal.settings import from_environment

NO_ENGINE = (
    "Le moteur de calcul n’est pas installé : les aides qu’il calcule sont « à vérifier »."
    " Pour l’installer : pip install 'pas-a-pas[engine]'"
)


def add(commands: Commands) -> None:
    """`portal simulate FOYER [--json] [--month AAAA-MM] [--verify CHEMIN]`."""
    parser = commands.add_parser("simulate", help="dire les aides d’un foyer")
    parser.add_argument("household", metavar="FOYER", nargs="?", type=Path, help="YAML ou JSON")
    parser.add_argument("--json", action="store_true", help="pour un autre programme")
    parser.add_argument("--month", metavar="AAAA-MM", default="", help="un autre mois : 2026-11")
    parser.add_argument(
        "--verify",
        metavar="CHEMIN",
        type=Path,
        help="vérifier les personas d’un fichier ou dossier",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: done; 1: a persona is missed; 2: a file or an option cannot be read."""
    fault = _fault(options)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    site = without_index(from_environment())
    personas, problems = read_all(options.verify or options.household, site)
    if problems:
        return _refused(problems)
    calculator = _calculator(site)
    if options.verify:
        return _verified(site, personas, calculator, options=options)
    return _simulated(site, personas, calculator, options=options)


def _fault(options: argparse.Namespace) -> str:
    if (options.household is None) == (options.verify is None):
        return "portal simulate : donnez un foyer, ou --verify et un fichier ou un dossier"
    if options.household and options.household.is_dir():
        return f"{options.household} est un dossier : « portal simulate --verify » en lit un"
    wrong = month_fault(options.month, date.today()) if options.month else ""
    return f"--month : {wrong}" if wrong else ""


def _refused(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 2


def _calculator(site: Site) -> Calculator:
    """The engine in this process; without it the command still answers."""
    if not installed():
        print(NO_ENGINE, file=sys.stderr)
        return Absent()
    from portal.services.simulation.in_process import open_in_process

    return open_in_process(site.settings, site.library)


def _simulated(
    site: Site,
    personas: Sequence[Persona],
    calculator: Calculator,
    *,
    options: argparse.Namespace,
) -> int:
    found = [(p, simulate(site, p.facts, calculator, month=options.month)) for p in personas]
    for persona, simulation in found:
        _tell(persona, simulation.missing, calculator)
    if not options.json:
        for persona, simulation in found:
            print("\n".join(sections(site, persona, simulation)))
        return 0
    rows = [(persona, answer_of(site, one).model_dump(mode="json")) for persona, one in found]
    many = [{"id": persona.id, "who": persona.who, **row} for persona, row in rows]
    print(json.dumps(many if len(many) != 1 else rows[0][1], ensure_ascii=False, indent=1))
    return 0


def _verified(
    site: Site,
    personas: Sequence[Persona],
    calculator: Calculator,
    *,
    options: argparse.Namespace,
) -> int:
    checks: list[Check] = []
    for persona in personas:
        found, missing = verify(site, persona, calculator, month=options.month)
        checks.extend(found)
        _tell(persona, missing, calculator)
    missed = sum(check.missed for check in checks)
    if options.json:
        print(json.dumps(list(_rows(checks)), ensure_ascii=False, indent=1))
    else:
        print("\n".join(table(checks)))
        print(f"{len(personas)} persona(s), {len(checks)} aides, {missed} écart(s).")
    return 1 if missed else 0


def _tell(persona: Persona, missing: str, calculator: Calculator) -> None:
    """What the engine refused, on the error stream; its absence was said once already."""
    if missing and missing != "absent":
        why = getattr(calculator, "refusal", "") or missing
        print(f"{persona.id} : calcul impossible ({why})", file=sys.stderr)


def _rows(checks: Sequence[Check]) -> Iterator[dict[str, object]]:
    for check in checks:
        yield {
            "persona": check.persona, "wish": check.wish, "id": check.name,
            "sheet": check.reference or None, "said": check.said, "missed": check.missed,
        }  # fmt: skip
