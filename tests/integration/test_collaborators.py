"""Likely collaborators on a real database against NetworkX over the same records."""

from __future__ import annotations

from math import fsum, log

import networkx as nx
from hypothesis import given

from graphapp.graph import Graph
from graphapp.services.collaborators import collaborators_query, likely_collaborators
from tests.coauthors import ON_A_DATABASE, Row, put, rows_of_works
from tests.graphs import empty


@ON_A_DATABASE
@given(rows=rows_of_works())
def test_likely_collaborators_of_any_graph(graph: Graph, rows: list[Row]) -> None:
    empty(graph)
    world = put(graph, rows)
    network = world.names()
    for key in world.ids:
        expected = []
        for other, distance in nx.single_source_shortest_path_length(network, key, cutoff=2).items():
            if distance == 2:
                common = sorted(nx.common_neighbors(network, key, other))
                score = fsum(1 / log(network.degree[between]) for between in common)
                expected.append((-round(score, 9), other, len(common)))
        found = likely_collaborators(graph, name=key, limit=None)
        assert [(-c.score, c.key, c.common_coauthors) for c in found.candidates] == sorted(expected)
        assert found.candidate_count == len(expected)


def test_likely_collaborators_name_the_rarest_common_coauthors(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Rare")),
        Row(work=2, authors=("Rare", "Bo")),
        Row(work=3, authors=("Ada", "Hub")),
        Row(work=4, authors=("Hub", "Bo")),
        Row(work=5, authors=("Hub", "Cy")),
    ]
    put(graph, rows)

    found = likely_collaborators(graph, name="Ada", limit=1)

    [first] = found.candidates
    assert (first.name, first.common_coauthors, first.examples) == ("Bo", 2, ("Rare", "Hub"))
    assert first.score == round(1 / log(2) + 1 / log(3), 9)
    assert (found.candidate_count, found.truncated) == (2, True)


def test_the_query_in_neo4j_browser_looks_for_the_name_without_its_number_too() -> None:
    _, parameters = collaborators_query(name="Wei Wang 0001")
    assert parameters["values"] == ["wei wang 0001", "wei wang"]
