"""The whole graph as lines: for comparing two graphs, and for taking one elsewhere."""

from collections.abc import Iterator
from typing import Any, Final

from graphapp.graph import Graph
from graphapp.queries import load_query

_KINDS: Final = {
    "author": load_query("read/export_authors"),
    "venue": load_query("read/export_venues"),
    "paper": load_query("read/export_papers"),
}


def export_graph(graph: Graph) -> Iterator[dict[str, Any]]:
    """The canonical dump, one map a node: author rows, venues, then paper rows with their relationships.

    `node` says which it is. Sorted by id and without the stamps of loads, so that equal graphs give equal dumps,
    however they came about. Streams: memory does not grow with the graph.
    """
    for kind, query in _KINDS.items():
        for row in graph.stream(query, dict[str, Any]):
            yield {"node": kind} | row
