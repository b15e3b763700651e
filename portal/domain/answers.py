"""From answers to the household that they describe."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from pydantic import ValidationError

from portal.domain.condition import Fact, holds
from portal.domain.facts import age_of, facts_of
from portal.domain.fields.amounts import Amounts, amounts_in
from portal.domain.fields.birth import BirthDate, as_person
from portal.domain.fields.children import Children, as_children
from portal.domain.fields.fault import UNKNOWN
from portal.domain.fields.fills import CHILDREN, PARTNER, facts_filled, is_money
from portal.domain.flow import Answers, Derive, Flow, Questions, Step, walk
from portal.domain.household import MOST_CHILDREN, Child, Household
from portal.domain.question import Choice, Question, rows_of

Filled = tuple[str, Any]
"""A field of the household and its value: `("partner.activity", "retraite")`."""


def household_of(questions: Questions, flow: Flow, answers: Answers, *, today: date) -> Household:
    """The household of the answers to questions really asked. Never raises.

    A refinement counts once the questionnaire is finished, and while its condition holds.
    """
    given = asked(questions, flow, answers, today=today)
    return filled(questions, given, today=today)


def asked(questions: Questions, flow: Flow, answers: Answers, *, today: date) -> dict[str, str]:
    """The answers that count on the present walk, in the order of the questions."""
    walked = walk(flow, questions, answers, derive=household_rule(questions, today))
    given = {step.question: answers[step.question] for step in walked.passed}
    if walked.current:
        return given
    for step in flow.refinements:
        if is_open(questions, step, given, today=today) and _closed(questions, step, answers):
            given[step.question] = answers[step.question]
    return given


def household_rule(questions: Questions, today: date) -> Derive:
    """The facts of the household described so far, as a flow's conditions read them."""
    return partial(_facts, questions, today)


def _facts(questions: Questions, today: date, said: Mapping[str, Fact]) -> dict[str, Fact]:
    words = {name: str(answer) for name, answer in said.items()}
    return facts_of(filled(questions, words, today=today), today)


def is_open(questions: Questions, step: Step, given: Answers, *, today: date) -> bool:
    """True when the answers given let this refinement be asked."""
    question = questions.get(step.question)
    if question is None or (question.of and not rows_of(question, questions, given)):
        return False
    return step.when is None or holds(step.when, _facts(questions, today, given))


def _closed(questions: Questions, step: Step, answers: Answers) -> bool:
    question, answer = questions[step.question], answers.get(step.question)
    return answer is not None and question.accepts(answer, rows_of(question, questions, answers))


def filled(questions: Questions, given: Answers, *, today: date) -> Household:
    """The household that these answers describe; what does not fit is left unknown."""
    found: dict[str, Any] = {}
    for id_, answer in given.items():
        question = questions.get(id_)
        if question and answer != UNKNOWN:
            found.update(fillings(question, answer, questions, given=given))
    return _built({**_assembled(found, today), "unsure": _unsure(questions, given)})


def _unsure(questions: Questions, given: Answers) -> tuple[str, ...]:
    """The facts that « je ne sais pas » leaves open."""
    left = (questions[id_] for id_, answer in given.items() if answer == UNKNOWN)
    paths = (path for question in left for path in question.paths)
    return tuple(sorted(frozenset().union(*map(facts_filled, paths))))


def fillings(
    question: Question, answer: str, questions: Questions, *, given: Answers
) -> Iterator[Filled]:
    """What one known answer fills."""
    if question.several:
        yield from _ticked(question, answer, questions, given=given)
    elif question.fills:
        yield _single(question, question.fills, answer)


def _single(question: Question, path: str, answer: str) -> Filled:
    if isinstance(question.field, BirthDate):
        ((leaf, value),) = as_person(answer).items()
        return f"{path.removesuffix('age')}{leaf}", value
    if isinstance(question.field, Children):
        return path, as_children(answer)
    if path == "children":
        return path, [{}] * min(int(answer), MOST_CHILDREN)
    held = next((choice.value for choice in question.choices if choice.id == answer), None)
    return path, held or answer


def _ticked(
    question: Question, answer: str, questions: Questions, *, given: Answers
) -> Iterator[Filled]:
    chosen = question.chosen(answer)
    if question.fills:
        yield question.fills, tuple(choice.id for choice in chosen)
    if any(is_money(path) for path in question.paths):
        yield from _incomes(question, chosen, _amounts(question, questions, given))
        return
    for choice in question.choices:
        positive = choice.value != "non"
        for rank, path in enumerate(choice.fills):
            if choice not in chosen:
                yield path, not positive
            elif rank == 0:
                yield path, positive


def _amounts(question: Question, questions: Questions, given: Answers) -> dict[str, str]:
    """The known amounts of the kinds that a question chose."""
    for id_, answer in given.items():
        other = questions.get(id_)
        if other and isinstance(other.field, Amounts) and other.of == question.id:
            held = amounts_in(answer) if answer != UNKNOWN else {}
            return {kind: amount for kind, amount in held.items() if amount != UNKNOWN}
    return {}


def _incomes(
    question: Question, chosen: tuple[Choice, ...], amounts: Mapping[str, str]
) -> Iterator[Filled]:
    """Kinds not chosen are 0, unless no amount at all is known: then nothing is."""
    if chosen and not amounts:
        return
    for choice in question.choices:
        for path in choice.fills:
            if choice not in chosen:
                yield path, 0
            elif choice.id in amounts:
                yield path, amounts[choice.id]


def _assembled(found: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The flat fields as a household holds them: partner and children in their places."""
    own = {path: value for path, value in found.items() if "." not in path}
    if own.get("couple") == "oui":
        own["partner"] = _under(found, PARTNER)
    if own.get("children"):
        own["children"] = _of_children(own["children"], _under(found, CHILDREN), today)
    return own


def _under(found: Mapping[str, Any], owner: str) -> dict[str, Any]:
    return {p.removeprefix(owner): value for p, value in found.items() if p.startswith(owner)}


def _of_children(
    children: list[dict[str, Any]], said: Mapping[str, Any], today: date
) -> list[dict[str, Any]]:
    """The children with what was said of « one of them ».

    That one is taken to be the youngest who lives here: the rights of a disabled child end at 20.
    """
    if "disabled" not in said:
        return children
    none = [{**child, "disabled": False} for child in children]
    here = [n for n, child in enumerate(children) if child.get("custody") != "ailleurs"]
    if not said["disabled"] or not here:
        return none
    youngest = min(here, key=lambda number: _age(children[number], today))
    none[youngest] |= {"disabled": True, "disability_rate": said.get("disability_rate")}
    return none


def _age(child: Mapping[str, Any], today: date) -> int:
    age = age_of(Child(age=child.get("age"), birth=child.get("birth")), today)
    return MOST_CHILDREN if age is None else age


def _built(found: dict[str, Any]) -> Household:
    """The household, without the fields that do not fit it."""
    try:
        return Household.model_validate(found)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
        return _built(
            {name: value for name, value in found.items() if name not in wrong} if wrong else {}
        )
