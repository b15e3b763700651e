"""Lieux de médiation numérique, schema 1.0.2: a record as fields, and an editor's changes back.

Source: LaMednum/standard-mediation-num, schema.json (Licence Ouverte 2.0).
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
from portal.services.interchange.forms import email, short

COLUMNS = (
    "id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse",
    "latitude", "longitude", "typologie", "telephone", "courriels", "site_web", "horaires",
    "presentation_resume", "presentation_detail", "source", "itinerance", "structure_parente",
    "date_maj", "services", "publics_specifiquement_adresses", "prise_en_charge_specifique",
    "frais_a_charge", "dispositif_programmes_nationaux", "formations_labels",
    "autres_formations_labels", "modalites_acces", "modalites_accompagnement",
    "fiche_acces_libre", "prise_rdv",
)  # fmt: skip

SERVICES = {
    "Maîtrise des outils numériques du quotidien": "apprendre",
    "Compréhension du monde numérique": "culture-numerique",
    "Utilisation sécurisée du numérique": "culture-numerique",
    "Loisirs et créations numériques": "culture-numerique",
    "Parentalité et éducation avec le numérique": "culture-numerique",
    "Aide aux démarches administratives": "demarches",
    "Accès internet et matériel informatique": "ordinateurs",
    "Insertion professionnelle via le numérique": "emploi",
}
ENTRY = {
    "Se présenter": "libre",
    "Téléphoner": "telephone",
    "Prendre un RDV en ligne": "rendez-vous",
    "Envoyer un mail avec une fiche de prescription": "oriente",
}
HELPS = {
    "En autonomie": "borne",
    "Accompagnement individuel": "rendez-vous",
    "Dans un atelier collectif": "atelier",
    "Atelier collectif": "atelier",
}
PROGRAMMES = {
    "Conseillers numériques": "conseiller-numerique",
    "France Services": "france-services",
    "Aidants Connect": "aidants-connect",
    "Emmaüs Connect": "emmaus-connect",
    "Relais numérique (Emmaüs Connect)": "emmaus-connect",
    "La Croix Rouge": "croix-rouge",
    "Promeneurs du net": "promeneurs-du-net",
}
TYPES = {
    "RFS": "france-services", "MSAP": "france-services", "BIB": "bibliotheque",
    "CS": "centre-social", "CSC": "centre-social", "EVS": "centre-social", "MQ": "centre-social",
    "CCAS": "ccas", "CIAS": "ccas", "MUNI": "mairie", "OF": "formation", "AFPA": "formation",
    "E2C": "formation", "ASSO": "association", "ESS": "association", "MJC": "association",
}  # fmt: skip
PRICES = {"Gratuit": "gratuit", "Payant": "payant"}
SOURCES = {
    "france-services": "Liste France Services (données ouvertes, Mednum)",
    "conseiller-numerique": "Conseillers numériques (données ouvertes, Mednum)",
    "data-inclusion": "data·inclusion (données ouvertes, Mednum)",
    "ministere-culture": "Adresses des bibliothèques, ministère de la Culture (données ouvertes)",
}
NO_SIRET = "00000000000000"


def fields_of(record: Record) -> dict[str, Field]:
    """What a record says of its place."""
    kind = _kind(record)
    return given(
        [
            *known_by_all(record, kind),
            *_shown(record),
            *_offer(record, kind),
            ("source.name", _source(text(record, "source"))),
        ]
    )


def changed(record: Record, fields: Fields, commune: Commune, *, names: set[str]) -> Record:
    """The record with these fields written in the schema's words, all the rest as it was."""
    draft = written(record, fields, commune, names=names, writers=_WRITERS)
    return {column: draft[column] for column in COLUMNS if draft.get(column)}


def new(id_: str, day: str) -> Record:
    """The record of a place that no source has given, before its fields are written."""
    return {"id": f"pas-a-pas--{id_}", "pivot": NO_SIRET, "source": "pas-a-pas", "date_maj": day}


def _kind(record: Record) -> str:
    types = kept(texts(record, "typologie"), TYPES)
    source = text(record, "source")
    if "bibliotheque" in types or source == "ministere-culture":
        return "bibliotheque"
    if source == "france-services":
        return "france-services"
    named = kind_of_name(text(record, "nom"))
    if named or types:
        return named or types[0]
    helped = "Conseillers numériques" in texts(record, "dispositif_programmes_nationaux")
    counsellor = source == "conseiller-numerique" or (helped and source != "data-inclusion")
    return "conseiller-numerique" if counsellor else "association"


def _shown(record: Record) -> list[tuple[str, Field | None]]:
    presented = short(text(record, "presentation_resume"))
    return [
        ("email", email(text(record, "courriels"))),
        ("hours", readable(text(record, "horaires"))),
        ("note", presented or short(text(record, "presentation_detail"))),
    ]


def _offer(record: Record, kind: str) -> list[tuple[str, Field | None]]:
    programmes = kept(texts(record, "dispositif_programmes_nationaux"), PROGRAMMES)
    networks = with_counsellor(record, programmes)
    booked = ("rendez-vous",) if text(record, "prise_rdv") else ()
    services = kept(texts(record, "services"), SERVICES)
    return [
        ("services", both(services, SERVICES_OF_KIND.get(kind, ()))),
        ("helps", kept(map(_before_colon, texts(record, "modalites_accompagnement")), HELPS)),
        ("entry", both(kept(texts(record, "modalites_acces"), ENTRY), booked)),
        ("price", _price(texts(record, "frais_a_charge"))),
        ("platforms", platforms_of(text(record, "nom"), kind, networks)),
    ]


def _before_colon(words: str) -> str:
    return words.partition(" : ")[0]


def _price(costs: tuple[str, ...]) -> str | None:
    """Free or not; None when it depends."""
    said = {_before_colon(cost) for cost in costs}
    return PRICES.get(said.pop()) if len(said) == 1 else None


def _source(producer: str) -> str:
    return SOURCES.get(producer) or f"{producer or 'Mednum'} (données ouvertes, Mednum)"


def _listed(column: str, words: Mapping[str, str]) -> Writer:
    def write(draft: Draft, value: Field | None) -> None:
        wanted = value if isinstance(value, tuple) else ()
        draft[column] = "|".join(relabelled(texts(draft, column), wanted, words))

    return write


def _chosen(column: str, words: Mapping[str, str]) -> Writer:
    back = {ours: word for word, ours in reversed([*words.items()])}

    def write(draft: Draft, value: Field | None) -> None:
        draft[column] = back.get(str(value), "")

    return write


_WRITERS: Mapping[str, Writer] = {
    **WRITERS,
    "kind": _chosen("typologie", TYPES),
    "email": plain("courriels"),
    "hours": plain("horaires"),
    "note": plain("presentation_resume", emptied="presentation_detail"),
    "services": _listed("services", SERVICES),
    "helps": _listed("modalites_accompagnement", HELPS),
    "entry": _listed("modalites_acces", ENTRY),
    "price": _chosen("frais_a_charge", PRICES),
    "platforms": _listed("dispositif_programmes_nationaux", PROGRAMMES),
}
