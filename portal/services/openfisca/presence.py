"""Is OpenFisca here, and which one: answered without importing it."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec


def installed() -> bool:
    """True when the calculation can be opened on this machine."""
    return find_spec("openfisca_france") is not None and find_spec("openfisca_core") is not None


def version() -> str:
    """The versions that calculate, for people and for the name of the cache; "" when absent."""
    try:
        france, core = installed_version("openfisca-france"), installed_version("openfisca-core")
    except PackageNotFoundError:
        return ""
    return f"OpenFisca-France {france}, OpenFisca-Core {core}"
