"""Pages for the printer, as tagged PDF (PDF/UA-1), made by Typst with the fonts beside it.

Typst comes as one wheel with nothing to install on the system; see docs/decisions.md.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst
from babel.dates import format_date

from portal.i18n import Language
from portal.services.roadmap import RoadStep
from portal.services.text import Text

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"


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
    return _compiled("roadmap.typ", content)


def _step(step: RoadStep, address: str, say: Callable[[str], str]) -> dict[str, Any]:
    label = say("Code QR :")
    code = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=0)
    return {
        "title": _text(step.title),
        "todo": _text(step.todo),
        "phone": step.phone or "",
        "say": _text(step.say),
        "where": step.where,
        "bring": [_text(paper) for paper in step.bring],
        "address": address,
        "alt": f"{label} {address}",
        "code": code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
    }


def _text(text: Text | str | None) -> dict[str, Any]:
    """The words, and whether they are still French on a page in another language."""
    return {"words": str(text or ""), "french": getattr(text, "fallback", False)}


def _compiled(template: str, content: dict[str, Any]) -> bytes:
    pdf: bytes = typst.compile(
        str(HERE / template),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return pdf
