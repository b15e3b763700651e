"""What people say, and the sheets they mean: former names, everyday phrases, calls for help."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from portal.domain.value import Id, Name, Ref, Value, YesNo

UrgentRef = Annotated[str, StringConstraints(pattern=r"^urgences/[a-z0-9]+(-[a-z0-9]+)*$")]
"""An emergency's sheet: `urgences/115`."""


class Saying(Value):
    """Several ways to say one thing, and the sheets that answer it, the best first.

    `former` says that these words are the name of then: « cmu » for « c2s ».
    """

    says: tuple[Name, ...] = Field(min_length=1)
    means: tuple[Ref, ...] = ()
    urgent: tuple[UrgentRef, ...] = ()
    former: YesNo = False

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Saying":
        if not (self.means or self.urgent):
            raise ValueError("il manque « means » ou « urgent » : dites à quelles fiches cela mène")
        return self


class Synonyms(Value):
    """The sayings of one theme of life, in one language, shipped or not."""

    id: Id
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    entries: tuple[Saying, ...] = Field(min_length=1)
