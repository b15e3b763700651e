"""The states of the self-test: each question, each hint, each outcome, each error."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from accessibility.visitor import (
    DAMAGED,
    FLOW,
    Astray,
    Plan,
    Shot,
    Visitor,
    fields_for,
    press,
    token_of,
    walk,
)
from portal.content.library import Library

Named = tuple[str, Callable[[Visitor], Shot]]

ROADS: Mapping[str, Plan] = {
    "sans-faute": {},
    "rien-chez-soi": {"appareil": "rien", "demarche": "jamais", "prefere": "essayer"},
    "bases-moyennes": {"adresse": "rate", "message": "rate"},
    "presque": {"adresse": "rate"},
}
"""Ways through the test; between them they meet every question."""

OUTCOMES: Mapping[str, Plan] = {
    "borne": {"ecouter": "lire"},
    "atelier": {"adresse": "rate", "message": "rate", "preference": "atelier"},
    "rendez-vous": {"porte": "rate", "defiler": "rate"},
    "prefere-quelquun": {"appareil": "rien", "demarche": "jamais", "prefere": "quelquun"},
    "je-ne-sais-pas": {"adresse": "rate", "preference": "je-ne-sais-pas"},
    "securite": {
        "piege": "rate", "mot-de-passe": "rate", "quitter": "rate", "preference": "borne",
    },
    "tout-passe": dict.fromkeys(("adresse", "horaire", "message", "piege"), "passe"),
}  # fmt: skip
"""Ways to each kind of result."""

EXITS = ("personne", "urgent", "arret")


def states(library: Library) -> Iterator[Named]:
    """The self-test's states to check everywhere."""
    for name in _questions(library):
        yield f"{FLOW}/{name}", _shown(name)
        if _hint(library, name):
            yield f"{FLOW}/{name}:indice", _hinted(name)
    for name in _one_of_each(library):
        yield f"{FLOW}/{name}:vide", _empty(name)
    for name, plan in OUTCOMES.items():
        yield f"{FLOW}/resultat:{name}", _result(plan)
    for end in EXITS:
        yield f"{FLOW}/resultat:{end}", _left(end)
    yield f"{FLOW}/resultat:commune", _in_commune
    yield f"{FLOW}/resultat:communes", _shared
    yield f"{FLOW}/resultat:commune-inconnue", _unknown
    yield f"{FLOW}/reponses", _review
    yield f"{FLOW}/reponses:modifier", _changed
    yield f"{FLOW}:lien-passe", _expired


def other_states(library: Library) -> Iterator[Named]:
    """The empty form of every other question."""
    for name in _questions(library):
        yield f"{FLOW}/{name}:vide", _empty(name)


def _questions(library: Library) -> list[str]:
    return [step.question for step in library.flows[FLOW].steps]


def _hint(library: Library, name: str) -> bool:
    task = library.questions[name].task
    return bool(task and task.hint)


def _one_of_each(library: Library) -> list[str]:
    """The first question with choices, and the first with a task."""
    names = _questions(library)
    return [
        next(name for name in names if bool(library.questions[name].task) == task)
        for task in (False, True)
    ]


def reach(here: Visitor, name: str) -> str:
    """The path of a question, by the first road that meets it. Raises Astray when none does."""
    for plan in ROADS.values():
        try:
            return walk(here, plan, name)
        except Astray:
            continue
    raise Astray(f"{name}: add a road to ROADS in accessibility/states_selftest.py that meets it")


def _shown(name: str) -> Callable[[Visitor], Shot]:
    form = f"form[action$='/{name}'], form[action*='/{name}?']"
    return lambda here: Shot(reach(here, name), shows=form)


def _hinted(name: str) -> Callable[[Visitor], Shot]:
    def recipe(here: Visitor) -> Shot:
        fields = fields_for(here.library.questions[name], "rate")
        token = token_of(reach(here, name))
        return Shot(press(here, f"{FLOW}/{name}", r=token, **fields), shows=".notice[role=status]")

    return recipe


def _empty(name: str) -> Callable[[Visitor], Shot]:
    def recipe(here: Visitor) -> Shot:
        form = {"r": token_of(reach(here, name))}
        return Shot(here.path(f"{FLOW}/{name}"), status=422, form=form, shows=".errors")

    return recipe


def _result(plan: Plan) -> Callable[[Visitor], Shot]:
    return lambda here: Shot(walk(here, plan, "resultat"), shows=".today .say")


def _left(end: str) -> Callable[[Visitor], Shot]:
    def recipe(here: Visitor) -> Shot:
        token = token_of(reach(here, "horaire"))
        return Shot(press(here, f"{FLOW}/fin", r=token, fin=end), shows=".today .say")

    return recipe


def _finished(here: Visitor) -> str:
    return token_of(walk(here, OUTCOMES["atelier"], "resultat"))


def _in_commune(here: Visitor) -> Shot:
    path = press(here, f"{FLOW}/resultat", r=_finished(here), commune="Nanterre")
    return Shot(path, shows=".meeting")


def _said(here: Visitor, commune: str) -> Shot:
    form = {"r": _finished(here), "commune": commune}
    return Shot(here.path(f"{FLOW}/resultat"), form=form)


def _shared(here: Visitor) -> Shot:
    said = _said(here, shared_code(here.library))
    return replace(said, shows="button[name=commune]")


def _unknown(here: Visitor) -> Shot:
    return replace(_said(here, "zzzzzz"), status=422, shows=".errors")


def shared_code(library: Library) -> str:
    """A postal code that several communes have."""
    codes = Counter(code for c in library.communes.values() for code in c.postal_codes)
    return next(code for code, count in codes.items() if count > 1)


def _review(here: Visitor) -> Shot:
    return Shot(here.path(f"{FLOW}/reponses?r={_finished(here)}"), shows=".recap dt")


def _changed(here: Visitor) -> Shot:
    first = _questions(here.library)[0]
    return Shot(here.path(f"{FLOW}/{first}?r={_finished(here)}"), shows=".choice.given")


def _expired(here: Visitor) -> Shot:
    first = _questions(here.library)[0]
    answer = here.client.get(here.path(f"{FLOW}/{first}?r={DAMAGED}"))
    return Shot(answer.headers["location"], shows=".notice[role=status]")
