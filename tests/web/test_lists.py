"""Initiatives, counters and lessons: narrowed by their address, twelve at a time."""

import re

import pytest

from portal.services.site import Site
from portal.web.paging import A_PAGE, sheaf
from tests.reader import Page, Visit, words_of


def titles(page: Page) -> list[str]:
    return [words_of(a) for a in page.tree.xpath("//a[@class='card-title']")]


def through(page: Page) -> list[str]:
    """The titles of all the pages from this one."""
    seen = titles(page)
    while "Voir la suite" in page.links:
        page = page.follow("Voir la suite")
        assert 0 < len(titles(page)) <= A_PAGE
        seen += titles(page)
    return seen


@pytest.mark.parametrize(
    ("asked", "number", "first", "last"),
    [("1", 1, 1, False), ("3", 3, 25, True), ("99", 3, 25, True), ("0", 1, 1, False),
     ("²", 1, 1, False), ("", 1, 1, False), ("9" * 99, 1, 1, False)],
)  # fmt: skip
def test_a_page_that_does_not_exist_is_the_nearest(
    asked: str, number: int, first: int, last: bool
) -> None:
    pages = sheaf(range(30), asked)
    assert (pages.number, pages.first, pages.last) == (number, first, last)
    assert pages.shown[0] == first - 1


def test_nothing_is_one_empty_page() -> None:
    assert sheaf([], "4").shown == ()
    assert sheaf([], "4").last


def needs(site: Site) -> dict[str, int]:
    every = site.library.initiatives.values()
    found = {theme.id for theme in site.library.headings("need")}
    return {need: sum(need in one.needs for one in every) for need in found}


def test_every_initiative_of_a_need_is_shown_once(visit: Visit, site: Site) -> None:
    for need, count in needs(site).items():
        page = visit(f"quotidien?besoin={need}")
        seen = through(page)
        assert len(seen) == len(set(seen)) == count, need
        assert page.text("//p[@role='status']").startswith(f"{count} initiative")


def test_each_reach_leads_to_as_many_as_it_says_and_is_only_offered_when_it_helps(
    visit: Visit, site: Site
) -> None:
    for need in needs(site):
        scopes = {i.scope for i in site.library.initiatives.values() if need in i.needs}
        page = visit(f"quotidien?besoin={need}")
        links = page.tree.xpath("//main//ul[@class='row']//a")
        assert bool(links) == (len(scopes) == 2)
        for link in links:
            said = re.search(r"\((\d+)\)", words_of(link))
            assert said
            there = visit(link.get("href"))
            assert there.text("//p[@role='status']").startswith(f"{said[1]} initiative")


def test_near_a_town_only_what_belongs_there_and_it_comes_first(visit: Visit, site: Site) -> None:
    local = next(i for i in site.library.initiatives.values() if i.territories == ("yvelines",))
    title = str(site.known(f"initiatives/{local.id}", site.languages["fr"]).title)
    page = visit(f"quotidien?besoin={local.needs[0]}")
    near = page.press("Voir ce qui existe", {"commune": "Versailles"})
    words = title.replace("\u00a0", " ")
    assert words in titles(near)
    far = page.press("Voir ce qui existe", {"commune": "Nanterre"})
    assert words not in through(far)
    assert "Nanterre" in far.title


def test_a_town_that_nobody_knows_says_so_and_still_shows_something(
    visit: Visit, site: Site
) -> None:
    local = next(i for i in site.library.initiatives.values() if i.territories)
    page = visit(f"quotidien?besoin={local.needs[0]}&commune=Atlantis")
    assert "Nous ne connaissons pas cette ville." in page.text("//p[@role='status']")
    assert titles(page)


@pytest.mark.parametrize("query", ["besoin=rien", "portee=galaxie", "besoin=se-loger&portee=x&page=-1"])  # fmt: skip
def test_a_choice_that_means_nothing_is_left_out(visit: Visit, query: str) -> None:
    assert visit(f"quotidien?{query}").status == 200


def test_every_counter_of_a_theme_is_shown_once(visit: Visit, site: Site) -> None:
    for theme in site.library.headings("theme"):
        seen = through(visit(f"plateformes?theme={theme.id}"))
        assert len(seen) == sum(p.theme == theme.id for p in site.library.platforms.values())


def test_lessons_are_narrowed_by_theme_and_by_the_time_one_has(visit: Visit, site: Site) -> None:
    every = site.library.lessons.values()
    assert len(titles(visit("apprendre"))) == len(every)
    for theme in {lesson.theme for lesson in every}:
        page = visit(f"apprendre?theme={theme}")
        assert len(titles(page)) == sum(lesson.theme == theme for lesson in every)
    short = visit("apprendre?minutes=15")
    assert len(titles(short)) == sum(lesson.minutes <= 15 for lesson in every)
    assert short.title != visit("apprendre").title
    assert len(titles(short.follow("Retirer : 15 minutes au plus"))) == len(every)


def test_the_time_is_not_offered_where_it_would_change_nothing(visit: Visit, site: Site) -> None:
    for theme in site.library.headings("digital"):
        lessons = [one for one in site.library.lessons.values() if one.theme == theme.id]
        short = sum(one.minutes <= 15 for one in lessons)
        offered = [w for w in visit(f"apprendre?theme={theme.id}").links if "au plus" in w]
        assert bool(offered) == (0 < short < len(lessons))
