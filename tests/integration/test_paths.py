"""Chains of collaborations on a real database against NetworkX over the same records."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.services.paths import MOST_STEP_WORKS, collaboration_path
from tests.coauthors import ON_A_DATABASE, Row, put, rows_of_works
from tests.graphs import empty


@ON_A_DATABASE
@given(rows=rows_of_works(), k=st.integers(1, 5))
def test_chains_of_any_graph(graph: Graph, rows: list[Row], k: int) -> None:
    empty(graph)
    world = put(graph, rows)
    pairs, network, row_network = world.pairs(), world.names(), world.author_rows()
    for a, b in combinations(sorted(world.ids), 2):
        expected = shortest(network, {a}, {b}, k)
        found = collaboration_path(graph, a=a, b=b, k=k, limit=1_000)
        assert [tuple(node.key for node in chain.nodes) for chain in found.chains] == expected
        assert found.distance == (len(expected[0]) - 1 if expected else None)
        assert found.chain_count == len(expected)
        for chain in found.chains:
            assert [step.papers for step in chain.steps] == [len(pairs[step.a, step.b]) for step in chain.steps]
            changes = world.fewest_changes([node.key for node in chain.nodes])
            assert sum(step.pooled for step in chain.steps) == changes
        expected = shortest(row_network, world.ids[a], world.ids[b], k)
        of_rows = collaboration_path(graph, a=a, b=b, k=k, limit=1_000, level="row")
        assert [tuple(node.author_ids[0] for node in chain.nodes) for chain in of_rows.chains] == expected
        assert not any(step.pooled for chain in of_rows.chains for step in chain.steps)


def shortest(network: Any, starts: set[str], goals: set[str], k: int) -> list[tuple[str, ...]]:
    chains = [
        tuple(chain)
        for start in starts
        for goal in goals
        if nx.has_path(network, start, goal)
        for chain in nx.all_shortest_paths(network, start, goal)
    ]
    length = min(map(len, chains), default=0)
    return sorted(chain for chain in chains if len(chain) == length <= k + 1)


def test_a_step_shows_its_newest_works_and_counts_all(graph: Graph) -> None:
    put(graph, [Row(work=work, authors=("Ada", "Bo")) for work in range(MOST_STEP_WORKS + 5)])

    [step] = collaboration_path(graph, a="Ada", b="Bo").chains[0].steps

    assert (step.papers, len(step.works)) == (MOST_STEP_WORKS + 5, MOST_STEP_WORKS)


def test_a_step_that_changes_the_row_of_a_name_is_pooled(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Wei Wang 0001")),
        Row(work=2, authors=("Wei Wang 0002", "Bo")),
        Row(work=3, authors=("Bo", "Cy")),
    ]
    put(graph, rows)

    [chain] = collaboration_path(graph, a="Ada", b="Cy").chains
    of_rows = collaboration_path(graph, a="Ada", b="Cy", level="row")

    assert [(step.a, step.b, step.pooled) for step in chain.steps] == [
        ("ada", "wei wang", False),
        ("wei wang", "bo", True),
        ("bo", "cy", False),
    ]
    assert (of_rows.distance, of_rows.chains, of_rows.chain_count) == (None, (), 0)


def test_no_chain_within_k_is_an_answer(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo")), Row(work=2, authors=("Bo", "Cy")), Row(work=3, authors=("Dee",))])

    near, far, apart = (
        collaboration_path(graph, a="Ada", b="Cy", k=2),
        collaboration_path(graph, a="Ada", b="Cy", k=1),
        collaboration_path(graph, a="Ada", b="Dee", k=12),
    )

    assert near.distance == 2
    assert (far.distance, far.chains, far.chain_count, far.truncated) == (None, (), 0, False)
    assert apart.distance is None


def test_chains_beyond_the_limit_are_counted(graph: Graph) -> None:
    between = [f"Between {number}" for number in range(9)]
    put(
        graph,
        [Row(work=number, authors=("Ada", name, "Cy")[:2]) for number, name in enumerate(between)]
        + [Row(work=100 + number, authors=(name, "Cy")) for number, name in enumerate(between)],
    )

    found = collaboration_path(graph, a="Ada", b="Cy", limit=4)

    assert [chain.nodes[1].key for chain in found.chains] == [f"between {number}" for number in range(4)]
    assert (found.chain_count, found.truncated) == (9, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"a": "Ada", "b": "ADA"}, "are one name"),
        ({"a": "Ada", "b": "Bo", "k": 0}, "a k from 1 to 12"),
        ({"a": "Ada", "b": "Bo", "k": 13}, "a k from 1 to 12"),
        ({"a": "Ada", "b": "Bo", "limit": 0}, "positive number"),
        ({"a": "Ada", "b": "Bo", "level": "person"}, "'name' or 'row'"),
        ({"a": "", "b": "Bo"}, "no letter or digit"),
    ],
)
def test_invalid_arguments_of_a_chain_are_refused(graph: Graph, arguments: dict[str, Any], sentence: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(InvalidArgument, match=sentence):
        collaboration_path(graph, **arguments)
