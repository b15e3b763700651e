"""The kinds of files an editor writes, one folder each."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

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
from portal.domain.territory import Territory
from portal.domain.theme import Theme
from portal.domain.urgence import Urgence
from portal.domain.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Kind:
    """A folder's model. Without a vital file the portal cannot start; others are left out."""

    model: type[BaseModel]
    vital: bool = False


KINDS: Mapping[str, Kind] = {
    "themes": Kind(Theme, vital=True),
    "territories": Kind(Territory, vital=True),
    "questions": Kind(Question, vital=True),
    "flows": Kind(Flow, vital=True),
    "pages": Kind(Page, vital=True),
    "facts": Kind(FactKind, vital=True),
    "parameters": Kind(Parameter),
    "provisions": Kind(Provision),
    "urgences": Kind(Urgence),
    "aids": Kind(Aid),
    "platforms": Kind(Platform),
    "initiatives": Kind(Initiative),
    "places": Kind(Place),
    "lessons": Kind(Lesson),
    "workshops": Kind(Workshop),
    "synonyms": Kind(Synonyms),
}
