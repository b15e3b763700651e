"""The engine in this very process, for a command that answers once and ends.

Nothing of the web imports this room: loading OpenFisca takes seconds and 120 MB.
"""

from portal.content.library import Library
from portal.services.engine.calculator import (
    Answer,
    Calculator,
    EngineUnavailable,
    Question,
    State,
)
from portal.services.openfisca.serve import Engine, open_engine
from portal.services.simulation.calculator import engine_settings
from portal.settings import Settings


class InProcess:
    """A Calculator that calculates itself. `deadline` is not kept: nobody else waits.

    `refusal` is why the last question was refused, for whoever asked it: nothing logs it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.refusal = ""

    @property
    def state(self) -> State:
        return "ready"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        """The engine's answer. Raises EngineUnavailable for what it refuses."""
        try:
            return self._engine.answer(request)
        except (KeyError, ValueError) as error:
            self.refusal = str(error.args[0]) if error.args else type(error).__name__
            raise EngineUnavailable("refused", self.refusal) from None


def open_in_process(settings: Settings, library: Library) -> Calculator:
    """The loaded engine."""
    return InProcess(open_engine(engine_settings(settings, library)))
