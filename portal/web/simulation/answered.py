"""What a link to a result holds: the answers, the household they make, its simulation."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from portal.domain.flow import Walk
from portal.domain.household import Household
from portal.domain.simulation import Simulation
from portal.services.engine.calculator import Calculator
from portal.services.journey import Answers, follow, household
from portal.services.simulation.run import at_once, simulate
from portal.web.journey import expired, flow_of, go, opened
from portal.web.visit import Visit, visit

FLOW = "simulateur"


@dataclass(frozen=True, slots=True)
class Answered:
    """A person's answers, all the way to the result."""

    here: Visit
    token: str
    answers: Answers
    walk: Walk
    household: Household

    @property
    def commune(self) -> str:
        """The INSEE code of the person's commune; empty when it is not known."""
        return self.household.commune or ""


def answered(request: Request) -> Answered | Response:
    """What the link holds, or where to send a person whose link holds less."""
    here = visit(request)
    token = request.query_params.get("r", "")
    answers = opened(here, FLOW, token)
    if answers is None:
        return expired(here, FLOW)
    walked = follow(here.site, flow_of(here, FLOW), answers)
    if walked.current:
        return go(here, FLOW, walked.current.question, answers)
    described = household(here.site, walked.flow, answers)
    return Answered(here, token, answers, walked, described)


def calculator_of(request: Request) -> Calculator:
    """The engine, or what stands for it."""
    calculator: Calculator = request.app.state.calculator
    return calculator


async def simulated(request: Request, there: Answered, *, month: str = "") -> Simulation:
    """The whole simulation. It waits for the engine, at most for its deadline."""
    return await run_in_threadpool(
        simulate, there.here.site, there.household, calculator_of(request), month=month
    )


def first_words(there: Answered) -> Simulation:
    """What can be shown at once."""
    return at_once(there.here.site, there.household)
