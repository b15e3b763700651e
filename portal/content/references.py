"""References between files, checked both ways: none to nothing, nothing without a reader."""

from collections.abc import Iterator

from pydantic import BaseModel, ValidationError

from portal.content.library import Library
from portal.content.read import Path_
from portal.domain.condition import facts_used
from portal.domain.fields.children import Children
from portal.domain.fields.number import Number
from portal.domain.flow import END, Flow, Step, facts_to_come
from portal.domain.household import Household
from portal.domain.question import Question

Fault = tuple[str, str, Path_, str]
"""Kind, id, path inside the file, message."""


def faults(library: Library) -> Iterator[Fault]:
    """Every reference to nothing, and every file that nothing uses."""
    yield from _related(library)
    yield from _headings(library)
    yield from _places(library)
    yield from _provisions(library)
    yield from _ways(library)
    yield from _learning(library)
    yield from _sayings(library)
    yield from _flows(library)
    yield from _unused(library)


def _absent(kind: str, id_: str) -> str:
    return f"« {kind}/{id_} » n’existe pas : créez content/{kind}/{id_}.yaml ou corrigez le nom"


def _related(library: Library) -> Iterator[Fault]:
    for reference, sheet in library.sheets():
        kind, _, id_ = reference.partition("/")
        for index, other in enumerate(getattr(sheet, "related", ())):
            if library.sheet(other) is None:
                yield kind, id_, ("related", index), _absent(*other.split("/", 1))
            elif other == reference:
                yield kind, id_, ("related", index), "une fiche ne renvoie pas à elle-même"
        for index, territory in enumerate(getattr(sheet, "territories", ())):
            if territory not in library.territories:
                yield kind, id_, ("territories", index), _absent("territories", territory)


_ROLES = {
    "aids": {"theme": "theme", "events": "event"},
    "platforms": {"theme": "theme", "needs": "job"},
    "initiatives": {"needs": "need"},
    "lessons": {"theme": "digital"},
    "workshops": {"theme": "digital"},
}


def _headings(library: Library) -> Iterator[Fault]:
    for kind, fields in _ROLES.items():
        for id_, value in getattr(library, kind).items():
            for field, role in fields.items():
                yield from _heading(library, (kind, id_), value, (field, role))


def _heading(
    library: Library, who: tuple[str, str], value: BaseModel, expected: tuple[str, str]
) -> Iterator[Fault]:
    field, role = expected
    held = getattr(value, field)
    for index, name in enumerate((held,) if isinstance(held, str) else held):
        theme = library.themes.get(name)
        path: Path_ = (field,) if isinstance(held, str) else (field, index)
        if theme is None:
            yield *who, path, _absent("themes", name)
        elif theme.role != role:
            yield *who, path, f"« {name} » a le rôle {theme.role} ; il faut un thème {role}"


def _places(library: Library) -> Iterator[Fault]:
    for id_, place in library.places.items():
        if place.commune not in library.communes:
            yield "places", id_, ("commune",), "code INSEE absent de content/communes.csv"
        for index, platform in enumerate(place.platforms):
            if platform not in library.platforms:
                yield "places", id_, ("platforms", index), _absent("platforms", platform)
    yield from _named_places(library)


def _named_places(library: Library) -> Iterator[Fault]:
    for id_, workshop in library.workshops.items():
        if workshop.place not in library.places:
            yield "workshops", id_, ("place",), _absent("places", workshop.place)
    for id_, territory in library.territories.items():
        if territory.default_place and territory.default_place not in library.places:
            yield "territories", id_, ("default_place",), _absent("places", territory.default_place)


def _provisions(library: Library) -> Iterator[Fault]:
    for id_, provision in library.provisions.items():
        for index, platform in enumerate(provision.platforms):
            if platform not in library.platforms:
                yield "provisions", id_, ("platforms", index), _absent("platforms", platform)


def _ways(library: Library) -> Iterator[Fault]:
    for kind in ("aids", "platforms", "initiatives"):
        for id_, sheet in getattr(library, kind).items():
            person = sheet.ways.in_person
            for index, name in enumerate(person.at if person else ()):
                if name not in library.platforms:
                    path = ("ways", "in_person", "at", index)
                    yield kind, id_, path, _absent("platforms", name)


def _learning(library: Library) -> Iterator[Fault]:
    for id_, lesson in library.lessons.items():
        question = library.questions.get(lesson.practice or "")
        if lesson.practice and (question is None or question.task is None):
            yield "lessons", id_, ("practice",), "aucun écran d’entraînement ne porte ce nom"


def _sayings(library: Library) -> Iterator[Fault]:
    for id_, synonyms in library.synonyms.items():
        for index, saying in enumerate(synonyms.entries):
            for key in ("means", "urgent"):
                for rank, reference in enumerate(getattr(saying, key)):
                    if library.sheet(reference) is None:
                        path: Path_ = ("entries", index, key, rank)
                        yield "synonyms", id_, path, _absent(*reference.split("/", 1))


