"""The counsellors' form: every question on one page, read at once, nothing lost."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from portal.domain.fields.amount import Per, amount_of
from portal.domain.fields.birth import as_person, birth_of
from portal.domain.fields.digits import number_of
from portal.domain.fields.fault import Code, Fault
from portal.domain.household import MOST_CHILDREN, Household
from portal.i18n import Language
from portal.services.simulation.towns import communes_called
from portal.services.site import Site
from portal.services.text import Text

EntryKind = Literal["town", "birth", "children", "amount", "number", "words", "yes-no"]
Section = Literal["vous", "conjoint", "enfants", "logement", "argent", "sante", "precisions"]
INCOME_QUESTION = "ressources"
PARTNER = "partner."


@dataclass(frozen=True, slots=True)
class Asked:
    """One input of the form: the household's field, and how it is typed."""

    name: str
    kind: EntryKind
    per: Per = "month"

    @property
    def fact(self) -> str:
        """The fact whose words label the input."""
        return self.name.replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as the page shows it."""

    name: str
    kind: EntryKind
    per: Per
    label: Text
    words: tuple[tuple[str, Text], ...]
    typed: str
    fault: Code | None


MONEY = (
    "income_salary", "income_self_employed", "income_unemployment", "income_pension",
    "income_disability_pension", "income_sick_pay", "income_other",
)  # fmt: skip
FORM: Mapping[Section, tuple[Asked, ...]] = {
    "vous": (
        Asked("commune", "town"), Asked("age", "birth"), Asked("nationality", "words"),
        Asked("permit", "yes-no"), Asked("permit_years", "number"),
        Asked("residence_months", "number"), Asked("activity", "words"),
        Asked("registered_jobseeker", "yes-no"), Asked("couple", "yes-no"),
        Asked("separated", "yes-no"),
    ),
    "conjoint": (Asked("partner.age", "birth"), Asked("partner.activity", "words")),
    "enfants": (
        Asked("children", "children"), Asked("child_support_received", "amount"),
        Asked("judgment", "yes-no"),
    ),
    "logement": (
        Asked("housing", "words"), Asked("rent", "amount"), Asked("rent_debt", "yes-no"),
        Asked("energy_debt", "yes-no"),
    ),
    "argent": (
        *(Asked(name, "amount") for name in MONEY),
        *(Asked(f"{PARTNER}{name}", "amount") for name in MONEY),
        Asked("tax_income", "amount", "year"), Asked("savings", "amount", "total"),
    ),
    "sante": (
        Asked("pregnant", "yes-no"), Asked("disabled", "yes-no"),
        Asked("disability_rate", "number"), Asked("hard_to_work", "yes-no"),
        Asked("gir", "number"), Asked("carer", "yes-no"), Asked("health_cover", "yes-no"),
    ),
    "precisions": (
        Asked("worked_five_years", "yes-no"), Asked("neet", "yes-no"), Asked("ase", "yes-no"),
        Asked("parents_income", "amount", "year"), Asked("hungry", "yes-no"),
        Asked("violence", "yes-no"),
    ),
}  # fmt: skip
MOST = {"gir": 6, "disability_rate": 100, "permit_years": 80}
_CHILD = re.compile(r"([\d/]+)\s*(?:ans?)?\s*([a-z]*)", re.I)
_CUSTODIES = {
    "": "pleine",
    "g": "alternee",
    "a": "alternee",
    "alternee": "alternee",
    "x": "ailleurs",
}


def form(
    site: Site, typed: Mapping[str, str], faults: Mapping[str, Code], language: Language
) -> dict[Section, list[Entry]]:
    """Every input with its label, what was typed and what is wrong with it."""
    return {
        section: [_entry(site, one, typed, faults.get(one.name), language) for one in asked]
        for section, asked in FORM.items()
    }


def _entry(
    site: Site, asked: Asked, typed: Mapping[str, str], fault: Code | None, language: Language
) -> Entry:
    return Entry(
        name=asked.name,
        kind=asked.kind,
        per=asked.per,
        label=_label(site, asked, language),
        words=_words(site, asked, language),
        typed=typed.get(asked.name, ""),
        fault=fault,
    )


def _label(site: Site, asked: Asked, language: Language) -> Text:
    income = asked.name.removeprefix(PARTNER)
    if income in MONEY:
        choices = site.known(f"questions/{INCOME_QUESTION}", language).choices
        return next(Text(choice.text) for choice in choices if income in choice.model.fills)
    return Text(site.known(f"facts/{asked.fact}", language).label)


def _words(site: Site, asked: Asked, language: Language) -> tuple[tuple[str, Text], ...]:
    if asked.kind != "words":
        return ()
    words = site.known(f"facts/{asked.fact}", language).words
    return tuple((_value(asked.name, word.id), word.text) for word in words)


def _value(name: str, word: str) -> str:
    """The household's own spelling of a word: nationalities are in capitals."""
    return word.upper() if name == "nationality" and word in ("fr", "ue") else word


