"""The library: every value, frozen, found by kind and id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.domain.aid import Aid
from portal.domain.fact import FactKind
from portal.domain.flow import Flow
from portal.domain.initiative import Initiative
from portal.domain.lesson import Lesson
from portal.domain.page import Page
from portal.domain.parameter import Parameter
from portal.domain.place import Place
from portal.domain.platform import Platform
from portal.domain.provision import Provision
from portal.domain.question import Question
from portal.domain.synonym import Synonyms
from portal.domain.territory import Commune, Territory
from portal.domain.theme import Role, Theme
from portal.domain.urgence import Urgence
from portal.domain.workshop import Workshop

AnySheet = Aid | Platform | Initiative | Urgence | Lesson | Place

SHEET_KINDS = ("urgences", "aids", "platforms", "initiatives", "lessons", "places")
"""The kinds a person can read, search and keep, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Library:
    """All the content at one moment. Values are keyed by id, in a stable order."""

    urgences: Mapping[str, Urgence] = field(default_factory=dict)
    aids: Mapping[str, Aid] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    workshops: Mapping[str, Workshop] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    facts: Mapping[str, FactKind] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    territories: Mapping[str, Territory] = field(default_factory=dict)
    synonyms: Mapping[str, Synonyms] = field(default_factory=dict)
    communes: Mapping[str, Commune] = field(default_factory=dict)

    def sheets(self) -> Iterator[tuple[str, AnySheet]]:
        """Every sheet with its reference, `kind/id`."""
        for kind in SHEET_KINDS:
            for id_, sheet in getattr(self, kind).items():
                yield f"{kind}/{id_}", sheet

    def sheet(self, reference: str) -> AnySheet | None:
        """The sheet of a reference, or of one of its former ids; None when there is none."""
        kind, _, id_ = reference.partition("/")
        if kind not in SHEET_KINDS:
            return None
        return self.find(kind, id_)

    def find(self, kind: str, id_: str) -> AnySheet | None:
        """The sheet of this kind under this id or a former one."""
        shelf: Mapping[str, AnySheet] = getattr(self, kind)
        return shelf.get(id_) or next((s for s in shelf.values() if id_ in s.aliases), None)

    def headings(self, role: Role) -> tuple[Theme, ...]:
        """The themes of one role, in their order."""
        found = (theme for theme in self.themes.values() if theme.role == role)
        return tuple(sorted(found, key=lambda theme: (theme.order, theme.id)))
