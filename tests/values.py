"""Small values, built by hand."""

from dataclasses import dataclass

from portal.domain.flow import Flow, Outcome, Score, Stage, Step
from portal.domain.question import Choice, Question, Task
from portal.domain.selftest import Orientation
from portal.domain.workshop import Weekly, Workshop

NOON = 1_800_000_000.0

RULE = Orientation(
    terminal_core=6,
    terminal_tasks=7,
    workshop_handling=2,
    workshop_core=3,
    border=2,
    not_both_failed=("piege", "quitter"),
    safety_if_all_failed=("piege", "mot-de-passe", "quitter"),
)
"""The thresholds of the self-test, as its page for agents states them."""


@dataclass(slots=True)
class FakeClock:
    """Seconds since the epoch, moved by hand."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


def choices(id_: str, *answers: str) -> Question:
    """A question with these answers."""
    tiles = tuple(Choice(id=answer, text=answer) for answer in answers)
    return Question(id=id_, text=f"Question {id_} ?", why="Pour savoir.", choices=tiles)


def task(id_: str, *, hint: str | None = None, points: int = 2) -> Question:
    """A task in which one writes « oui » or « d’accord »; half the points after a hint."""
    gesture = Task(
        screen=id_,
        theme="courriel",
        points={"reussi": points, "indice": points // 2},
        expect={"champ": ("oui", "d’accord")},
        hint=hint,
        digcomp="1.1",
        pix="Pix 1.1",
    )
    return Question(id=id_, text=f"Essai {id_}", why="Pour savoir.", task=gesture)


def outcome(id_: str, when: object = None) -> Outcome:
    """An outcome under a condition."""
    words = {name: f"{name} de {id_}" for name in ("title", "text", "how", "say")}
    return Outcome.model_validate({**words, "id": id_, "icon": "oui", "when": when})


def step(question: str, when: object = None) -> Step:
    """A step under a condition."""
    return Step.model_validate({"question": question, "stage": "ici", "when": when})


def flow(*steps: Step, outcomes: tuple[Outcome, ...] = (), **more: object) -> Flow:
    """A flow of these steps."""
    return Flow.model_validate(
        {
            "id": "essai",
            "title": "Essai",
            "lead": "Un essai.",
            "stages": (Stage(id="ici", title="Ici"),),
            "steps": steps,
            "outcomes": outcomes or (outcome("fini"),),
            **more,
        }
    )


def score(*questions: str, **skipped: int) -> Score:
    """The points of these questions added up."""
    return Score(of=questions, skipped=skipped)


def workshop(day: str) -> Workshop:
    """A workshop of this weekday."""
    return Workshop(
        id="atelier",
        title="Atelier",
        summary="On apprend.",
        theme="courriel",
        place="mairie",
        weekly=Weekly.model_validate({"day": day, "start": "09:30", "end": "11:30"}),
        seats=8,
        free=3,
        sign_up="À l’accueil.",
    )
