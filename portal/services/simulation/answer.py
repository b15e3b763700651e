"""The simulation as JSON, for other programs: the same for the command and for the API."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from portal.domain.calculation import Calculation, Engine, OpenFisca, Period, Simulated
from portal.domain.simulation import Found, Likelihood, Simulation
from portal.domain.value import Value
from portal.i18n import FRENCH
from portal.services.engine.calculator import Calculator
from portal.services.simulation.household_file import Fault, read_household
from portal.services.simulation.run import simulate, simulated_sheets
from portal.services.simulation.words import lines
from portal.services.site import Site

FARTHEST = 24
"""Months before or after the present one that can be asked for: the law of other years differs."""

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
BY_AMOUNT = "Le calcul ne donne rien ce mois-ci, avec les ressources et la situation indiquées."
BY_ENGINE = "Le calcul du droit, d’après la loi, donne ce résultat."
UNANSWERED = "Le calcul n’a pas pu se faire : à vérifier."
CASE_BY_CASE = "Ce droit se décide au cas par cas : demandez."
UNKNOWN = "Certaines réponses manquent pour en être sûr."


class AidAnswer(Value):
    """One aid, or one form of an aid, which says `of` which. `amount` is null when there is none.

    Amounts are euros for `period`; with `cost`, the person pays them. `low` and `high` frame
    the amount over what is not known, and `hangs` names those facts. `why` is never empty.
    """

    id: str
    likelihood: Likelihood
    amount: float | None
    unit: Literal["EUR"] = "EUR"
    period: Period = "month"
    why: tuple[str, ...]
    engine: Engine
    title: str
    low: float | None = None
    high: float | None = None
    cost: bool = False
    hangs: tuple[str, ...] = ()
    received: bool = False
    variant: str | None = None
    of: str | None = None


class Answer(Value):
    """Every aid for one household. `missing` says why the engine did not answer, if it did not."""

    month: str
    missing: str | None = None
    aids: tuple[AidAnswer, ...]


class Refusal(Value):
    """What to mend in a request."""

    errors: tuple[Fault, ...]


def answer_of(site: Site, simulation: Simulation) -> Answer:
    """The simulation, best aids first, each followed by its forms."""
    sheets = simulated_sheets(site)
    aids = (
        one
        for found in simulation.found
        for one in _with_forms(site, found, sheets[found.reference], simulation)
    )
    return Answer(month=simulation.month, missing=simulation.missing or None, aids=tuple(aids))


def answer_to(body: bytes, site: Site, calculator: Calculator) -> Answer | Refusal:
    """The answer to a request: a household, or {"household": {...}, "month": "2026-11"}."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return _refused("", "JSON illisible : vérifiez les guillemets et les virgules")
    wrapped = isinstance(given, dict) and isinstance(given.get("household"), dict)
    asked = given if wrapped else {"household": given}
    extra = sorted(asked.keys() - {"household", "month"})
    if extra:
        return _refused(extra[0], "clé inconnue : il faut household, et month si besoin")
    household, faults = read_household(asked["household"], site)
    month = asked.get("month")
    wrong = "" if month is None else month_fault(month, site.today())
    if household is None or wrong:
        return Refusal(errors=tuple(_errors(faults, wrapped, wrong)))
    return answer_of(site, simulate(site, household, calculator, month=month or ""))


def _errors(faults: tuple[Fault, ...], wrapped: bool, month: str) -> Iterator[Fault]:
    for fault in faults:
        path = ("household", fault.path) if wrapped else (fault.path,)
        yield Fault(".".join(filter(None, path)), fault.message)
    if month:
        yield Fault("month", month)


def _refused(path: str, message: str) -> Refusal:
    return Refusal(errors=(Fault(path, message),))


def month_fault(month: object, today: date) -> str:
    """What is wrong with the month asked for; nothing when it can be computed."""
    held = _MONTH.fullmatch(month) if isinstance(month, str) else None
    if held is None:
        return "écrivez le mois ainsi : 2026-11"
    away = (int(held[1]) - today.year) * 12 + int(held[2]) - today.month
    return "" if abs(away) <= FARTHEST else f"à {FARTHEST} mois d’aujourd’hui au plus"


def _with_forms(
    site: Site, found: Found, simulated: Simulated, simulation: Simulation
) -> Iterator[AidAnswer]:
    whole = _aid(site, found, simulated, simulation)
    yield whole
    for form in simulated.variants:
        title = str(form.title)
        if form.id == found.variant:
            yield whole.model_copy(
                update={"id": form.id, "of": found.id, "title": title, "variant": None}
            )
        else:
            yield _other_form(whole, form.id, title, simulated)


def _other_form(whole: AidAnswer, id_: str, title: str, simulated: Simulated) -> AidAnswer:
    """A form that is not the one found, with the one that is as its reason."""
    held = next(str(form.title) for form in simulated.variants if form.id == whole.variant)
    refused = whole.likelihood == "pas-maintenant"
    return AidAnswer(
        id=id_,
        of=whole.id,
        likelihood="pas-maintenant",
        amount=None,
        period=whole.period,
        why=whole.why if refused else (f"Autre forme de cette aide : {held}.",),
        engine=whole.engine,
        title=title,
    )


def _aid(site: Site, found: Found, simulated: Simulated, simulation: Simulation) -> AidAnswer:
    sheet = site.known(found.reference, site.languages[FRENCH])
    calculation = dict(simulated.calculations)[found.variant]
    return AidAnswer(
        id=found.id,
        likelihood=found.likelihood,
        amount=_cents(found.amount),
        period=found.period or _period(calculation),
        why=why(site, found, simulation),
        engine=found.engine,
        title=str(sheet.title),
        low=_cents(found.low),
        high=_cents(found.high),
        cost=found.cost,
        hangs=found.hangs,
        received=simulation.facts.get(f"received-{found.id}") == "oui",
        variant=found.variant or None,
    )


def _period(calculation: Calculation) -> Period:
    return calculation.period if isinstance(calculation, OpenFisca) else "month"


def _cents(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)


def why(site: Site, found: Found, simulation: Simulation) -> tuple[str, ...]:
    """The reasons in plain French sentences; at least one."""
    said = lines(site, found.reasons, simulation.facts, site.languages[FRENCH])
    sentences = tuple(" ".join(str(line.text).split()) for line in said)
    added = _besides(found)
    return (added, *sentences) if added and added not in sentences else sentences or (added,)


def _besides(found: Found) -> str:
    """What the tests on facts do not say."""
    if found.doubt == "engine":
        return UNANSWERED
    if found.doubt == "facts":
        return UNKNOWN
    if found.doubt == "rule":
        return CASE_BY_CASE
    if found.engine != "openfisca":
        return ""
    if found.likelihood == "surement":
        return BY_ENGINE
    refused = any(reason.verdict is False for reason in found.reasons)
    return "" if refused else BY_AMOUNT
