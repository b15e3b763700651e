"""The rule of the digital self-test: which of three kinds of help fits."""

from collections.abc import Mapping
from typing import Literal

from portal.domain.condition import Fact
from portal.domain.value import Fr, Id, Value

Help = Literal["borne", "atelier", "rendez-vous"]
SUCCESSES = frozenset({"reussi", "indice"})


class SkillTheme(Value):
    """A family of tasks: what a person does well, or can be helped with."""

    id: Id
    title: Fr
    well: Fr
    help: Fr
    lessons: tuple[Id, ...]


class Orientation(Value):
    """The thresholds, in points. A proposal to calibrate with people (docs/decisions.md)."""

    terminal_core: int
    terminal_tasks: int
    workshop_handling: int
    workshop_core: int
    border: int
    not_both_failed: tuple[Id, Id]
    safety_if_all_failed: tuple[Id, ...]


def orient(rule: Orientation, *, handling: int, core: int, tasks: int, both: bool) -> Help:
    """The help that the points call for. `both`: the two safety tasks were both failed."""
    if core >= rule.terminal_core and tasks >= rule.terminal_tasks and not both:
        return "borne"
    if handling >= rule.workshop_handling and core >= rule.workshop_core:
        return "atelier"
    return "rendez-vous"


def near_border(rule: Orientation, *, handling: int, core: int, tasks: int, both: bool) -> bool:
    """True when a few points more or less, in one score, would call for another help."""
    here = orient(rule, handling=handling, core=core, tasks=tasks, both=both)
    shifts = [d for d in range(-rule.border, rule.border + 1) if d]
    around = [(d, 0) for d in shifts] + [(0, d) for d in shifts]
    return any(
        orient(rule, handling=handling, core=core + c, tasks=tasks + t, both=both) != here
        for c, t in around
    )


def derive(rule: Orientation, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """`orientation`, `proche` and `securite`, as far as the points are known.

    The person's own preference wins over the points.
    """
    scores = [facts.get(f"score-{name}") for name in ("manipulation", "coeur", "demarches")]
    handling, core, tasks = (int(score) if score is not None else None for score in scores)
    if handling is None or core is None or tasks is None:
        return {}
    both = all(failed(facts, task) for task in rule.not_both_failed)
    known = {"handling": handling, "core": core, "tasks": tasks}
    safety = all(failed(facts, task) for task in rule.safety_if_all_failed)
    return {
        "orientation": _preferred(facts) or orient(rule, both=both, **known),
        "proche": "oui" if near_border(rule, both=both, **known) else "non",
        "securite": "oui" if safety else "non",
    }


def failed(facts: Mapping[str, Fact], task: str) -> bool:
    """True when the task was asked and not done."""
    return task in facts and facts[task] not in SUCCESSES


def _preferred(facts: Mapping[str, Fact]) -> str | None:
    wish = str(facts.get("preference", ""))
    return wish if wish in ("borne", "atelier", "rendez-vous") else None


def weakest(points: Mapping[str, tuple[int, int]], most: int = 2) -> tuple[str, ...]:
    """The themes with the most points missed, at most `most`; values are (won, possible)."""
    missed = {theme: possible - won for theme, (won, possible) in points.items()}
    order = sorted((t for t in missed if missed[t] > 0), key=lambda t: (-missed[t], t))
    return tuple(order[:most])
