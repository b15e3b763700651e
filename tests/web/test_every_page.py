"""Every page, in every language: the rules hold, and every link leads somewhere."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from portal.content.library import SHEET_KINDS, Library
from portal.services.site import Site
from portal.web.links import sheet_path
from tests.reader import Page, Visit

LANGUAGES = ("fr", "en", "ar")
ROOMS = (
    "", "urgences", "autotest", "autotest/appareil", "autotest/reponses", "aides", "aides?toutes=oui",
    "plateformes", "emploi", "quotidien", "lieux", "lieux?commune=Nanterre", "lieux?commune=Nulle-part",
    "lieux?page=3", "lieux?guichet=caf", "apprendre", "recherche", "recherche?q=loyer",
    "recherche?q=xyzzy", "feuille-de-route", "feuille-de-route/telephone",
    "feuille-de-route/reprendre", "confort", "efface", "aide", "mentions-legales",
    "donnees-personnelles", "accessibilite", "plan-du-site", "simulateur", "simulateur?fini=oui",
    "simulateur/ville", "simulateur/resultat", "simulateur/expert",
    "donnees-ouvertes", "donnees-ouvertes/acces", "donnees-ouvertes/acces?moyen=pied&tri=minutes",
    "signaler", "signaler/merci", "recherche?q=loyer&genre=aids",
)  # fmt: skip
TERMINAL = "/borne/pole-social-chatillon"


def sheets(library: Library, kind: str, lang: str) -> list[str]:
    return [sheet_path(lang, f"{kind}/{id_}") for id_ in getattr(library, kind)]


def headings(library: Library) -> Iterator[str]:
    """The pages of each theme, in each room that shows it."""
    rooms = {
        "event": ("aides?moment=",),
        "theme": ("aides?theme=", "plateformes?theme="),
        "job": ("emploi?besoin=",),
        "need": ("quotidien?besoin=",),
    }
    for theme in library.themes.values():
        yield from (f"{room}{theme.id}" for room in rooms.get(theme.role, ()))


def screens(library: Library) -> Iterator[str]:
    """Each page of each lesson."""
    for id_, lesson in library.lessons.items():
        steps = range(1, len(lesson.steps) + 1)
        yield from (f"apprendre/{id_}/{step}" for step in (*steps, "question"))
        if lesson.practice:
            yield f"apprendre/{id_}/essayer"


def inside(page: Page) -> set[str]:
    """The links of a page to other pages of ours."""
    hrefs = (href.partition("#")[0] for href in page.tree.xpath("//a/@href"))
    return {href for href in hrefs if href.startswith("/")}


def outside(page: Page) -> list[str]:
    return [
        href for href in page.tree.xpath("//a/@href") if urlsplit(href).scheme in ("http", "https")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ROOMS)
def test_a_room_keeps_the_rules(visit: Visit, path: str, lang: str) -> None:
    page = visit(path, lang)
    assert page.status == 200
    assert page.title.endswith("Pas à pas")


@pytest.mark.parametrize("lang", LANGUAGES[1:])
@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_every_sheet_keeps_the_rules_and_says_its_title(
    visit: Visit, site: Site, kind: str, lang: str
) -> None:
    for path in sheets(site.library, kind, lang):
        page = visit(path)
        assert page.status == 200, path
        view = site.known(f"{kind}/{path.rsplit('/')[-1]}", site.languages[lang])
        assert page.h1.split() == str(view.title).translate({0x2066: None, 0x2069: None}).split()


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_heading_and_every_screen_of_a_lesson_keeps_the_rules(
    visit: Visit, site: Site, lang: str
) -> None:
    for path in (*headings(site.library), *screens(site.library)):
        assert visit(path, lang).status == 200, path


def test_every_heading_leads_to_something(visit: Visit, site: Site) -> None:
    for path in headings(site.library):
        if "plateformes" not in path:  # Some subjects have aids and no door of their own.
            assert visit(path).tree.xpath("//ul[@class='cards']/li"), path


def test_titles_differ_from_page_to_page(visit: Visit, site: Site) -> None:
    paths = [*ROOMS[:5], "aides", "emploi", "quotidien", "lieux", "apprendre", "recherche"]
    paths += [sheet_path("fr", f"aids/{id_}") for id_ in site.library.aids]
    titles = [visit(path).title for path in dict.fromkeys(paths) if path != "autotest/reponses"]
    assert len(titles) == len(set(titles))


def test_from_the_home_page_every_sheet_is_reached_and_no_link_is_broken(
    visit: Visit, site: Site
) -> None:
    seen: set[str] = set()
    waiting = {"/fr/"}
    while waiting:
        path = waiting.pop()
        page = visit(path)
        assert page.status == 200, path
        seen.add(path)
        waiting |= {link for link in inside(page) if worth_a_visit(link)} - seen
    every = {path for kind in SHEET_KINDS for path in sheets(site.library, kind, "fr")}
    assert every - seen == set()


def worth_a_visit(link: str) -> bool:
    """A page in French, and not one already seen with another way back or another town."""
    again = ("retour=", "/papier", "r=gAAAA", "commune=", "signaler?", "genre=", ".csv")
    return link.startswith("/fr/") and not any(word in link for word in again)


@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_on_a_terminal_every_way_out_goes_through_a_page_that_warns(
    visit: Visit, site: Site, kind: str
) -> None:
    visit(TERMINAL)
    for path in sheets(site.library, kind, "fr"):
        page = visit(path)
        assert outside(page) == [], path
        for link in inside(page):
            if "/partir?" in link:
                assert visit(link).status == 200, link


@pytest.mark.parametrize(
    "path", ["aide", "mentions-legales", "donnees-personnelles", "accessibilite"]
)
def test_on_a_terminal_no_page_of_text_leads_outside(visit: Visit, path: str) -> None:
    visit(TERMINAL)
    assert outside(visit(path)) == []