def read(
    site: Site, typed: Mapping[str, str], today: date
) -> tuple[Household | None, dict[str, Code]]:
    """The household that the form says, or every fault by input. An empty input is not known."""
    found: dict[str, Any] = {"partner": {}}
    faults: dict[str, Code] = {}
    for asked in (one for section in FORM.values() for one in section):
        text = typed.get(asked.name, "").strip()
        if not text:
            continue
        value = _read(site, asked, text, today)
        if isinstance(value, Fault):
            faults[asked.name] = value.code
        else:
            _put(found, asked.name, value)
    return _household(found, faults)


def _put(found: dict[str, Any], name: str, value: object) -> None:
    """A birth fills `age` or `birth`; a partner's field goes to the partner."""
    holder = found["partner"] if name.startswith(PARTNER) else found
    if isinstance(value, dict):
        holder.update(value)
    else:
        holder[name.removeprefix(PARTNER)] = value


def _household(
    found: dict[str, Any], faults: dict[str, Code]
) -> tuple[Household | None, dict[str, Code]]:
    if not found["partner"]:
        del found["partner"]
    try:
        household = Household.model_validate(found)
    except ValidationError as error:
        named = {".".join(map(str, detail["loc"][:2])) or "couple" for detail in error.errors()}
        return None, {**dict.fromkeys(named, "contraire"), **faults}
    return (None, faults) if faults else (household, {})


def _read(site: Site, asked: Asked, text: str, today: date) -> Any:
    match asked.kind:
        case "amount":
            return amount_of(text, asked.per)
        case "birth":
            born = birth_of(text, today)
            return born if isinstance(born, Fault) else as_person(born)
        case "town":
            return _town(site, text)
        case "children":
            return _children(text, today)
        case "number":
            return _number(asked.name, text)
    return text


def _number(name: str, text: str) -> int | Fault:
    number = number_of(text.removesuffix("%"))
    if isinstance(number, str):
        return Fault(number)
    if number != int(number):
        return Fault("entier")
    return int(number) if number <= MOST.get(name, 1200) else Fault("trop-grand")


def _town(site: Site, text: str) -> str | Fault:
    found = communes_called(site, text)
    if len(found) == 1:
        return found[0][0]
    return Fault("plusieurs" if found else "inconnu")


def _children(text: str, today: date) -> list[dict[str, str]] | Fault:
    """« 8, 4 g, 2019 » : ages or births, `g` for shared custody, `x` for living elsewhere."""
    rows = [row for row in re.split(r"[,;]", text.replace("é", "e")) if row.strip()]
    if [row.strip() for row in rows] == ["0"]:
        return []
    if len(rows) > MOST_CHILDREN:
        return Fault("trop-grand")
    found = list(_rows(rows, today))
    return next((row for row in found if isinstance(row, Fault)), None) or [
        row for row in found if not isinstance(row, Fault)
    ]


def _rows(rows: list[str], today: date) -> Iterator[dict[str, str] | Fault]:
    for row in rows:
        held = _CHILD.fullmatch(row.strip())
        custody = _CUSTODIES.get(held[2].lower()) if held else None
        if held is None or custody is None:
            yield Fault("lettres")
            continue
        born = birth_of(held[1], today)
        yield born if isinstance(born, Fault) else {**as_person(born), "custody": custody}
