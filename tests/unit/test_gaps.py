"""How far communes are from places: three towns, two places and a river."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.access import Access, Barrier, Mode, Point, Travel, estimate
from portal.domain.gap import Gap, Total, rounded, total
from portal.domain.place import Place
from portal.domain.provision import Provision
from portal.domain.territory import Commune
from portal.services.gaps.compute import known, measure, standing
from portal.services.gaps.map import STANDINGS, draw, shape
from portal.services.gaps.table import ordered

DEGREE = 111.195
"""Kilometres in a degree of latitude."""

MODES: tuple[Mode, ...] = ("walk", "bicycle")
inside = st.builds(Point, latitude=st.floats(48.4, 49.1), longitude=st.floats(1.4, 2.4))


def town(code: str, name: str, people: int, *, km: float, east: float = 0) -> Commune:
    """A commune so many kilometres north of 48.8, and so many degrees east of 2.2."""
    return Commune(
        code=code, name=name, department=code[:2], postal_codes=(code,), population=people,
        latitude=48.8 + km / DEGREE, longitude=2.2 + east,
    )  # fmt: skip


def place(id_: str, at: Point | None, *, commune: str = "92001", **more: object) -> Place:
    """A place where one learns."""
    where = {"latitude": at.latitude, "longitude": at.longitude} if at else {}
    return Place.model_validate(
        {
            "id": id_, "title": id_.title(), "kind": "mairie", "commune": commune,
            "postal_code": commune, "services": ("apprendre",), "status": "a-verifier",
            "source": {"name": "La ville"}, **where, **more,
        }
    )  # fmt: skip


SUD, NORD, LOIN = (
    town("92001", "Sud", 1000, km=0),
    town("92002", "Nord", 300, km=3),
    town("78001", "Écart", 50, km=30, east=0.3),
)
TOWNS = {commune.code: commune for commune in (SUD, NORD, LOIN)}
NEED = Provision.model_validate(
    {
        "id": "apprendre", "order": 1, "title": "Apprendre", "summary": "On montre.",
        "icon": "souris", "services": ("apprendre",),
    }
)  # fmt: skip
RIVER = (Point(latitude=48.815, longitude=2.0), Point(latitude=48.815, longitude=2.4))
BRIDGE = Point(latitude=48.815, longitude=2.25)


def river(*crossings: Point) -> Access:
    return Access(barriers=(Barrier(name="La rivière", line=RIVER, crossings=crossings),))


def gaps_of(places: Sequence[Place], access: Access | None = None) -> dict[str, Gap]:
    """The gap of each town, by its name."""
    ends = standing(places, [NEED], TOWNS)
    found = measure(TOWNS.values(), ends, [NEED.id], access=access or Access())
    return {gap.commune.name: gap for gap in found}


def test_a_commune_is_as_far_as_its_nearest_place_by_either_means() -> None:
    near, far = place("ici", SUD.point), place("la-bas", LOIN.point)
    found = gaps_of([far, near])
    assert (found["Nord"].place, found["Écart"].place) == ("ici", "la-bas")
    assert found["Nord"].travel == estimate(NORD.point, SUD.point, Access())
    assert found["Nord"].lacks("walk")
    assert not found["Nord"].lacks("bicycle")


def test_people_without_are_those_of_the_communes_too_far() -> None:
    found = gaps_of([place("ici", SUD.point)]).values()
    assert total(found, "walk") == Total(3, 1350, 2, 350)
    assert total(found, "bicycle") == Total(3, 1350, 1, 50)


def test_a_place_just_over_the_border_counts() -> None:
    over = place("voisin", NORD.point, commune="78001")
    assert gaps_of([over])["Nord"].place == "voisin"


def test_a_place_without_coordinates_stands_at_the_centre_of_its_commune() -> None:
    found = gaps_of([place("ici", None, commune="92002")])
    assert found["Nord"].travel == Travel(1, 1)
    assert known(standing([place("ici", None)], [NEED], TOWNS), NEED.id).centred == 1


def test_a_river_sends_by_its_bridge_or_to_a_farther_place_on_this_side() -> None:
    places = [place("en-face", SUD.point), place("ce-cote", LOIN.point)]
    direct, bridged = gaps_of(places), gaps_of(places, river(BRIDGE))
    assert bridged["Nord"].place == "en-face"
    assert (bridged["Nord"].minutes("walk") or 0) > (direct["Nord"].minutes("walk") or 0)
    assert gaps_of(places, river())["Nord"].place == "ce-cote"


def test_a_river_without_a_bridge_leaves_without_any_way() -> None:
    gap = gaps_of([place("en-face", SUD.point)], river())["Nord"]
    assert (gap.place, gap.travel) == ("", Travel(None, None))
    assert gap.lacks("bicycle")
    assert gap.standing("bicycle") == "beyond"


def test_without_any_known_place_nothing_is_concluded() -> None:
    books = place("livres", SUD.point, services=("livres",))
    gaps = gaps_of([books])
    assert [gap.travel for gap in gaps.values()] == [None, None, None]
    assert not any(gap.lacks(mode) for gap in gaps.values() for mode in MODES)
    assert total(gaps.values(), "bicycle") is None
    assert draw(list(gaps.values()), "bicycle") is None


def test_what_is_near_is_the_territory_s_own_word() -> None:
    minutes = estimate(NORD.point, SUD.point, Access()).walk or 0
    exactly = gaps_of([place("ici", SUD.point)], Access(minutes=minutes))["Nord"]
    short = gaps_of([place("ici", SUD.point)], Access(minutes=minutes - 1))["Nord"]
    assert (exactly.standing("walk"), short.standing("walk")) == ("near", "far")


def test_the_age_of_what_is_known_goes_with_the_figure() -> None:
    ends = standing(
        [
            place("a", SUD.point, source={"name": "La ville", "checked_on": date(2022, 12, 1)}),
            place("b", SUD.point, source={"name": "La ville", "checked_on": date(2020, 11, 1)}),
            place("c", SUD.point),
        ],
        [NEED],
        TOWNS,
    )
    told = known(ends, NEED.id)
    assert (told.places, told.undated) == (3, 1)
    assert (told.oldest, told.newest) == (date(2020, 11, 1), date(2022, 12, 1))
    assert told.scarce


points = st.lists(inside, max_size=6)
crossings = st.lists(inside, max_size=2)


@given(points, crossings)
def test_the_pass_finds_what_trying_every_place_would(
    places: list[Point], over: list[Point]
) -> None:
    access = river(*over)
    found = gaps_of([place(f"p{n}", point) for n, point in enumerate(places)], access)
    for gap in found.values() if places else ():
        tried = [estimate(gap.commune.point, point, access).walk for point in places]
        assert gap.minutes("walk") == min((one for one in tried if one), default=None)


@given(points.filter(bool), inside, crossings)
def test_one_more_place_never_makes_a_commune_worse(
    places: list[Point], added: Point, over: list[Point]
) -> None:
    before = [place(f"p{n}", point) for n, point in enumerate(places)]
    less, more = (gaps_of(some, river(*over)) for some in (before, [*before, place("neuf", added)]))
    for name, mode in ((name, mode) for name in less for mode in MODES):
        was, now = (gaps[name].minutes(mode) or float("inf") for gaps in (less, more))
        assert now <= was
        assert less[name].lacks(mode) or not more[name].lacks(mode)


@given(points.filter(bool), st.sampled_from(MODES))
def test_people_with_and_people_without_are_everybody(places: list[Point], mode: Mode) -> None:
    found = gaps_of([place(f"p{n}", point) for n, point in enumerate(places)]).values()
    told = total(found, mode)
    assert told
    near = [gap.commune.population for gap in found if gap.standing(mode) == "near"]
    assert sum(near) + told.people_without == told.people == 1350


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, 0), (37, 37), (104, 100), (1449, 1400), (62_134, 62_000), (1_613_000, 1_610_000)],
)
def test_people_are_rounded_as_one_says_them(people: int, said: int) -> None:
    assert rounded(people) == said


@given(st.integers(0, 20_000_000))
def test_rounding_changes_a_number_by_at_most_a_twentieth_and_loses_nobody(people: int) -> None:
    assert abs(rounded(people) - people) * 20 <= people
    assert (rounded(people) == 0) == (people == 0)


def test_the_table_has_the_most_people_left_out_first() -> None:
    gaps = gaps_of([place("ici", SUD.point)]).values()

    def names(order: str) -> list[str]:
        return [gap.commune.name for gap in ordered(gaps, order, "walk")]  # type: ignore[arg-type]

    assert names("manque") == ["Nord", "Écart", "Sud"]
    assert names("habitants") == ["Sud", "Nord", "Écart"]
    assert names("minutes") == ["Écart", "Nord", "Sud"]
    assert names("commune") == ["Écart", "Nord", "Sud"]


def test_the_map_has_a_shape_for_each_commune_of_its_own_class() -> None:
    gaps = list(gaps_of([place("ici", SUD.point)], Access(minutes=30)).values())
    drawing = draw(gaps, "walk")
    assert drawing
    counted = {layer.standing: layer.path.count("M") for layer in drawing.layers}
    assert counted == {"near": 1, "far": 1, "beyond": 1}
    left, top, wide, high = drawing.box
    assert all(left < name.x < left + wide and top < name.y < top + high for name in drawing.names)


def test_north_is_up_and_shapes_differ_without_colour() -> None:
    drawing = draw(list(gaps_of([place("ici", SUD.point)]).values()), "walk")
    assert drawing
    heights = {name.text: name.y for name in drawing.names}
    assert heights["Écart"] < heights["Sud"]
    assert len({shape(one, (0, 0), 4) for one in STANDINGS}) == 3
