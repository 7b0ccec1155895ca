"""Names that may be meant, on a real database."""

from __future__ import annotations

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.services.clusters import name_cluster
from tests import graphs
from tests.bibliography import paper

NAMES = ("Tim Dettmers", "José García", "Colin A. Raffel", "Colin Raffelson", "Wei Wang")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("Dettmers", ["Tim Dettmers"]),
        ("T. Dettmers", ["Tim Dettmers"]),
        ("Dettmers, T", ["Tim Dettmers"]),
        ("Tim Dett", ["Tim Dettmers"]),
        ("Tim Detmers", ["Tim Dettmers"]),
        ("Jose Garcia", ["José García"]),
        ("Wang Wei", ["Wei Wang"]),
        # A rule comes before a beginning.
        ("Colin Raffel", ["Colin A. Raffel", "Colin Raffelson"]),
        ("Nobody", []),
    ],
)
def test_rules_come_first_then_beginnings_then_other_letters(graph: Graph, asked: str, near: list[str]) -> None:
    graphs.put(graph, [paper(f"p{n}", name, title=f"Paper {n}") for n, name in enumerate(NAMES)])
    with pytest.raises(NotFound) as caught:
        name_cluster(graph, name=asked)
    assert list(caught.value.near)[: len(near)] == near
    assert bool(caught.value.near) == bool(near)


def test_a_name_is_turned_as_a_load_turns_it(graph: Graph) -> None:
    graphs.put(graph, [paper("p", "Dettmers, Tim")])
    assert name_cluster(graph, name="Dettmers, Tim").name == name_cluster(graph, name="tim dettmers").name
