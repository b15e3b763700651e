"""What all printed pages share: Typst with its fonts, QR codes, nothing the fonts cannot draw."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
import typst

from portal.services.paper.signs import drawn, drawn_by

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"


class PaperError(Exception):
    """Pages that could not be set, said in one line."""


def compiled(template: str, content: Mapping[str, Any]) -> bytes:
    """The PDF/UA-1 of a template of this folder. Raises PaperError with Typst's reason."""
    printable, _ = held(content)
    try:
        pdf: bytes = typst.compile(
            str(HERE / template),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(printable, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise PaperError(str(error).splitlines()[0]) from error
    return pdf


def held(content: Any) -> tuple[Any, frozenset[str]]:
    """The content with what the fonts draw alone, and the signs that they do not draw."""
    known, lost = drawn_by(FONTS), set[str]()

    def walked(value: Any) -> Any:
        if isinstance(value, str):
            return drawn(value, known, lost)
        if isinstance(value, Mapping):
            return {key: walked(one) for key, one in value.items()}
        return [walked(one) for one in value] if isinstance(value, (list, tuple)) else value

    return walked(content), frozenset(lost)


def qr(address: str) -> str:
    """The QR code of an address, as an SVG document."""
    code = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=0)
    return str(code).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of Typst has, as its page tree says."""
    found = re.search(rb"/Type\s*/Pages[^>]*?/Count (\d+)", pdf)
    return int(found[1]) if found else 0
