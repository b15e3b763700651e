"""What the portal gives to others: each file by its name, made of what is public.

« places.csv » and « places.jsonl » are the national formats; the others are our own fields.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from portal.domain.place import ImportFormat, Place
from portal.i18n import FRENCH
from portal.services.interchange.data_inclusion import numbered
from portal.services.interchange.fields import Record
from portal.services.interchange.flat import table
from portal.services.interchange.mapping import records_of
from portal.services.interchange.mednum import COLUMNS
from portal.services.published import LICENCE, LICENCE_URL, Copy, Entry, Published, tag

KINDS = ("places", "aids", "platforms", "initiatives", "lessons", "urgences", "workshops")
"""The kinds that are given as files, in the order of their page."""

PERSONS = frozenset({"courriels", "courriel", "contact_nom_prenom"})
"""Keys of a record that reach a person: in the content, and never published."""

LICENCES = {"licence": LICENCE, "licence_url": LICENCE_URL}
Maker = Callable[[Published, str], bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file that anyone may download: what it holds, and how it is made in a language."""

    kind: str
    media_type: str
    make: Maker


def tabular(public: Published, code: str, *, kind: str) -> bytes:
    """A kind as a table of our own fields."""
    return table(kind, (json.loads(one.body) for one in public.entries(kind, code)))


def whole(public: Published, code: str, *, kind: str) -> bytes:
    """A kind entire, as JSON, with the day of its newest fact."""
    entries, newest = public.entries(kind, code), public.newest()
    date = newest.isoformat() if newest else None
    head = {"kind": kind, "lang": code, "total": len(entries), "date": date, **LICENCES}
    return joined(head, entries)


def joined(head: Mapping[str, Any], entries: list[Entry] | tuple[Entry, ...]) -> bytes:
    """A JSON object of this head and these items, each already written."""
    opening = json.dumps(head, ensure_ascii=False)[:-1].encode()
    return opening + b', "items": [' + b",\n".join(one.body for one in entries) + b"]}\n"


def mednum(public: Published, *, persons: bool) -> bytes:
    """The places in the schema « lieux de médiation numérique » 1.0.2.

    A cell that begins with « = » or « + » stays as it is: what was imported is given back equal.
    """
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS, restval="")
    rows.writeheader()
    rows.writerows(_records(public, "mednum-1.0.2", persons=persons))
    return text.getvalue().encode()


def structures(public: Published, *, persons: bool) -> list[dict[str, object]]:
    """The places as data·inclusion v1 structures, each before its services."""
    return [numbered(record) for record in _records(public, "data-inclusion-1", persons=persons)]


def lines(records: list[dict[str, object]]) -> bytes:
    """Records as JSON, one a line."""
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records).encode()


def _records(public: Published, format_: ImportFormat, *, persons: bool) -> Iterator[Record]:
    site, newest = public.site, public.newest()
    for entry in public.entries("places", FRENCH):
        place = entry.value
        if not isinstance(place, Place):
            continue
        commune = site.library.communes[place.commune]
        # A place that nobody dated is as old as what we know best: the format requires a day.
        found = records_of(
            place, commune, format_=format_, platforms=site.library.platforms.keys(),
            undated=newest,
        )  # fmt: skip
        yield from found if persons else map(_without_persons, found)


def _without_persons(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in PERSONS}


def _mednum(public: Published, _: str) -> bytes:
    return mednum(public, persons=False)


def _structures(public: Published, _: str) -> bytes:
    return lines(structures(public, persons=False))


def _agenda(public: Published, code: str) -> bytes:
    from portal.services.interchange.agenda import agenda  # 8 MB that no page needs

    return agenda(public.site, code)


JSON, CSV = "application/json", "text/csv; charset=utf-8"
FILES: Mapping[str, File] = {
    **{f"{kind}.json": File(kind, JSON, partial(whole, kind=kind)) for kind in KINDS},
    **{f"{kind}.csv": File(kind, CSV, partial(tabular, kind=kind)) for kind in KINDS},
    "places.csv": File("places", CSV, _mednum),
    "places.jsonl": File("places", "application/x-ndjson", _structures),
    "workshops.ics": File("workshops", "text/calendar; charset=utf-8", _agenda),
}


def made(public: Published, name: str, code: str) -> bytes:
    """The bytes of a file. Their number and ETag are kept with what is public."""
    body = FILES[name].make(public, code)
    public.files[name, code] = Copy(len(body), tag(body))
    return body


def copy(public: Published, name: str, code: str) -> Copy:
    """What is known of a file without sending it; it is made once for that."""
    if (name, code) not in public.files:
        made(public, name, code)
    return public.files[name, code]


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind as it is offered: how many there are, and each file with its kilobytes."""

    kind: str
    count: int
    files: tuple[tuple[str, int], ...]


LIGHT = frozenset({"workshops.ics"})
"""Files of a few kilobytes whose weight is not worth what making them would load: 0 is said."""


def offers(public: Published, code: str) -> list[Offer]:
    """Every kind that has something to give, in a language."""
    counted = ((kind, len(public.entries(kind, code))) for kind in KINDS)
    return [Offer(kind, count, _weights(public, kind, code)) for kind, count in counted if count]


def _weights(public: Published, kind: str, code: str) -> tuple[tuple[str, int], ...]:
    names = [name for name, file in FILES.items() if file.kind == kind]
    return tuple(
        (name, 0 if name in LIGHT else -(-copy(public, name, code).size // 1000))
        for name in sorted(names, key=lambda name: (".json" in name, name))
    )
