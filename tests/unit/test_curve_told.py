"""The curve of a person, from the engine to the words and the table."""

import re

import pytest

from portal.domain.curve import PARTS
from portal.domain.household import Household
from portal.i18n import Language
from portal.services.engine.calculator import Reason
from portal.services.simulation.curve import Curve, curve
from portal.services.site import Site
from tests.calculators import Unavailable
from tests.whatif_values import FAMILY, SalaryEngine, amounts, land, person, plain


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return land(tmp_path_factory.mktemp("langues"))


@pytest.fixture
def french(here: Site) -> Language:
    return here.languages["fr"]


def drawn(here: Site, french: Language, household: Household | None = None) -> Curve:
    return curve(here, household or person(), SalaryEngine(), language=french)


def test_the_curve_asks_once_for_100_households_that_differ_by_their_salary(
    here: Site, french: Language
) -> None:
    engine = SalaryEngine()
    curve(here, FAMILY, engine, language=french)
    (asked,) = engine.asked
    homes = asked["households"]
    assert asked["kind"] == "amounts"
    assert asked["passes"] == 2  # one alone adds RSA to AAH and to ASS
    assert len(homes) == 100
    assert len({home["income_salary"] for home in homes}) == 100
    rest = [{**home, "income_salary": 0} for home in homes]
    assert rest == [rest[0]] * 100
    assert "cheque" not in {name for name, _ in asked["variables"]}


def test_the_points_are_what_the_engine_says_net_of_crds_and_by_the_month(
    here: Site, french: Language
) -> None:
    for point in drawn(here, french, FAMILY).points:
        law = amounts({"income_salary": point.salary, "couple": True, "children": [5, 8],
                       "partner": {"income_salary": 500}})  # fmt: skip
        assert point.rsa == pytest.approx(law["rsa"])
        assert point.activity == pytest.approx(law["ppa"] if law["ppa"] >= 1 else 0)
        assert point.housing == law["aide_logement"]
        assert point.others == pytest.approx(0.995 * 140 + 840 / 12)
        assert point.costs == (0 if law["cmu_c"] else law["css"])


def test_no_part_is_negative_and_costs_are_taken_from_the_total(
    here: Site, french: Language
) -> None:
    points = drawn(here, french).points
    assert all(point.part(part) >= 0 for point in points for part in PARTS)
    paid = next(point for point in points if point.costs)
    assert paid.total == pytest.approx(paid.height - 30)


def test_the_table_says_the_points_of_the_drawing(here: Site, french: Language) -> None:
    told = drawn(here, french)
    by_salary = {point.salary: point for point in told.points}
    assert [plain(row.salary) for row in told.rows] == [
        "0 €", "500 €", "800 €", "1 000 €", "1 500 €", "2 000 €", "2 500 €", "3 000 €",
    ]  # fmt: skip
    for row in told.rows:
        point = by_salary[number(row.salary)]
        shown = [point.rsa, point.activity, point.housing, point.costs]
        assert [number(part) for part in row.parts] == pytest.approx(shown)
        assert number(row.total) == pytest.approx(point.total)
        assert row.here == (point.salary == 800)


def number(text: str) -> float:
    return float(re.sub(r"[^\d]", "", text))


def test_what_100_euros_more_leave_is_said_first(here: Site, french: Language) -> None:
    assert plain(drawn(here, french, person(income_salary=100)).gain) == (
        "Aujourd’hui, gagner 100 € de plus vous laisse environ 60 € de plus."
    )
    assert plain(drawn(here, french, person(income_salary=500)).gain) == (
        "Aujourd’hui, gagner 100 € de plus ne vous laisse presque rien de plus."
    )
    assert plain(drawn(here, french, person(income_salary=1150)).gain) == (
        "Ici, gagner plus fait baisser vos ressources : "
        "100 € de salaire en plus vous laissent environ 100 € de moins."
    )


def test_the_stretches_where_work_pays_too_little_are_said(here: Site, french: Language) -> None:
    little, less = drawn(here, french, person(income_salary=1150)).flags
    assert re.fullmatch(
        r"Entre 4\d0 € et 5\d0 € de salaire, "
        r"gagner 100 € de plus vous laisse environ (5|10|15) € de plus\.",
        plain(little.text),
    )
    assert re.fullmatch(
        r"Entre 1 1[01]0 € et 1 200 € de salaire, "
        r"gagner 100 € de plus fait baisser vos ressources d’environ 100 €\.",
        plain(less.text),
    )
    assert (little.here, less.here) == (False, True)


def test_what_the_drawing_leaves_out_is_said(here: Site, french: Language) -> None:
    notes = [plain(note) for note in drawn(here, french, FAMILY).notes]
    assert notes[0] == "Vos autres revenus, 500 € par mois, ne sont pas dans ce dessin."
    jobless = person(activity="chomage", income_salary=0, income_unemployment=700)
    said = " ".join(plain(note) for note in drawn(here, french, jobless).notes)
    assert "votre allocation chômage peut baisser" in said


REASONS: tuple[Reason, ...] = ("absent", "warming", "busy", "late", "lost", "refused")


@pytest.mark.parametrize("reason", REASONS)
def test_without_the_engine_the_curve_says_so_kindly(
    reason: Reason, here: Site, french: Language
) -> None:
    told = curve(here, person(), Unavailable(reason), language=french)
    assert (told.missing, told.picture, told.rows) == (reason, None, ())
    assert "Le calcul ne répond pas" in str(told.kindly)
