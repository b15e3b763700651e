"""Amounts, facts and reasons, in a visitor's words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from babel import Locale
from babel.numbers import format_currency, format_decimal

from portal.domain.calculation import Period
from portal.domain.condition import Fact, Test
from portal.domain.fact import FactUnit
from portal.domain.judgement import Reason, Verdict
from portal.domain.simulation import Found
from portal.i18n import FRENCH, Language
from portal.services.localize import View
from portal.services.site import Site
from portal.services.text import Text, typeset

ABOUT_AIDS = ("gets-", "received-")

MOST_WORDS = 4
"""Beyond this many values, a list of what is accepted explains nothing."""

MOST_POINTS = 3
"""Of the points of which one would be enough, those that are told."""

SPREAD = 0.1
"""Amounts closer than this share are one amount."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reason, as a sentence. `question` is where the fact is asked, when it is."""

    text: Text
    verdict: Verdict
    fact: str
    question: str | None = None


def euros(amount: float, language: Language) -> str:
    """Whole euros, as the language writes them."""
    locale = Locale.parse(language.dates)
    pattern = "#,##0 ¤" if language.code == FRENCH else locale.currency_formats["standard"].pattern
    return format_currency(
        round(amount), "EUR", pattern.replace(".00", ""), locale=locale, currency_digits=False
    )


def per(amount: str, period: Period | None, language: Language) -> str:
    """An amount with its period."""
    say = language.interface.gettext
    if period == "year":
        return say("%(amount)s par an") % {"amount": amount}
    if period == "once":
        return say("%(amount)s, en une fois") % {"amount": amount}
    return say("%(amount)s par mois") % {"amount": amount}


def amount_of(found: Found, language: Language) -> Text | None:
    """« environ 260 € par mois », « entre 100 € et 260 € par mois », or nothing without amount."""
    say = language.interface.gettext
    low, high = found.low, found.high
    if low is None or high is None:
        return None
    if high - low > SPREAD * high:
        frame = {"low": euros(low, language), "high": euros(high, language)}
        text = say("entre %(low)s et %(high)s") % frame
    else:
        text = say("environ %(amount)s") % {"amount": euros(found.amount or high, language)}
    whole = per(text, found.period, language)
    return shaped(
        say("vous payez %(amount)s") % {"amount": whole} if found.cost else whole, language
    )


def shaped(text: str, language: Language) -> Text:
    """A sentence made here, with its numbers kept in order."""
    return Text(typeset(text, language))


def lines(
    site: Site, reasons: tuple[Reason, ...], facts: Mapping[str, Fact], language: Language
) -> list[Line]:
    """Each fact once, in words; those of which one would be enough, together."""
    made: dict[str, Line] = {}
    for choice, group in groupby(reasons, key=lambda reason: reason.choice):
        held = list(group)
        if choice is None or len(held) == 1:
            for reason in held:
                line = _line(site, reason, facts, language)
                made.setdefault(line.fact if line.verdict else line.text, line)
        else:
            line = _choice(site, held, language)
            made[line.text] = line
    return list(made.values())


def told(site: Site, name: str, facts: Mapping[str, Fact], language: Language) -> Line:
    """A fact of the person's own, without any threshold."""
    view = site.known(f"facts/{name}", language)
    parts = {"label": view.label, "value": value_of(view, facts[name], language), "need": ""}
    return Line(shaped(_sentence(parts, True, language), language), True, name, view.question)


def _choice(site: Site, reasons: list[Reason], language: Language) -> Line:
    """« Il faut au moins l’un de ces points : vos enfants, 1 ou plus ; … »"""
    say = language.interface.gettext
    points = list(dict.fromkeys(_point(site, reason, language) for reason in reasons))
    told = {"points": " ; ".join(points[:MOST_POINTS])}
    if len(points) > MOST_POINTS:
        text = say("Il faut au moins un point, par exemple : %(points)s.") % told
    else:
        text = say("Il faut au moins l’un de ces points : %(points)s.") % told
    return Line(shaped(text, language), reasons[0].verdict, reasons[0].test.fact)


def _point(site: Site, reason: Reason, language: Language) -> str:
    name = reason.test.fact
    if name.startswith(ABOUT_AIDS):
        return _title(site, name.partition("-")[2], language)
    view = site.known(f"facts/{name}", language)
    need = "" if _yes_or_no(reason) else _need(view, replace(reason, verdict=False), language)
    return f"{view.label} ({need})" if need else str(view.label)


