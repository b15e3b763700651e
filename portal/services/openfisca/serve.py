"""The engine, opened once in a process of its own: JSON in, JSON out."""

import gc
from collections.abc import Mapping
from typing import Any

from portal.services.openfisca.calculate import amounts
from portal.services.openfisca.calendar import calendar
from portal.services.openfisca.explain import explain
from portal.services.openfisca.load import load
from portal.services.openfisca.passes import Law, law
from portal.services.openfisca.patches import PATCHES, apply
from portal.services.openfisca.rules import tax_rules
from portal.services.openfisca.settings import EngineSettings

WARM_UP = {
    "age": 35, "activity": "salarie", "income_salary": 900.0, "housing": "locataire-prive",
    "rent": 600.0, "commune": "92050", "children": [{"age": 8}],
}  # fmt: skip


class Engine:
    """French law, ready to be asked."""

    def __init__(self, the_law: Law) -> None:
        self.law = the_law

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request, dispatched by its `kind`.

        ValueError or KeyError, with a message for whoever wrote the request, when it is wrong:
        a pydantic ValidationError is a ValueError.
        """
        kind = request["kind"]
        if kind not in ("amounts", "explain"):
            raise ValueError(f"kind: amounts or explain, not {kind!r}")
        when = calendar(request["month"])
        rules = tax_rules(self.law.system, when)
        if kind == "explain":
            return explain(self.law, request, calendar=when, rules=rules)
        return {"households": amounts(self.law, request, calendar=when, rules=rules)}


def open_engine(settings: EngineSettings | Mapping[str, Any]) -> Engine:
    """The engine, loaded and warm. KeyError when an override names no parameter.

    `settings` may come as the JSON that `EngineSettings.to_json` wrote.
    """
    if not isinstance(settings, EngineSettings):
        settings = EngineSettings.from_json(settings)
    apply(PATCHES)
    engine = Engine(law(load(settings)))
    warm_up(engine)
    # The law is two hundred thousand objects that never die: without this, a full collection
    # of the garbage walks through them all, in the middle of someone's answer.
    gc.collect()
    gc.freeze()
    return engine


def warm_up(engine: Engine) -> None:
    """Calculate one small household, so that the first visitor does not pay for it."""
    variables = [["rsa", "month"], ["ppa", "month"], ["aide_logement", "month"], ["af", "month"]]
    engine.answer(
        {"kind": "amounts", "month": "2026-10", "passes": 2, "households": [WARM_UP],
         "variables": variables}
    )  # fmt: skip
