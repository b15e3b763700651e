"""What the self-test leads to: a kind of help, a named place, a date, lessons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.flow import Flow, Walk
from portal.domain.place import Place
from portal.domain.selftest import weakest
from portal.domain.workshop import Workshop, next_session
from portal.i18n import Language
from portal.services.directory import nearest
from portal.services.localize import View
from portal.services.site import Site

LESSONS = 3
COOP = {
    "borne": "autonome",
    "atelier": "partiellement_autonome",
    "rendez-vous": "entierement_accompagne",
}
"""The three orientations in the words of the Coop de la médiation numérique."""


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop and the day it next meets."""

    workshop: View
    day: date


@dataclass(frozen=True, slots=True)
class Result:
    """All that the result page says."""

    outcome: View
    well: list[View]
    help: list[View]
    place: View | None
    session: Session | None
    lessons: list[View]
    safety: bool
    listens: bool
    urgent: bool
    coop: str | None


def result(site: Site, walked: Walk, language: Language, *, place: Place | None) -> Result:
    """The result of a finished walk. `place` is where help is: the terminal's, or the nearest."""
    flow, facts = walked.flow, walked.facts
    view = site.known(f"flows/{flow.id}", language)
    points = theme_points(site, flow, facts)
    weak = weakest(points)
    strong = [t for t, (won, possible) in points.items() if won == possible]
    outcome = walked.outcome
    themes = {theme.id: theme for theme in view.themes}
    safety = facts.get("securite") == "oui"
    lessons = _lessons(site, flow, (*weak, *(["securite"] if safety else [])))
    return Result(
        outcome=next(o for o in view.outcomes if outcome and o.id == outcome.id),
        well=[themes[t] for t in strong],
        help=[themes[t] for t in weak],
        place=site.view(f"places/{place.id}", language) if place else None,
        session=_session(site, language, weak=weak, safety=safety, place=place),
        lessons=[site.known(f"lessons/{id_}", language) for id_ in lessons],
        safety=safety,
        listens=facts.get("ecouter") == "ecouter",
        urgent=facts.get("fin") == "urgent",
        coop=COOP.get(outcome.id) if outcome else None,
    )


def theme_points(
    site: Site, flow: Flow, facts: Mapping[str, str | int]
) -> dict[str, tuple[int, int]]:
    """For each theme, the points won and the points possible among the tasks asked."""
    points: dict[str, tuple[int, int]] = {}
    for step in flow.steps:
        question = site.library.questions[step.question]
        if question.task is None or step.question not in facts:
            continue
        won, possible = points.get(question.task.theme, (0, 0))
        gained = question.points(str(facts[step.question]))
        points[question.task.theme] = (won + gained, possible + max(question.task.points.values()))
    return points


def place_for(site: Site, commune: str) -> Place | None:
    """The nearest place that teaches, or the first territory's own when no commune is known."""
    there = site.library.communes.get(commune)
    if there is None:
        default = next((t.default_place for t in site.territories() if t.default_place), None)
        return site.library.places.get(default or "")
    teaching = [p for p in site.library.places.values() if "apprendre" in p.services or p.helps]
    return next((place for place, _ in nearest(site, teaching, there)), None)


def _lessons(site: Site, flow: Flow, themes: tuple[str, ...]) -> list[str]:
    wanted = [t.lessons for name in themes for t in flow.themes if t.id == name]
    ordered = [id_ for lessons in wanted for id_ in lessons if id_ in site.library.lessons]
    return list(dict.fromkeys(ordered))[:LESSONS]


def _session(
    site: Site, language: Language, *, weak: tuple[str, ...], safety: bool, place: Place | None
) -> Session | None:
    today = site.today()
    themes = ("securite", *weak) if safety else weak
    open_ones = [w for w in site.library.workshops.values() if w.free > 0]
    here = [w for w in open_ones if place and w.place == place.id] or open_ones
    fitting = [w for w in here if w.theme in themes] or here
    if not fitting:
        return None

    def order(workshop: Workshop) -> tuple[int, date]:
        rank = themes.index(workshop.theme) if workshop.theme in themes else len(themes)
        return rank, next_session(workshop, today)

    chosen = min(fitting, key=order)
    return Session(site.known(f"workshops/{chosen.id}", language), next_session(chosen, today))
