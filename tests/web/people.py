"""How a person answers the simulator, page by page, and a few people who do."""

from collections.abc import Mapping

from tests.reader import Page, Visit, words_of

Said = str | Mapping[str, str]
"""The value of a button; or what is written in the inputs, before « Continuer »."""

Answers = Mapping[str, Said]
UNKNOWN = "je-ne-sais-pas"

KARIM: Answers = {
    "ville": {"ville": "Nanterre"}, "age": {"naissance": "28"}, "nationalite": "fr",
    "activite": "chomage", "couple": "non", "enfants": "0", "logement": "locataire-prive",
    "loyer": {"montant": "520"}, "ressources": "aucune", "sante": "rien",
}  # fmt: skip
SANDRA: Answers = {
    "ville": {"ville": "Nanterre"}, "age": {"naissance": "36"}, "nationalite": "fr",
    "activite": "salarie", "couple": "non", "enfants": "2",
    "enfants-details": {"enfant-1": "4", "enfant-2": "8"}, "logement": "hlm",
    "loyer": {"montant": "480"}, "ressources": {"choix-salaire": "oui"},
    "montants": {"montant-salaire": "900"}, "sante": "rien", "besoins": "rien", "deja": "rien",
}  # fmt: skip
MONIQUE: Answers = {
    **KARIM, "age": {"naissance": "72"}, "activite": "retraite", "logement": "hlm",
    "loyer": {"montant": "410"}, "ressources": {"choix-retraite": "oui"},
    "montants": {"montant-retraite": "780"},
}  # fmt: skip
PAUL: Answers = {
    **KARIM, "age": {"naissance": "45"}, "activite": "sans-activite", "logement": "hlm",
    "sante": {"choix-handicap": "oui"}, "taux-incapacite": "80",
}  # fmt: skip
HOMELESS: Answers = {**KARIM, "logement": "sans-domicile"}
WITHOUT_PERMIT: Answers = {
    **KARIM, "nationalite": "autre", "titre": "non", "activite": "sans-activite",
    "logement": "heberge-gratuit", "duree-residence": {"nombre": "12"},
}  # fmt: skip
OTHER_LAND: Answers = {**KARIM, "nationalite": "autre", "titre": "oui"}
MOREL: Answers = {
    **SANDRA, "couple": "oui", "age-conjoint": {"naissance": "38"}, "activite-conjoint": "salarie",
    "enfants": "3", "enfants-details": {"enfant-1": "5", "enfant-2": "9", "enfant-3": "15"},
    "loyer": {"montant": "640"}, "montants": {"montant-salaire": "1 950"},
    "ressources-conjoint": {"choix-salaire": "oui"},
    "montants-conjoint": {"montant-salaire": "600"},
}  # fmt: skip
PEOPLE: Mapping[str, Answers] = {
    "karim": KARIM, "sandra": SANDRA, "monique": MONIQUE, "paul": PAUL, "homeless": HOMELESS,
    "without-permit": WITHOUT_PERMIT, "morel": MOREL, "knows-nothing": {},
}  # fmt: skip


def name_of(page: Page) -> str:
    """The question that a page asks, or `resultat`."""
    return page.path.rsplit("/", 1)[-1]


def answer(page: Page, said: Said, *, htmx: bool = False) -> Page:
    """Press the tile of this value; or write, and press the button that goes on."""
    wanted = f"@name='reponse' and @value='{said}'" if isinstance(said, str) else "not(@name)"
    button = page.tree.xpath(f"//form[contains(@action, '/simulateur/')]//button[{wanted}]")
    assert button, f"« {said} » cannot be answered on {page.address}"
    return page.press(words_of(button[0]), {} if isinstance(said, str) else said, htmx=htmx)


def start(visit: Visit, lang: str = "fr") -> Page:
    """The first question, behind the button of the door."""
    door = visit("simulateur", lang)
    return visit(door.find("//main//p[@class='go']/a[contains(@class, 'large')]").get("href"))


def go_to(visit: Visit, stop: str, given: Answers, *, lang: str = "fr") -> Page:
    """The page of a question, or the result; whatever is not given is not known."""
    page = start(visit, lang)
    while name_of(page) != stop:
        assert name_of(page) != "resultat", f"{stop} is never asked"
        page = answer(page, given.get(name_of(page), UNKNOWN))
        assert page.status == 200, page.text("//div[@class='errors']")
    return page


def result(visit: Visit, given: Answers, *, lang: str = "fr") -> Page:
    """The result, once the refinements given are answered too, where they may be asked."""
    page = go_to(visit, "resultat", given, lang=lang)
    for step in visit.app.state.holder.site.library.flows["simulateur"].refinements:
        if step.question in given:
            question = refine(page, step.question)
            if name_of(question) == step.question:
                page = answer(question, given[step.question])
    return page


def refine(page: Page, name: str) -> Page:
    """The page of a refinement, where the result would link to it."""
    return page.visit(page.address.replace("/resultat", f"/{name}"))


def titles(page: Page, group: str) -> list[str]:
    """The titles of the aids of a group: `surement`, `peut-etre`."""
    paths = {
        "surement": "//h2[@id='dabord'] | //ol[contains(@class, 'aids')]//h3",
        "peut-etre": "//h2[starts-with(., 'Peut-être')]/following-sibling::ul[1]/li/a",
    }
    return [words_of(element) for element in page.tree.xpath(paths[group])]


def asked_about(page: Page) -> list[str]:
    """The ids of the aids that the page says how to ask for."""
    links = page.tree.xpath("//a[contains(@href, '/simulateur/demande/')]/@href")
    return list(dict.fromkeys(link.partition("?")[0].rsplit("/", 1)[-1] for link in links))
