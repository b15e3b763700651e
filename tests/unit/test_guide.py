"""The printed guide: what goes into it, in which order, and in which words."""

import gettext
from collections.abc import Mapping
from datetime import date

import pytest

from portal.content.library import Library
from portal.domain.aid import Aid
from portal.domain.initiative import Initiative
from portal.domain.place import Place
from portal.domain.platform import Platform
from portal.domain.synonym import Synonyms
from portal.domain.territory import Commune, Territory
from portal.domain.theme import Theme
from portal.domain.urgence import Urgence
from portal.i18n import Language
from portal.services.paper.guide.contents import Contents, choose, sorting
from portal.services.paper.guide.edition import Edition, short
from portal.services.paper.guide.index import letters
from portal.services.paper.guide.pages import book
from portal.services.paper.guide.places import hours
from portal.services.paper.press import FONTS, held
from portal.services.paper.signs import drawn, drawn_by

TODAY = date(2026, 11, 23)
FRENCH = Language("fr", "Français", "ltr", gettext.NullTranslations(), gettext.NullTranslations())
ARABIC = Language("ar", "العربية", "rtl", gettext.NullTranslations(), gettext.NullTranslations())
WAYS = {"in_person": {"text": "À l’accueil."}}
PROOF: Mapping[str, object] = {"status": "a-verifier", "source": {"name": "La ville"}}


def sheet(id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "title": f"Titre {id_}", "summary": "Court.", "ways": WAYS, **PROOF, **more}


def aid(id_: str, **more: object) -> Aid:
    words = dict.fromkeys(("today", "delay", "then", "no_answer", "refused"), "Appelez.")
    told = {"who": ("Vous.",), "amount": {"text": "50 €."}, "documents": (), "theme": "argent"}
    return Aid.model_validate({**words, **told, **sheet(id_, **more)})


def platform(id_: str, **more: object) -> Platform:
    told = {"kind": "guichet", "theme": "argent", "who": ("Vous.",), "offers": ("De l’aide.",)}
    return Platform.model_validate({**told, "today": "Appelez.", **sheet(id_, **more)})


def initiative(id_: str, **more: object) -> Initiative:
    told = {"scope": "local", "how": ("On vient.",), "cost": "Gratuit.", "find": "À la mairie."}
    return Initiative.model_validate({**told, "today": "Venez.", **sheet(id_, **more)})


def place(id_: str, commune: str = "92020", **more: object) -> Place:
    told = {"id": id_, "title": f"Lieu {id_}", "kind": "mairie", "commune": commune}
    return Place.model_validate({**told, "postal_code": "92000", **PROOF, **more})


def territory(id_: str, code: str) -> Territory:
    person = {"who": "L’accueil", "where": "À la mairie", "when": "Le matin"}
    told = {"id": id_, "name": id_, "code": code, "logo": id_, "colour": "#0b5563"}
    site = "https://www.exemple.fr"
    return Territory.model_validate({**told, "website": site, "person": person, **PROOF})


def theme(id_: str, role: str, order: int = 1) -> Theme:
    told = {"id": id_, "role": role, "order": order, "icon": "piece"}
    return Theme.model_validate({**told, "title": id_.title(), "summary": "Ce que l’on y trouve."})


def commune(code: str, name: str) -> Commune:
    told = {"code": code, "name": name, "department": code[:2], "postal_codes": ("92000",)}
    return Commune.model_validate({**told, "population": 1, "latitude": 48.8, "longitude": 2.2})


THEMES = (
    theme("argent", "theme", 2),
    theme("sante", "theme", 1),
    theme("reparer", "need"),
    theme("lien", "need", 2),
    theme("bebe", "event"),
    theme("cv", "job"),
)
TOWNS = (commune("92020", "Châtillon"), commune("92004", "Asnières"), commune("78003", "Ablis"))
HERE, THERE = territory("hauts-de-seine", "92"), territory("yvelines", "78")


def library(
    *values: Aid | Platform | Initiative | Place | Urgence, synonyms: tuple[Synonyms, ...] = ()
) -> Library:
    shelves: dict[str, dict[str, object]] = {}
    for value in values:
        shelves.setdefault(f"{type(value).__name__.lower()}s", {})[value.id] = value
    return Library(
        **shelves,  # type: ignore[arg-type]
        themes={one.id: one for one in THEMES},
        communes={one.code: one for one in TOWNS},
        territories={one.id: one for one in (HERE, THERE)},
        synonyms={one.id: one for one in synonyms},
    )


def edition(held: Library, language: Language = FRENCH) -> Edition:
    return Edition(held, language, "https://portail.exemple.fr", TODAY)


def chapters(contents: Contents) -> list[tuple[str, tuple[str, ...]]]:
    return [(chapter.theme.id, chapter.references) for chapter in contents.chapters]


