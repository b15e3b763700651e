"""How a person answers the self-test, screen by screen."""

from collections.abc import Mapping

from tests.reader import Page, Visit

GESTURES: dict[str, tuple[str, dict[str, str]]] = {
    "porte": ("la porte verte", {}),
    "defiler": ("J’ai trouvé", {}),
    "dossier": ("Dossier Voyages", {"carte": "train"}),
    "adresse": ("C’est écrit", {"adresse": " Marie.Petit@exemple.fr "}),
    "horaire": ("C’est cette heure", {"horaire": "9h30"}),
    "message": ("Envoyer au docteur Bernard", {"reponse-rdv": "Oui"}),
    "piege": ("Le piège, c’est le colis", {}),
    "joindre": ("Joindre et envoyer", {"piece": "loyer-mars"}),
    "mot-de-passe": ("C’est choisi", {"mot-de-passe": "mots", "oubli": "refaire"}),
    "corriger": ("Continuer", {"code-postal": "92320"}),
    "site-officiel": ("Choisir le site 3", {}),
    "quitter": ("Fermer la fenêtre", {"deconnecte": "oui"}),
}
CHOICES = {
    "appareil": "telephone",
    "frequence": "parfois",
    "demarche": "avec-aide",
    "prefere": "essayer",
    "assistant": "quelquun",
    "ecouter": "lire",
    "preference": "je-ne-sais-pas",
}
PASS = "Je n’y arrive pas, je passe"
WORKSHOP = {"message": "passe", "piege": "passe", "joindre": "passe", "quitter": "passe"}
APPOINTMENT = {"porte": "passe", "defiler": "passe"}


def name_of(page: Page) -> str:
    """The question a page asks."""
    return page.path.rsplit("/", 1)[-1]


def answer(page: Page, given: Mapping[str, str] | None = None) -> Page:
    """Do what the question asks, or what is given for it."""
    name = name_of(page)
    said = (given or {}).get(name)
    if said == "passe":
        return page.press(PASS)
    if name in GESTURES:
        return page.press(*GESTURES[name])
    tile = page.find(f"//button[@name='reponse' and @value='{said or CHOICES[name]}']")
    return page.choose(" ".join(tile.text_content().split()))


def go_to(visit: Visit, stop: str, given: Mapping[str, str] | None = None) -> Page:
    """The page of a question, or the result, reached from the start."""
    page = visit("autotest").follow("Commencer")
    while name_of(page) != stop:
        assert name_of(page) != "resultat", f"{stop} is never asked"
        page = answer(page, given)
        assert page.status == 200, page.address
    return page


def result(visit: Visit, given: Mapping[str, str] | None = None) -> Page:
    """The result of these answers; everything not said is done well."""
    return go_to(visit, "resultat", given)
