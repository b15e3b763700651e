"""The states of the simulator: each kind of field, each result, each way for it to be missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from accessibility.engine import BREAKS
from accessibility.households import ALONE, HOUSEHOLDS, RENT, Answers, asked, refined
from accessibility.states_selftest import shared_code
from accessibility.visitor import DAMAGED, Shot, Visitor, press, sealed_answers
from portal.content.library import Library
from portal.domain.calculation import OpenFisca
from portal.domain.question import Question

Named = tuple[str, Callable[[Visitor], Shot]]

FLOW = "simulateur"
UNHEARD = "zzzzzz"
WITHOUT_AIDS, KNOWS_NOTHING = "aisee", "ne-sait-rien"
GIVEN = "main .choice.given, main input:checked, main input[type=text]:not([value=''])"

MOST_FOUND = 360
"""Elements of a result: a card with its reasons for each aid that a person has, ten at times."""

MOST_ASKED = 900
"""Elements of the counsellors' page: by its purpose, every question and the whole result at once."""

WRONG: Mapping[str, Mapping[str, str]] = {
    "ville": {"ville": UNHEARD},
    "age": {"naissance": "31/02/1990"},
    "duree-titre": {"nombre": "six"},
    "loyer": {"montant": "-430"},
    "ressources": {"choix-salaire": "oui", "reponse": "aucune"},
    "montants": {"montant-salaire": "-310", "montant-autre": "un peu"},
    "enfants-details": {
        "enfant-1": "2099", "enfant-2": "huit", "enfant-3": "91", "inconnu-4": "oui",
        "garde-4": "alternee", "enfant-5": "31/02/2020", "enfant-6": "12",
    },
}  # fmt: skip
"""What is typed wrong, by question; where nothing is said, the form is sent empty."""

SHOWN_IN_FULL = (
    "sans-revenu", "parent-seul", "retraitee", "handicap", "sans-domicile", "sans-titre",
)  # fmt: skip
"""The households whose result is checked in every language and mode; the others once."""

MISSING = ("absent", "busy", "late")
"""One engine for each of the sentences that say why amounts are missing."""

EXPERT = {
    "commune": "Nanterre", "age": "34", "nationality": "FR", "activity": "salarie",
    "couple": "non", "children": "8, 4 g", "housing": "hlm", "rent": "430",
    "income_salary": "1 150,50", "savings": "0", "hungry": "oui",
}  # fmt: skip
EXPERT_WRONG = {
    "commune": UNHEARD, "age": "2099", "children": "huit", "rent": "-430", "savings": "beaucoup",
    "couple": "non", "partner.age": "40",
}  # fmt: skip

HOLD_AMOUNTS = """() => new Promise((done) => {
  document.addEventListener("htmx:before:request", (event) => {
    if (event.detail.ctx.request.action.includes("tout=")) event.preventDefault();
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.querySelector("#etape[aria-busy]")) done();
  });
  document.querySelector("button[name=reponse][value=rien]").click();
  setTimeout(done, 5000);
})"""
"""Press « Rien de tout cela », and let the amounts never come; a page that never waits is a finding."""


def states(library: Library) -> Iterator[Named]:
    """The simulator's states to check in every language and mode."""
    for name in one_of_each_kind(library):
        yield f"{FLOW}/{name}", shown(name)
        yield f"{FLOW}/{name}:faute", _wrong(name)
        yield f"{FLOW}/{name}:donnee", _given(name)
    yield f"{FLOW}/ville:plusieurs", _several_towns
    yield f"{FLOW}/{_questions(library, refinements=True)[0]}", _first_refinement
    for name in SHOWN_IN_FULL:
        yield f"{FLOW}/resultat:{name}", result(name)
    yield f"{FLOW}/resultat:rien", _nothing
    yield f"{FLOW}/resultat:attente", _waiting
    for reason in MISSING:
        yield f"{FLOW}/resultat:moteur-{reason}", _missing(reason)
    yield f"{FLOW}/plus-tard", _later("parent-seul")
    yield f"{FLOW}/plus-tard:peut-etre", _later(KNOWS_NOTHING)
    yield f"{FLOW}/reponses", _review
    yield f"{FLOW}/demande/rsa", ask("sans-revenu", "rsa", shows=".meeting")
    yield f"{FLOW}/demande/rsa:sans-lieu", ask(KNOWS_NOTHING, "rsa")
    yield from _expert_states()
    yield f"{FLOW}:lien-passe", _expired


def other_states(library: Library) -> Iterator[Named]:
    """The other questions, households and aids: they differ by their words alone."""
    for name in _questions(library) + _questions(library, refinements=True):
        yield f"{FLOW}/{name}", shown(name)
    for name in HOUSEHOLDS:
        if name != WITHOUT_AIDS:
            yield f"{FLOW}/resultat:{name}", result(name)
    for aid in _computed(library):
        yield f"{FLOW}/demande/{aid}", ask("famille", aid)


def one_of_each_kind(library: Library) -> list[str]:
    """The first question of the flow of each kind of field."""
    first: dict[str, str] = {}
    for name in _questions(library):
        first.setdefault(kind_of(library.questions[name]), name)
    return list(first.values())