def test_chapters_follow_the_order_of_the_themes_and_hold_each_sheet_once() -> None:
    repair = initiative("cafe", needs=("reparer", "lien"))
    held = library(aid("rsa"), aid("css", theme="sante"), platform("caf"), repair)
    contents = choose(held, HERE)
    assert chapters(contents) == [
        ("sante", ("aids/css",)),
        ("argent", ("aids/rsa", "platforms/caf")),
        ("reparer", ("initiatives/cafe",)),
    ]
    assert len(set(contents.references)) == len(contents.references) == 4


def test_a_chapter_also_leads_to_sheets_that_stand_elsewhere() -> None:
    cafe, tea = initiative("cafe", needs=("reparer", "lien")), initiative("the", needs=("lien",))
    held = library(cafe, tea)
    lien = next(c for c in choose(held, HERE).chapters if c.theme.id == "lien")
    assert lien.references == ("initiatives/the",)
    assert lien.elsewhere == ("initiatives/cafe",)


def test_life_events_and_work_needs_lead_to_their_sheets() -> None:
    held = library(aid("rsa", events=("bebe",)), platform("caf", needs=("cv",)), aid("css"))
    doors = [(door.theme.id, door.references) for door in choose(held, HERE).doors]
    assert sorted(doors) == [("bebe", ("aids/rsa",)), ("cv", ("platforms/caf",))]


def test_a_territory_prints_what_is_national_and_what_is_its_own() -> None:
    ours, theirs = aid("pass", territories=(HERE.id,)), aid("coup", territories=(THERE.id,))
    held = library(aid("rsa"), ours, theirs, place("ici"), place("ablis", "78003"))
    contents = choose(held, HERE)
    assert contents.references == ("aids/rsa", "aids/pass")
    assert [one.id for one in contents.places] == ["ici"]
    assert choose(held, THERE).references == ("aids/rsa", "aids/coup")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("sante",), ("aids/css",)),
        (("bebe",), ("aids/rsa",)),
        (("lien",), ("initiatives/cafe",)),
        (("sante", "bebe"), ("aids/css", "aids/rsa")),
        (("cv",), ()),
    ],
)
def test_themes_limit_the_guide_whatever_their_role(
    asked: tuple[str, ...], found: tuple[str, ...]
) -> None:
    cafe = initiative("cafe", needs=("reparer", "lien"))
    held = library(aid("rsa", events=("bebe",)), aid("css", theme="sante"), cafe)
    contents = choose(held, HERE, [held.themes[id_] for id_ in asked])
    assert contents.references == found
    assert contents.empty == (not found)


def test_a_limited_guide_keeps_the_places_where_its_sheets_are_asked_for() -> None:
    at = {"in_person": {"text": "À la CAF.", "at": ("caf",)}}
    caf = place("caf-de-nanterre", platforms=("caf",))
    held = library(aid("rsa", ways=at), caf, place("mairie"), place("bus", platforms=("bus",)))
    assert [one.id for one in choose(held, HERE, [held.themes["argent"]]).places] == [caf.id]
    assert len(choose(held, HERE).places) == 3


def test_towns_and_their_places_are_sorted_as_people_read_them() -> None:
    held = library(
        place("z", title="Zola"), place("e", title="École"), place("a", "92004", title="Aa")
    )
    towns = choose(held, HERE).towns
    assert [town.commune.name for town in towns] == ["Asnières", "Châtillon"]
    assert [one.title for one in towns[1].places] == ["École", "Zola"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Électricité", "electricite"),
        ("Œuvres", "oeuvres"),
        ("« L’aide »", "l aide"),
        ("  ", ""),
        ("أهلا", "اهلا"),
    ],
)
def test_terms_are_sorted_without_accents_nor_signs(text: str, key: str) -> None:
    assert sorting(text) == key


def test_the_index_gathers_the_pages_of_a_term_and_folds_its_letters() -> None:
    held = library(
        aid("rsa", title="RSA", words=("Électricité", "rmi"), former_names=("RMI",)),
        aid("apl", title="Énergie", official_name="Aide au logement", words=("electricite",)),
    )
    found = letters(edition(held), choose(held, HERE))
    assert [group["letter"] for group in found] == ["A", "E", "R"]
    (_, e, r) = found
    assert [(term["text"], term["keys"]) for term in e["terms"]] == [
        ("Électricité", ["aids/rsa", "aids/apl"]),
        ("Énergie", ["aids/apl"]),
    ]
    assert [term["text"] for term in r["terms"]] == ["RMI", "RSA"]


def test_the_index_has_the_former_names_that_the_search_knows_and_leads_nowhere_else() -> None:
    entries = (
        {"says": ("cmu",), "means": ("aids/css", "aids/absent"), "former": "oui"},
        {"says": ("je suis malade",), "means": ("aids/css",)},
        {"says": ("vieux nom",), "means": ("aids/absent",), "former": "oui"},
    )
    said = Synonyms.model_validate({"id": "sante", "lang": "fr", "entries": entries})
    held = library(aid("css", title="C2S"), synonyms=(said,))
    terms = [t for g in letters(edition(held), choose(held, HERE)) for t in g["terms"]]
    assert [(term["text"], term["keys"]) for term in terms] == [
        ("C2S", ["aids/css"]),
        ("cmu", ["aids/css"]),
    ]


