"""data·inclusion v1: structures and services as fields, and an editor's changes back.

Source: gip-inclusion/data-inclusion-schema, v1. The schema itself is loaded by the import alone.
"""

from collections.abc import Callable, Mapping

from portal.domain.territory import Commune
from portal.services.interchange.fields import (
    SERVICES_OF_KIND,
    Field,
    Fields,
    Record,
    both,
    degrees,
    given,
    kept,
    kind_of_name,
    platforms_of,
    readable,
    relabelled,
    text,
    texts,
)
from portal.services.interchange.forms import email, international, phone, short, website
from portal.services.interchange.naming import addressed, titled

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
    written = dict(record)
    for name in sorted(names):
        if name in _WRITERS:
            _WRITERS[name](written, fields.get(name))
    if "commune" in names:
        written |= {"code_insee": commune.code, "commune": commune.name}
    return {key: value for key, value in written.items() if value}


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
    point = degrees(record)
    networks = kept(texts(record, "reseaux_porteurs"), NETWORKS)
    if text(record, "source") == "conseiller-numerique":
        networks = both(networks, ("conseiller-numerique",))
    return given(
        [
            ("title", titled(text(record, "nom"), text(record, "commune"), kind)),
            ("kind", kind),
            ("commune", text(record, "code_insee")),
            ("postal_code", text(record, "code_postal")),
            ("address", addressed(text(record, "adresse"), text(record, "complement_adresse"))),
            *([("latitude", point[0]), ("longitude", point[1])] if point else []),
            ("phone", phone(text(record, "telephone"))),
            ("website", website(text(record, "site_web"))),
            ("email", email(text(record, "courriel"))),
            ("hours", readable(text(record, "horaires_accueil"))),
            ("note", short(text(record, "description"))),
            ("services", SERVICES_OF_KIND.get(kind, ())),
            ("platforms", platforms_of(text(record, "nom"), kind, networks)),
            ("source.name", _source(text(record, "source"))),
            ("source.url", website(text(record, "lien_source"))),
            ("source.checked_on", text(record, "date_maj")),
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


Writer = Callable[[dict[str, str | tuple[str, ...]], Field | None], None]


def _plain(key: str, *, emptied: str = "") -> Writer:
    def write(record: dict[str, str | tuple[str, ...]], value: Field | None) -> None:
        record[key] = "" if value is None else str(value)
        if emptied:
            record[emptied] = ""

    return write


def _dialled(record: dict[str, str | tuple[str, ...]], value: Field | None) -> None:
    record["telephone"] = international(str(value)) if value else ""


def _networks(record: dict[str, str | tuple[str, ...]], value: Field | None) -> None:
    wanted = value if isinstance(value, tuple) else ()
    record["reseaux_porteurs"] = relabelled(texts(record, "reseaux_porteurs"), wanted, NETWORKS)


_WRITERS: Mapping[str, Writer] = {
    "title": _plain("nom"),
    "postal_code": _plain("code_postal"),
    "address": _plain("adresse", emptied="complement_adresse"),
    "latitude": _plain("latitude"),
    "longitude": _plain("longitude"),
    "phone": _dialled,
    "website": _plain("site_web"),
    "email": _plain("courriel"),
    "hours": _plain("horaires_accueil"),
    "note": _plain("description"),
    "platforms": _networks,
    "source.url": _plain("lien_source"),
    "source.checked_on": _plain("date_maj"),
}
