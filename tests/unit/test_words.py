"""Amounts, facts and reasons in a visitor's words."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from portal.domain.condition import Condition, Fact
from portal.domain.judgement import reasons
from portal.domain.simulation import Found
from portal.i18n import Language
from portal.services.simulation.words import amount_of, euros, lines, per, told, value_of
from portal.services.site import Site

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.fixture
def french(site: Site) -> Language:
    return site.languages["fr"]


def plain(text: object) -> str:
    """A text with usual spaces, and without the marks that keep numbers in order."""
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f]", "", str(text)).split())


def money(**amounts: Any) -> Found:
    held = {"amount": 260.4, "low": 260.4, "high": 260.4, "period": "month", **amounts}
    return Found("aids/rsa", "surement", "openfisca", **held)


def said(site: Site, language: Language, condition: Any, **facts: Fact) -> list[str]:
    known = {name.replace("_", "-"): value for name, value in facts.items()}
    why = reasons(CONDITION.validate_python(condition), known)
    return [plain(line.text) for line in lines(site, why, known, language)]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (money(), "environ 260 € par mois"),
        (money(period="year", amount=1234.5, low=1234.5, high=1234.5), "environ 1 234 € par an"),
        (money(period="once"), "environ 260 €, en une fois"),
        (money(cost=True, amount=25, low=25, high=25), "vous payez environ 25 € par mois"),
        (money(low=100), "entre 100 € et 260 € par mois"),
        (money(low=250), "environ 260 € par mois"),
        (money(amount=None, low=245, high=280), "entre 245 € et 280 € par mois"),
        (money(amount=None), "environ 260 € par mois"),
    ],
)
def test_an_amount_has_its_period_and_its_doubt(french: Language, found: Found, words: str) -> None:
    assert plain(amount_of(found, french)) == words


def test_without_an_amount_nothing_is_said(french: Language) -> None:
    assert amount_of(money(amount=None, low=None, high=None), french) is None


@pytest.mark.parametrize("code", ["fr", "en", "ar"])
@pytest.mark.parametrize("period", ["month", "year", "once"])
def test_an_amount_is_said_in_every_language(site: Site, code: str, period: str) -> None:
    language = site.languages[code]
    text = plain(amount_of(money(period=period), language))
    assert re.search("260|٢٦٠", text)
    assert "€" in text
    assert len(text) > len(euros(260, language))


def test_a_number_is_never_cut_from_its_unit(french: Language) -> None:
    text = str(amount_of(money(amount=1234, low=1234, high=1234), french))
    assert "1 234 €" not in text
    assert plain(per(euros(1234, french), "month", french)) == "1 234 € par mois"


AGE = {"fact": "age", "at_least": 25}
FRENCH = {"fact": "nationality", "one_of": ["FR", "UE"]}
REASONS: list[tuple[Any, Mapping[str, Fact], list[str]]] = [
    (AGE, {"age": 28}, ["Votre âge : 28 ans. C’est bon : il faut 25 ans ou plus."]),
    (AGE, {"age": 20}, ["Votre âge : 20 ans. Il faut 25 ans ou plus."]),
    (AGE, {}, ["Votre âge : ce n’est pas encore connu."]),
    ({"not": AGE}, {"age": 28}, ["Votre âge : 28 ans. Il faut 24 ans ou moins."]),
    ({"fact": "age", "at_least": 16, "at_most": 25}, {"age": 30},
     ["Votre âge : 30 ans. Il faut entre 16 ans et 25 ans."]),
    ({"fact": "rent", "at_most": 600}, {"rent": 500},
     ["Votre loyer sans les charges : 500 € par mois. C’est bon : il faut 600 € par mois ou moins."]),
    ({"fact": "tenant", "one_of": ["oui"]}, {"tenant": "oui"}, ["Vous payez un loyer : oui."]),
    (FRENCH, {"nationality": "FR"},
     ["Votre nationalité : française. C’est bon : il faut française ou d’un pays de l’Union européenne."]),
    ({"all": [AGE, {"fact": "age", "at_most": 60}]}, {"age": 28},
     ["Votre âge : 28 ans. C’est bon : il faut 25 ans ou plus."]),
    ({"fact": "gets-rsa", "one_of": ["oui"]}, {"gets_rsa": "oui"},
     ["RSA : un revenu quand il ne reste presque rien : vous y avez sûrement droit."]),
    ({"fact": "gets-rsa", "one_of": ["oui"]}, {"gets_rsa": "non"},
     ["RSA : un revenu quand il ne reste presque rien : pas maintenant."]),
    ({"fact": "gets-rsa", "one_of": ["oui"]}, {},
     ["Tout dépend de : RSA : un revenu quand il ne reste presque rien."]),
    ({"fact": "gets-c2s-gratuite", "one_of": ["oui"]}, {"gets_c2s_gratuite": "oui"},
     ["Complémentaire santé solidaire gratuite : vous y avez sûrement droit."]),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "words"), REASONS)
def test_a_reason_is_the_persons_fact_and_the_threshold(
    site: Site, french: Language, condition: Any, facts: Mapping[str, Fact], words: list[str]
) -> None:
    assert said(site, french, condition, **facts) == words


def test_points_of_which_one_is_enough_make_one_sentence(site: Site, french: Language) -> None:
    either = {"any": [AGE, {"fact": "children", "at_least": 1}]}
    assert said(site, french, either, age=20, children=0) == [
        "Il faut au moins l’un de ces points : Votre âge (25 ans ou plus) ; "
        "Enfants qui vivent avec vous (1 ou plus)."
    ]


def test_of_many_points_three_are_given_as_examples(site: Site, french: Language) -> None:
    names = ("age", "children", "rent", "savings")
    many = {"any": [{"fact": name, "at_least": 9} for name in names]}
    (line,) = said(site, french, many, **dict.fromkeys(names, 0))
    assert line.startswith("Il faut au moins un point, par exemple : ")
    assert line.count(" ; ") == 2


def test_a_fact_told_alone_has_no_threshold(site: Site, french: Language) -> None:
    line = told(site, "income", {"income": 900}, french)
    assert plain(line.text) == "Ce que le foyer reçoit chaque mois : 900 € par mois."
    assert line.question == "montants"


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("age", 1, "1 an"), ("residence-months", 3, "3 mois"), ("study-distance", 30, "30 km"),
        ("disability-rate", 80, "80 %"), ("savings", 3000, "3 000 €"), ("children", 2, "2"),
        ("tax-income", 9000, "9 000 € par an"), ("housing", "hlm", "HLM"), ("pregnant", "non", "non"),
    ],
)  # fmt: skip
def test_a_value_has_its_unit(
    site: Site, french: Language, fact: str, value: Fact, words: str
) -> None:
    assert plain(value_of(site.known(f"facts/{fact}", french), value, french)) == words