def kind_of(question: Question) -> str:
    """Which of the templates of a field shows it, and in which form."""
    if question.field:
        tiles = "-tiles" if getattr(question.field, "tiles", None) else ""
        return f"{question.field.kind}{tiles}"
    return "several" if question.several else "choices"


def _questions(library: Library, *, refinements: bool = False) -> list[str]:
    flow = library.flows[FLOW]
    return [step.question for step in (flow.refinements if refinements else flow.steps)]


def _computed(library: Library) -> list[str]:
    """The aids whose page shows the steps of a calculation."""
    return [
        aid.id
        for aid in library.aids.values()
        if aid.simulation
        and any(isinstance(by, OpenFisca) and by.explain for _, by in aid.simulation.calculations)
    ]


def at(here: Visitor, page: str, answers: Answers) -> str:
    """The path of one page of the simulator, for a person who gave these answers."""
    return here.path(f"{FLOW}/{page}?r={sealed_answers(here, FLOW, answers)}")


def before(question: str) -> dict[str, str]:
    """All the answers of a person who is asked this question, but this one."""
    return {name: said for name, said in asked(question).items() if name != question}


def shown(name: str) -> Callable[[Visitor], Shot]:
    """A question as it comes first."""
    return lambda here: Shot(at(here, name, before(name)), shows=f"form[action*='/{name}?']")


def _given(name: str) -> Callable[[Visitor], Shot]:
    return lambda here: Shot(at(here, name, asked(name)), shows=GIVEN)


def _wrong(name: str) -> Callable[[Visitor], Shot]:
    return lambda here: _sent(here, name, WRONG.get(name, {}))


def _sent(here: Visitor, name: str, fields: Mapping[str, str]) -> Shot:
    """A form that comes back."""
    answers = before(name)
    form = {"r": sealed_answers(here, FLOW, answers), **fields}
    return Shot(at(here, name, answers), status=422, form=form, shows=".errors a")


def _several_towns(here: Visitor) -> Shot:
    shot = _sent(here, "ville", {"ville": shared_code(here.library)})
    return replace(shot, shows="#villes button[name=code]")


def _first_refinement(here: Visitor) -> Shot:
    return shown(_questions(here.library, refinements=True)[0])(here)


def result(name: str) -> Callable[[Visitor], Shot]:
    """The result of one household."""
    return lambda here: Shot(
        at(here, "resultat", HOUSEHOLDS[name]), shows="#etape .aids", elements=MOST_FOUND
    )


def _nothing(here: Visitor) -> Shot:
    return Shot(at(here, "resultat", HOUSEHOLDS[WITHOUT_AIDS]), shows="#etape:not(:has(.aids))")


def _waiting(here: Visitor) -> Shot:
    """The result as htmx shows it at once, from the last question."""
    last = _questions(here.library)[-1]
    shows = "#etape[aria-busy=true]"
    return Shot(at(here, last, ALONE), act=HOLD_AMOUNTS, shows=shows, elements=MOST_FOUND)


def without_engine(reason: str) -> Answers:
    """A household for which the engine does not answer, and why."""
    rent = next(str(rent) for rent, why in BREAKS.items() if why == reason)
    return {**HOUSEHOLDS["parent-seul"], RENT: rent}


def _missing(reason: str) -> Callable[[Visitor], Shot]:
    shows = ".notice[role=status]"
    return lambda here: Shot(
        at(here, "resultat", without_engine(reason)), shows=shows, elements=MOST_FOUND
    )


def _later(name: str) -> Callable[[Visitor], Shot]:
    return lambda here: Shot(at(here, "plus-tard", HOUSEHOLDS[name]), shows="#etape .aids")


def _review(here: Visitor) -> Shot:
    return Shot(at(here, "reponses", refined("famille")), shows=".recap dt")


def ask(name: str, aid: str, *, shows: str = "#papiers") -> Callable[[Visitor], Shot]:
    """How one household asks for one aid."""
    return lambda here: Shot(at(here, f"demande/{aid}", refined(name)), shows=shows)


def _expert_states() -> Iterator[Named]:
    yield f"{FLOW}/expert", _expert
    yield f"{FLOW}/expert:fautes", _expert_wrong
    yield f"{FLOW}/expert:resultat", _expert_result


def _expert(here: Visitor) -> Shot:
    return Shot(here.path(f"{FLOW}/expert"), shows="form.expert", elements=MOST_ASKED)


def _expert_wrong(here: Visitor) -> Shot:
    shot = replace(_expert(here), form=EXPERT_WRONG, status=422)
    return replace(shot, shows=".errors li:nth-child(4)")


def _expert_result(here: Visitor) -> Shot:
    path = press(here, f"{FLOW}/expert", **EXPERT).partition("#")[0]
    return replace(_expert(here), path=path, shows=".expert-result tbody")


def _expired(here: Visitor) -> Shot:
    first = _questions(here.library)[0]
    answer = here.client.get(here.path(f"{FLOW}/{first}?r={DAMAGED}"))
    return Shot(answer.headers["location"], shows=".notice[role=status]")
