"""An age, a year or a date of birth, whichever the person has in mind."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from portal.domain.fields.digits import plain, without
from portal.domain.fields.fault import Fault, Read
from portal.domain.value import Value

BIRTH = "naissance"
OLDEST = 120
_ANSWER = re.compile(r"(\d{1,3})|((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_DATE = re.compile(r"(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ](\d+)")


class BirthDate(Value):
    """« 28 », « 1991 », « 05/1991 » or « 10/05/1991 »; kept as `28`, `1991`, `1991-05`, `1991-05-10`."""

    kind: Literal["birth"]

    def read(self, typed: Mapping[str, str], today: date, rows: tuple[str, ...] = ()) -> Read:
        """What was typed, or its fault."""
        found = birth_of(typed.get(BIRTH, ""), today)
        return found if isinstance(found, str) else (found.at(BIRTH),)

    def typed(self, answer: str) -> dict[str, str]:
        """As it is usually written."""
        return {BIRTH: shown(answer)}

    def accepts(self, answer: str, rows: tuple[str, ...] | None = None) -> bool:
        """True for an age or a birth in its kept form."""
        return is_birth(answer)

    @property
    def samples(self) -> tuple[str, ...]:
        """Ages on both sides of those that rights look at."""
        return ("16", "20", "24", "28", "45", "63", "70")


def birth_of(text: str, today: date) -> str | Fault:
    """The age or birth typed, in its kept form; or what is wrong."""
    bare = plain(text).strip(" .")
    if not bare:
        return Fault("vide")
    if bare.endswith("mois") and (months := bare.removesuffix("mois").strip()).isdecimal():
        return _age(int(months) // 12)
    number = without(bare, ("ans", "an"))
    if number.isdecimal():
        return _age_or_year(number, today)
    return _date(bare, today)


def _age_or_year(number: str, today: date) -> str | Fault:
    if len(number) == 4:
        return _born((int(number), 0, 0), today)
    if len(number) == 8:  # A telephone's digit keyboard has no « / ».
        return _date(f"{number[:2]}/{number[2:4]}/{number[4:]}", today)
    return _age(int(number)) if len(number) < 4 else Fault("date")


def _age(age: int) -> str | Fault:
    return str(age) if age <= OLDEST else Fault("trop-ancien")


def _date(bare: str, today: date) -> str | Fault:
    if found := _ISO.fullmatch(bare):
        year, month, day = found[1], found[2], found[3]
    elif found := _DATE.fullmatch(bare):
        day, month, year = found[1], found[2], found[3]
    else:
        return Fault("lettres" if re.search(r"[^\d/.\- ]", bare) else "date")
    if len(year) != 4:
        return Fault("annee")
    if not int(month):
        return Fault("date")
    return _born((int(year), int(month), int(day or 0)), today)


def _born(parts: tuple[int, int, int], today: date) -> str | Fault:
    """The birth, when it exists and is neither to come nor too far. 0: that part is not known."""
    year, month, day = parts
    if parts > (today.year, month and today.month, day and today.day):
        return Fault("futur")
    if year < today.year - OLDEST:
        return Fault("trop-ancien")
    kept = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
    return kept if is_birth(kept) else Fault("date")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_birth(answer: str) -> bool:
    """True for an age or a birth in its kept form."""
    found = _ANSWER.fullmatch(answer)
    if found is None:
        return False
    if found[1]:
        return int(found[1]) <= OLDEST
    return _exists(int(found[2]), int(found[3] or 1), int(found[4] or 1))


def shown(answer: str) -> str:
    """The kept form as one writes it: `10/05/1991`."""
    return "/".join(reversed(answer.split("-")))


def as_person(answer: str) -> dict[str, str]:
    """The field of a person that the kept form fills: `age` or `birth`."""
    return {"age" if len(answer) < 4 else "birth": answer}
