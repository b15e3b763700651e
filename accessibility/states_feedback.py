"""« Signaler une erreur »: the form, its two mistakes, the thanks."""

from collections.abc import Callable, Iterator

from accessibility.visitor import Shot, Visitor, press

Recipe = Callable[[Visitor], Shot]

MISTAKES = {"vide": {}, "trop-long": {"quoi": "autre", "texte": "1234 " * 120}}


def states() -> Iterator[tuple[str, Recipe]]:
    """Each state of the form, about a sheet."""
    yield "signaler:fiche", lambda here: Shot(here.path(_about(here)))
    for name, form in MISTAKES.items():
        yield f"signaler:{name}", _wrong(form)
    yield "signaler:merci", _thanked


def said(here: Visitor) -> dict[str, str]:
    """A report as a person sends it."""
    return {"page": here.path("aides/rsa"), "quoi": "change", "texte": "Le numéro ne répond plus."}


def _about(here: Visitor) -> str:
    return f"signaler?page={here.path('aides/rsa')}"


def _wrong(form: dict[str, str]) -> Recipe:
    def recipe(here: Visitor) -> Shot:
        page = {"page": here.path("aides/rsa")}
        return Shot(here.path("signaler"), status=422, form={**page, **form}, shows=".errors")

    return recipe


def _thanked(here: Visitor) -> Shot:
    return Shot(press(here, "signaler", **said(here)), shows=".ticks")
