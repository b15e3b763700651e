"""An editor's change always stays; what nobody touched follows the source."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.services.interchange.fields import LISTS, Field, Fields, same
from portal.services.interchange.merge import REQUIRED, checked_after, merge

TEXTS = ("title", "kind", "phone", "hours", "website", "source.name")
WORDS = st.sampled_from(["un", "deux", "trois"])
FIELDS = st.fixed_dictionaries(
    {"title": WORDS, "kind": WORDS},
    optional={
        **dict.fromkeys(TEXTS[2:], WORDS),
        **{name: st.lists(WORDS, min_size=1, unique=True).map(tuple) for name in sorted(LISTS)},
    },
)


def after(ours: Fields, changes: dict[str, Field | None]) -> dict[str, Field]:
    """The file once written."""
    merged = {**ours, **changes}
    return {name: value for name, value in merged.items() if value is not None}


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_a_field_that_an_editor_changed_is_never_written(
    base: Fields, theirs: Fields, ours: Fields
) -> None:
    changes = merge(base, theirs, ours).changes
    assert all(same(name, base.get(name), ours.get(name)) for name in changes)


@given(base=FIELDS, theirs=FIELDS)
def test_a_file_that_nobody_touched_follows_its_source(base: Fields, theirs: Fields) -> None:
    found = merge(base, theirs, base)
    written = after(base, dict(found.changes))
    names = base.keys() | theirs.keys()
    assert found.kept == ()
    assert all(
        same(name, written.get(name), theirs.get(name)) or name in REQUIRED for name in names
    )


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_a_second_import_of_the_same_source_writes_nothing(
    base: Fields, theirs: Fields, ours: Fields
) -> None:
    written = after(ours, dict(merge(base, theirs, ours).changes))
    assert merge(theirs, theirs, written).changes == {}


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_a_word_kept_against_the_source_is_always_told(
    base: Fields, theirs: Fields, ours: Fields
) -> None:
    found = merge(base, theirs, ours)
    moved = {n for n in base.keys() | theirs.keys() if not same(n, base.get(n), theirs.get(n))}
    against = {
        n
        for n in moved
        if not same(n, ours.get(n), theirs.get(n)) and not same(n, ours.get(n), base.get(n))
    }
    assert {kept.name for kept in found.kept} == against - {n for n in REQUIRED if n not in theirs}


@given(theirs=FIELDS, ours=FIELDS)
def test_a_file_without_a_record_yet_loses_nothing_when_it_is_adopted(
    theirs: Fields, ours: Fields
) -> None:
    written = after(ours, dict(merge({}, theirs, ours).changes))
    assert {name: written[name] for name in ours} == ours
    assert written.keys() == ours.keys() | theirs.keys()


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_nothing_is_taken_for_a_file_that_a_person_checked_later(
    base: Fields, theirs: Fields, ours: Fields
) -> None:
    assert merge(base, theirs, ours, settled=True).changes == {}


def test_lists_in_another_order_are_the_same() -> None:
    base: Fields = {"services": ("apprendre", "emploi")}
    theirs: Fields = {"services": ("demarches",)}
    ours: Fields = {"services": ("emploi", "apprendre")}
    assert merge(base, theirs, ours).changes == {"services": ("demarches",)}


def test_a_later_day_written_by_hand_is_a_check_and_the_source_s_own_is_not() -> None:
    base: Fields = {"source.checked_on": "2022-01-01"}
    later: Fields = {"source.checked_on": "2024-01-01"}
    assert checked_after(base, later, date(2023, 1, 1), verified=False)
    assert not checked_after(base, base, date(2021, 1, 1), verified=False)
    assert not checked_after(base, later, date(2025, 1, 1), verified=True)
