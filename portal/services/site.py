"""Everything that one version of the content gives: built once, replaced whole."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.content.library import SHEET_KINDS, Library
from portal.content.problem import Problem
from portal.domain.territory import Territory
from portal.i18n import FRENCH, Language
from portal.services.hours import local_now
from portal.services.localize import View, localize
from portal.services.sealing import Sealer
from portal.services.text import Text
from portal.settings import Settings
from portal.store.index import Index

OUTCOMES = "outcomes"
"""What a flow leads to: not a sheet, yet something a person can keep."""


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
    now: Callable[[], datetime] = local_now
    _views: dict[tuple[str, str], View] = field(default_factory=dict)

    def view(self, reference: str, language: Language) -> View | None:
        """The sheet, page or theme `kind/id` in a language; None when there is none."""
        kind, _, id_ = reference.partition("/")
        if kind == OUTCOMES:
            return self._outcome(reference, id_, language)
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
            if kind == "places":  # the name on the door is French in every language
                view.title = Text(view.title, fallback=language.code != FRENCH)
            self._views[key] = view
        return self._views[key]

    def _outcome(self, reference: str, id_: str, language: Language) -> View | None:
        """The outcome of a flow, as something to do and to say."""
        flows = (self.known(f"flows/{flow}", language) for flow in self.library.flows)
        found = next((o for flow in flows for o in flow.outcomes if o.id == id_), None)
        if found is None:
            return None
        return View(**{**vars(found), "reference": reference, "of_kind": OUTCOMES})

    def keeps(self, reference: str) -> bool:
        """True when a person can keep this on their roadmap."""
        kind = reference.partition("/")[0]
        keepable = kind in SHEET_KINDS or kind == OUTCOMES
        return keepable and self.view(reference, self.languages[FRENCH]) is not None

    def views(self, references: Iterable[str], language: Language) -> list[View]:
        """Those of these that exist, in their order."""
        found = (self.view(reference, language) for reference in references)
        return [view for view in found if view is not None]

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
