"""A lesson: a few small steps, a screen to practise on, one question at the end."""

from pydantic import Field, model_validator

from portal.domain.sheet import Sheet
from portal.domain.value import Fr, Id, Md, Value, YesNo


class LessonStep(Value):
    """One gesture, on one screen."""

    title: Fr
    text: Md


class QuizChoice(Value):
    """An answer to the closing question, with a kind word whatever it is."""

    text: Fr
    right: YesNo = False
    feedback: Fr


class Quiz(Value):
    """The question a person can answer once the lesson is done."""

    text: Fr
    choices: tuple[QuizChoice, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_right(self) -> "Quiz":
        if sum(choice.right for choice in self.choices) != 1:
            raise ValueError("une question a une seule bonne réponse : right: oui, une fois")
        return self


class Lesson(Sheet):
    """What a person learns to do, in minutes, step by step."""

    theme: Id
    minutes: int = Field(ge=3, le=45)
    goal: Fr
    prepare: tuple[Fr, ...] = ()
    steps: tuple[LessonStep, ...] = Field(min_length=2)
    practice: Id | None = None
    quiz: Quiz
    today: Fr
    stuck: Fr
