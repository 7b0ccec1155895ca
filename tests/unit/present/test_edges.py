"""Edges as CSV for Gephi."""

import csv
import io

import pytest

from graphapp.errors import InvalidArgument
from graphapp.present.edges import as_edges
from graphapp.present.networks import as_networkx
from tests.answers import SIMILAR
from tests.answers.networks import NETWORKS


@pytest.mark.parametrize("kind", NETWORKS)
def test_each_edge_of_a_network_is_a_line(kind: str) -> None:
    graph = as_networkx(NETWORKS[kind])
    rows = list(csv.DictReader(io.StringIO(as_edges(NETWORKS[kind]))))
    assert len(rows) == graph.size()
    for row, (one, other, edge) in zip(rows, graph.edges(data=True), strict=True):
        assert {row["Source"].removeprefix("'"), row["Target"].removeprefix("'")} == {one, other}
        assert row["Type"] == ("Directed" if graph.is_directed() else "Undirected")
        assert row["Weight"] == str(edge.get("weight", ""))
        assert row["source_label"].removeprefix("'") == graph.nodes[one]["label"]
        assert {name: value for name, value in row.items() if name in edge and value == ""} == {}


def test_what_is_no_network_has_no_edges() -> None:
    with pytest.raises(InvalidArgument, match="not a network"):
        as_edges(SIMILAR)
