"""The public lists, files and search, as OpenAPI describes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from portal.content.library import SHEET_KINDS
from portal.services.interchange.export import FILES
from portal.services.published import LICENCE, LICENCE_ID, LICENCE_URL, MODELS, WITHHELD
from portal.services.selection import FILTERS
from portal.web.api.asked import A_PAGE, FURTHEST_PAGE, MOST_A_PAGE
from portal.web.api.search import LONGEST

Schema = dict[str, Any]
IN_COMPONENTS = "#/components/schemas/{model}"
OPEN = "Open{model}"
"""Names of public values: « Person » is one in a household, another in a territory."""

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
LICENSED: Schema = {"licence": {"const": LICENCE}, "licence_url": {"const": LICENCE_URL}}
MEANINGS = {
    "territory": "L’identifiant d’un territoire : /territories les donne.",
    "commune": "Le code INSEE d’une commune, à 5 signes : /communes les donne.",
    "theme": "L’identifiant d’un thème : /themes les donne.",
    "need": "Un besoin : /provisions pour les lieux, /themes pour les autres fiches.",
}


def paths() -> dict[str, Any]:
    """Every public address and what it answers."""
    lists = {f"/{kind}": _operations(f"list-{kind}", _list(kind)) for kind in MODELS}
    ones = {f"/{kind}/{{id}}": _operations(f"one-{kind}", _one(kind)) for kind in MODELS}
    files = {f"/{name}": _operations(f"file-{name}", _file(name)) for name in FILES}
    return {**lists, **ones, **files, "/recherche": _operations("search", _search())}


def schemas() -> dict[str, Any]:
    """A schema for each kind, for a page of it, and for what a search finds."""
    models = [(model, "serialization") for model in MODELS.values()]
    template = IN_COMPONENTS.format(model=OPEN)
    _, found = models_json_schema(models, ref_template=template)  # type: ignore[arg-type]
    public = {OPEN.format(model=name): _public(schema) for name, schema in found["$defs"].items()}
    for kind, model in MODELS.items():
        name = OPEN.format(model=model.__name__)
        public[name] = _published(kind, public[name])
        public[f"{name}Page"], public[f"{name}Alone"] = _page(kind, name), _alone(name)
    return _reached({**public, "Found": _found(), "Page": _paged()})


def _name(kind: str, end: str) -> str:
    return f"{OPEN.format(model=MODELS[kind].__name__)}{end}"


def referred(name: str) -> Schema:
    """A reference to a schema."""
    return {"$ref": IN_COMPONENTS.format(model=name)}


def _public(schema: Schema) -> Schema:
    """The schema without what is not published; more keys may come one day."""
    held = {key: one for key, one in schema.get("properties", {}).items() if key not in WITHHELD}
    required = [key for key in schema.get("required", ()) if key not in WITHHELD]
    rest = {key: one for key, one in schema.items() if key != "additionalProperties"}
    return {**rest, **({"properties": held, "required": required} if held else {})}


def _published(kind: str, schema: Schema) -> Schema:
    added: Schema = {"id": TEXT, "lang": TEXT}
    added["langs"] = {
        "description": "Les textes qui restent dans une autre langue : leur chemin, leur langue.",
        "type": "object",
        "additionalProperties": TEXT,
    }
    if kind == "places":
        added["commune_name"] = TEXT
    if kind in SHEET_KINDS:
        added["url"] = TEXT
    required = dict.fromkeys((*schema["required"], *added))
    return {**schema, "properties": {**schema["properties"], **added}, "required": [*required]}


def _alone(name: str) -> Schema:
    return {"allOf": [referred(name), _object(LICENSED)]}


def _page(kind: str, name: str) -> Schema:
    own = _object({"kind": {"const": kind}, "items": {"type": "array", "items": referred(name)}})
    return {"allOf": [referred("Page"), own]}


def _paged() -> Schema:
    counts = dict.fromkeys(("total", "page", "per_page"), COUNT)
    return _object({"lang": TEXT, **counts, **LICENSED})


def _found() -> Schema:
    told = dict.fromkeys(("id", "title", "url"), TEXT)
    urgent = _object({**told, "phone": TEXT})
    why = _object({"kind": TEXT, "term": TEXT})
    result = _object({"kind": TEXT, **told, "summary": TEXT, "why": why, "lang": TEXT})
    lists = {
        "urgent": {"type": "array", "items": urgent},
        "results": {"type": "array", "items": result},
    }
    return _object({"query": TEXT, "lang": TEXT, **lists, **LICENSED})


def _object(properties: Mapping[str, Any]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": [*properties]}


def _reached(every: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas that an answer leads to."""
    waiting = ["Found", *(_name(kind, end) for kind in MODELS for end in ("Page", "Alone"))]
    found: dict[str, Schema] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = every[name]
            waiting.extend(_names(every[name]))
    return found


