"""The whole graph as lines: to compare two graphs, or to copy one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graphapp.queries import load_query
from graphapp.rules.identifiers import SCHEME_PROPERTIES

if TYPE_CHECKING:
    from graphapp.graph import Graph

if TYPE_CHECKING:
    from graphapp.graph import Graph

_KINDS: Final = {
    "author": load_query("read/export_authors"),
    "venue": load_query("read/export_venues"),
    "paper": load_query("read/export_papers"),
    "person": load_query("read/export_persons"),
}


def export_graph(graph: Graph) -> Iterator[dict[str, Any]]:
    """The canonical dump, one map per node: author rows, venues, paper rows with their relationships, person records.

    `node` is its kind. Sorted by id and without the stamps of loads, so that equal graphs give equal dumps, whatever
    their history. Streams: memory does not grow with the graph.
    """
    for kind, query in _KINDS.items():
        parameters = {"identifiers": SCHEME_PROPERTIES} if "identifiers" in query.parameters else {}
        for row in graph.stream(query, dict[str, Any], unlimited=True, **parameters):
            yield {"node": kind} | (_with_properties(row) if "identifiers" in row else row)


def _with_properties(paper: dict[str, Any]) -> dict[str, Any]:
    """The paper row with each identifier under its property, None for one that it does not state."""
    found: dict[str, Any] = {}
    for name, value in paper.items():
        if name == "identifiers":
            found |= dict.fromkeys(SCHEME_PROPERTIES) | dict(value)
        else:
            found[name] = value
    return found
