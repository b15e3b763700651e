"""Records to places, and places back to records: what a source gave is given back unchanged.

A place may come from several records: the same place in both formats, or told twice by a source.
Their fields are combined the same way whatever the order in which they came.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import ModuleType

from portal.domain.place import Imported, ImportFormat, Place
from portal.domain.territory import Commune
from portal.services.interchange import data_inclusion, mednum
from portal.services.interchange.fields import (
    GROUPS,
    LISTS,
    Field,
    Fields,
    Record,
    both,
    fields_in,
    same,
)

FORMATS: Mapping[ImportFormat, ModuleType] = {
    "mednum-1.0.2": mednum,
    "data-inclusion-1": data_inclusion,
}
"""Each format's module; of two records of one day, the first format is believed."""


def fields_of(imported: Imported, platforms: Collection[str] | None = None) -> dict[str, Field]:
    """What one record says; `platforms`: those this portal knows (None: all)."""
    fields: dict[str, Field] = FORMATS[imported.format].fields_of(imported.record)
    return _known(fields, platforms)


def combined(
    records: Sequence[Imported], platforms: Collection[str] | None = None
) -> dict[str, Field]:
    """What the sources together say: the freshest first, lists completed, a price all agree on."""
    said = [fields_of(record, platforms) for record in sorted(records, key=_rank)]
    found: dict[str, Field] = {}
    for group in GROUPS:
        first = next((fields for fields in said if group[0] in fields), {})
        found |= {name: first[name] for name in group if name in first}
    for name in LISTS:
        words = both((), [word for fields in said for word in _tuple(fields.get(name))])
        found |= {name: words} if words else {}
    prices = {fields["price"] for fields in said if "price" in fields}
    return found | ({"price": prices.pop()} if len(prices) == 1 else {})


def edited(
    place: Place, commune: Commune, platforms: Collection[str] | None = None
) -> frozenset[str]:
    """The fields in which the file is not what its sources say.

    A commune or a postal code that no source gave and the register tells is no change.
    """
    base, ours = combined(place.imported, platforms), fields_in(place)
    told = {"commune"} | ({"postal_code"} if place.postal_code in commune.postal_codes else set())
    return frozenset(
        name
        for name in base.keys() | ours.keys()
        if not same(name, base.get(name), ours.get(name)) and (name in base or name not in told)
    )


def record_of(
    place: Place,
    commune: Commune,
    *,
    imported: Imported | None = None,
    format_: ImportFormat = "mednum-1.0.2",
    platforms: Collection[str] | None = None,
    undated: date | None = None,
) -> Record | None:
    """One record: the imported one with what an editor changed since, and nothing else changed.

    Without `imported`, a new one. None when nobody dated the place and `undated` gives no day:
    both formats require one.
    """
    fields = fields_in(place)
    if imported:
        names = set(edited(place, commune, platforms))
        record: Record = FORMATS[imported.format].changed(
            imported.record, fields, commune, names=names
        )
        return record
    day = place.source.checked_on or undated
    if day is None:
        return None
    module = FORMATS[format_]
    fresh: Record = module.changed(
        module.new(place.id, day.isoformat()), fields, commune, names={*fields} - {"source.url"}
    )
    return fresh


def records_of(
    place: Place,
    commune: Commune,
    *,
    format_: ImportFormat,
    platforms: Collection[str] | None = None,
    undated: date | None = None,
) -> tuple[Record, ...]:
    """Every record of a place in a format: those imported in it, or a single new one.

    For data·inclusion, structures come before their services.
    """
    held = [imported for imported in place.imported if imported.format == format_]
    found = [
        record_of(place, commune, imported=imported, platforms=platforms) for imported in held
    ] or [record_of(place, commune, format_=format_, platforms=platforms, undated=undated)]
    return tuple(sorted((r for r in found if r), key=data_inclusion.is_service))


def _rank(record: Imported) -> tuple[int, int, bool, str]:
    return (
        -record.on.toordinal(),
        [*FORMATS].index(record.format),
        data_inclusion.is_service(record.record),
        record.id,
    )


def _known(fields: Fields, platforms: Collection[str] | None) -> dict[str, Field]:
    if platforms is None or "platforms" not in fields:
        return dict(fields)
    known = tuple(name for name in _tuple(fields["platforms"]) if name in platforms)
    rest = {name: value for name, value in fields.items() if name != "platforms"}
    return rest | ({"platforms": known} if known else {})


def _tuple(value: Field | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
