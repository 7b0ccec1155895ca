"""The canonical dump streams: neither this process nor the server holds the graph to write it."""

import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import load_query
from graphapp.schema import apply_schema
from graphapp.services.export import export_graph
from tests.bibliography import bibliography
from tests.plans import plan_of

ABSTRACT_BYTES = 5_000
HOLDING = {"Sort", "Eager", "EagerAggregation", "Top", "Distinct"}
"""Names of operators that read all rows before they return the first."""


def main_line(plan: dict[str, Any]) -> list[str]:
    """The operators that every row goes through, from the answer down to the graph; subqueries of a row are beside."""
    line = [plan["operatorType"].partition("@")[0]]
    return line + main_line(plan["children"][0]) if plan.get("children") else line


@pytest.mark.parametrize(
    "name",
    [
        "export_authors",
        "export_papers",
        "export_persons",
        "export_venues",
        "paper_ids",
    ],
)
def test_the_server_gives_rows_in_the_order_of_an_index_and_holds_none(graph: Graph, name: str) -> None:
    apply_schema(graph)
    query = load_query(f"read/{name}")
    parameters = {"prefix": "one:", "identifiers": ["doi"], "preferred": True, "since": None}
    line = main_line(plan_of(graph, query, **{name: parameters[name] for name in query.parameters}))
    assert not HOLDING & set(line), line
    assert any("Index" in operator and "Seek" in operator for operator in line), line


def test_a_dump_that_is_read_line_by_line_is_never_held(graph: Graph) -> None:
    papers = 1_000
    records = [replace(record, abstract="x" * ABSTRACT_BYTES) for record in bibliography(61, papers)]
    load(graph, records, source="one")

    def peak_of(read: Callable[[Iterator[dict[str, Any]]], object]) -> int:
        tracemalloc.start()
        read(export_graph(graph))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    whole = papers * ABSTRACT_BYTES
    assert peak_of(list) > whole
    assert peak_of(lambda lines: deque(lines, maxlen=0)) < whole / 10
