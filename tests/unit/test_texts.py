"""The texts that translators receive."""

from portal.domain.texts import texts, translatable
from portal.domain.theme import Theme
from tests.values import choices, flow, outcome, step, task, workshop


def test_every_text_is_found_with_its_path_and_nothing_else() -> None:
    found = {path: text for path, text, _ in texts(choices("age", "jeune", "vieux"))}
    assert found == {
        "text": "Question age ?",
        "why": "Pour savoir.",
        "choices.0.text": "jeune",
        "choices.1.text": "vieux",
    }


def test_a_hint_inside_a_task_is_a_text_and_an_absent_one_is_not() -> None:
    assert ("task.hint", "Regardez.") in [(p, t) for p, t, _ in texts(task("x", hint="Regardez."))]
    assert not [path for path, _, _ in texts(task("x")) if path.startswith("task")]


def test_ids_names_and_conditions_are_never_sent_to_translators() -> None:
    roads = flow(step("lieu"), outcomes=(outcome("fini", {"fact": "lieu", "one_of": ["ville"]}),))
    paths = {path for path, _, _ in texts(roads)}
    assert {"title", "lead", "stages.0.title", "outcomes.0.say"} <= paths
    assert not {path for path in paths if "when" in path or path.endswith((".id", ".icon"))}


def test_only_the_texts_of_a_model_are_marked() -> None:
    assert set(translatable(Theme)) == {"title", "summary"}
    assert set(translatable(type(workshop("lundi")))) == {"title", "summary", "sign_up"}
