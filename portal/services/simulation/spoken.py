"""An answer in words, for the recap and for the echo of what was just typed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from portal.domain.facts import age_of
from portal.domain.fields import AnyField
from portal.domain.fields.amount import Amount, Per
from portal.domain.fields.amounts import Amounts, amounts_in
from portal.domain.fields.birth import BirthDate
from portal.domain.fields.children import Children, as_children
from portal.domain.fields.fault import UNKNOWN
from portal.domain.fields.number import Number
from portal.domain.fields.town import Town
from portal.domain.household import Child
from portal.domain.question import Question
from portal.i18n import FRENCH, Language
from portal.services.localize import View
from portal.services.openfisca import national_communes
from portal.services.simulation.words import per, shaped
from portal.services.site import Site
from portal.services.text import Text


def said(site: Site, question: View, answer: str, language: Language) -> Text:
    """The answer as one would say it: « 1 200 € par mois », « 2 enfants : 8 ans, 4 ans »."""
    model: Question = question.model
    if answer == UNKNOWN or not model.accepts(answer):
        return shaped(language.interface.gettext("Je ne sais pas"), language)
    if model.field:
        return _typed(site, model.field, answer, language)
    held = answer.split(",")
    return _joined([choice.text for choice in question.choices if choice.id in held], ", ")


def _typed(site: Site, field: AnyField, answer: str, language: Language) -> Text:
    match field:
        case Town():
            return _town(site, answer, language)
        case Amounts():
            return _amounts(site, field, answer, language)
        case BirthDate():
            return shaped(_birth(answer, language), language)
        case Amount():
            return shaped(_amount(answer, field.per, language), language)
        case Number():
            return shaped(_number(answer, field.unit, language), language)
        case Children():
            return shaped(_children(answer, site.today(), language), language)


def _joined(texts: Iterable[str], between: str) -> Text:
    held = list(texts)
    french = any(isinstance(text, Text) and text.fallback for text in held)
    return Text(between.join(held), fallback=french)


def _town(site: Site, code: str, language: Language) -> Text:
    name, department = town_of(site, code) or (code, "")
    near = code in site.library.communes or not department
    return Text(name if near else f"{name} ({department})", fallback=language.code != FRENCH)


def town_of(site: Site, code: str) -> tuple[str, str] | None:
    """The name and the département of an INSEE code; None when no register knows it."""
    commune = site.library.communes.get(code)
    return (commune.name, commune.department) if commune else national_communes().get(code)


def _birth(answer: str, language: Language) -> str:
    if len(answer) < 4:
        return _years(int(answer), language)
    year, month, day = (*map(int, answer.split("-")), 1, 1)[:3]
    shape = {4: "y", 7: "MMMM y"}.get(len(answer), "long")
    return str(format_date(date(year, month, day), shape, locale=language.dates))


def _years(age: int, language: Language) -> str:
    if age == 0:
        return language.interface.gettext("moins d’un an")
    return language.interface.ngettext("%(n)s an", "%(n)s ans", age) % {"n": age}


def _amount(answer: str, period: Per, language: Language) -> str:
    """To the cent where cents were typed: it is what the person checks."""
    shape = "#,##0.00" if "." in answer else "#,##0"
    number = format_decimal(Decimal(answer), shape, locale=language.dates)
    amount = language.interface.gettext("%(amount)s €") % {"amount": number}
    return amount if period == "total" else per(amount, period, language)


def _number(answer: str, unit: str, language: Language) -> str:
    count, ngettext = int(answer), language.interface.ngettext
    if unit == "years":
        return _years(count, language)
    if unit == "months":
        return ngettext("%(n)s mois", "%(n)s mois", count) % {"n": count}
    return language.interface.gettext("%(n)s km") % {"n": count} if unit == "km" else str(count)


def _children(answer: str, today: date, language: Language) -> str:
    children = [Child.model_validate(child) for child in as_children(answer)]
    ngettext, gettext = language.interface.ngettext, language.interface.gettext
    lives = {
        "pleine": "%(age)s",
        "alternee": gettext("%(age)s (garde alternée)"),
        "ailleurs": gettext("%(age)s (vit ailleurs)"),
    }
    ages = [lives[child.custody] % {"age": _age(child, today, language)} for child in children]
    count = ngettext("%(n)s enfant :", "%(n)s enfants :", len(ages)) % {"n": len(ages)}
    return f"{count} {gettext(', ').join(ages)}"


def _age(child: Child, today: date, language: Language) -> str:
    age = age_of(child, today)
    return language.interface.gettext("âge inconnu") if age is None else _years(age, language)


def _amounts(site: Site, field: Amounts, answer: str, language: Language) -> Text:
    kinds = {c.id: c.text for c in site.known(f"questions/{field.of}", language).choices}
    rows = [
        _labelled(kinds[kind], amount, field.per, language)
        for kind, amount in amounts_in(answer).items()
        if kind in kinds
    ]
    return _joined(rows, " · ")


def _labelled(label: Text, amount: str, period: Per, language: Language) -> Text:
    gettext = language.interface.gettext
    known = gettext("je ne sais pas") if amount == UNKNOWN else _amount(amount, period, language)
    line = gettext("%(label)s : %(value)s") % {"label": label, "value": known}
    return Text(shaped(line, language), fallback=label.fallback)