def _line(site: Site, reason: Reason, facts: Mapping[str, Fact], language: Language) -> Line:
    name = reason.test.fact
    if name.startswith(ABOUT_AIDS):
        return Line(_about_aid(site, reason, language), reason.verdict, name)
    view = site.known(f"facts/{name}", language)
    known = name in facts
    parts = {
        "label": view.label,
        "value": value_of(view, facts[name], language) if known else "",
        "need": "" if _yes_or_no(reason) else _need(view, reason, language),
    }
    return Line(
        shaped(_sentence(parts, reason.verdict, language), language),
        reason.verdict,
        name,
        view.question,
    )


def _yes_or_no(reason: Reason) -> bool:
    """True for a fact whose own label says what is asked: « Vous êtes étudiant »."""
    return reason.test.one_of in (("oui",), ("non",))


def _sentence(parts: Mapping[str, str], verdict: Verdict, language: Language) -> str:
    say = language.interface.gettext
    if verdict is None:
        return say("%(label)s : ce n’est pas encore connu.") % parts
    if not parts["need"]:
        return say("%(label)s : %(value)s.") % parts
    if verdict:
        return say("%(label)s : %(value)s. C’est bon : il faut %(need)s.") % parts
    return say("%(label)s : %(value)s. Il faut %(need)s.") % parts


def _about_aid(site: Site, reason: Reason, language: Language) -> Text:
    say = language.interface.gettext
    id_ = reason.test.fact.partition("-")[2]
    title = {"aid": _title(site, id_, language)}
    if reason.verdict is None:
        return shaped(say("Tout dépend de : %(aid)s.") % title, language)
    has = ("oui" in (reason.test.one_of or ())) == (reason.wanted == reason.verdict)
    if has:
        return shaped(say("%(aid)s : vous y avez sûrement droit.") % title, language)
    return shaped(say("%(aid)s : pas maintenant.") % title, language)


def _title(site: Site, id_: str, language: Language) -> str:
    for kind in ("aids", "platforms"):
        view = site.view(f"{kind}/{id_}", language)
        if view:
            return str(view.title)
    return next(
        str(variant.title)
        for aid in site.library.aids
        for view in [site.known(f"aids/{aid}", language)]
        for variant in (view.simulation.variants if view.simulation else ())
        if variant.id == id_
    )


def value_of(view: View, value: Fact, language: Language) -> str:
    """A fact's value with its unit: « 28 ans », « 900 € par mois », « locataire »."""
    if view.unit == "words":
        return _word(view, str(value), language)
    return _measured(float(value), view.unit, language)


def _word(view: View, value: str, language: Language) -> str:
    say = language.interface.gettext
    known = {word.id: str(word.text) for word in view.words}
    return known.get(value.casefold()) or {"oui": say("oui"), "non": say("non")}.get(value, value)


def _measured(value: float, unit: FactUnit, language: Language) -> str:
    say, ngettext = language.interface.gettext, language.interface.ngettext
    number = {"n": format_decimal(value, locale=language.dates)}
    if unit == "EUR":
        return euros(value, language)
    if unit in ("EUR-month", "EUR-year"):
        return per(euros(value, language), "month" if unit == "EUR-month" else "year", language)
    if unit == "years":
        return ngettext("%(n)s an", "%(n)s ans", int(value)) % number
    if unit == "months":
        return ngettext("%(n)s mois", "%(n)s mois", int(value)) % number
    if unit == "percent":
        return say("%(n)s %%") % number
    return say("%(n)s km") % number if unit == "km" else str(number["n"])


def _need(view: View, reason: Reason, language: Language) -> str:
    """What the test asks for: « 25 ans ou plus »; nothing when it would not explain."""
    say, test = language.interface.gettext, reason.test
    if test.one_of is not None:
        return _need_word(view, reason, language)
    bounds = (test.at_least, test.at_most) if reason.wanted else _reversed(test)
    if bounds is None:
        return ""
    low, high = (None if b is None else value_of(view, b, language) for b in bounds)
    if low and high:
        return say("entre %(low)s et %(high)s") % {"low": low, "high": high}
    return say("%(n)s ou plus") % {"n": low} if low else say("%(n)s ou moins") % {"n": high}


def _reversed(test: Test) -> tuple[int | None, int | None] | None:
    """The bounds of the contrary; None when it is not one interval."""
    if test.at_least is not None and test.at_most is not None:
        return None
    if test.at_least is not None:
        return None, test.at_least - 1
    return (test.at_most or 0) + 1, None


def _need_word(view: View, reason: Reason, language: Language) -> str:
    accepted = reason.test.one_of or ()
    if not reason.wanted or len(accepted) > MOST_WORDS:
        return ""
    words = [_word(view, word, language) for word in accepted]
    return language.interface.gettext(" ou ").join(words)
