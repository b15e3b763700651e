"""The API described for machines: OpenAPI and the schema of a household, made from the models."""

import json
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from portal.domain.household import Household
from portal.services.simulation.answer import Answer, Refusal
from portal.services.simulation.household_file import household_schema, with_short_forms
from portal.web.api import described
from portal.web.api.replies import reply

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PUBLIC = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
"""Anyone may read the description, from any page; only a program may send a household."""

MONTH = {
    "type": "string",
    "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$",
    "description": "Le mois calculé : 2026-11. Par défaut, le mois présent.",
}


async def description(request: Request) -> Response:
    """The OpenAPI document."""
    return reply(request, _written())


@cache
def _written() -> bytes:
    """Its bytes: they change with the code alone."""
    return json.dumps(openapi(), ensure_ascii=False).encode() + b"\n"


async def household(request: Request) -> Response:
    """The JSON Schema of a household."""
    return JSONResponse({"$schema": DIALECT, **household_schema()}, headers=PUBLIC)


def openapi() -> dict[str, Any]:
    """The whole API. Its schemas are those that read the requests and write the answers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pas à pas : les données ouvertes et le simulateur d’aides",
            "version": "1",
            "description": "Ce que le portail publie, à copier librement ; les aides d’un foyer,"
            " sans rien garder de ce qui est envoyé.",
            "license": described.LICENCE_OF_INFO,
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/simulations": {"post": _simulation()},
            "/household.schema.json": {"get": _document("householdSchema", "Le schéma d’un foyer")},
            "/openapi.json": {"get": _document("openapi", "Cette description")},
            **described.paths(),
        },
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    models = [(Household, "validation"), (Answer, "serialization"), (Refusal, "serialization")]
    _, whole = models_json_schema(models, ref_template=described.IN_COMPONENTS)  # type: ignore[arg-type]
    schemas: dict[str, Any] = whole["$defs"]
    child = described.IN_COMPONENTS.format(model="Child")
    return {
        **described.schemas(),
        **schemas,
        "Household": with_short_forms(schemas["Household"], child),
    }


def _simulation() -> dict[str, Any]:
    return {
        "operationId": "simulate",
        "summary": "Les aides d’un foyer",
        "requestBody": {"required": True, "content": _json(_asked())},
        "responses": {
            "200": _answer("Les aides, les plus sûres d’abord.", "Answer") | {"headers": _late()},
            "413": _answer("Plus de 64 Ko.", "Refusal"),
            "415": _answer("Autre chose que du JSON.", "Refusal"),
            "422": _answer("Ce qu’il faut corriger, chemin par chemin.", "Refusal"),
        },
    }


def _asked() -> dict[str, Any]:
    household = {"$ref": described.IN_COMPONENTS.format(model="Household")}
    dated = {
        "type": "object",
        "properties": {"household": household, "month": MONTH},
        "required": ["household"],
        "additionalProperties": False,
    }
    return {"anyOf": [household, dated]}


def _late() -> dict[str, Any]:
    text = "Secondes à attendre quand « missing » dit que des montants manquent."
    return {"Retry-After": {"description": text, "schema": {"type": "integer"}}}


def _answer(text: str, model: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": _json({"$ref": described.IN_COMPONENTS.format(model=model)}),
    }


def _document(operation: str, summary: str) -> dict[str, Any]:
    held = {"description": summary, "content": _json({"type": "object"})}
    return {"operationId": operation, "summary": summary, "responses": {"200": held}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


routes: list[BaseRoute] = [
    Route("/openapi.json", description),
    Route("/household.schema.json", household),
]
