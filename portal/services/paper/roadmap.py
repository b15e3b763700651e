"""The roadmap on paper: the steps that a person chose to keep, on A4."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from portal.i18n import Language
from portal.services.paper.press import compiled, qr
from portal.services.roadmap import RoadStep
from portal.services.text import Text


def roadmap_pdf(
    language: Language,
    *,
    steps: Sequence[RoadStep],
    address: Callable[[str], str],
    site: str,
    today: date,
) -> bytes:
    """The roadmap as one tagged A4 document. `address` gives each step's full address."""
    say = language.interface.gettext
    day = format_date(today, "long", locale=language.dates)
    content = {
        "lang": language.code,
        "direction": language.direction,
        "title": say("Ma feuille de route"),
        "printed": say("Imprimé le %(day)s") % {"day": day},
        "call": say("Appeler :"),
        "bring": say("À apporter :"),
        "stamp": say("Cachet du lieu"),
        "site": f"Pas à pas · {site}",
        "steps": [_step(step, address(step.reference), say) for step in steps],
    }
    return compiled("roadmap.typ", content)


def _step(step: RoadStep, address: str, say: Callable[[str], str]) -> dict[str, Any]:
    label = say("Code QR :")
    return {
        "title": _text(step.title),
        "todo": _text(step.todo),
        "phone": step.phone or "",
        "say": _text(step.say),
        "where": step.where,
        "bring": [_text(paper) for paper in step.bring],
        "address": address,
        "alt": f"{label} {address}",
        "code": qr(address),
    }


def _text(text: Text | str | None) -> dict[str, Any]:
    """The words, and whether they are still French on a page in another language."""
    return {"words": str(text or ""), "french": getattr(text, "fallback", False)}
