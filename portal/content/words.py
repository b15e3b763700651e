"""Plain words: sentences of 20 words at most, and no administrative vocabulary."""

import re
from collections.abc import Iterator

from portal.content.library import Library
from portal.domain.texts import texts

LONGEST = 20
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
JARGON = {
    "bénéficiaire": "la personne qui reçoit l’aide",
    "percevoir": "toucher, recevoir",
    "perçoit": "touche, reçoit",
    "éligible": "qui peut l’avoir",
    "éligibilité": "savoir si vous pouvez l’avoir",
    "justificatif": "papier, preuve",
    "dispositif": "aide, service",
    "s’acquitter": "payer",
    "le cas échéant": "si besoin",
    "ressortissant": "personne qui a la nationalité",
    "préalablement": "avant",
    "modalités": "comment faire",
    "octroi": "le fait de donner",
}


def long_sentences(library: Library) -> Iterator[str]:
    """A line for each sentence too long and each word of jargon in a sheet."""
    for reference, sheet in library.sheets():
        for path, text, _ in texts(sheet):
            where = f"content/{reference}.yaml: {path}"
            yield from (f"{where}: {fault}" for fault in faults(text))


def faults(text: str) -> Iterator[str]:
    """What makes a text hard to read, with what to write instead."""
    for sentence in _SENTENCE.split(text):
        words = [word for word in sentence.split() if any(c.isalnum() for c in word)]
        if len(words) > LONGEST:
            yield f"{len(words)} mots, {LONGEST} au plus : « {sentence[:60]}… »"
    lower = text.casefold().replace("'", "’")
    for word, plain in JARGON.items():
        if re.search(rf"\b{re.escape(word)}s?\b", lower):
            yield f"« {word} » : écrivez plutôt « {plain} »"
