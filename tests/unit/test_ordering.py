"""In which order to ask: likelihood, then what opens the most, then what brings the most."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.ordering import ordered
from portal.domain.simulation import LIKELIHOODS, Found

LETTERS = "abcdefg"
FOUND = st.lists(
    st.builds(
        Found,
        st.sampled_from([f"aids/{letter}" for letter in LETTERS]),
        st.sampled_from(LIKELIHOODS),
        st.just("openfisca"),
        amount=st.none() | st.sampled_from([5.0, 100.0, 650.0]),
        cost=st.booleans(),
        period=st.sampled_from(["month", "year", "once"]),
    ),
    max_size=7,
    unique_by=lambda found: found.reference,
)
ANY_OPENS = st.dictionaries(
    st.sampled_from([f"aids/{letter}" for letter in LETTERS]),
    st.lists(st.sampled_from([f"aids/{letter}" for letter in LETTERS]), max_size=3).map(tuple),
)


def sure(id_: str, amount: float | None = None, **more: Any) -> Found:
    return Found(f"aids/{id_}", "surement", "openfisca", amount=amount, **more)


def ids(found: tuple[Found, ...]) -> str:
    return "".join(one.id for one in found)


def onward(opens: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The same, without circle: each opens only those after it in the alphabet."""
    return {one: tuple(other for other in others if other > one) for one, others in opens.items()}


def test_what_is_sure_comes_before_what_may_be_and_what_is_not_now() -> None:
    maybe = Found("aids/m", "peut-etre", "rule", amount=900.0)
    later = Found("aids/l", "pas-maintenant", "rule")
    assert ids(ordered([later, maybe, sure("s")], {})) == "sml"


def test_more_a_month_comes_first_and_a_year_is_twelve_months() -> None:
    found = [sure("a", 100), sure("b", 1000, period="year"), sure("c", 90, period="month"), sure("d")]  # fmt: skip
    assert ids(ordered(found, {})) == "acbd"


def test_what_one_pays_brings_nothing() -> None:
    assert ids(ordered([sure("a", 25, cost=True), sure("b", 10)], {})) == "ba"


def test_what_opens_a_large_right_goes_first_with_it() -> None:
    found = [sure("a"), sure("b", 300), sure("c", 650), sure("z")]
    assert ids(ordered(found, {"aids/z": ("aids/c",)})) == "zcba"


def test_what_opens_a_small_right_waits_its_turn() -> None:
    found = [sure("b", 300), sure("c", 5), sure("z")]
    assert ids(ordered(found, {"aids/z": ("aids/c",)})) == "bzc"


def test_openers_stand_in_a_line() -> None:
    found = [sure("a", 900), sure("b"), sure("c")]
    assert ids(ordered(found, {"aids/c": ("aids/b",), "aids/b": ("aids/a",)})) == "cba"


def test_an_opener_of_another_group_changes_nothing() -> None:
    maybe = Found("aids/m", "peut-etre", "rule")
    assert ids(ordered([maybe, sure("a", 10), sure("b", 20)], {"aids/m": ("aids/a",)})) == "bam"


def test_a_circle_is_cut_at_the_largest_amount() -> None:
    opens = {"aids/a": ("aids/b",), "aids/b": ("aids/c",), "aids/c": ("aids/a", "aids/c")}
    assert ids(ordered([sure("a", 5), sure("b", 9), sure("c", 7)], opens)) == "bca"


@given(FOUND, ANY_OPENS)
def test_none_is_lost_and_likelihoods_never_mix(
    found: list[Found], opens: dict[str, tuple[str, ...]]
) -> None:
    order = ordered(found, opens)
    assert sorted(one.reference for one in order) == sorted(one.reference for one in found)
    ranks = [LIKELIHOODS.index(one.likelihood) for one in order]
    assert ranks == sorted(ranks)


@given(FOUND, ANY_OPENS.map(onward))
def test_each_comes_after_all_that_open_it(
    found: list[Found], opens: dict[str, tuple[str, ...]]
) -> None:
    for likelihood in LIKELIHOODS:
        group = [one.reference for one in ordered(found, opens) if one.likelihood == likelihood]
        for place, reference in enumerate(group):
            assert not set(opens.get(reference, ())) & set(group[:place])


@given(FOUND, ANY_OPENS, st.randoms())
def test_the_order_does_not_depend_on_that_of_the_files(
    found: list[Found], opens: dict[str, tuple[str, ...]], random: Any
) -> None:
    shuffled = random.sample(found, len(found))
    assert ordered(shuffled, opens) == ordered(found, opens)
