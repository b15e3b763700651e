"""A value in a visitor's language: same names, translated texts."""

from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from portal.domain.texts import translatable
from portal.i18n import Language
from portal.services.text import (
    Html,
    Text,
    render_markdown,
    typeset,
    unbreakable,
)


class View(SimpleNamespace):
    """A domain value as templates read it. Texts are `Text` or `Html`; the rest is as it was."""


def localize(value: BaseModel, reference: str, language: Language) -> View:
    """The value in this language. A text not yet translated stays French and says so.

    `reference` is the value's place in the catalogue: `aids/rsa`.
    """
    return _view(value, f"{reference}:", language)


def _view(value: BaseModel, context: str, language: Language) -> View:
    markers = translatable(type(value))
    view = View(model=value)
    for name in type(value).model_fields:
        held, where = getattr(value, name), f"{context}{name}"
        marker = markers.get(name)
        setattr(view, name, _shown(held, where, language, marker.markdown if marker else None))
    return view


def _shown(held: Any, context: str, language: Language, markdown: bool | None) -> Any:
    if isinstance(held, tuple):
        return [
            _shown(item, f"{context}.{index}", language, markdown)
            for index, item in enumerate(held)
        ]
    if isinstance(held, BaseModel):
        return _view(held, f"{context}.", language)
    if isinstance(held, str) and markdown is not None:
        return _text(held, context, language, markdown)
    return held


def _text(french: str, context: str, language: Language, markdown: bool) -> Text | Html:
    translated = language.content_text(context, french)
    fallback = translated is None
    shown = unbreakable(french) if fallback else typeset(translated or french, language)
    return render_markdown(shown, fallback=fallback) if markdown else Text(shown, fallback=fallback)
