"""A broken file never takes a page down."""

from dataclasses import replace
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal

from portal.content.problem import ContentError
from portal.settings import Settings
from portal.web.app import create_app
from tests.conftest import SMALL
from tests.reader import Visit

SPARE = ("aids", "platforms", "initiatives", "lessons", "places", "urgences", "workshops")
FILES = [
    f"{file.parent.name}/{file.stem}" for kind in SPARE for file in SMALL.glob(f"{kind}/*.yaml")
]
PAGES = (
    "", "urgences", "urgences/115", "aides", "aides?moment=perte-emploi", "aides?theme=argent",
    "aides?toutes=oui", "aides/rsa", "aides/apl", "plateformes", "plateformes?theme=argent",
    "plateformes/caf", "emploi?besoin=trouver", "quotidien?besoin=ensemble", "initiatives/cafe",
    "apprendre", "apprendre/adresse-email", "apprendre/adresse-email/1",
    "apprendre/adresse-email/essayer", "apprendre/adresse-email/question", "lieux",
    "lieux?commune=Nanterre", "lieux/mairie", "recherche?q=aide", "plan-du-site", "confort",
    "donnees-personnelles", "aide", "autotest",
)  # fmt: skip
MISTAKES = {
    "unreadable": ("title:", "title: [\nx:"),
    "pointing nowhere": ("status: a-verifier", "status: a-verifier\nrelated: [aids/nulle-part]"),
}


def opened(small: Path, settings: Settings, portal: BlockingPortal) -> Visit:
    return Visit(create_app(replace(settings, content=small)), portal)


def test_the_small_portal_opens_every_page(
    small: Path, settings: Settings, portal: BlockingPortal
) -> None:
    visit = opened(small, settings, portal)
    assert {path: visit(path).status for path in PAGES if visit(path).status != 200} == {}


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
@pytest.mark.parametrize("name", FILES)
def test_with_one_broken_file_every_other_page_still_opens(
    small: Path, settings: Settings, portal: BlockingPortal, name: str, mistake: str
) -> None:
    file = small / f"{name}.yaml"
    before, after = MISTAKES[mistake]
    file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")
    visit = opened(small, settings, portal)
    statuses = {path: visit(path).status for path in PAGES}
    lost = {path for path, status in statuses.items() if status != 200}
    assert {status for status in statuses.values() if status != 200} <= {404}
    assert all(path.split("/")[1].startswith(file.stem) for path in lost)
    finished = visit("autotest").follow("Commencer").choose("Un ordinateur").press("je passe")
    assert finished.path == "/fr/autotest/resultat"


@pytest.mark.parametrize(
    ("before", "after"),
    [("at: [caf]", "at: [nulle-part]"), ("related: [platforms/caf]", "related: [platforms/nulle-part]"), ("events: [perte-emploi]", "events: [nulle-part]")],
    ids=["counter", "neighbour", "event"],
)  # fmt: skip
def test_a_sheet_that_points_to_nothing_still_opens(
    small: Path, settings: Settings, portal: BlockingPortal, before: str, after: str
) -> None:
    file = small / "aids/rsa.yaml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    page = opened(small, settings, portal)("aides/rsa")
    assert page.h1 == "Le RSA"
    assert "nulle-part" not in page.body


def test_content_that_is_not_translated_is_marked_as_french_on_an_arabic_page(
    small: Path, settings: Settings, portal: BlockingPortal
) -> None:
    page = opened(small, settings, portal)("plateformes/caf", "ar")
    assert page.tree.get("dir") == "rtl"
    span = page.find("//h1//span")
    assert (span.get("lang"), span.get("dir"), span.text) == ("fr", "ltr", "La CAF")


def test_no_mark_of_french_is_ever_shown_or_put_in_an_attribute(
    small: Path, settings: Settings, portal: BlockingPortal
) -> None:
    visit = opened(small, settings, portal)
    pages = [visit(path, "ar") for path in PAGES]
    pages.append(visit("autotest/appareil", "ar"))
    pages.append(visit("autotest/fin", "ar", send=[("fin", "")]))
    for page in pages:
        assert "<span" not in page.text() + page.title, page.address
        assert not [value for value in page.tree.xpath("//@*") if "<" in value], page.address


def test_without_workshops_the_result_sends_to_the_reception(
    small: Path, settings: Settings, portal: BlockingPortal
) -> None:
    (small / "workshops/courriel.yaml").unlink()
    page = opened(small, settings, portal)("autotest").follow("Commencer").choose("Un ordinateur")
    assert page.press("je passe").status == 200


def test_a_broken_page_stops_the_start(small: Path, settings: Settings) -> None:
    (small / "pages/aide.yaml").write_text("title: [\n", "utf-8")
    with pytest.raises(ContentError, match=r"pages/aide.yaml:2:1: YAML illisible"):
        create_app(replace(settings, content=small))
