"""The households of the simulator's states: what each answers, as links keep it.

Between them they are asked every question of the flow and every refinement.
"""

from collections.abc import Mapping

Answers = Mapping[str, str]

UNKNOWN = "je-ne-sais-pas"
RENT = "loyer"
"""The question whose answer breaks the engine: see BREAKS in engine.py."""

ALONE: Answers = {
    "ville": "92050", "age": "34", "nationalite": "fr", "activite": "sans-activite",
    "couple": "non", "enfants": "0", "logement": "hlm", RENT: "430", "ressources": "aucune",
    "sante": "rien",
}  # fmt: skip
"""A single person in Nanterre, who rents and has no income."""

HOUSEHOLDS: Mapping[str, Answers] = {
    "etudiante": {
        **ALONE, "age": "20", "activite": "etudiant", "logement": "residence",
        "ressources": "salaire,autre", "montants": f"salaire:310,autre:{UNKNOWN}",
    },
    "famille": {
        **ALONE, "nationalite": "autre", "titre": "oui", "duree-titre": "6", "activite": "salarie",
        "couple": "oui", "age-conjoint": "1990-05-10", "activite-conjoint": "chomage",
        "enfants": "7", "ressources": "salaire", "montants": "salaire:1900",
        "enfants-details": f"1/pleine;3/pleine;{UNKNOWN}/pleine;7/alternee;9/ailleurs;13/pleine;19/pleine",
        "ressources-conjoint": "chomage,autre", "montants-conjoint": "chomage:800,autre:1200.5",
        "sante": "enceinte,enfant-handicape,aidant",
    },
    "sans-revenu": ALONE,
    "parent-seul": {
        **ALONE, "age": "1993", "activite": "salarie", "enfants": "2",
        "enfants-details": "9/pleine;2024-02/alternee", "ressources": "salaire",
        "montants": "salaire:1150", "deja": "allocations-familiales,paje-base",
    },
    "retraitee": {
        **ALONE, "ville": "78621", "age": "72", "activite": "retraite", "ressources": "retraite",
        "montants": "retraite:780", "sante": "autonomie",
    },
    "handicap": {
        **ALONE, "age": "45", "activite": "invalidite", "ressources": "invalidite",
        "montants": "invalidite:420.5", "sante": "handicap", "taux-incapacite": "80",
    },
    "sans-domicile": {**ALONE, "logement": "sans-domicile", "besoins": "manger,violences"},
    "sans-titre": {
        **ALONE, "nationalite": "autre", "titre": "non", "activite": "chomage",
        "logement": "heberge-gratuit",
    },
    "jeune": {
        **ALONE, "age": "22", "activite": "chomage", "logement": "heberge-gratuit",
    },
    "aisee": {
        **ALONE, "activite": "salarie", "ressources": "salaire", "montants": "salaire:9000",
        "besoins": "rien", "deja": "rien", "couverture-sante": "oui", "revenus-baisse": "non",
        "inscrit": "non", "revenu-fiscal": "99000", "epargne": "90000",
    },
    "ne-sait-rien": dict.fromkeys(
        ("ville", "age", "nationalite", "activite", "couple", "enfants", "logement", "ressources",
         "sante"), UNKNOWN,
    ),
}  # fmt: skip
"""By name. The first that is asked a question shows it: those with the most to say come first."""

REFINED: Mapping[str, Answers] = {
    "sans-revenu": {
        "besoins": "energie,loyer-en-retard", "deja": "rien", "revenus-baisse": "oui",
        "revenu-fiscal": "9800", "epargne": "1500", "inscrit": "oui", "couverture-sante": "oui",
    },
    "parent-seul": {"separation": "oui", "pension-recue": "120", "jugement": "non"},
    "retraitee": {"gir": "4"},
    "handicap": {"taux-incapacite": "50", "emploi-difficile": "oui"},
    "sans-titre": {
        "duree-residence": "8", "inscrit": "oui", "travail-cinq-ans": "non",
    },
    "etudiante": {
        "parents-revenu": "24000", "parents-enfants": "3", "distance-etudes": "140", "ase": "non",
    },
    "jeune": {"ase": "oui", "sans-formation": "oui"},
    "famille": {"taux-enfant": "50"},
}  # fmt: skip
"""What some of them add after the result."""


def refined(name: str) -> dict[str, str]:
    """All that one household can answer, its refinements included."""
    return {**HOUSEHOLDS[name], **REFINED.get(name, {})}


def asked(question: str) -> dict[str, str]:
    """All the answers of the first household that is asked this question. KeyError if none is."""
    for name in HOUSEHOLDS:
        answers = refined(name)
        if question in answers:
            return answers
    raise KeyError(f"{question}: let a household of accessibility/households.py answer it")
