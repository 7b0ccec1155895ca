"""Chains of collaborations on a real database against NetworkX over the same records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from math import prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paths import CROWDED_WORKS, MOST_STEP_WORKS, collaboration_path
from tests.coauthors import ON_A_DATABASE, Filters, Row, World, put, rows_of_works
from tests.graphs import empty


@ON_A_DATABASE
@given(
    rows=rows_of_works(),
    k=st.integers(1, 5),
    filters=st.sampled_from([Filters(), Filters(), Filters(since=2019), Filters(max_authors=3)]),
)
def test_chains_of_any_graph(graph: Graph, rows: list[Row], k: int, filters: Filters) -> None:
    empty(graph)
    world = put(graph, rows)
    pairs, network, row_network = world.pairs(filters), world.names(filters), world.author_rows()
    for a, b in combinations(sorted(world.ids), 2):
        expected = strongest_first(world, pairs, shortest(network, {a}, {b}, k))
        found = collaboration_path(graph, a, b, k=k, limit=1_000, since=filters.since, max_authors=filters.max_authors)
        assert [tuple(node.key for node in chain.nodes) for chain in found.chains] == expected
        assert found.distance == (len(expected[0]) - 1 if expected else None)
        assert found.chain_count == len(expected)
        for chain in found.chains:
            assert [step.papers for step in chain.steps] == [len(pairs[step.a, step.b]) for step in chain.steps]
            assert chain.strength == float(strength(world, pairs, tuple(node.key for node in chain.nodes)))
            changes = world.fewest_changes([node.key for node in chain.nodes])
            assert filters != Filters() or sum(step.pooled for step in chain.steps) == changes
        if filters != Filters():
            continue
        row_pairs: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for row in rows:
            for pair in permutations(row.author_ids, 2):
                row_pairs[pair].add(row.work)
        expected = strongest_first(world, row_pairs, shortest(row_network, world.ids[a], world.ids[b], k))
        of_rows = collaboration_path(graph, a=a, b=b, k=k, limit=1_000, level="row")
        assert [tuple(node.author_ids[0] for node in chain.nodes) for chain in of_rows.chains] == expected
        assert not any(step.pooled for chain in of_rows.chains for step in chain.steps)


def strength(world: World, pairs: Mapping[tuple[str, str], set[int]], chain: tuple[str, ...]) -> Fraction:
    return prod((Fraction(world.edge(*step, pairs[step])[3]) for step in pairwise(chain)), start=Fraction(1))


def strongest_first(
    world: World, pairs: Mapping[tuple[str, str], set[int]], chains: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    return sorted(chains, key=lambda chain: (-strength(world, pairs, chain), chain))


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


def test_a_step_from_a_crowded_name_is_marked(graph: Graph) -> None:
    """By many works, or by several rows of one source; an end is never marked."""
    many = [Row(work=work, authors=("Ada", "Bo")) for work in range(CROWDED_WORKS)]
    put(graph, [*many, Row(work=901, authors=("Bo", "Cy")), Row(work=902, authors=("Dee", "Eli"))])
    [chain] = collaboration_path(graph, "Ada", "Cy").chains
    assert [step.crowded for step in chain.steps] == [False, True]
    empty(graph)
    put(graph, [Row(work=1, authors=("Ada", "Bo 0001")), Row(work=2, authors=("Bo 0002", "Cy", "Dee"))])
    [chain] = collaboration_path(graph, "Ada", "Cy").chains
    assert [step.crowded for step in chain.steps] == [False, True]
    empty(graph)
    put(graph, [Row(work=1, authors=("Ada", "Bo")), Row(work=2, authors=("Bo", "Cy"))])
    [chain] = collaboration_path(graph, "Ada", "Cy").chains
    assert [step.crowded for step in chain.steps] == [False, False]


def test_sources_narrow_chains_and_neighborhoods(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo")), Row(work=2, source="acl", authors=("Bo", "Cy"))])
    assert collaboration_path(graph, "Ada", "Cy").distance == 2
    assert collaboration_path(graph, "Ada", "Bo", sources=["dblp"]).distance == 1
    with pytest.raises(NotFound, match="no author row of 'dblp' is named 'Cy'; 'acl' has one"):
        collaboration_path(graph, "Ada", "Cy", sources=["dblp"])
    around = coauthor_neighborhood(graph, "Bo", hops=2, sources=["acl"])
    assert [(node.name, node.author_ids) for node in around.nodes] == [("Cy", ("acl:Cy",))]
    assert around.center.author_ids == ("acl:Bo",)
    with pytest.raises(NotFound, match="no source is named 'arrow'"):
        coauthor_neighborhood(graph, "Bo", sources=["arrow"])
