"""Texts as a page shows them: they know when they are still in French."""

import re
import unicodedata
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from portal.i18n import FRENCH, Language

_SPACED_NUMBER = re.compile(
    r"\u200e?\+?\d[\d.,]*(?:[ \u00a0\u202f]\d[\d.,]*)+(?:[ \u00a0\u202f]€)?"
)
_QUOTED_LATIN = re.compile(r"«[^«»\u0600-\u06ff]*[A-Za-zÀ-ÿ][^«»\u0600-\u06ff]*»")
_FRENCH_SPACE = re.compile(r"(?<=«) | (?=[»?!:;€]|%(?!\())")
_ISOLATE, _END = "\u2066", "\u2069"
_ISOLATED_QUOTE = re.compile("\u2066(«[^«»]*»)\u2069")
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False})


class Text(str):
    """A line of content. On a page in another language it marks itself as French."""

    __slots__ = ("fallback",)
    fallback: bool

    def __new__(cls, text: str, *, fallback: bool = False) -> "Text":
        line = super().__new__(cls, text)
        line.fallback = fallback
        return line

    def __html__(self) -> str:
        safe = str(escape(str(self)))
        return f'<span lang="{FRENCH}" dir="ltr">{safe}</span>' if self.fallback else _marked(safe)

    @property
    def plain(self) -> str:
        """The words alone, for attributes and titles."""
        return str(self)


def bare(text: str) -> str:
    """The text without case and without the marks that letters carry: « Été » is « ete »."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


class Html(Markup):
    """HTML made by the Markdown renderer, the only kind templates trust."""


def render_markdown(text: str, *, fallback: bool = False) -> Html:
    """The HTML of an editor's Markdown; raw HTML in it is shown as text."""
    body: Any = _MARKDOWN.render(text)
    return Html(f'<div lang="{FRENCH}" dir="ltr">{body}</div>' if fallback else _marked(body))


def _marked(html: str) -> str:
    """HTML in which French quoted by an Arabic sentence says its language."""
    return _ISOLATED_QUOTE.sub(rf'<span lang="{FRENCH}" dir="ltr">\1</span>', html)


def typeset(text: str, language: Language) -> str:
    """A text of this language as it is shown: French spaces kept, numbers in their order."""
    if language.code == FRENCH:
        return unbreakable(text)
    return keep_in_order(text) if language.direction == "rtl" else text


def keep_in_order(text: str) -> str:
    """Right-to-left text in which « 32 30 » and quoted French keep their own order.

    Source: Unicode Bidirectional Algorithm (UAX 9), isolates.
    """
    quoted = _QUOTED_LATIN.sub(_isolated, text)
    return _SPACED_NUMBER.sub(_isolated, quoted)


def _isolated(found: re.Match[str]) -> str:
    return f"{_ISOLATE}{found[0]}{_END}"


def unbreakable(french: str) -> str:
    """French in which no line starts with « ? » nor ends with « « »."""
    return _FRENCH_SPACE.sub("\u00a0", french)
