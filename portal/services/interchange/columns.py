"""The columns that Mednum and data·inclusion name alike: what they say, and how they are written."""

from collections.abc import Callable, Mapping, Sequence

from portal.domain.territory import Commune
from portal.services.interchange.fields import Field, Fields, Record, both, degrees, text
from portal.services.interchange.forms import international, phone, website
from portal.services.interchange.naming import addressed, titled

COUNSELLOR = "conseiller-numerique"
Draft = dict[str, str | tuple[str, ...]]
Writer = Callable[[Draft, Field | None], None]


def known_by_all(record: Record, kind: str) -> list[tuple[str, Field | None]]:
    """The name, the kind, where it stands and how it is reached."""
    point = degrees(record)
    return [
        ("title", titled(text(record, "nom"), text(record, "commune"), kind)),
        ("kind", kind),
        ("commune", text(record, "code_insee")),
        ("postal_code", text(record, "code_postal")),
        ("address", addressed(text(record, "adresse"), text(record, "complement_adresse"))),
        *([("latitude", point[0]), ("longitude", point[1])] if point else []),
        ("phone", phone(text(record, "telephone"))),
        ("website", website(text(record, "site_web"))),
        ("source.checked_on", text(record, "date_maj")),
    ]


def with_counsellor(record: Record, networks: Sequence[str]) -> tuple[str, ...]:
    """The networks, and the digital counsellors' when their list gives the place."""
    counsellor = text(record, "source") == COUNSELLOR
    return both(networks, (COUNSELLOR,) if counsellor else ())


def written(
    record: Record,
    fields: Fields,
    commune: Commune,
    *,
    names: set[str],
    writers: Mapping[str, Writer],
) -> Draft:
    """A draft of the record with these fields written in its schema's words."""
    draft = dict(record)
    for name in sorted(names):
        if name in writers:
            writers[name](draft, fields.get(name))
    if "commune" in names:
        draft |= {"code_insee": commune.code, "commune": commune.name}
    return draft


def plain(column: str, *, emptied: str = "") -> Writer:
    """Write the value as it is; `emptied` is a column that it makes untrue."""

    def write(draft: Draft, value: Field | None) -> None:
        draft[column] = "" if value is None else str(value)
        if emptied:
            draft[emptied] = ""

    return write


def _dialled(draft: Draft, value: Field | None) -> None:
    draft["telephone"] = international(str(value)) if value else ""


WRITERS: Mapping[str, Writer] = {
    "title": plain("nom"),
    "postal_code": plain("code_postal"),
    "address": plain("adresse", emptied="complement_adresse"),
    "latitude": plain("latitude"),
    "longitude": plain("longitude"),
    "phone": _dialled,
    "website": plain("site_web"),
    "source.checked_on": plain("date_maj"),
}
"""How the columns of both are written, by the name of the field."""
