"""Settings, from the environment, with safe defaults."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent
MOST_WORKERS = 64
LONGEST_DEADLINE = 120


class SettingsError(Exception):
    """A setting that cannot work, said in one line."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where a routing engine answers for one means of travel, and the name it gives to it."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class RouterSettings:
    """A routing engine of the installer's choice."""

    engine: Literal["osrm", "valhalla"]
    foot: Profile
    bicycle: Profile


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installer chooses. Each field is `PORTAL_<NAME>` in the environment.

    `database` alone is `DATABASE_URL`, the name that hosts give it.
    """

    content: Path = ROOT / "content"
    locales: Path = ROOT / "locales"
    state: Path = ROOT / ".state"
    territories: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    url: str = ""
    kiosk: str = ""
    demo: bool = False
    reload: bool = False
    engine_workers: int = 0
    """Processes that calculate; none by default, each core one from the environment."""

    engine_deadline: float = 12.0
    """Seconds after which a page goes on without the calculation."""

    database: str = field(default="", repr=False)
    """A PostgreSQL address, password and all; empty, SQLite in the state's folder."""

    router: RouterSettings | None = None
    """Who measures minutes by the streets; without one they are estimated."""


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings read from the environment. Raises SettingsError with what to do."""
    default = Settings()
    keys = _words(environment.get("PORTAL_KEYS", "")) or (Fernet.generate_key().decode(),)
    for key in keys:
        _check_key(key)
    return Settings(
        content=Path(environment.get("PORTAL_CONTENT", default.content)),
        locales=Path(environment.get("PORTAL_LOCALES", default.locales)),
        state=Path(environment.get("PORTAL_STATE", default.state)),
        territories=_words(environment.get("PORTAL_TERRITORIES", "")),
        keys=keys,
        hosts=_words(environment.get("PORTAL_HOSTS", "")) or default.hosts,
        url=environment.get("PORTAL_URL", "").rstrip("/"),
        kiosk=environment.get("PORTAL_KIOSK", ""),
        demo=environment.get("PORTAL_DEMO", "") in ("1", "oui", "true"),
        reload=environment.get("PORTAL_RELOAD", "") in ("1", "oui", "true"),
        engine_workers=_workers(environment.get("PORTAL_ENGINE_WORKERS", "")),
        engine_deadline=_deadline(environment.get("PORTAL_ENGINE_DEADLINE", "")),
        database=_database(environment.get("DATABASE_URL", "").strip()),
        router=_router(environment.get("PORTAL_ROUTER", "")),
    )


def _check_key(key: str) -> None:
    try:
        Fernet(key)
    except ValueError as error:
        raise SettingsError(
            "PORTAL_KEYS : chaque clé vient de « portal key » (32 octets en base64)"
        ) from error


def _database(address: str) -> str:
    """The address, as it is. Never repeated in a message: a password is in it."""
    if address and not re.match(r"postgres(ql)?(\+psycopg)?://", address):
        raise SettingsError(
            "DATABASE_URL : écrivez postgresql://nom:mot-de-passe@machine/base,"
            " ou rien pour une base SQLite dans PORTAL_STATE"
        )
    return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql://", address)


PROFILES = {
    "osrm": {"foot": "foot", "bicycle": "bicycle"},
    "valhalla": {"foot": "pedestrian", "bicycle": "bicycle"},
}
"""What each engine calls its means of travel, unless the installer says otherwise."""

_ROUTER = re.compile(r"(osrm|valhalla):(https?://[^\s/?#]+[^\s?#]*)")
_PROFILE = re.compile(r"(foot|bicycle)=(https?://[^\s/?#]+[^\s?#]*|[\w-]+)")


def _router(text: str) -> RouterSettings | None:
    """`osrm:ADDRESS` or `valhalla:ADDRESS`, then `foot=` or `bicycle=` and a name or an address."""
    first, *others = text.split() or [""]
    if not first:
        return None
    found, said = _ROUTER.fullmatch(first), [_PROFILE.fullmatch(word) for word in others]
    if found is None or None in said:
        raise SettingsError(
            f"PORTAL_ROUTER : « {text} » ; écrivez osrm:http://127.0.0.1:5000 ou"
            " valhalla:http://127.0.0.1:8002, puis au besoin foot=… et bicycle=… (un nom ou une adresse)"
        )
    own = {word[1]: word[2] for word in said if word}
    engine: Literal["osrm", "valhalla"] = "osrm" if found[1] == "osrm" else "valhalla"
    profiles = [
        _profile(found[2], own.get(mode, ""), name) for mode, name in PROFILES[engine].items()
    ]
    return RouterSettings(engine, *profiles)


def _profile(address: str, own: str, name: str) -> Profile:
    if own.startswith("http"):
        return Profile(own.rstrip("/"), name)
    return Profile(address.rstrip("/"), own or name)


def _workers(text: str) -> int:
    if not text.strip():
        return cores()
    if not re.fullmatch(r"\s*[0-9]{1,3}\s*", text) or int(text) > MOST_WORKERS:
        raise SettingsError(
            f"PORTAL_ENGINE_WORKERS : « {text} » ; écrivez un nombre de 0 (aucun calcul)"
            f" à {MOST_WORKERS}"
        )
    return int(text)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _deadline(text: str) -> float:
    if not text.strip():
        return Settings().engine_deadline
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= LONGEST_DEADLINE:
        raise SettingsError(
            f"PORTAL_ENGINE_DEADLINE : « {text} » ; écrivez des secondes, de 1 à {LONGEST_DEADLINE}"
        )
    return seconds


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())
