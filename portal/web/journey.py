"""A journey's pages: answers that travel sealed in a link, and the question they lead to."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.domain.flow import Flow
from portal.services.journey import Answers, Position, follow, next_page, position
from portal.web.links import page_path
from portal.web.render import NO_STORE
from portal.web.visit import Visit


def opened(here: Visit, journey: str, token: str) -> Answers | None:
    """The answers a link carries; none at all for no link, None for one out of date."""
    if not token:
        return {}
    content = here.site.sealer.open(token, bound=here.bound)
    return dict(content["a"]) if content and content.get("j") == journey else None


def sealed(here: Visit, journey: str, answers: Answers) -> str:
    """The answers as a token for a link, for as long as this visit allows."""
    return here.site.sealer.seal({"j": journey, "a": answers}, life=here.life, bound=here.bound)


def go(here: Visit, journey: str, step: str, answers: Answers) -> Response:
    """On to a page of the journey, with the answers."""
    token = sealed(here, journey, answers)
    path = page_path(here.language.code, f"{journey}/{step}", r=token)
    return RedirectResponse(path, 303, headers=NO_STORE)


def expired(here: Visit, journey: str) -> Response:
    """Back to the journey's door, which says that time has passed."""
    path = page_path(here.language.code, journey, fini="oui")
    return RedirectResponse(path, 303, headers=NO_STORE)


def at_question(
    here: Visit, journey: str, question: str, token: str
) -> tuple[Answers, Position] | Response:
    """The answers of a link and the page of a question; or where to send a person instead.

    A link out of date leads to the journey's door, one that goes less far to the open question.
    """
    answers = opened(here, journey, token)
    if answers is None:
        return expired(here, journey)
    walked = follow(here.site, flow_of(here, journey), answers)
    there = position(here.site, walked, question, answers)
    return (answers, there) if there else go(here, journey, next_page(walked), answers)


def asks(here: Visit, journey: str, question: str) -> None:
    """HTTPException 404 for a question that the journey never asks."""
    flow = flow_of(here, journey)
    if question not in {step.question for step in (*flow.steps, *flow.refinements)}:
        raise HTTPException(404)


def flow_of(here: Visit, journey: str) -> Flow:
    """The questionnaire of a journey."""
    return here.site.library.flows[journey]


def fields_of(form: FormData) -> dict[str, str]:
    """What a form holds, files left out."""
    return {name: value for name, value in form.items() if isinstance(value, str)}
