"""The OpenAPI 3.1 description (https://spec.openapis.org/oas/v3.1.0), made from the table of twins and the results."""

from typing import Any, Final

import msgspec

from graphapp import __version__
from graphapp.web.problems import PROBLEM, Problem
from graphapp.web.questions import parameters_of
from graphapp.web.twins import TWINS, Twin

_REFERENCE: Final = "#/components/schemas/{name}"
_REFUSALS: Final = {
    "400": "The question is not valid.",
    "404": "The graph has nothing under this name or id.",
    "409": "Nothing was learned of the graph yet, which `graphapp learn` does.",
    "414": "The address is too long.",
    "429": "Too many requests.",
    "503": "The database does not answer, or the question takes too long.",
}


def openapi() -> dict[str, Any]:
    """The description as JSON has it."""
    types = [twin.answer for twin in TWINS]
    schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=_REFERENCE)
    *answers, refused = schemas
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "graphapp",
            "version": __version__,
            "summary": "Author name clusters and coauthor neighbourhoods of bibliographic records",
        },
        "paths": {
            twin.path: {"get": _operation(twin, schema, refused)} for twin, schema in zip(TWINS, answers, strict=True)
        },
        "components": {"schemas": components},
    }


def _operation(twin: Twin, answer: dict[str, Any], refused: dict[str, Any]) -> dict[str, Any]:
    variable = twin.variable
    in_path = [{"name": variable, "in": "path", "required": True, "schema": {"type": "string"}}] if variable else []
    refusals = {
        status: {"description": text, "content": {PROBLEM: {"schema": refused}}} for status, text in _REFUSALS.items()
    }
    return {
        "operationId": twin.path.strip("/").partition("/")[0].partition(".")[0].replace("-", "_"),
        "summary": twin.summary,
        "parameters": [*in_path, *parameters_of(twin.question)],
        "responses": {
            "200": {"description": twin.summary, "content": {"application/json": {"schema": answer}}},
            "304": {"description": "The answer is the one that If-None-Match names."},
            **refusals,
        },
    }
