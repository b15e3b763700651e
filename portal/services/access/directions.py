"""Sites that show the way to a place, by the streets or by public transport."""

from dataclasses import dataclass

from portal.domain.place import Place

STREETS = "https://www.openstreetmap.org/directions?to="
TRANSIT = "https://www.iledefrance-mobilites.fr/"
ILE_DE_FRANCE = ("75", "77", "78", "91", "92", "93", "94", "95")
"""The départements that Île-de-France Mobilités serves."""


@dataclass(frozen=True, slots=True)
class Directions:
    """Outside addresses; None where there is none to give."""

    streets: str | None
    transit: str | None

    def addresses(self) -> tuple[str, ...]:
        """Those that exist."""
        return tuple(address for address in (self.streets, self.transit) if address)


def directions(place: Place) -> Directions:
    """Who shows the way to this place. The address of the visitor is in none of them."""
    point = place.point
    streets = f"{STREETS}{point.latitude:.5f},{point.longitude:.5f}" if point else None
    return Directions(streets, TRANSIT if place.commune.startswith(ILE_DE_FRANCE) else None)
