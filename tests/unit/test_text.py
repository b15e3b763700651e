"""Texts as pages show them."""

import pytest
from markupsafe import escape

from portal.services.text import Text, keep_in_order, render_markdown, unbreakable

FROM, TO = "\u2066", "\u2069"


@pytest.mark.parametrize(
    "number",
    ["32 30", "0 800 971 391", "01 53 73 22 22", "10\u202f339 €", "+33 1 53 73", "1 200,50 €"],
)
def test_a_number_in_groups_keeps_its_order_in_arabic(number: str) -> None:
    assert keep_in_order(f"اتصل بالرقم {number} مجانا") == f"اتصل بالرقم {FROM}{number}{TO} مجانا"


@pytest.mark.parametrize("text", ["بعد 2 أشهر", "اتصل 115", "من 3 إلى 5"])
def test_a_number_alone_is_left_as_it_is(text: str) -> None:
    assert keep_in_order(text) == text


def test_quoted_french_keeps_its_order_in_arabic_and_quoted_arabic_is_left() -> None:
    assert keep_in_order("اضغط « Mon compte » هنا") == f"اضغط {FROM}« Mon compte »{TO} هنا"
    assert keep_in_order("قل « نعم » هنا") == "قل « نعم » هنا"


def test_no_line_of_french_starts_with_a_sign_nor_ends_with_a_quote() -> None:
    assert unbreakable("« Oui » ? 10 € : 5 %") == (
        "«\u00a0Oui\u00a0»\u00a0? 10\u00a0€\u00a0: 5\u00a0%"
    )


def test_a_fallback_says_that_it_is_french() -> None:
    assert escape(Text("Aide", fallback=True)) == '<span lang="fr" dir="ltr">Aide</span>'
    assert escape(Text("Aide")) == "Aide"


def test_signs_of_html_are_shown_and_never_obeyed() -> None:
    assert escape(Text("<b>&")) == "&lt;b&gt;&amp;"
    assert "<script>" not in render_markdown("<script>alert(1)</script> **gras**")
    assert "<strong>gras</strong>" in render_markdown("**gras**")


def test_markdown_never_makes_a_link_that_runs_code() -> None:
    assert "href" not in render_markdown("[ici](javascript:alert(1))")


def test_a_title_is_the_words_alone() -> None:
    assert Text("Aide", fallback=True).plain == "Aide"


def test_french_quoted_in_arabic_says_its_language() -> None:
    text = Text(keep_in_order("اضغطوا على « Mon compte » ثم انتظروا"))
    assert '<span lang="fr" dir="ltr">« Mon compte »</span>' in text.__html__()
    assert "<span" not in text.plain
    assert '<span lang="fr"' in render_markdown(keep_in_order("على « Envoyer »"))
