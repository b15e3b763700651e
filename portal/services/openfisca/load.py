"""French law as OpenFisca holds it: variables loaded each time, parameters parsed once.

Reading thousands of YAML files is most of the load; the parsed tree is kept as a pickle.
The whole system cannot be pickled: its variables do not survive in another process.
"""

import hashlib
import json
import logging
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from openfisca_core.parameters import ParameterNode  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_france import FranceTaxBenefitSystem  # type: ignore[import-untyped]

from portal.services.openfisca.overrides import override
from portal.services.openfisca.presence import version
from portal.services.openfisca.settings import EngineSettings

log = logging.getLogger(__name__)

DAMAGED = (
    pickle.PickleError, OSError, EOFError, AttributeError, ImportError, IndexError, KeyError,
    MemoryError, TypeError, ValueError, UnicodeError,
)  # fmt: skip
"""What unpickling a truncated or foreign file can raise."""


def load(settings: EngineSettings) -> TaxBenefitSystem:
    """The tax-benefit system, overrides applied. KeyError when an override names no parameter."""
    system = FranceTaxBenefitSystem.__new__(FranceTaxBenefitSystem)
    parse = system.load_parameters

    def parameters(folder: str) -> None:
        kept = cache_file(settings)
        system.parameters = _read(kept)
        if system.parameters is None:
            parse(folder)
            for one in settings.overrides:
                override(system.parameters, one)
            _keep(system.parameters, kept)

    # On this object alone, before it reads its folder: a subclass would make OpenFisca look
    # for its own version in the portal's package, and complain of each variable.
    system.load_parameters = parameters
    system.__init__()
    del system.load_parameters
    return system


def cache_file(settings: EngineSettings) -> Path:
    """Where these parameters are kept: one file for these versions and these overrides."""
    told = json.dumps(settings.to_json()["overrides"], sort_keys=True)
    name = f"{version()} | Python {sys.version} | {told}"
    return settings.state / f"openfisca-{hashlib.sha256(name.encode()).hexdigest()[:16]}.pickle"


def _read(kept: Path) -> ParameterNode | None:
    try:
        with kept.open("rb") as file:
            # Our own file in our own state folder, written by `_keep` alone.
            found: Any = pickle.load(file)  # noqa: S301
    except FileNotFoundError:
        return None
    except DAMAGED as problem:
        log.warning("The parameters kept in %s cannot be read (%s): parsed again.", kept, problem)
        return None
    return found if isinstance(found, ParameterNode) else None


def _keep(parameters: ParameterNode, kept: Path) -> None:
    """Write beside, then rename: another process never reads half a file."""
    beside = kept.with_suffix(f".{os.getpid()}.tmp")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            pickle.dump(parameters, file, protocol=5)
        beside.replace(kept)
    except OSError as problem:
        log.warning(
            "The parameters cannot be kept in %s (%s): parsed again next time.", kept, problem
        )
        with suppress(OSError):
            beside.unlink(missing_ok=True)
