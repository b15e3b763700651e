"""The gaps as a table for spreadsheets and machines, numbers exact.

Commas, as RFC 4180 and our other open files have it, so that one reader opens them all; a UTF-8
mark, without which spreadsheets garble accents. A French spreadsheet asks for the separator.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from portal.domain.access import Mode
from portal.domain.gap import Gap
from portal.services.gaps.compute import Gaps
from portal.services.site import Site

COLUMNS = (
    "code_commune", "commune", "departement", "population", "besoin", "besoin_intitule",
    "lieu_le_plus_proche", "lieu_nom", "lieu_commune", "lieu_date",
    "minutes_a_pied", "minutes_a_velo", "seuil_minutes", "proche_a_pied", "proche_a_velo",
    "lieux_connus", "donnee_la_plus_ancienne", "donnee_la_plus_recente", "calcule_le",
)  # fmt: skip
"""Empty cells are what is not known: no place known for the need, no way, no date."""

MARK = "\ufeff"


def written(site: Site, gaps: Gaps, rows: Iterable[Gap]) -> str:
    """The file of these gaps, with its first line and its mark."""
    file = io.StringIO(newline="")
    file.write(MARK)
    table = csv.writer(file)
    table.writerow(COLUMNS)
    table.writerows(_row(site, gaps, gap) for gap in rows)
    return file.getvalue()


def _row(site: Site, gaps: Gaps, gap: Gap) -> list[object]:
    commune, known = gap.commune, gaps.needs[gap.need]
    return [
        commune.code, commune.name, commune.department, commune.population,
        gap.need, site.library.provisions[gap.need].title, *_place(site, gap),
        gap.minutes("walk"), gap.minutes("bicycle"), gap.near,
        _near(gap, "walk"), _near(gap, "bicycle"),
        known.places, known.oldest, known.newest, gaps.computed_on,
    ]  # fmt: skip


def _place(site: Site, gap: Gap) -> Iterator[object]:
    place = site.library.places.get(gap.place)
    if place is None:
        return iter(("", "", "", ""))
    return iter((place.id, place.title, place.commune, place.source.checked_on))


def _near(gap: Gap, mode: Mode) -> str:
    standing = gap.standing(mode)
    if standing is None:
        return ""
    return "oui" if standing == "near" else "non"