def _flows(library: Library) -> Iterator[Fault]:
    for id_, flow in library.flows.items():
        found = (*_steps(library, flow), *_scores(flow), *_skills(library, flow))
        yield from (("flows", id_, path, message) for path, message in found)


def _steps(library: Library, flow: Flow) -> Iterator[tuple[Path_, str]]:
    stages = {stage.id for stage in flow.stages}
    for where in ("steps", "refinements"):
        for index, step in enumerate(getattr(flow, where)):
            question = library.questions.get(step.question)
            if question is None:
                yield (where, index), _absent("questions", step.question)
            if step.stage not in stages:
                yield (where, index, "stage"), f"étape inconnue : {step.stage}"
            for fact in _never_said(library, flow, step):
                yield (where, index, "when"), f"aucune question ne dit « {fact} » : corrigez le nom"
            if question:
                found = _asked(library, flow, question)
                yield from (((where, index), message) for message in found)


def _never_said(library: Library, flow: Flow, step: Step) -> frozenset[str]:
    """The facts of a condition that no question of a household's flow lets be known."""
    if flow.facts is None:
        return frozenset()
    steps = (s for s in (*flow.steps, *flow.refinements) if s.question in library.questions)
    return facts_used(step.when) - facts_to_come(library.questions, tuple(steps)) - {END}


def _asked(library: Library, flow: Flow, question: Question) -> Iterator[str]:
    """What keeps a question from being asked in this flow."""
    if question.task and question.task.theme not in {theme.id for theme in flow.themes}:
        yield f"le thème « {question.task.theme} » de cet essai manque dans « themes »"
    if question.of and not _counts(library, flow, question):
        yield f"« {question.of} » doit être posée avant, et dire quelles lignes montrer"
    if flow.facts == "household" and not (question.paths or question.of):
        yield f"« {question.id} » ne remplit rien : ajoutez « fills »"
    if question.fills == "received":
        listed = (choice.id for choice in question.choices if not choice.alone)
        yield from (_absent("aids", id_) for id_ in listed if id_ not in library.aids)
    elif question.fills and not question.several:
        yield from _unfit(question, question.fills)


def _unfit(question: Question, path: str) -> Iterator[str]:
    """The answers that the field of the household does not take."""
    values = [choice.value or choice.id for choice in question.choices]
    if isinstance(question.field, Number) and path != "children":
        values += [str(question.field.at_least), str(question.field.at_most)]
    for value in values:
        try:
            Household.model_validate({path.rpartition(".")[2]: value})
        except ValidationError:
            yield f"« {value} » n’est pas une valeur de « {path} »"


def _counts(library: Library, flow: Flow, question: Question) -> bool:
    """True when an earlier question gives the rows of this one."""
    order = [step.question for step in (*flow.steps, *flow.refinements)]
    counted = library.questions.get(question.of or "")
    if counted is None or counted.id not in order[: order.index(question.id)]:
        return False
    number = isinstance(counted.field, Number)
    return number if isinstance(question.field, Children) else counted.several


def _scores(flow: Flow) -> Iterator[tuple[Path_, str]]:
    asked = {step.question for step in flow.steps}
    named = {("scores", name, "of"): score.of for name, score in flow.scores.items()}
    if flow.orientation:
        for rule in ("not_both_failed", "safety_if_all_failed"):
            named["orientation", rule, ""] = getattr(flow.orientation, rule)
    for path, questions in named.items():
        for index, question in enumerate(questions):
            if question not in asked:
                message = f"« {question} » n’est pas posée dans ce parcours"
                yield (*filter(None, path), index), message


def _skills(library: Library, flow: Flow) -> Iterator[tuple[Path_, str]]:
    for index, theme in enumerate(flow.themes):
        for rank, lesson in enumerate(theme.lessons):
            if lesson not in library.lessons:
                yield ("themes", index, "lessons", rank), _absent("lessons", lesson)


def _unused(library: Library) -> Iterator[Fault]:
    asked = {s.question for f in library.flows.values() for s in (*f.steps, *f.refinements)}
    for id_ in library.questions.keys() - asked:
        yield (
            "questions",
            id_,
            (),
            "aucun parcours ne pose cette question : utilisez-la ou retirez-la",
        )
    for id_ in library.themes.keys() - _themes_used(library):
        yield "themes", id_, (), "aucune fiche dans ce thème : ajoutez-en une ou retirez-le"


def _themes_used(library: Library) -> set[str]:
    used: set[str] = set()
    for kind, fields in _ROLES.items():
        for value in getattr(library, kind).values():
            for field in fields:
                held = getattr(value, field)
                used |= {held} if isinstance(held, str) else set(held)
    return used
