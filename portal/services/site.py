"""Everything that one version of the content gives: built once, replaced whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.content.library import SHEET_KINDS, Library
from portal.content.problem import Problem
from portal.domain.territory import Territory
from portal.i18n import Language
from portal.services.localize import View, localize
from portal.services.sealing import Sealer
from portal.settings import Settings
from portal.store.index import Index


@dataclass(frozen=True, slots=True)
class Site:
    """The library and what is made from it. Views are made once and kept with it."""

    settings: Settings
    library: Library
    languages: Mapping[str, Language]
    index: Index
    sealer: Sealer
    today: Callable[[], date]
    problems: tuple[Problem, ...] = ()
    _views: dict[tuple[str, str], View] = field(default_factory=dict)

    def view(self, reference: str, language: Language) -> View | None:
        """The sheet, page or theme `kind/id` in a language; None when there is none."""
        kind, _, id_ = reference.partition("/")
        if kind in SHEET_KINDS:
            found = self.library.find(kind, id_)
        else:
            found = getattr(self.library, kind, {}).get(id_)
        if found is None:
            return None
        key = (f"{kind}/{found.id}", language.code)
        if key not in self._views:
            view = localize(found, key[0], language)
            view.reference, view.of_kind = key[0], kind
            self._views[key] = view
        return self._views[key]

    def known(self, reference: str, language: Language) -> View:
        """As `view`, for a reference that the library is known to hold."""
        view = self.view(reference, language)
        if view is None:
            raise LookupError(reference)
        return view

    def territories(self) -> tuple[Territory, ...]:
        """The territories shown here: those of the settings, or all."""
        chosen = self.settings.territories or tuple(self.library.territories)
        return tuple(self.library.territories[id_] for id_ in chosen)
