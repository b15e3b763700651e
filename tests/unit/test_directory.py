"""Names of towns as people write them."""

import pytest

from portal.services.directory import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Saint-Cloud", "saint cloud"),
        ("st cloud", "saint cloud"),
        ("ST. CLOUD", "saint cloud"),
        ("Ste-Mesme", "sainte mesme"),
        ("Évecquemont", "evecquemont"),
        ("  L’Étang-la-Ville ", "l etang la ville"),
        ("78 100", "78 100"),
        ("😀", ""),
    ],
)
def test_a_town_is_the_same_however_it_is_written(typed: str, folded: str) -> None:
    assert fold(typed) == folded
