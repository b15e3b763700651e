"""What a person chose among the places: read from a plain query, and written back to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from portal.services.site import Site

Within = Literal["", "30", "60", "toutes"]
"""The longest way, in minutes by one means; empty is what the territory calls near."""

LONGEST = 80
"""Characters of what is typed."""


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the address of the list says. Each is on its own: together they narrow."""

    commune: str = ""
    here: bool = False
    need: str = ""
    counter: str = ""
    open_now: bool = False
    language: str = ""
    wheelchair: bool = False
    free: bool = False
    walk_in: bool = False
    within: Within = ""

    def without(self, name: str) -> "Choices":
        """The same but for one, left as if nobody had chosen it."""
        return replace(self, **{name: getattr(NONE, name)})

    def named(self) -> list[str]:
        """The names of the choices that narrow, in their order."""
        narrowing = (field.name for field in fields(self) if field.name not in ("commune", "here"))
        return [name for name in narrowing if getattr(self, name)]


NONE = Choices()
QUERY = {
    "commune": "commune", "here": "pres", "need": "besoin", "counter": "guichet",
    "open_now": "ouvert", "language": "langue", "wheelchair": "fauteuil", "free": "gratuit",
    "walk_in": "venir", "within": "minutes",
}  # fmt: skip
"""The name of each choice in the address of the page."""

YES = {
    "here": "ici", "open_now": "maintenant", "wheelchair": "oui", "free": "oui", "walk_in": "libre",
}  # fmt: skip
"""The one word that says yes to each choice without a value."""


def read(query: Mapping[str, str], site: Site) -> Choices:
    """The choices of a query; what means nothing is left out."""
    said = {name: query.get(key, "").strip()[:LONGEST] for name, key in QUERY.items()}
    yes = {name: said[name] == word for name, word in YES.items()}
    return Choices(
        commune=said["commune"],
        need=_if(said["need"], site.library.provisions),
        counter=_if(said["counter"], site.library.platforms),
        language=_if(said["language"], spoken(site)),
        within=next((w for w in WITHIN if w == said["within"]), ""),
        **yes,
    )


WITHIN: tuple[Within, ...] = ("30", "60", "toutes")


def _if(word: str, known: Iterable[str]) -> str:
    return word if word in known else ""


def spoken(site: Site) -> frozenset[str]:
    """The languages that somebody speaks in some place."""
    return frozenset(code for place in site.library.places.values() for code in place.languages)


def written(choices: Choices) -> dict[str, str]:
    """The plain query that says these choices, and nothing of those not made."""
    said = {name: _word(name, getattr(choices, name)) for name in QUERY}
    return {QUERY[name]: word for name, word in said.items() if word}


def _word(name: str, value: str | bool) -> str:
    return value if isinstance(value, str) else YES[name] if value else ""
