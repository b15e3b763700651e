"""Names and addresses in human case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.interchange.naming import addressed, of, slug, titled
from portal.services.interchange.words import ACRONYMS, ADJECTIVES, LINKS, NOUNS
from portal.services.search.folding import words_of

WORDS = [*NOUNS.values(), *ADJECTIVES.values(), *LINKS - {"d"}, "martin", "lumière"]
NAMES = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    st.sampled_from([*NOUNS.values()]),
    st.lists(st.sampled_from(WORDS), max_size=5),
)
TOWNS = st.sampled_from(["Thoiry", "Le Pecq", "Les Mureaux", "La Celle-Saint-Cloud", "Évecquemont"])


@pytest.mark.parametrize(
    ("given", "town", "title"),
    [
        ("MEDIATHEQUE MUNICIPALE", "Thoiry", "Médiathèque municipale de Thoiry"),
        ("Bibliothèque Municipale", "Le Pecq", "Bibliothèque municipale du Pecq"),
        ("mediatheque", "Les Mureaux", "Médiathèque des Mureaux"),
        ("COMMUNE DE ELANCOURT", "Élancourt", "Mairie d’Élancourt"),
        ("AA92", "Nanterre", "AA92"),
        ("CCAS Santé solidarité", "Nanterre", "CCAS Santé solidarité"),
        ("ALT-CCAS de Clamart", "Clamart", "ALT-CCAS de Clamart"),
        ("CENTRE SOCIOCULTUREL LA SOUCOUPE", "Poissy", "Centre socioculturel La Soucoupe"),
        ("CAFE SOLIDAIRE LE P'TIT PRINCE", "Bagneux", "Café solidaire Le P’tit Prince"),
        ("Bibliothèque De Neauphle-Le-Vieux", "Neauphle-le-Vieux", "Bibliothèque de Neauphle-le-Vieux"),
        ("Bibliothèque des Alluets Le Roi", "Les Alluets-le-Roi", "Bibliothèque des Alluets-le-Roi"),
        ("Mairie D'evecquemont", "Évecquemont", "Mairie d’Évecquemont"),
    ],
)  # fmt: skip
def test_a_name_is_written_as_people_write_it(given: str, town: str, title: str) -> None:
    assert titled(given, town) == title


def test_a_library_that_has_only_the_name_of_its_town_says_what_it_is() -> None:
    assert titled("VERT", "Vert", "bibliotheque") == "Bibliothèque de Vert"


@given(name=NAMES, town=TOWNS)
def test_a_title_never_shouts_and_starts_with_a_capital(name: str, town: str) -> None:
    title = titled(name.upper(), town)
    assert title[0].isupper()
    assert not any(w.isupper() and len(w) > 1 and w.lower() not in ACRONYMS for w in title.split())


@given(name=NAMES, town=TOWNS)
def test_a_title_given_again_does_not_change(name: str, town: str) -> None:
    title = titled(name.upper(), town)
    assert titled(title, town) == title


@given(name=NAMES, town=TOWNS)
def test_a_title_keeps_every_word_of_the_name(name: str, town: str) -> None:
    title = words_of(titled(name.upper(), town))
    kept = words_of(name)
    assert title[: len(kept)] == kept or title[0] == "mairie"


@given(acronym=st.sampled_from(sorted(ACRONYMS)), name=NAMES)
def test_an_acronym_stays_in_capitals(acronym: str, name: str) -> None:
    assert acronym.upper() in titled(f"{name.upper()} {acronym.upper()}", "Thoiry")


@pytest.mark.parametrize(
    ("given", "more", "line"),
    [
        ("3 ALL JACQUES BREL", "", "3 allée Jacques Brel"),
        ("PL DE LA REPUBLIQUE", "", "Place de la République"),
        ("14 RUE DE L'EST", "", "14 rue de l’Est"),
        ("90 bis RUE MARTRE", "", "90 bis rue Martre"),
        ("9 rue Henri IV", "", "9 rue Henri IV"),
        ("18 RUE DU 11 NOVEMBRE 1918 CS 60700", "", "18 rue du 11 Novembre 1918 CS 60700"),
        ("49 Rue Henri Poincaré\n\nPlateforme", "", "49 Rue Henri Poincaré, Plateforme"),
        ("4 RUE DE MAULE", "LA CLEF DES CHAMPS", "4 rue de Maule, La Clef des Champs"),
        ("PLACE DE LA LIBERATION", "Place de la Libération", "Place de la Libération"),
        ("", "Mairie", "Mairie"),
        ("", "", ""),
    ],
)
def test_an_address_is_one_line_that_does_not_shout(given: str, more: str, line: str) -> None:
    assert addressed(given, more) == line


def test_the_small_word_before_a_town_is_the_french_one() -> None:
    towns = ["Thoiry", "Le Pecq", "Les Mureaux", "La Celle", "Asnières", "Houilles"]
    said = ["de Thoiry", "du Pecq", "des Mureaux", "de La Celle", "d’Asnières", "de Houilles"]
    assert [of(town) for town in towns] == said


@given(st.text(max_size=80), st.text(max_size=20))
def test_an_id_is_always_one_that_a_file_may_have(title: str, town: str) -> None:
    assert all(part.isascii() and part.isalnum() for part in slug(title, town).split("-"))
