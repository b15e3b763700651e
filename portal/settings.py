"""Settings, from the environment, with safe defaults."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent


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
    )


def _check_key(key: str) -> None:
    try:
        Fernet(key)
    except ValueError as error:
        raise SettingsError(
            "PORTAL_KEYS : chaque clé vient de « portal key » (32 octets en base64)"
        ) from error


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())
