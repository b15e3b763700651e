"""A small land for « et si »: eight sheets, and an engine that counts from a salary."""

import re
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from portal.content.library import Library
from portal.domain.aid import Aid
from portal.domain.household import Child, Household, Person
from portal.domain.territory import Commune
from portal.i18n import languages
from portal.services.engine.calculator import Answer, Question, State
from portal.services.sealing import Sealer
from portal.services.site import Site
from portal.settings import Settings
from portal.store.index import Index

TODAY = date(2026, 11, 23)
HOUR = 9.75
"""What the engine of this land says of an hour's minimum wage: 12.50 € gross, 78 % left."""

SIMULATED: Mapping[str, tuple[str, dict[str, Any]]] = {
    "rsa": (
        "RSA : un revenu",
        {"calculation": {"by": "openfisca", "variable": "rsa", "entity": "famille", "period": "month"}},
    ),
    "prime-activite": (
        "Prime d’activité : un plus",
        {"calculation": {"by": "openfisca", "variable": "ppa", "entity": "famille", "period": "month"}},
    ),
    "aide-logement": (
        "Aide au logement",
        {
            "calculation": {
                "by": "openfisca", "variable": "aide_logement", "entity": "famille", "period": "month",
            }
        },
    ),
    "allocations-familiales": (
        "Allocations familiales : dès 2 enfants",
        {
            "calculation": {
                "by": "openfisca", "variable": "af", "entity": "famille", "period": "month",
                "gross": True,
            }
        },
    ),
    "ars": (
        "ARS : la rentrée",
        {"calculation": {"by": "openfisca", "variable": "ars", "entity": "famille", "period": "year"}},
    ),
    "c2s": (
        "Complémentaire santé solidaire",
        {
            "variants": [
                {
                    "id": "c2s-gratuite", "title": "Gratuite",
                    "calculation": {
                        "by": "openfisca", "variable": "cmu_c", "entity": "famille",
                        "period": "month", "unit": "yes",
                    },
                },
                {
                    "id": "c2s-participation", "title": "Payante",
                    "calculation": {
                        "by": "openfisca", "variable": "css", "entity": "famille",
                        "period": "month", "unit": "cost",
                    },
                },
            ]
        },
    ),
    "cheque-energie": (
        "Chèque énergie",
        {
            "calculation": {
                "by": "openfisca", "variable": "cheque", "entity": "menage", "period": "year",
                "never_sure": True,
            }
        },
    ),
    "navigo": (
        "Navigo gratuit",
        {"calculation": {"by": "rule", "surely": {"fact": "gets-rsa", "one_of": ["oui"]}}},
    ),
}  # fmt: skip


def aid(id_: str) -> Aid:
    title, simulated = SIMULATED[id_]
    words = dict.fromkeys(
        ("summary", "today", "delay", "then", "no_answer", "refused"), "Une phrase."
    )
    return Aid.model_validate(
        {
            **words, "id": id_, "title": title, "theme": "revenus", "who": ["Vous."],
            "amount": {"text": "Une somme."}, "documents": [], "status": "a-verifier",
            "source": {"name": "Nous"}, "ways": {"in_person": {"text": "À l’accueil."}},
            "simulation": simulated,
        }
    )  # fmt: skip


def town(code: str, name: str) -> Commune:
    return Commune(
        code=code, name=name, department=code[:2], postal_codes=(f"{code[:2]}000",), population=1,
        latitude=48.9, longitude=2.2, epci="", ept="",
    )  # fmt: skip


TOWNS = (
    town("92050", "Nanterre"),
    town("78551", "Saint-Germain-en-Laye"),
    town("78550", "Saint-Germain-de-la-Grange"),
)


def land(tmp: Path) -> Site:
    """A site of these sheets and towns, in French."""
    return Site(
        settings=Settings(),
        library=Library(
            aids={id_: aid(id_) for id_ in SIMULATED}, communes={one.code: one for one in TOWNS}
        ),
        languages=languages(tmp, tmp),
        index=Index(tmp),
        sealer=Sealer((Fernet.generate_key().decode(),), time.time),
        today=lambda: TODAY,
    )


def amounts(home: Mapping[str, Any]) -> dict[str, float]:
    """The law of this land.

    RSA tops up to 600 € (900 € for two). Prime d'activité: 60 % of the salary, 300 € at most.
    Housing aid: 200 €, nothing from 1 200 € of salary on. Health cover: free up to 900 € of
    income, 30 € a month up to 1 400 €.
    """
    salary = float(home.get("income_salary", 0))
    partner = home.get("partner") or {}
    others = (home.get("income", 0), home.get("income_pension", 0), partner.get("income_salary", 0))
    income = salary + sum(map(float, others))
    children = len(home.get("children", ()))
    return {
        "rsa": max(0.0, (900 if home.get("couple") else 600) - income),
        "ppa": min(0.6 * salary, 300),
        "aide_logement": 200 if salary < 1200 else 0,
        "af": 140 * max(0, children - 1),
        "ars": 420 * children,
        "cmu_c": float(income <= 900),
        "css": 30 if 900 < income <= 1400 else 0,
        "cheque": 150 if income < 1000 else 0,
    }


class SalaryEngine:
    """Answers by `amounts`, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    @property
    def state(self) -> State:
        return "ready"

    def ask(self, request: Question, *, deadline: float | None = None) -> Answer:
        self.asked.append(request)
        if request["kind"] == "explain":
            gross = {name: [1000.0] for name, _ in request["variables"]}
            return {
                "variables": {**gross, "salaire_net": [780.0]},
                "parameters": {path: {"value": 12.5} for path in request["parameters"]},
            }
        names = [name for name, _ in request["variables"]]
        every = [amounts(home) for home in request["households"]]
        return {"households": [{name: [one.get(name, 0.0)] for name in names} for one in every]}


def person(**more: Any) -> Household:
    """Someone of 35, alone, in work, everything known."""
    known = {
        "age": 35, "activity": "salarie", "income_salary": 800, "couple": False, "children": (),
        "housing": "hlm", "rent": 500, "commune": "92050", "nationality": "FR", "tax_income": 9000,
        "separated": False, "child_support_received": 0,
    }  # fmt: skip
    return Household.model_validate({**known, **more})


FAMILY = person(
    couple=True,
    partner=Person(age=36, activity="salarie", income_salary=500),
    children=(Child(age=5), Child(age=8)),
)


def plain(text: object) -> str:
    """A sentence with plain spaces."""
    return re.sub(r"\s", " ", str(text))
