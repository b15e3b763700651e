"""Settings, from the environment, with safe defaults."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent
MOST_WORKERS = 64
LONGEST_DEADLINE = 120


class SettingsError(Exception):
    """A setting that cannot work, said in one line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installer chooses. Each field is `PORTAL_<NAME>` in the environment."""

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
    )


def _check_key(key: str) -> None:
    try:
        Fernet(key)
    except ValueError as error:
        raise SettingsError(
            "PORTAL_KEYS : chaque clé vient de « portal key » (32 octets en base64)"
        ) from error


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
