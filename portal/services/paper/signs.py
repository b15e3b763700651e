"""The signs that the bundled fonts draw: a PDF/UA with one sign more is refused whole."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SAME = {"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2011": "-", "\u2010": "-", "\ufe0f": ""}
"""Signs that another one replaces without loss."""


@cache
def drawn_by(folder: Path) -> frozenset[int]:
    """The code points that at least one font of the folder draws.

    Source: OpenType 1.9, table « cmap », format 4: the only one that these fonts need.
    """
    return frozenset(code for file in folder.glob("*.ttf") for code in _codes(file.read_bytes()))


def drawn(text: str, known: frozenset[int], lost: set[str]) -> str:
    """The text as the fonts can draw it; what they cannot becomes « ? » and is told in `lost`."""
    if all(ord(sign) in known for sign in text):
        return text
    return "".join(_sign(sign, known, lost) for sign in text)


def _sign(sign: str, known: frozenset[int], lost: set[str]) -> str:
    if ord(sign) in known or sign in "\n\t" or unicodedata.category(sign) == "Cf":
        return sign
    if sign in SAME:
        return SAME[sign]
    parts = unicodedata.normalize("NFKD", sign)
    kept = "".join(part for part in parts if ord(part) in known)
    if kept and kept != sign:
        return kept
    lost.add(sign)
    return "?"


def _codes(font: bytes) -> Iterator[int]:
    for start in _tables(font):
        if struct.unpack_from(">H", font, start)[0] == 4:
            yield from _segments(font, start)


def _tables(font: bytes) -> Iterator[int]:
    """Where each encoding of the font's `cmap` starts."""
    (count,) = struct.unpack_from(">H", font, 4)
    for row in range(12, 12 + 16 * count, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, row)
        if tag == b"cmap":
            (encodings,) = struct.unpack_from(">H", font, start + 2)
            for at in range(start + 4, start + 4 + 8 * encodings, 8):
                yield start + struct.unpack_from(">HHI", font, at)[2]


def _segments(font: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, start + 6)
    many = f">{twice // 2}H"
    ends = struct.unpack_from(many, font, start + 14)
    starts = struct.unpack_from(many, font, start + 16 + twice)
    deltas = struct.unpack_from(many, font, start + 16 + 2 * twice)
    offsets = start + 16 + 3 * twice
    ranges = struct.unpack_from(many, font, offsets)
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            at = offsets + 2 * n + ranges[n] + 2 * (code - first)
            glyph = struct.unpack_from(">H", font, at)[0] if ranges[n] else code
            if glyph and (glyph + deltas[n]) % 0x10000:
                yield code
