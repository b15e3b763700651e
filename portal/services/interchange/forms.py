"""Telephone numbers and web addresses: as sources give them, as pages show them."""

import re

_SIGNS = re.compile(r"[\s.\-()/\u00a0\u202f]")
_FRENCH = re.compile(r"(?:\+33|0033)?0?([1-9]\d{8})")
_SHORT = re.compile(r"[13]\d{3}|1\d{1,2}")
_ABROAD = re.compile(r"\+(?!33)\d{8,15}")
_RETIRED = frozenset({"3977"})


def phone(text: str) -> str | None:
    """« +33134947739 » as « 01 34 94 77 39 »; None when it is no number one can dial.

    Numbers in 08 are written « 0 800 360 360 », as their law asks (arrêté du 10 juin 2014).
    """
    digits = _SIGNS.sub("", text)
    if found := _FRENCH.fullmatch(digits):
        number = f"0{found[1]}"
        special = number.startswith("08")
        sizes = (1, 3, 3, 3) if special else (2, 2, 2, 2, 2)
        return _grouped(number, sizes)
    if _SHORT.fullmatch(digits) and digits not in _RETIRED:
        return _grouped(digits, (2, 2)) if len(digits) == 4 else digits
    return digits if _ABROAD.fullmatch(digits) else None


def international(shown: str) -> str:
    """« 01 34 94 77 39 » as « +33134947739 », the form of the open formats (E.164)."""
    digits = _SIGNS.sub("", shown)
    found = _FRENCH.fullmatch(digits)
    return f"+33{found[1]}" if found else digits


def website(text: str) -> str | None:
    """The first address of a list that a browser can open."""
    for address in re.split(r"[|;]\s*(?=https?://)|\|", text):
        address = address.strip()
        if re.fullmatch(r"https?://[^\s]*\.[^\s]*", address):
            return address
    return None


def email(text: str) -> str | None:
    """The first e-mail address of a list."""
    for address in re.split(r"[|;,\s]+", text):
        if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
            return address
    return None


def short(text: str, longest: int = 280) -> str | None:
    """One line of presentation; None when it is longer than a note, and cut at no sentence."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line or None
    end = max(line.rfind(stop, 0, longest) for stop in (". ", "! ", "? "))
    return line[: end + 1] if end > 0 else None


def _grouped(digits: str, sizes: tuple[int, ...]) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return " ".join(parts)
