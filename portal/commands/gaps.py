"""`portal gaps`: where a place is lacking, for those who plan."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from portal.commands import Commands
from portal.domain.access import Mode
from portal.domain.gap import Gap, Standing, Total
from portal.domain.territory import Territory
from portal.i18n import FRENCH
from portal.services.gaps import Gaps, compute, csv
from portal.services.gaps.map import STANDINGS, draw, shape
from portal.services.gaps.table import Line, lines, ordered, worst_first
from portal.services.opening import without_index
from portal.services.site import Site
from portal.settings import from_environment
from portal.writing import write_whole

MEANS: dict[Mode, str] = {"walk": "à pied", "bicycle": "à vélo"}
UNKNOWN = "aucun lieu connu dans nos données : on ne peut rien conclure"


class Unanswerable(Exception):
    """What was asked cannot be given; the message says what to do."""


def add(commands: Commands) -> None:
    """`portal gaps [--need ID] [--territory ID] [--mode walk|bicycle] [--json] [--csv] [--svg]`."""
    parser = commands.add_parser("gaps", help="voir où il manque un lieu, commune par commune")
    parser.add_argument("--need", metavar="BESOIN", default="", help="un seul besoin, par son id")
    parser.add_argument("--territory", metavar="ID", default="", help="un seul territoire")
    parser.add_argument("--mode", choices=tuple(MEANS), default="bicycle", help="à pied, à vélo")
    parser.add_argument("--json", action="store_true", help="pour un autre programme")
    parser.add_argument("--csv", metavar="FICHIER", type=Path, help="toutes les communes")
    parser.add_argument("--svg", metavar="FICHIER", type=Path, help="la carte d’un besoin")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: done; 2: a need, a territory or a file cannot be had. Raises SettingsError."""
    site = without_index(from_environment())
    gaps = compute(site)
    try:
        territory = _territory(gaps, options.territory)
        chosen = _needs(gaps, options.need)
        _write(site, gaps, options, territory)
    except Unanswerable as error:
        print(f"portal gaps : {error}", file=sys.stderr)
        return 2
    found = [line for line in lines(gaps, options.mode, territory) if line.need in chosen]
    if options.json:
        told = _values(gaps, options.mode, found, territory)
        print(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    elif not (options.csv or options.svg):
        print("\n".join(_lines(site, gaps, options, found)))
    return 0


def _territory(gaps: Gaps, id_: str) -> Territory | None:
    known = {territory.id: territory for territory in gaps.territories}
    if id_ and id_ not in known:
        raise Unanswerable(f"« {id_} » : territoire inconnu. Ceux-ci : {', '.join(known)}")
    return known.get(id_)


def _needs(gaps: Gaps, id_: str) -> tuple[str, ...]:
    if id_ and id_ not in gaps.needs:
        raise Unanswerable(f"« {id_} » : besoin inconnu. Ceux-ci : {', '.join(gaps.needs)}")
    return (id_,) if id_ else tuple(gaps.needs)


def _write(
    site: Site, gaps: Gaps, options: argparse.Namespace, territory: Territory | None
) -> None:
    """The files asked for. Raises Unanswerable."""
    if options.svg:
        drawn = _drawn(site, gaps, options, territory)
        _keep(options.svg, drawn)
    if options.csv:
        rows = [gap for need in _needs(gaps, options.need) for gap in gaps.of(need, territory)]
        _keep(options.csv, csv.written(site, gaps, rows))


def _keep(file: Path, text: str) -> None:
    """A reader never sees half a file. Raises Unanswerable."""
    try:
        write_whole(file, text.encode())
    except OSError as error:
        raise Unanswerable(f"{file} : écriture impossible ({error.strerror})") from None
    print(f"{file} : écrit", file=sys.stderr)


def _drawn(site: Site, gaps: Gaps, options: argparse.Namespace, territory: Territory | None) -> str:
    """The map as a file of its own, from the template that the page uses."""
    from portal.web.render import environments  # the web is not needed for figures alone

    if not options.need:
        raise Unanswerable("--svg dessine un seul besoin : ajoutez --need")
    drawing = draw(gaps.of(options.need, territory), options.mode)
    if drawing is None:
        raise Unanswerable(f"pas de carte pour « {options.need} » : {UNKNOWN}")
    french = site.languages[FRENCH]
    macros = environments({FRENCH: french})[FRENCH].get_template("gaps/_map.html").module
    line = next(x for x in lines(gaps, options.mode, territory) if x.need == options.need)
    title = f"{site.library.provisions[options.need].title} ({MEANS[options.mode]})"
    said = _sentence(line.whole, gaps, options.mode)
    words = [title, *said.split(" : "), _proof(line), f"Calcul du {gaps.computed_on}, estimé"]
    drawn = macros.shapes(  # type: ignore[attr-defined]
        drawing, title, said, lines=words, keys=_keys(gaps)
    )
    return f"{drawn}\n"


def _keys(gaps: Gaps) -> list[tuple[Standing, str, str]]:
    """The shape of each class and what it means."""
    near = gaps.near
    words = (
        (f"{near} minutes ou moins", f"plus de {near} minutes, jusqu’à {2 * near}",
         f"plus de {2 * near} minutes")
        if near else ("proche", "jusqu’à deux fois plus loin", "plus loin encore")
    )  # fmt: skip
    return [(one, shape(one, (0, 0), 3), text) for one, text in zip(STANDINGS, words, strict=True)]


def _lines(site: Site, gaps: Gaps, options: argparse.Namespace, found: list[Line]) -> Iterator[str]:
    """The totals for a person who reads a terminal; with one need, its communes too."""
    for line in worst_first(found):
        yield f"{site.library.provisions[line.need].title} ({line.need})"
        yield f"  {_sentence(line.whole, gaps, options.mode)}"
        if len(line.parts) > 1 and line.whole:
            for territory, part in line.parts:
                yield f"    {territory.name} : {_sentence(part, gaps, options.mode)}"
        yield f"  {_proof(line)}"
        if options.need:
            yield from _communes(site, gaps, options, line)
    yield f"Calcul du {gaps.computed_on}, depuis le centre de chaque commune ; temps estimés."


def _sentence(whole: Total | None, gaps: Gaps, mode: Mode) -> str:
    if whole is None:
        return UNKNOWN
    near = f"{gaps.near} minutes" if gaps.near else "la durée choisie par chaque département"
    return (
        f"{whole.communes_without} commune(s) sur {whole.communes},"
        f" {whole.people_without} habitants sur {whole.people} :"
        f" aucun lieu connu à moins de {near} {MEANS[mode]}"
    )


def _proof(line: Line) -> str:
    known = line.known
    dates = f", renseignements du {known.oldest} au {known.newest}" if known.oldest else ""
    undated = f", {known.undated} sans date" if known.undated else ""
    scarce = " — trop peu pour juger du pays" if known.places > 0 and known.scarce else ""
    return f"{known.places} lieu(x) connu(s){dates}{undated}{scarce}"


def _communes(site: Site, gaps: Gaps, options: argparse.Namespace, line: Line) -> Iterator[str]:
    """The communes without, most people first."""
    rows = [gap for territory, _ in line.parts for gap in gaps.of(line.need, territory)]
    lacking = [gap for gap in ordered(rows, "manque", options.mode) if gap.lacks(options.mode)]
    if lacking:
        yield f"  {'habitants':>9}  {'minutes':>7}  commune — lieu le plus proche"
    for gap in lacking:
        place = site.library.places.get(gap.place)
        minutes = gap.minutes(options.mode)
        yield (
            f"  {gap.commune.population:>9}  {'?' if minutes is None else minutes:>7}"
            f"  {gap.commune.name} — {place.title if place else 'pas de chemin connu'}"
        )


def _values(
    gaps: Gaps, mode: Mode, found: Iterable[Line], territory: Territory | None
) -> dict[str, object]:
    """The totals and the communes, most people left out first; null where nothing is known."""
    shown = list(found)
    return {
        "computed_on": gaps.computed_on,
        "mode": mode,
        "minutes": {one.id: one.access.minutes for one in gaps.territories},
        "needs": [
            {
                "id": line.need,
                "known": asdict(line.known),
                "total": asdict(line.whole) if line.whole else None,
                "territories": {one.id: asdict(part) if part else None for one, part in line.parts},
                "communes": [
                    _commune(gap) for gap in ordered(gaps.of(line.need, territory), "manque", mode)
                ],
            }
            for line in shown
        ],
    }


def _commune(gap: Gap) -> dict[str, object]:
    return {
        "code": gap.commune.code,
        "name": gap.commune.name,
        "population": gap.commune.population,
        "place": gap.place or None,
        "walk": gap.minutes("walk"),
        "bicycle": gap.minutes("bicycle"),
        "near": gap.near,
    }
