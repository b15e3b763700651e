"""The roadmap on paper: what the PDF says, to the eye and to a screen reader."""

import io
from typing import Any

from pypdf import PdfReader

from tests.reader import Visit

STEPS = (
    "aides/rsa",
    "lieux/centre-social-claude-vanpoulle-poissy",
    "apprendre/mot-de-passe",
    "initiatives/amap",
)


def printed(visit: Visit, lang: str, *paths: str) -> PdfReader:
    for path in paths:
        visit(path, lang).press("Garder" if lang == "fr" else "حفظ" if lang == "ar" else "Keep")
    answer = visit.client.get(f"/{lang}/feuille-de-route/papier")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    return PdfReader(io.BytesIO(answer.content))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_paper_says_each_step_in_the_persons_order(visit: Visit) -> None:
    pdf = printed(visit, "fr", *STEPS)
    text = words(pdf)
    assert len(pdf.pages) == 1
    assert text.index("1. RSA") < text.index("2. Centre social") < text.index("4. AMAP")
    assert "32 30" in text
    assert "40 rue Saint-Sébastien, 78300 Poissy" in text
    assert "/fr/aides/rsa" in text
    assert "Cachet du lieu" in text


def test_the_paper_is_tagged_for_screen_readers(visit: Visit) -> None:
    pdf = printed(visit, "fr", "aides/rsa")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata
    assert pdf.metadata.title == "Ma feuille de route"


def test_the_paper_is_arabic_for_an_arabic_reader(visit: Visit) -> None:
    pdf = printed(visit, "ar", "aides/rsa")
    resources: Any = pdf.pages[0]["/Resources"]
    fonts = {str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()}
    assert any("NotoSansArabic" in font for font in fonts)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert sum("\u0600" <= letter <= "\u06ff" for letter in words(pdf)) > 100


def test_an_empty_roadmap_still_prints(visit: Visit) -> None:
    assert "Ma feuille de route" in words(printed(visit, "fr"))
