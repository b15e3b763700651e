"""`portal guide`: the printed guide of a territory, as one PDF."""

import argparse
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from portal.commands import Commands
from portal.content.library import Library
from portal.content.load import load_or_stop
from portal.domain.territory import Territory
from portal.domain.theme import Theme
from portal.i18n import FRENCH, Language, languages
from portal.services.paper.guide.contents import Contents, choose, sorting
from portal.services.paper.guide.edition import Edition
from portal.services.paper.guide.pages import Guide, guide
from portal.services.paper.press import PaperError
from portal.settings import Settings, from_environment
from portal.writing import write_whole

NO_ADDRESS = (
    "Les codes QR mènent aux fiches du portail : il faut son adresse."
    " Ajoutez --url https://…, ou réglez PORTAL_URL."
)
WRONG_ADDRESS = "« {} » n’est pas une adresse : écrivez par exemple https://portail.exemple.fr"


class Refused(Exception):
    """An option that cannot be followed, with what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the options ask for, once they are known to hold."""

    edition: Edition
    contents: Contents
    file: Path


def add(commands: Commands) -> None:
    """`portal guide [--territory T] [--theme THÈME …] [--lang fr] [--large] [-o FICHIER]`."""
    parser = commands.add_parser("guide", help="imprimer le guide d’un territoire (PDF)")
    parser.add_argument("--territory", metavar="TERRITOIRE", default="", help="yvelines…")
    parser.add_argument(
        "--theme", metavar="THÈME", action="append", default=[], help="ce sujet seul ; à répéter"
    )
    parser.add_argument("--lang", metavar="LANGUE", default=FRENCH, help="deux lettres : fr, en…")
    parser.add_argument("--large", action="store_true", help="en grands caractères")
    parser.add_argument("--url", metavar="ADRESSE", default="", help="adresse du portail")
    parser.add_argument("-o", "--output", metavar="FICHIER", type=Path, default=Path("guide.pdf"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: written; 1: there is nothing to print; 2: an option, a file or a page refuses."""
    started = time.monotonic()
    try:
        order = _order(options, from_environment())
        if order.contents.empty:
            print("Rien à imprimer : aucune fiche ni aucun lieu ne répond.", file=sys.stderr)
            return 1
        printed = guide(order.edition, order.contents)
        _write(order.file, printed.pdf)
    except (Refused, PaperError) as error:
        print(error, file=sys.stderr)
        return 2
    if printed.lost:
        signs = " ".join(sorted(printed.lost))
        print(f"Signes que les polices n’ont pas, remplacés par « ? » : {signs}", file=sys.stderr)
    print(_told(order, printed, time.monotonic() - started))
    return 0


def _order(options: argparse.Namespace, settings: Settings) -> Order:
    """Raises Refused, or ContentError. The cheapest refusals come first."""
    url = _address(options.url or settings.url)
    file = _writable(options.output)
    loaded = load_or_stop(settings.content, today=date.today(), examples=settings.demo)
    if loaded.problems:
        count = len(loaded.problems)
        print(f"{count} problème(s) dans le contenu : voir « portal check »", file=sys.stderr)
    library = loaded.library
    spoken = languages(settings.locales, settings.state / "locales")
    edition = Edition(
        library=library,
        language=_language(options.lang, spoken),
        url=url,
        today=date.today(),
        large=options.large,
    )
    themes = [_theme(name, library) for name in dict.fromkeys(options.theme)]
    territory = _territory(options.territory, library, settings)
    return Order(edition, choose(library, territory, themes), file)


def _address(url: str) -> str:
    if not url:
        raise Refused(NO_ADDRESS)
    scheme, _, host = url.partition("://")
    if scheme not in ("http", "https") or not host.strip("/") or not url.isprintable():
        raise Refused(WRONG_ADDRESS.format(url))
    if set(url) & set(' ?#"<>'):
        raise Refused(WRONG_ADDRESS.format(url))
    return url.rstrip("/")


def _writable(file: Path) -> Path:
    if file.is_dir():
        raise Refused(f"« {file} » est un dossier : ajoutez un nom de fichier, guide.pdf")
    if not file.parent.is_dir():
        raise Refused(f"Le dossier « {file.parent} » n’existe pas : créez-le, ou changez -o")
    return file


def _territory(name: str, library: Library, settings: Settings) -> Territory:
    """The territory asked for; without a name, the only one that is shown."""
    shown = settings.territories or tuple(library.territories)
    if not name and len(shown) == 1 and shown[0] in library.territories:
        return library.territories[shown[0]]
    if not name:
        raise Refused(f"Ajoutez --territory : {', '.join(library.territories)}")
    known = {id_: held.name for id_, held in library.territories.items()}
    return library.territories[_known("--territory", name, known)]


def _theme(name: str, library: Library) -> Theme:
    known = {id_: theme.title for id_, theme in library.themes.items()}
    return library.themes[_known("--theme", name, known)]


def _language(code: str, spoken: Mapping[str, Language]) -> Language:
    return spoken[_known("--lang", code, {one.code: one.name for one in spoken.values()})]


def _known(option: str, asked: str, titles: Mapping[str, str]) -> str:
    """The id that a person means by an id or a title. Raises Refused with those that are close."""
    wanted = sorting(asked)
    found = [i for i, title in titles.items() if wanted in (sorting(i), sorting(title))]
    if found:
        return asked if asked in found else found[0]
    raise Refused(f"{option} : « {asked} » n’existe pas. {_close(wanted, titles)}")


def _close(wanted: str, titles: Mapping[str, str]) -> str:
    terms = {sorting(term): id_ for id_, title in titles.items() for term in (title, id_)}
    near = dict.fromkeys(terms[term] for term in get_close_matches(wanted, terms, n=3))
    if near:
        return f"Vouliez-vous {_or(near)} ?"
    return f"Choisissez parmi : {', '.join(sorted(titles))}"


def _or(words: Iterable[str]) -> str:
    return " ou ".join(f"« {word} »" for word in words)


def _write(file: Path, pdf: bytes) -> None:
    """Nothing half-written. Raises Refused."""
    try:
        write_whole(file, pdf)
    except OSError as error:
        raise Refused(f"{file} : écriture impossible ({error.strerror or error})") from error


def _told(order: Order, printed: Guide, seconds: float) -> str:
    """What was printed, for the person who will send it to the printer."""
    sheets, places = len(order.contents.references), len(order.contents.places)
    size = f"{len(printed.pdf) / 1e6:.1f}".replace(".", ",")
    return (
        f"{order.file} : {printed.pages} pages A4, {sheets} fiches, {places} lieux,"
        f" {size} Mo, en {seconds:.0f} s"
    )
