"""Every answer is as `/openapi.json` describes it, for questions that are drawn from the description itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graphapp.graph import Graph
from graphapp.schema import apply_schema
from graphapp.web.application import make_app
from graphapp.web.twins import TWINS
from tests.bibliography import paper
from tests.conftest import Database
from tests.graphs import empty, put
from tests.properties import on_a_database

CHECKS: Final[list[CheckFunction]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
"""Not that every drawn question is accepted: a text of signs alone is no name, which no schema says."""

KNOWN: Final[dict[str, dict[str, str]]] = {
    "/venue/{id}.json": {"id": "neurips"},
    "/paper/{id}.json": {"id": "one:1"},
    "/explain-work/{id}.json": {"id": "one:1"},
}
"""What the graph has; for all other addresses a name, and words of a title."""
NAMES: Final = {"name": "ada lovelace", "a": "Ada Lovelace", "b": "Bo Li", "text": "notes"}


@pytest.fixture(scope="module")
def schema(database: Database) -> Iterator[Any]:
    """The description of an application on a small graph."""
    with Graph(database.address) as graph:
        empty(graph)
        apply_schema(graph)
        put(
            graph,
            [
                paper("1", "Ada Lovelace", "Bo Li", title="Notes on engines", year=1843, venue="NeurIPS"),
                paper(
                    "2", "ADA LOVELACE", "Cy Young", title="Letters", abstract="Notes.", identifiers={"doi": "10.1/x"}
                ),
            ],
        )
        yield schemathesis.openapi.from_asgi("/openapi.json", make_app(graph))


@pytest.mark.parametrize("path", [twin.path for twin in TWINS])
def test_answers_are_as_described(schema: Any, path: str) -> None:
    operation = schema[path]["GET"]
    drawn = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @on_a_database(10)
    @given(case=drawn, of_the_graph=st.booleans())
    def ask(case: Case[Any], of_the_graph: bool) -> None:
        if of_the_graph:
            known = KNOWN.get(path, NAMES)
            for given_parameters in (case.path_parameters, case.query):
                given_parameters.update({name: known[name] for name in known.keys() & given_parameters.keys()})
        answer = case.call(headers={"Host": "localhost"})
        case.validate_response(answer, checks=CHECKS)

    ask()
