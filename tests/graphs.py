"""What tests do with a graph beside what graphapp offers: fill it, empty it, ask it in Cypher, compare all of it."""

from collections.abc import Iterable
from typing import Any

import neo4j

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.records import Record
from graphapp.results.upkeep import LoadReport
from graphapp.services.export import export_graph


def ask(graph: Graph, cypher: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows of any statement, which may also write."""
    with graph._session("WRITE") as session:
        return session.run(cypher, parameters).data()


def reading_session(graph: Graph) -> neo4j.Session:
    """A session of the driver, for statements that do not write and whose results are more than rows."""
    return graph._session("READ")


def empty(graph: Graph) -> None:
    """Delete all nodes; the schema stays."""
    ask(graph, "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS")


def put(graph: Graph, records: Iterable[Record], source: str = "one", **options: Any) -> LoadReport:
    """Load records of a source, with the options of `load`, and hold the report to its promise."""
    report = load(graph, records, source=source, **options)
    assert report.read == report.created + report.updated + report.unchanged + report.rejected
    return report


def dump(graph: Graph) -> list[dict[str, Any]]:
    """All of the graph in its canonical form: equal lists are equal graphs."""
    return list(export_graph(graph))
