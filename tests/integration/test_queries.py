"""Every query file, before the real planner."""

from typing import Any

import pytest

from graphapp.graph import Graph
from graphapp.queries import Access, Query, all_queries
from graphapp.schema import apply_schema

QUERIES = [query for query in all_queries() if query.access is not Access.SCHEMA]

SCANS = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "UndirectedAllRelationshipsScan"}
WHOLE_GRAPH = {
    # These look at everything on purpose: they say what the database holds, or whether it is as it must be.
    "read/broken_invariants",
    "read/occupation",
    "read/source_counts",
    "read/graph_counts",
}


def labels_scanned(plan: dict[str, Any]) -> set[str]:
    """What is scanned by label; a scan of the few Source nodes is no concern."""
    found: set[str] = set()
    if plan["operatorType"].partition("@")[0] in SCANS and ":Source" not in plan["args"].get("Details", ""):
        found.add(f"{plan['operatorType']} {plan['args'].get('Details', '')}")
    for child in plan.get("children", []):
        found |= labels_scanned(child)
    return found


def example_parameters(graph: Graph, query: Query) -> dict[str, Any]:
    """The examples of the file, evaluated by the server as Neo4j Browser does."""
    with graph._session("READ") as session:
        return {
            name: session.run(f"RETURN {example} AS value").single(strict=True)["value"]
            for name, example in query.parameters.items()
        }


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_server_plans_it_with_its_examples_and_seeks_by_index(graph: Graph, query: Query) -> None:
    apply_schema(graph)
    plan = graph.plan(query, **example_parameters(graph, query))
    if query.name not in WHOLE_GRAPH:
        assert not labels_scanned(plan)


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.access is not Access.WRITE], ids=lambda q: q.name
)
def test_a_reading_query_runs_in_a_read_transaction(graph: Graph, query: Query) -> None:
    apply_schema(graph)
    graph.read(query, dict[str, Any], **example_parameters(graph, query))


def test_those_that_look_at_everything_are_queries() -> None:
    assert {query.name for query in QUERIES} >= WHOLE_GRAPH
