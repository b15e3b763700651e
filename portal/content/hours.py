"""Opening hours that the parser of OpenStreetMap syntax cannot read."""

from collections.abc import Iterator

from opening_hours import validate

from portal.content.library import Library
from portal.content.references import Fault


def unreadable(library: Library) -> Iterator[Fault]:
    """Places whose hours do not follow the syntax."""
    for id_, place in library.places.items():
        if place.hours and not validate(place.hours):
            yield "places", id_, ("hours",), "horaires illisibles ; exemple : Mo-Fr 09:00-12:00"
