"""All that the portal sets, keeps or writes about a visit: the list that the page shows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from portal.domain.feedback import KEPT_MONTHS

ANSWERS = timedelta(hours=2)
"""How long sealed answers open, away from a terminal."""

ANSWERS_ON_TERMINAL = timedelta(minutes=15)
HAND_OVER = timedelta(hours=24)
"""How long a QR code carries a roadmap to a phone."""

COMFORT_COOKIE = "confort"
TERMINAL_COOKIE = "borne"
ROADMAP_COOKIE = "feuille"
TERMINAL_DAYS = 365
COMFORT_DAYS = 180
DESK = timedelta(days=KEPT_MONTHS * 30.4)
"""How long what a person reports, and the words searched in vain, are kept."""

Where = Literal["address", "cookie", "log", "qr", "desk"]


@dataclass(frozen=True, slots=True)
class Collected:
    """One thing that exists because of a visit. `what` and `why` are said by the page."""

    id: str
    where: Where
    lasts: timedelta | None
    """None: until the browser is closed."""


COLLECTED = (
    Collected("answers", "address", ANSWERS),
    Collected("answers-terminal", "address", ANSWERS_ON_TERMINAL),
    Collected("hand-over", "qr", HAND_OVER),
    Collected(ROADMAP_COOKIE, "cookie", None),
    Collected(COMFORT_COOKIE, "cookie", timedelta(days=COMFORT_DAYS)),
    Collected(TERMINAL_COOKIE, "cookie", timedelta(days=TERMINAL_DAYS)),
    Collected("reports", "desk", DESK),
    Collected("words", "desk", DESK),
    Collected("log", "log", None),
)
COOKIES = frozenset(item.id for item in COLLECTED if item.where == "cookie")
LOGGED = ("time", "method", "path", "status", "ms")
"""The only fields of an access log line. Never the query, the address or the browser."""
