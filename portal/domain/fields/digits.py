"""Numbers as people type them: « 1 200,50 € », « 1.200 », « ١٢٠٠ »."""

import re
import unicodedata
from decimal import Decimal

from portal.domain.fields.fault import Code

_MINUS = "-‐‑‒–—−"
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:[.,]\d{3})+)(?:[.,](\d{0,2}))?")
"""« 1.200 » is a thousand: nobody writes three decimals of a euro."""

_PLAIN = re.compile(r"(\d{1,15})(?:[.,](\d{0,2}))?")


def plain(text: str) -> str:
    """Lower case, the digits of any script as 0-9, every run of spaces of any kind as one."""
    signs = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(map(_sign, signs)).split())


def _sign(sign: str) -> str:
    if sign in "٫٬":
        return "," if sign == "٫" else ""
    if unicodedata.category(sign) == "Cf":  # Marks of direction, which Arabic keyboards add.
        return ""
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def number_of(text: str, *, words: tuple[str, ...] = ()) -> Decimal | Code:
    """The number typed, with two decimals at most; or why it is none.

    `words` are those that may stand after it: « € », « par mois ».
    """
    bare = re.sub(r"[ '’]", "", without(plain(text), words))
    if not bare:
        return "vide"
    found = _unsigned(bare.lstrip(_MINUS))
    if found is None:
        return "lettres"
    return "negatif" if bare[0] in _MINUS and found else found


def without(text: str, words: tuple[str, ...]) -> str:
    """The text without these words at its end, several in a row if need be."""
    for word in words:
        if text.endswith(word):
            return without(text.removesuffix(word).rstrip(" ./"), words)
    return text


def _unsigned(bare: str) -> Decimal | None:
    found = _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)
    if found is None:
        return None
    whole, cents = re.sub(r"[.,]", "", found[1]), found[2] or "0"
    return Decimal(f"{whole}.{cents}")


def written(number: Decimal) -> str:
    """The number without useless zeros: `1200`, `1200.5`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
