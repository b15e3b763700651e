"""Every state of a journey and every error, each as a short recipe.

A recipe goes through the real portal and ends with the shot that the browser takes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from accessibility import states_feedback, states_selftest, states_simulation, states_whatif
from accessibility.visitor import DAMAGED, Shot, Visitor, fields_for, keep, press, sealed, walk
from portal.content.library import Library
from portal.domain.lesson import Lesson
from portal.domain.privacy import TERMINAL_COOKIE
from portal.domain.roadmap import MOST
from portal.i18n import FRENCH
from portal.services.leaving import addresses
from portal.web.links import SHEET_PATHS

Recipe = Callable[[Visitor], Shot]

UNKNOWN = "zzzzzz"
ELEMENTS_A_STEP = 25
"""A step of the roadmap: its words, its QR code, its three moves. At most MOST of them."""

OPEN_DIALOG = "document.getElementById('inactif').showModal()"
PRESS_KEEP = """() => new Promise((done) => {
  document.addEventListener("htmx:after:swap", () => done(), { once: true });
  document.querySelector(".keep button").click();
})"""


@dataclass(frozen=True, slots=True)
class State:
    """One state: its name, which is its id, how to get there, its only language if it has one."""

    name: str
    recipe: Recipe
    only: str = ""


def states(library: Library) -> list[State]:
    """The states checked in every language and mode."""
    return [
        *(State(name, recipe) for name, recipe in states_selftest.states(library)),
        *(State(name, recipe) for name, recipe in states_simulation.states(library)),
        *(State(name, recipe) for name, recipe in states_whatif.states()),
        *(State(name, recipe) for name, recipe in states_feedback.states()),
        *_lesson_states(_practised(library)),
        *_search_states(),
        *_roadmap_states(),
        *_terminal_states(),
        *_error_states(),
    ]


def other_states(library: Library) -> list[State]:
    """The states that differ by their words alone: checked once."""
    rest = (
        *states_selftest.other_states(library),
        *states_simulation.other_states(library),
        *states_whatif.other_states(),
    )
    found = [State(name, recipe) for name, recipe in rest]
    every = [state for lesson in library.lessons.values() for state in _lesson_states(lesson)]
    known = {state.name for state in states(library)}
    return [state for state in (*found, *every) if state.name not in known]


def _practised(library: Library) -> Lesson:
    """A lesson whose practice gives a hint, so that every part of the page shows."""
    questions = library.questions
    hinted = (
        lesson
        for lesson in library.lessons.values()
        if lesson.practice and (task := questions[lesson.practice].task) and task.hint
    )
    return next(hinted)


def _lesson_states(lesson: Lesson) -> Iterator[State]:
    root = f"apprendre/{lesson.id}"
    if lesson.practice:
        yield State(f"{root}/essayer:reussi", _practice(lesson, ""))
        yield State(f"{root}/essayer:rate", _practice(lesson, "rate"))
        yield State(f"{root}/essayer:vide", _empty(f"{root}/essayer"))
    for number, choice in enumerate(lesson.quiz.choices):
        word = "juste" if choice.right else f"faux-{number}"
        yield State(f"{root}/question:{word}", _quiz(lesson, number))
    yield State(f"{root}/question:vide", _empty(f"{root}/question"))


def _practice(lesson: Lesson, wish: str) -> Recipe:
    def recipe(here: Visitor) -> Shot:
        question = here.library.questions[str(lesson.practice)]
        path = press(here, f"apprendre/{lesson.id}/essayer", **fields_for(question, wish))
        return Shot(path, shows=".notice[role=status]")

    return recipe


def _quiz(lesson: Lesson, number: int) -> Recipe:
    def recipe(here: Visitor) -> Shot:
        path = press(here, f"apprendre/{lesson.id}/question", reponse=str(number))
        return Shot(path, shows=".notice[role=status]")

    return recipe


def _empty(below: str) -> Recipe:
    return lambda here: Shot(here.path(below), status=422, form={}, shows=".errors")


def _search_states() -> Iterator[State]:
    queries = {
        "resultats": "loyer",
        "rien": UNKNOWN,
        "urgent": "danger violence",
        "corrige": "alocation logement",
        "genre": "loyer&genre=aids",
    }
    shows = {
        "resultats": ".card",
        "rien": ".count + p",
        "urgent": ".call",
        "corrige": ".card",
        "genre": ".card",
    }
    for name, query in queries.items():
        yield State(f"recherche:{name}", _get(f"recherche?q={query}", shows=shows[name]))
    yield State("lieux:inconnu", _get(f"lieux?commune={UNKNOWN}", shows="#commune-aide"))
    yield State("lieux:plusieurs", _shared_code)
    yield State("lieux:loin", _get("lieux?commune=Rambouillet&besoin=ordinateurs", shows=".notice"))
    yield State("lieux:heure", _get("lieux?commune=Nanterre&minutes=60", shows=".chosen"))
    yield State("lieux:pres", _on_terminal(_get("lieux?pres=ici", shows=".chosen")))
    yield State("quotidien:portee", _get("quotidien?besoin=se-deplacer&portee=local"))


def _get(below: str, *, status: int = 200, shows: str = "h1") -> Recipe:
    return lambda here: Shot(here.path(below), status=status, shows=shows)


def _shared_code(here: Visitor) -> Shot:
    code = states_selftest.shared_code(here.library)
    return Shot(here.path(f"lieux?commune={code}"), shows="#resultats .row")


def _roadmap_states() -> Iterator[State]:
    yield State("feuille:gardee", _just_kept)
    yield State("feuille:pleine", _full)
    yield State("feuille:quelques", _some_kept)
    yield State("feuille:telephone", _phone)
    yield State("feuille:reprendre", _hand_over)
    yield State("feuille:reprendre-passe", _get(f"feuille-de-route/reprendre?r={DAMAGED}"))
    yield State("feuille:garder-sans-recharger", _kept_in_place)


def _kinds(here: Visitor) -> list[str]:
    """One sheet of each kind, so that every sort of line shows."""
    return [f"{kind}/{next(iter(getattr(here.library, kind)))}" for kind in SHEET_PATHS]


def _just_kept(here: Visitor) -> Shot:
    return Shot(keep(here, "aids/rsa"), cookies=here.cookies, shows=".notice.good")


def _full(here: Visitor) -> Shot:
    keep(here, *(reference for reference, _ in islice(here.library.sheets(), MOST)))
    shot = Shot(here.path("feuille-de-route"), cookies=here.cookies, shows=".notice")
    return replace(shot, elements=MOST * ELEMENTS_A_STEP + shot.elements)


def _some_kept(here: Visitor) -> Shot:
    keep(here, *_kinds(here))
    return Shot(here.path("feuille-de-route"), cookies=here.cookies, shows=".roadmap > li")


def _phone(here: Visitor) -> Shot:
    keep(here, *_kinds(here))
    return Shot(here.path("feuille-de-route/telephone"), cookies=here.cookies, shows="img.qr")


def _hand_over(here: Visitor) -> Shot:
    token = sealed(here, *_kinds(here))
    return Shot(here.path(f"feuille-de-route/reprendre?r={token}"), shows=".roadmap > li")


def _kept_in_place(here: Visitor) -> Shot:
    return Shot(here.path("aides/rsa"), act=PRESS_KEEP, shows=".kept")


def _terminal_states() -> Iterator[State]:
    yield State("borne:accueil", _on_terminal(_get("")))
    yield State("borne:fiche", _on_terminal(_get("aides/rsa")))
    yield State("borne:partir", _on_terminal(_leave))
    yield State("borne:inactif", _on_terminal(_idle))
    yield State("borne:resultat", _on_terminal(_terminal_result))
    yield State("borne:feuille", _on_terminal(_some_kept))
    yield State("borne:aides", _on_terminal(states_simulation.result("sans-domicile")))
    yield State("borne:demande", _on_terminal(states_simulation.ask("retraitee", "aspa")))


def _on_terminal(recipe: Recipe) -> Recipe:
    def there(here: Visitor) -> Shot:
        place = next(t.default_place for t in here.library.territories.values() if t.default_place)
        cookie = f"{place}.essai"
        here.client.cookies.set(TERMINAL_COOKIE, cookie)
        shot = recipe(here)
        return replace(shot, cookies={**shot.cookies, TERMINAL_COOKIE: cookie})

    return there


def _leave(here: Visitor) -> Shot:
    aid = next(aid for aid in here.library.aids.values() if aid.documents and aid.ways.online)
    address = next(addresses(aid))
    return Shot(here.path(f"partir?vers={address}&retour=/fr/aides/{aid.id}"), shows=".papers")


def _idle(here: Visitor) -> Shot:
    return Shot(here.path(""), act=OPEN_DIALOG, shows="dialog[open]")


def _terminal_result(here: Visitor) -> Shot:
    return Shot(walk(here, {}, "resultat"), shows=".today .meeting")


def _error_states() -> Iterator[State]:
    yield State("404", _get("rien-de-tel", status=404))
    yield State("404:fiche", _get("aides/rien-de-tel", status=404))
    yield State("500", lambda here: Shot("/static/500.html"), only=FRENCH)
