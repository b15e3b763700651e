"""The base of every value an editor can write, and the kinds of text it holds."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Value(BaseModel):
    """A frozen value; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text that translators receive: one line, or Markdown."""

    markdown: bool = False


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("ce texte est vide : écrivez-le, ou retirez la clé")
    return text


def _web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or " " in text or "." not in text:
        raise ValueError("une adresse commence par https:// et n’a pas d’espace")
    return text


def _yes_or_no(word: object) -> object:
    answers = {"oui": True, "true": True, "non": False, "false": False}
    if isinstance(word, str):
        if word not in answers:
            raise ValueError("écrivez oui ou non")
        return answers[word]
    return word


Fr = Annotated[str, AfterValidator(_not_empty), Translatable()]
"""One line of French, translated through the PO files."""

Md = Annotated[str, AfterValidator(_not_empty), Translatable(markdown=True)]
"""French Markdown, translated through the PO files."""

Name = Annotated[str, AfterValidator(_not_empty)]
"""A proper name or a word that is never translated."""

Url = Annotated[str, AfterValidator(_web_address)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
Id = Annotated[str, StringConstraints(pattern=f"^{ID}$")]
Ref = Annotated[str, StringConstraints(pattern=f"^[a-z]+/{ID}$")]
"""A sheet of any kind, as `kind/id`: `aids/rsa`."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Status = Literal["verifie", "a-verifier"]
