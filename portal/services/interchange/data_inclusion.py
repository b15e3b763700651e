"""data·inclusion v1: structures and services as fields, and an editor's changes back.

Source: gip-inclusion/data-inclusion-schema, v1. The schema itself is loaded by the import alone.
"""

from collections.abc import Mapping

from portal.domain.territory import Commune
from portal.services.interchange.columns import (
    WRITERS,
    Draft,
    Writer,
    known_by_all,
    plain,
    with_counsellor,
    written,
)
from portal.services.interchange.fields import (
    SERVICES_OF_KIND,
    Field,
    Fields,
    Record,
    both,
    given,
    kept,
    kind_of_name,
    platforms_of,
    readable,
    relabelled,
    text,
    texts,
)
from portal.services.interchange.forms import email, short, website

NUMBERS: Mapping[str, type] = {
    "longitude": float, "latitude": float, "volume_horaire_hebdomadaire": float,
    "nombre_semaines": int,
}  # fmt: skip

NETWORKS = {
    "conseillers-numeriques": "conseiller-numerique", "france-service": "france-services",
    "aidants-connect": "aidants-connect", "mission-locale": "mission-locale",
    "ccas-cias": "ccas", "points-justice": "point-justice", "caf": "caf", "cpam": "cpam",
    "points-conseil-budget": "point-conseil-budget", "croix-rouge": "croix-rouge",
    "emmaus": "emmaus", "secours-populaire": "secours-populaire", "adie": "adie", "afpa": "afpa",
    "agefiph": "agefiph", "epide": "epide", "cap-emploi-reseau-cheops": "cap-emploi",
    "ecoles-de-la-deuxieme-chance": "ecole-deuxieme-chance", "france-travail": "france-travail",
    "simplon": "simplon", "siao": "siao", "cidff": "cidff", "mutualite-sociale-agricole": "msa",
    "reseau-information-jeunesse": "info-jeunes", "caarud": "caarud", "csapa": "csapa",
}  # fmt: skip
KINDS = {
    "france-service": "france-services", "msap": "france-services", "communes": "mairie",
    "ccas-cias": "ccas", "fcsf": "centre-social", "afpa": "formation",
    "ecoles-de-la-deuxieme-chance": "formation", "conseillers-numeriques": "conseiller-numerique",
}  # fmt: skip
THEMES = (
    ("numerique--acceder-a-des-services-en-ligne", "demarches"),
    ("numerique--acceder-a-une-connexion-internet", "ordinateurs"),
    ("numerique--maitriser-les-fondamentaux-du-numerique", "apprendre"),
    ("difficultes-administratives-ou-juridiques--accompagnement-aux-demarches", "demarches"),
    ("difficultes-administratives-ou-juridiques", "droits"),
    ("difficultes-financieres", "argent"),
    ("equipement-et-alimentation--alimentation", "alimentation"),
    ("equipement-et-alimentation--habillement", "vetements"),
    ("famille", "famille"),
    ("lecture-ecriture-calcul--maitriser-le-francais", "francais"),
    ("logement-hebergement--rechercher-une-solution-dhebergement", "hebergement"),
    ("logement-hebergement", "logement"),
    ("mobilite", "mobilite"),
    ("choisir-un-metier", "emploi"),
    ("preparer-sa-candidature", "emploi"),
    ("trouver-un-emploi", "emploi"),
    ("se-former", "emploi"),
    ("creer-une-entreprise", "emploi"),
    ("remobilisation", "lien-social"),
    ("sante", "sante"),
)
"""The first beginning that a theme has says which of our services it is."""

ENTRY = {"se-presenter": "libre", "telephoner": "telephone"}
SOURCES = {
    "france-services": "Liste France Services (données ouvertes, data·inclusion)",
    "conseiller-numerique": "Conseillers numériques (données ouvertes, data·inclusion)",
    "ministere-culture": "Adresses des bibliothèques, ministère de la Culture (données ouvertes)",
}


def is_service(record: Record) -> bool:
    """True for a line that tells a service of a structure given elsewhere."""
    return "structure_id" in record


def fields_of(record: Record) -> dict[str, Field]:
    """What a structure, or one of its services, says of the place."""
    return _service(record) if is_service(record) else _structure(record)


def changed(record: Record, fields: Fields, commune: Commune, *, names: set[str]) -> Record:
    """The structure with these fields in the schema's words; a service line is never changed."""
    if is_service(record):
        return record
    draft = written(record, fields, commune, names=names, writers=_WRITERS)
    return {key: value for key, value in draft.items() if value}


def new(id_: str, day: str) -> Record:
    """The structure of a place that no source has given, before its fields are written."""
    return {"source": "pas-a-pas", "id": f"pas-a-pas--{id_}", "nom": "", "date_maj": day}


def numbered(record: Record) -> dict[str, object]:
    """The record as its JSON line: numbers as numbers, lists as lists."""
    return {key: _json(key, value) for key, value in record.items()}


def _json(key: str, value: str | tuple[str, ...]) -> object:
    if isinstance(value, tuple):
        return list(value)
    kind = NUMBERS.get(key)
    return kind(value) if kind else value


def _structure(record: Record) -> dict[str, Field]:
    kind = _kind(record)
    networks = with_counsellor(record, kept(texts(record, "reseaux_porteurs"), NETWORKS))
    return given(
        [
            *known_by_all(record, kind),
            ("email", email(text(record, "courriel"))),
            ("hours", readable(text(record, "horaires_accueil"))),
            ("note", short(text(record, "description"))),
            ("services", SERVICES_OF_KIND.get(kind, ())),
            ("platforms", platforms_of(text(record, "nom"), kind, networks)),
            ("source.name", _source(text(record, "source"))),
            ("source.url", website(text(record, "lien_source"))),
        ]
    )


def _kind(record: Record) -> str:
    source = text(record, "source")
    if source == "ministere-culture":
        return "bibliotheque"
    if source == "france-services":
        return "france-services"
    named = kind_of_name(text(record, "nom"))
    if named:
        return named
    networks = kept(texts(record, "reseaux_porteurs"), KINDS)
    counsellor = "conseiller-numerique" if source == "conseiller-numerique" else "association"
    return networks[0] if networks else counsellor


def _service(record: Record) -> dict[str, Field]:
    by = texts(record, "mobilisable_par")
    sent = ("oriente",) if by == ("professionnels",) else ()
    cost = text(record, "frais")
    return given(
        [
            ("services", _services(texts(record, "thematiques"))),
            ("entry", both(kept(texts(record, "modes_mobilisation"), ENTRY), sent)),
            ("price", cost if cost in ("gratuit", "payant") else None),
        ]
    )


def _services(themes: tuple[str, ...]) -> tuple[str, ...]:
    """Our services, in our order: a theme's place in a set says nothing."""
    found = {
        next((ours for start, ours in THEMES if theme.startswith(start)), "") for theme in themes
    }
    return tuple(dict.fromkeys(ours for _, ours in THEMES if ours in found))


def _source(producer: str) -> str:
    return SOURCES.get(producer) or f"{producer} (données ouvertes, data·inclusion)"


def _networks(draft: Draft, value: Field | None) -> None:
    wanted = value if isinstance(value, tuple) else ()
    draft["reseaux_porteurs"] = relabelled(texts(draft, "reseaux_porteurs"), wanted, NETWORKS)


_WRITERS: Mapping[str, Writer] = {
    **WRITERS,
    "email": plain("courriel"),
    "hours": plain("horaires_accueil"),
    "note": plain("description"),
    "platforms": _networks,
    "source.url": plain("lien_source"),
}
