"""The translators' files: nothing translated is ever lost."""

import pytest
from babel.messages.catalog import Catalog, Message

from portal.services.catalogues import Source, merged

TITLE = Source("Le RSA", "aids/rsa:title", "content/aids/rsa.yaml")


def translated(*rows: tuple[Source, str], fuzzy: bool = False) -> Catalog:
    """A catalogue in which these sources are translated."""
    catalogue = Catalog("en")
    for source, said in rows:
        catalogue.add(source.id, said, context=source.context, flags=["fuzzy"] if fuzzy else [])
    return catalogue


def found(catalogue: Catalog, source: Source) -> Message:
    return next(m for m in catalogue if m.id == source.id and m.context == source.context)


def test_a_text_that_has_not_changed_keeps_its_translation() -> None:
    message = found(merged(translated((TITLE, "Income support")), [TITLE]), TITLE)
    assert (message.string, message.fuzzy) == ("Income support", False)


def test_a_changed_text_keeps_its_old_translation_as_fuzzy_with_the_old_french() -> None:
    changed = Source("Le RSA, chaque mois", TITLE.context)
    message = found(merged(translated((TITLE, "Income support")), [changed]), changed)
    assert (message.string, message.fuzzy) == ("Income support", True)
    assert message.previous_id == ["Le RSA"]


def test_a_line_that_moves_inside_its_sheet_keeps_its_translation() -> None:
    first, second = (Source("Votre RIB", f"aids/rsa:documents.{n}.name") for n in (0, 1))
    message = found(merged(translated((first, "Your bank details")), [second]), second)
    assert (message.string, message.fuzzy) == ("Your bank details", False)


def test_the_same_words_in_another_sheet_are_translated_anew() -> None:
    other = Source("Le RSA", "aids/apl:title")
    assert found(merged(translated((TITLE, "Income support")), [other]), other).string == ""


def test_a_new_text_waits_for_its_translation() -> None:
    assert found(merged(Catalog("en"), [TITLE]), TITLE).string == ""


def test_a_text_that_is_gone_leaves_the_catalogue() -> None:
    assert not [m for m in merged(translated((TITLE, "Income support")), []) if m.id]


def test_merging_twice_changes_nothing_more() -> None:
    once = merged(translated((TITLE, "Income support"), fuzzy=True), [TITLE])
    twice = merged(once, [TITLE])
    kept = [(m.id, m.string, m.fuzzy, m.context) for m in once if m.id]
    assert kept == [(m.id, m.string, m.fuzzy, m.context) for m in twice if m.id]
    assert kept == [("Le RSA", "Income support", True, "aids/rsa:title")]


@pytest.mark.parametrize("count", [1, 2])
def test_a_plural_keeps_its_forms(count: int) -> None:
    places = Source(("%(count)s lieu", "%(count)s lieux"), None, "places/_index.html")
    catalogue = translated((places, ("%(count)s place", "%(count)s places")))  # type: ignore[arg-type]
    message = next(m for m in merged(catalogue, [places]) if m.id)
    assert isinstance(message.string, tuple)
    assert message.string[count - 1].endswith(("place", "places")[count - 1])