def _names(held: Any) -> Iterable[str]:
    if isinstance(held, dict):
        if isinstance(held.get("$ref"), str):
            yield held["$ref"].rpartition("/")[2]
        for one in held.values():
            yield from _names(one)
    elif isinstance(held, list):
        for one in held:
            yield from _names(one)


def _operations(name: str, get: Schema) -> Schema:
    head = {**get, "operationId": f"head-{name}", "responses": _bare(get["responses"])}
    asked: Schema = {
        "operationId": f"options-{name}",
        "summary": "Ce qu’une page d’ailleurs peut demander",
    }
    if path := [one for one in get["parameters"] if one["in"] == "path"]:
        asked["parameters"] = path
    allowed = {"204": {"description": "Lire, sans envoyer : GET, HEAD, OPTIONS."}}
    return {
        "get": {**get, "operationId": name},
        "head": head,
        "options": {**asked, "responses": allowed},
    }


def _bare(responses: Schema) -> Schema:
    return {code: {"description": one["description"]} for code, one in responses.items()}


def _list(kind: str) -> Schema:
    numbers = {"page": (1, FURTHEST_PAGE), "per_page": (A_PAGE, MOST_A_PAGE)}
    paging = [
        _parameter(
            name, schema={"type": "integer", "minimum": 1, "maximum": most, "default": usual}
        )
        for name, (usual, most) in numbers.items()
    ]
    filters = [_parameter(name, MEANINGS[name]) for name in FILTERS[kind]]
    text = "Une page de la liste ; l’en-tête Link donne les autres."
    return {
        "summary": f"La liste : {kind}",
        "parameters": [_lang(), *paging, *filters],
        "responses": _responses(text, _name(kind, "Page")),
    }


def _one(kind: str) -> Schema:
    id_ = {"name": "id", "in": "path", "required": True, "schema": TEXT}
    return {
        "summary": f"Une seule : {kind}",
        "parameters": [id_, _lang()],
        "responses": {
            **_responses("La voici.", _name(kind, "Alone")),
            "301": {"description": "Elle a changé d’identifiant : suivez Location."},
            "404": _refusal("Elle n’existe pas."),
        },
    }


def _file(name: str) -> Schema:
    held: Schema = {FILES[name].media_type.partition(";")[0]: {}}
    return {
        "summary": f"Le fichier {name}",
        "parameters": [_lang()],
        "responses": {"200": {"description": "Le fichier.", "content": held}, **_otherwise()},
    }


def _search() -> Schema:
    words = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    query = {
        **_parameter("q", "Les mots des gens, comme ils les écrivent.", words),
        "required": True,
    }
    return {
        "summary": "Chercher dans toutes les fiches",
        "parameters": [query, _lang()],
        "responses": _responses(
            "Les urgences à part, puis les fiches, la meilleure d’abord.", "Found"
        ),
    }


def _responses(text: str, name: str) -> Schema:
    return {
        "200": {"description": text, "content": _json(referred(name))},
        **_otherwise(),
    }


def _otherwise() -> Schema:
    return {
        "304": {"description": "Vous avez déjà cette version (If-None-Match)."},
        "422": _refusal("Ce qu’il faut corriger dans la demande."),
    }


def _refusal(text: str) -> Schema:
    return {"description": text, "content": _json(referred("Refusal"))}


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _lang() -> Schema:
    schema = {"type": "string", "default": "fr"}
    return _parameter("lang", "La langue des textes, en deux lettres.", schema)


def _parameter(name: str, text: str = "", schema: Schema | None = None) -> Schema:
    told = {"description": text} if text else {}
    return {"name": name, "in": "query", "schema": schema or TEXT, **told}


LICENCE_OF_INFO = {"name": LICENCE, "identifier": LICENCE_ID}
