"""One real engine for every test: OpenFisca loads once."""

from pathlib import Path
from typing import Any, Protocol

import pytest

from portal.services.openfisca import EngineSettings
from portal.services.openfisca.serve import Engine, open_engine
from tests.engine.households import MONTH

Answers = list[dict[str, list[Any]]]


class Ask(Protocol):
    """Calculate households; each answer gives the values of each variable."""

    def __call__(
        self, *households: dict[str, Any], month: str = ..., passes: int = ..., only: Any = ...
    ) -> Answers: ...


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this session's engines keep the parsed parameters."""
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="session")
def engine(state: Path) -> Engine:
    """The engine, as a worker process opens it."""
    return open_engine(EngineSettings(state))


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Ask:
    """Ask for amounts in one request."""

    def asked(
        *households: dict[str, Any], month: str = MONTH, passes: int = 2, only: Any = ()
    ) -> Answers:
        request = {"kind": "amounts", "month": month, "passes": passes}
        answer = engine.answer({**request, "households": list(households), "variables": only})
        found: Answers = answer["households"]
        return found

    return asked
