"""The source of every page: valid, and with what axe does not look at."""

from pathlib import Path

import pytest

from accessibility import checks, markup, matrix, validity
from accessibility.documents import Document, collect
from accessibility.findings import report
from accessibility.pages import representatives
from accessibility.serving import Served
from portal.services.site import Site


@pytest.fixture(scope="module")
def documents(portal: Served, site: Site) -> list[Document]:
    """Every page and state, with the languages in which the matrix checks it."""
    return collect(matrix.every_push(site), portal, site)


@pytest.mark.validator
def test_every_page_is_valid_html(documents: list[Document], tmp_path: Path) -> None:
    try:
        messages = validity.validate(documents, tmp_path)
    except validity.NoValidator as missing:
        pytest.skip(str(missing))
    wrong = validity.errors(messages)
    assert not wrong, "\n".join([f"{len(wrong)} errors", *map(str, wrong[:40])])


def test_every_source_holds_to_the_rules_of_the_house(documents: list[Document]) -> None:
    lines = report(markup.examine(documents))
    assert not lines, "\n".join([f"{len(lines)} defects", *lines])


def test_titles_differ_in_each_language(documents: list[Document], site: Site) -> None:
    first = {page.path.lstrip("/") for page in representatives(site.library)}
    for code in site.languages:
        named = {
            str(one): str(one.tree.findtext(".//title"))
            for one in documents
            if one.name in first and one.language.code == code
        }
        found = checks.titles(named)
        assert not found, "\n".join(f"{f.where}: {f.advice}" for f in found)


def test_the_same_links_stand_in_the_same_order_on_every_page(
    documents: list[Document], site: Site
) -> None:
    for code in site.languages:
        shown = {str(d): markup.menus(d) for d in documents if d.language.code == code}
        shown.pop(f"{code}/500", None)
        usual = markup.menus(next(d for d in documents if d.language.code == code))
        others = {page: menus for page, menus in shown.items() if menus != usual}
        assert not others, f"usual: {usual}\n{others}"
