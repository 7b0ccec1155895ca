"""From names as a person types them to the author rows of a real database."""

from __future__ import annotations

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.services.clusters import name_cluster
from graphapp.services.neighborhoods import coauthor_neighborhood
from tests.coauthors import Row, put


def test_an_unknown_name_lists_similar_ones(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("José García",)), Row(work=2, authors=("Ada Lovelace",))])
    for asked, near in (
        ("Jose Garcia", "José García"),
        ("Lovelace Ada", "Ada Lovelace"),
        ("Ada Lovelase", "Ada Lovelace"),
    ):
        with pytest.raises(NotFound) as caught:
            name_cluster(graph, name=asked)
        assert near in caught.value.near


def test_a_node_shows_the_spelling_of_the_most_papers(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "BO")), Row(work=2, authors=("Cy", "Bo")), Row(work=3, authors=("Bo",))])

    assert coauthor_neighborhood(graph, name="Ada").nodes[0].name == "Bo"
