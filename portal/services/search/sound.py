"""How a French word is said, roughly: a key that words written as they sound share.

The rules, on a folded word (no accent, lower case), applied in this order:

1. Written for a sound: ph → f; qu, q, ck, k, c before a, o, u or a consonant → k; c before e, i, y → s;
   ch, sch, sh → C; gn → N; g before e, i, y and j → j; gu before e, i → g; x → ks; w → v; h is silent.
2. Vowels: eau, au → o; ou → U; oi → Ua; ai, ei, ay, ey → e; eu, œu → e; y → i; -ille, -ail, -eil → Y.
3. Nasals before a consonant or the end: an, am, en, em → A; in, im, ain, ein, un, um → I; on, om → O.
4. s between vowels → z; ti before on → si; a doubled letter → one.
5. Silent at the end: e, es, ent of three letters and more, and s, t, d, p, x, z; er, ez, et → e.

« retrete » and « retraite », « kaf » and « caf », « alocassion » and « allocation » share a key. It is a
guess: rare endings (« hier », « cet ») are treated as common ones, for both sides alike.
"""

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"ph", "f"), (r"psych", "psik"), (r"sch|sh|ch(?=[^rlnt]|$)", "C"), (r"ch", "k"),
        (r"sc(?=[eiy])", "s"), (r"cc(?=[eiy])", "ks"), (r"c(?=[eiy])", "s"),
        (r"qu|q|ck|c", "k"),
        (r"gn", "N"), (r"gu(?=[eiy])", "G"), (r"ge(?=[aou])", "j"), (r"g(?=[eiy])", "j"), (r"g", "G"),
        (r"w", "v"), (r"h", ""), (r"y(?=[bcdfgjklmnpqrstvxz]|$)", "i"),
        (r"(?<=[aeiou])s(?=[aeiouy])", "z"), (r"t(?=ion)", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)(?:er|ez|et|ee)s?$", "e"), (r"(?<=..)(?:es|e)$", ""), (r"(?<=..)[stdpxz]+$", ""),
        (r"aille?|eille?|euille?", "Y"), (r"ill", "iY"),
        (r"eau|au", "o"), (r"ou", "U"), (r"oi|oy", "Ua"),
        (r"(?:ai|ei|i|u|y)[nm](?=[^aeiouymnUYA]|$)", "I"),
        (r"[ae][nm](?=[^aeiouymnUYA]|$)", "A"), (r"o[nm](?=[^aeiouymnUYA]|$)", "O"),
        (r"ai|ei|ay|ey|oeu|eu", "e"), (r"y", "i"),
        (r"x", "ks"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """The key of a folded word; empty when it is not written in Latin letters."""
    if not (word.isascii() and word.isalpha()):
        return ""
    for pattern, said in _RULES:
        word = pattern.sub(said, word)
    return word
