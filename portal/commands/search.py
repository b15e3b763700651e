"""`portal search`: what the portal finds for a question, or for a whole file of questions."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.commands import Commands
from portal.services.opening import open_site
from portal.services.search import answer, find
from portal.services.search.expectations import ExpectationError, Outcome, judge, read_questions
from portal.services.search.values import Findings, Hit
from portal.services.site import Site
from portal.settings import from_environment


def add(commands: Commands) -> None:
    """`portal search QUESTION [--lang fr] [--json]`, or `portal search --expect FILE`."""
    parser = commands.add_parser("search", help="chercher avec les mots des gens")
    parser.add_argument("question", metavar="QUESTION", nargs="?", default=None)
    parser.add_argument("--lang", metavar="LANGUE", default="fr", help="deux lettres : fr, en, ar…")
    parser.add_argument("--json", action="store_true", help="pour un autre programme")
    parser.add_argument(
        "--expect", metavar="FICHIER", type=Path, help="vérifier les questions d’un fichier YAML"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: done; 1: an expected sheet is missed; 2: a file or an option cannot be read."""
    if (options.question is None) == (options.expect is None):
        print("portal search : donnez une question, ou --expect et un fichier", file=sys.stderr)
        return 2
    if options.expect:
        return _verified(options)
    site = open_site(from_environment())
    if options.json:
        told = answer(site, options.question, options.lang)
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(site, find(site, options.question, options.lang))))
    return 0


def _verified(options: argparse.Namespace) -> int:
    try:
        questions = read_questions(options.expect)
    except ExpectationError as error:
        print(error, file=sys.stderr)
        return 2
    outcome = judge(open_site(from_environment()), questions)
    if options.json:
        print(json.dumps(outcome.as_values(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(outcome)))
    return 1 if outcome.misses else 0


def _told(outcome: Outcome) -> Sequence[str]:
    lines = [f"manquée : {miss}" for miss in outcome.misses]
    counted = f"{outcome.found} question(s) sur {outcome.asked}"
    return [*lines, f"{counted}, rappel@3 {outcome.recall:.3f}, MRR {outcome.mrr:.3f}"]


def _lines(site: Site, found: Findings) -> list[str]:
    """The findings for a person who reads a terminal."""
    lines = [f"Compris : {found.corrected}"] if found.corrected else []
    lines += [f"Urgence : {_line(site, hit, found.lang)}" for hit in found.urgent]
    if found.nearest:
        lines.append("Rien ne répond à toute la question ; voici le plus proche :")
    lines += [_line(site, hit, found.lang) for hit in found.results]
    return lines or ["Rien de trouvé avec ces mots."]


def _line(site: Site, hit: Hit, lang: str) -> str:
    language = site.languages.get(lang) or site.languages["fr"]
    title = site.known(hit.reference, language).title
    return f"{hit.reference} — {title} ({hit.why.kind} : {hit.why.term})"
