"""Names that may be meant, on a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.services.clusters import name_cluster
from graphapp.services.names import similar_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paths import collaboration_path
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


def test_an_organisation_is_found_as_it_is_shown(graph: Graph) -> None:
    graphs.put(graph, [paper("p", "CERN,, Geneva", "Bo Li")])
    for asked in ("CERN, Geneva", "cern,, geneva"):
        assert name_cluster(graph, name=asked).name == "CERN, Geneva"
        assert coauthor_neighborhood(graph, name=asked).center.name == "CERN, Geneva"
    assert similar_names(graph, "Geneva CERN").similar[0].relation == "order"


ASKING: dict[str, Callable[[Graph], object]] = {
    "name cluster": lambda graph: name_cluster(graph, name="TIM Dettmers", sources=["two"]),
    "coauthors": lambda graph: coauthor_neighborhood(graph, name="TIM Dettmers", sources=["two"]),
    "chain": lambda graph: collaboration_path(graph, a="Bo Li", b="TIM Dettmers", sources=["two"]),
}


@pytest.mark.parametrize("asking", ASKING)
def test_a_name_of_other_sources_alone_is_said_to_be_theirs(graph: Graph, asking: str) -> None:
    graphs.put(graph, [paper("p", "Tim Dettmers", "Bo Li")], "one")
    graphs.put(graph, [paper("p", "Bo Li", title="Barns")], "two")
    with pytest.raises(NotFound) as caught:
        ASKING[asking](graph)
    assert str(caught.value) == "no author row of 'two' is named 'TIM Dettmers'; 'one' has one"
    assert caught.value.near == ()