def test_in_another_language_the_index_has_its_own_words_and_marks_french_titles() -> None:
    said = Synonyms.model_validate(
        {"id": "arabe", "lang": "ar", "entries": ({"says": ("دخل",), "means": ("aids/rsa",)},)}
    )
    held = library(aid("rsa", title="RSA", words=("plus d’argent",)), synonyms=(said,))
    terms = [t for g in letters(edition(held, ARABIC), choose(held, HERE)) for t in g["terms"]]
    assert [term["text"] for term in terms] == [{"fr": "RSA"}, "دخل"]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (
            "Mo-Fr 09:00-12:00,13:30-17:00",
            ["du lundi au vendredi : 9 h à 12 h, 13 h 30 à 17 h"],
        ),
        ("Mo-Tu 09:00-12:00", ["lundi et mardi : 9 h à 12 h"]),
        ("Mo 09:00-12:00; We 09:00-12:00", ["lundi : 9 h à 12 h", "mercredi : 9 h à 12 h"]),
        ("Sa 18:00-24:00", ["samedi : 18 h à minuit"]),
        ("24/7", ["du lundi au dimanche : jour et nuit"]),
        (None, []),
    ],
)
def test_hours_are_said_in_words_the_days_alike_together(
    expression: str | None, words: list[str]
) -> None:
    said = hours(edition(library()), place("mairie", hours=expression))
    assert ["".join(map(str, one)).replace("\u00a0", " ") for one in said] == words


def test_a_sheet_sends_only_to_sheets_of_this_guide() -> None:
    rsa = aid("rsa", related=("aids/css", "aids/apl", "urgences/115"))
    held = library(rsa, aid("css", theme="sante"), aid("apl"))
    whole, limited = choose(held, HERE), choose(held, HERE, [held.themes["argent"]])
    related = [
        [one["key"] for chapter in book(edition(held), c)["chapters"] for s in chapter["sheets"]
         if s["key"] == "aids/rsa" for one in s["related"]]
        for c in (whole, limited)
    ]  # fmt: skip
    assert related == [["aids/css", "aids/apl"], ["aids/apl"]]


def test_only_what_is_old_shows_its_date_and_only_what_is_unchecked_its_star() -> None:
    def checked(day: str) -> dict[str, object]:
        return {"status": "verifie", "source": {"name": "La ville", "checked_on": day}}

    held = library(aid("a", **checked("2024-01-02")), aid("b", **checked("2026-11-01")), aid("c"))
    (chapter,) = book(edition(held), choose(held, HERE))["chapters"]
    shown = [(one["old"], one["mark"]) for one in chapter["sheets"]]
    assert shown == [("Vérifié le 2 janvier 2024", False), ("", False), ("", True)]


def test_the_last_page_names_the_sheets_of_more_than_a_year() -> None:
    old = {"name": "La ville", "checked_on": "2024-01-02"}
    held = library(aid("a", source=old), aid("b"), place("p", source=old), place("q"))
    last = book(edition(held), choose(held, HERE))["last"]
    assert [(one["key"], one["day"]) for one in last["sheets"]] == [("aids/a", "2 janvier 2024")]
    assert "1 sur 2" in last["places"].replace("\u00a0", " ")


def test_numbers_keep_their_digits_on_one_line() -> None:
    assert edition(library()).words("Jusqu’à 11 000 € ?") == "Jusqu’à 11\u00a0000\u00a0€\u00a0?"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.caf.fr/", "caf.fr"),
        ("http://exemple.fr/a/b", "exemple.fr/a/b"),
        ("https://wwwexemple.fr", "wwwexemple.fr"),
    ],
)
def test_an_address_is_written_as_by_hand(url: str, words: str) -> None:
    assert short(url) == words


def test_the_fonts_draw_french_and_arabic_and_not_everything() -> None:
    known = drawn_by(FONTS)
    assert set(map(ord, "aéœŒ«»’…€–•²½")) <= known
    assert set(map(ord, "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءؤئأإآ،؟")) <= known
    assert ord("你") not in known
    assert 0xFFFF not in known


def test_a_sign_that_no_font_draws_is_replaced_and_told() -> None:
    lost: set[str] = set()
    known = drawn_by(FONTS)
    assert drawn("①", known, lost) == "1"
    assert lost == set()
    assert drawn("À 你 ?", known, lost) == "À ? ?"
    assert lost == {"你"}
    content, signs = held({"a": ["b你", 1, {"c": True}]})
    assert content == {"a": ["b?", 1, {"c": True}]}
    assert signs == {"你"}
