"""A visitor who goes through the portal by plain HTTP, as a browser without scripts does."""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from portal.content.library import Library
from portal.domain.privacy import ANSWERS, TERMINAL_COOKIE
from portal.domain.question import Question
from portal.i18n import Language
from portal.services.sealing import Sealer
from portal.services.site import Site

Plan = Mapping[str, str]
"""How to answer: a mark for a task, the id of a choice; what it leaves out is done right."""

FLOW = "autotest"
DAMAGED = "abime"
MOST_PRESSES = 80


class Astray(Exception):
    """The portal did not lead where a recipe goes; the message says where it stopped."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What the browser opens to see one page in one state.

    `form` is sent by POST; `act` is a script run on the page, and without
    scripts such a state does not exist; `shows` is a selector that must be there;
    `elements` is set higher only for a list that a person fills, or for a page of people at work.
    """

    path: str
    status: int = 200
    form: Mapping[str, str] | None = None
    cookies: Mapping[str, str] = field(default_factory=dict)
    act: str = ""
    shows: str = "h1"
    elements: int = 300


@dataclass(frozen=True, slots=True)
class Visitor:
    """One visit in one language."""

    client: httpx.Client
    language: Language
    library: Library
    sealer: Sealer

    def path(self, below: str) -> str:
        """An address of this language, from the root of the site."""
        return f"/{self.language.code}/{below.lstrip('/')}"

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of this visit."""
        return {cookie.name: cookie.value or "" for cookie in self.client.cookies.jar}


@contextlib.contextmanager
def visitor(address: str, key: str, site: Site, language: Language) -> Iterator[Visitor]:
    """A new visit, with no cookie."""
    with httpx.Client(base_url=address, verify=False) as client:  # noqa: S501 - plain HTTP
        yield Visitor(client, language, site.library, Sealer((key,), time.time))


def press(here: Visitor, below: str, **fields: str) -> str:
    """Send a form; the path where the portal leads. Raises Astray when it leads nowhere."""
    answer = here.client.post(here.path(below), data=fields)
    if answer.status_code != 303:
        raise Astray(f"POST {below} {sorted(fields)}: {answer.status_code} instead of 303")
    return str(answer.headers["location"])


def token_of(path: str) -> str:
    """The sealed answers in a link; nothing when it has none."""
    return str(httpx.URL(path).params.get("r", ""))


def name_of(path: str) -> str:
    """The last word of a path: the question, or `resultat`."""
    return httpx.URL(path).path.rpartition("/")[2]


def sealed(here: Visitor, *references: str) -> str:
    """The token of a QR code, which no redirect shows."""
    return here.sealer.seal({"k": references}, life=timedelta(hours=1))


def sealed_answers(here: Visitor, journey: str, answers: Mapping[str, str]) -> str:
    """The token that the portal gives for these answers; on a terminal, for its present visit."""
    visit = here.cookies.get(TERMINAL_COOKIE, "").partition(".")[2]
    return here.sealer.seal({"j": journey, "a": dict(answers)}, life=ANSWERS, bound=visit)


def walk(here: Visitor, plan: Plan, until: str) -> str:
    """The path of a question, or of the result, reached from the first question."""
    path = here.path(f"{FLOW}/{here.library.flows[FLOW].steps[0].question}")
    for _ in range(MOST_PRESSES):
        if name_of(path) == until:
            return path
        path = answer(here, path, plan)
    raise Astray(f"{until}: never reached with {dict(plan)}")


def answer(here: Visitor, path: str, plan: Plan) -> str:
    """Answer the question of this path as planned; the path where the portal leads."""
    name = name_of(path)
    if name not in here.library.questions:
        raise Astray(f"{name}: not a question, with {dict(plan)}")
    fields = fields_for(here.library.questions[name], plan.get(name, ""))
    return press(here, f"{FLOW}/{name}", r=token_of(path), **fields)


def fields_for(question: Question, wish: str) -> dict[str, str]:
    """The form of an answer. For a task: right, unless the wish is `rate` or `passe`."""
    if question.task is None:
        return {"reponse": wish or question.choices[0].id}
    if wish == "passe":
        return {"passer": "oui"}
    if wish == "rate":
        return dict.fromkeys(question.task.expect, "autre chose")
    return {name: accepted[0] for name, accepted in question.task.expect.items()}


def typed_for(question: Question, said: str) -> dict[str, str]:
    """What a person types or ticks to give an answer of the simulator; nothing when they press it."""
    return {} if getattr(question.field, "tiles", None) else question.typed(said)


def keep(here: Visitor, *references: str) -> str:
    """Press « Garder » on each sheet; the path where the last press leads."""
    path = here.path("feuille-de-route")
    for reference in references:
        path = press(here, "feuille-de-route/garder", fiche=reference, retour=here.path("aides"))
    return path
