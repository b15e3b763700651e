"""« Signaler une erreur »: a report kept, or the wait that too many ask for."""

import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from portal.domain.feedback import Feedback, What
from portal.store.desk import Desk

AT_ONCE = 10
"""Reports that one address may send at once: a terminal's visitors share theirs."""

AT_ONCE_SHARED = 100
"""The same for an address of the local network: behind a proxy, everybody has that one.

The header in which a proxy names the client is never read, as anybody can write it.
"""

REFILL_SECONDS = 600.0
MOST_ADDRESSES = 4096


def report(desk: Desk, what: What, *, page: str, reference: str, language: str, text: str) -> None:
    """Keep a report under an id drawn at random. Raises DeskUnavailable when it is kept nowhere."""
    given = Feedback(
        id=secrets.token_hex(8), page=page, reference=reference, language=language,
        what=what, text=text, day=desk.today(),
    )  # fmt: skip
    desk.keep(given)


@dataclass(slots=True)
class Turns:
    """How many more reports each address may send. Addresses are hashed, and never written.

    `clock` gives seconds. The salt is drawn at the start and dies with the process.
    """

    clock: Callable[[], float]
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _left: dict[bytes, tuple[float, float]] = field(default_factory=dict)

    def take(self, address: str) -> float:
        """0 when this address may send a report now; else the seconds that it has to wait."""
        most = AT_ONCE_SHARED if _shared(address) else AT_ONCE
        key = self._key(address)
        now = self.clock()
        left, seen = self._left.pop(key, (float(most), now))
        left = min(most, left + (now - seen) * most / REFILL_SECONDS)
        wait = 0.0 if left >= 1 else (1 - left) * REFILL_SECONDS / most
        self._make_room(now)
        self._left[key] = (left if wait else left - 1, now)
        return wait

    def _key(self, address: str) -> bytes:
        return hashlib.blake2b(_home(address).encode(), key=self._salt, digest_size=16).digest()

    def _make_room(self, now: float) -> None:
        """Forget addresses whose turns are back, then those seen first, to stay small."""
        if len(self._left) < MOST_ADDRESSES:
            return
        back = [key for key, (_, seen) in self._left.items() if now - seen >= REFILL_SECONDS]
        for key in back or [next(iter(self._left))]:
            del self._left[key]


def _shared(address: str) -> bool:
    ip = _ip(address)
    return ip is not None and ip.is_private


def _home(address: str) -> str:
    """What one home has: a whole IPv4 address, the first half of an IPv6 one."""
    ip = _ip(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip or address)


def _ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    return ip.ipv4_mapped or ip if isinstance(ip, ipaddress.IPv6Address) else ip
