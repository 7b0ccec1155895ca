"""What tests do with a graph beside what graphapp offers: fill it, empty it, ask it in Cypher, compare all of it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
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


def reading_session(graph: Graph) -> AbstractContextManager[neo4j.Session]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a graph holds, which gives the graph again in less time than its loads take."""

    nodes: list[dict[str, Any]]
    relationships: list[dict[str, Any]]
    """From and to which nodes, by their places in the list."""


def take_snapshot(graph: Graph) -> Snapshot:
    """What the graph holds."""
    nodes = ask(graph, "MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties")
    places = {node.pop("id"): place for place, node in enumerate(nodes)}
    found = ask(
        graph,
        "MATCH (a)-[r]->(b) "
        "RETURN elementId(a) AS start, elementId(b) AS end, type(r) AS type, properties(r) AS properties",
    )
    return Snapshot(
        nodes=nodes,
        relationships=[row | {"start": places[row["start"]], "end": places[row["end"]]} for row in found],
    )


def restore(graph: Graph, snapshot: Snapshot) -> None:
    """Let the graph hold what it held then, and no more."""
    empty(graph)
    ask(
        graph,
        """
        UNWIND $nodes AS node
        CREATE (created:$(node.labels)) SET created = node.properties
        WITH collect(created) AS nodes
        UNWIND $relationships AS relationship
        WITH nodes[relationship.start] AS start, nodes[relationship.end] AS end, relationship
        CREATE (start)-[created:$(relationship.type)]->(end) SET created = relationship.properties
        """,
        nodes=snapshot.nodes,
        relationships=snapshot.relationships,
    )
