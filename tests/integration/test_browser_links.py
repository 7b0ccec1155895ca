"""Statements with the values in them, as links to Neo4j Browser carry them, before the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import neo4j
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.graph import Graph
from graphapp.neo4j_browser import cypher_literal
from graphapp.queries import with_literals
from graphapp.services.browser_queries import query_of
from tests.bibliography import paper
from tests.graphs import put, reading_session
from tests.properties import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Database

WHOLE_NUMBERS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE_NUMBERS | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.from_regex("[a-z][a-z_0-9]*", fullmatch=True), values),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def session(database: Database) -> Iterator[neo4j.Session]:
    with (
        neo4j.GraphDatabase.driver(database.uri, auth=(database.user, database.password)) as driver,
        driver.session(database="neo4j") as session,
    ):
        yield session


def evaluated(session: neo4j.Session, literal: str) -> Any:
    return session.run(f"RETURN {literal} AS value").single(strict=True)["value"]


@pytest.mark.parametrize(
    "text", ["\\u0041", "\\", "\\\\u0041", "\\&", '\\"', "'\"`$x {}", "a\nb\x00\x7f\x85\u2028\ufeff😀"]
)
def test_the_server_reads_a_text_back(session: neo4j.Session, text: str) -> None:
    assert evaluated(session, cypher_literal(text)) == text


@settings(max_examples=examples(200))
@given(value=VALUES)
def test_the_server_reads_any_value_back(session: neo4j.Session, value: object) -> None:
    assert evaluated(session, cypher_literal(value)) == value


HOSTILE = 'Ada "A" O\'Neill `x` ${a} } & ; // \\u0041'


@pytest.mark.parametrize(
    ("service", "arguments", "shown"),
    [
        ("name_cluster", {"name": HOSTILE}, HOSTILE),
        ("name_cluster", {"name": HOSTILE, "match": "fold"}, HOSTILE),
        ("coauthor_neighborhood", {"name": HOSTILE}, "Bo Li"),
        ("coauthor_neighborhood", {"name": HOSTILE, "since": 1843, "venue": "NIPS"}, "bo li"),
        ("coauthor_neighborhood", {"name": HOSTILE, "match": "fold"}, "bo li"),
        ("coauthor_neighborhood", {"author_id": f"dblp:{HOSTILE}"}, "bo li"),
        ("collaboration_path", {"a": HOSTILE, "b": "BO LI"}, "Bo Li"),
        ("coauthor_graph", {"names": [HOSTILE, "BO LI"]}, "Bo Li"),
        ("likely_collaborators", {"name": HOSTILE}, "bo li"),
        ("similar_names", {"name": HOSTILE.replace("Ada", "Adá")}, HOSTILE),
        ("ambiguous_names", {"by": "works", "limit": 1}, "bo li"),
        ("ambiguous_names", {"limit": 2}, "bo li"),
        ("paper", {"id": "dblp:1 & 2"}, HOSTILE),
        ("explain_work", {"id": "dblp:1 & 2"}, "neurips"),
        ("venue", {"name": "Proc. of NIPS", "year": 1843}, HOSTILE),
        ("sources", {}, "dblp"),
        ("graph_counts", {}, "2"),
        ("check", {}, "works without exactly one preferred row"),
    ],
)
def test_the_statement_of_a_link_shows_the_answer(
    graph: Graph, service: str, arguments: dict[str, object], shown: str
) -> None:
    papers = {"1 & 2": (HOSTILE, "Bo Li"), "3": ("Bo Li",)}
    records = [paper(id, *people, title=f"Notes {id}", venue="NIPS", year=1843) for id, people in papers.items()]
    assert put(graph, records, "dblp").rejected == 0
    query, parameters = query_of(service, arguments)
    literals = query.parameters | {name: cypher_literal(value) for name, value in parameters.items()}

    with reading_session(graph) as session:
        answer = session.run(with_literals(query, literals)).values()

    assert shown in list(leaves(answer))


def leaves(value: Any) -> Iterator[str]:
    """All scalars in an answer, as texts."""
    match value:
        case list():
            for item in value:
                yield from leaves(item)
        case dict() | neo4j.graph.Entity():
            yield from leaves(list(value.values()))
        case neo4j.graph.Path():
            yield from leaves([*value.nodes, *value.relationships])
        case _:
            yield str(value)
