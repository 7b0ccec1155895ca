"""Neighbourhoods on a real database against plain Python and NetworkX over the same records."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.results.coauthors import CoauthorNeighborhood
from graphapp.services.neighborhoods import coauthor_neighborhood
from tests.coauthors import ON_A_DATABASE, Filters, Row, World, plain, put, rows_of_works
from tests.graphs import empty

ANY_FILTERS = st.sampled_from(
    [
        Filters(),
        Filters(since=2019),
        Filters(until=2019, max_authors=3),
        Filters(since=2018, until=2020, min_joint=2),
        Filters(max_authors=2),
    ]
)


def strengths_around(
    world: World, pairs: dict[tuple[str, str], set[int]], key: str, distances: dict[str, int]
) -> dict[str, float]:
    strengths = {key: 1.0}
    for other, distance in sorted(distances.items(), key=lambda item: item[1])[1:]:
        parts = [
            strengths[middle] * world.edge(middle, other, pairs[middle, other])[3]
            for middle, before in distances.items()
            if before == distance - 1 and (middle, other) in pairs
        ]
        strengths[other] = fsum(parts) if distance == 1 else round(fsum(parts), 9)
    return strengths


@ON_A_DATABASE
@given(rows=rows_of_works(), filters=ANY_FILTERS, hops=st.integers(1, 3))
def test_neighborhoods_of_any_graph(graph: Graph, rows: list[Row], filters: Filters, hops: int) -> None:
    empty(graph)
    world = put(graph, rows)
    pairs, network = world.pairs(filters), world.names(filters)
    for key in world.ids:
        found = coauthor_neighborhood(
            graph,
            name=key,
            hops=hops,
            since=filters.since,
            until=filters.until,
            max_authors=filters.max_authors,
            min_joint=filters.min_joint,
            limit=None,
            with_links=True,
            with_papers=True,
        )
        distances = nx.single_source_shortest_path_length(network, key, cutoff=hops)
        strengths = strengths_around(world, pairs, key, distances)
        expected = []
        for other, distance in distances.items():
            _, _, papers, weight, first, last = world.edge(key, other, pairs.get((key, other), set()))
            near = distance == 1
            strength = strengths[other]
            shown = (papers, weight, strength, first, last) if near else (0, None, strength, None, None)
            if distance:
                expected.append((distance, -papers if near else 0, -strength, other, shown))
        assert [
            (node.distance, node.key, (node.joint_papers, node.weight, node.strength, node.first_year, node.last_year))
            for node in found.nodes
        ] == [(distance, other, shown) for distance, _, _, other, shown in sorted(expected)]
        assert {node.key: set(node.author_ids) for node in found.nodes} == {
            other: world.ids[other] for other, distance in distances.items() if distance
        }
        assert plain(found.edges) == sorted(
            world.edge(a, b, works) for (a, b), works in pairs.items() if a < b and {a, b} <= distances.keys()
        )
        for edge in found.edges:
            assert edge.works is not None
            listed = [(work.work_id, work.year, work.venue) for work in edge.works]
            assert set(listed) == {listed_work(world, work) for work in pairs[edge.a, edge.b]}
        assert found.skipped_papers == world.skipped({k for k, d in distances.items() if d < hops}, filters)
        assert not found.truncated


def listed_work(world: World, work: int) -> tuple[str, int | None, str | None]:
    ids = [row.paper_id for row in world.rows if row.work == work]
    return (min(ids), world.shown[work].year, world.shown[work].venue)


@ON_A_DATABASE
@given(rows=rows_of_works())
def test_neighborhoods_of_any_author_row(graph: Graph, rows: list[Row]) -> None:
    empty(graph)
    world = put(graph, rows)
    for author_id, key in world.key_of_id.items():
        joint: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            if author_id in row.author_ids:
                for other in row.keys - {key}:
                    joint[other].add(row.work)
        found = coauthor_neighborhood(graph, author_id=author_id, limit=None)
        assert plain(found.edges) == sorted(world.edge(key, other, works) for other, works in joint.items())
        assert found.center.author_ids == (author_id,)


# --- One odd case each -----------------------------------------------------------------------------------------------


def only_edge(found: CoauthorNeighborhood) -> tuple[str, str, int, float, int | None, int | None]:
    [edge] = plain(found.edges)
    return edge


def test_a_paper_of_one_author_has_no_coauthors(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada Lovelace",))])

    found = coauthor_neighborhood(graph, name="Ada Lovelace")

    assert (found.nodes, found.edges, found.truncated, found.node_counts) == ((), (), False, (0,))


def test_a_paper_of_450_authors_counts_in_full_or_is_skipped_and_said_to_be(graph: Graph) -> None:
    crowd = tuple(f"Member {number}" for number in range(450))
    put(graph, [Row(work=1, authors=crowd), Row(work=2, authors=crowd[:2], year=2020)])

    everybody = coauthor_neighborhood(graph, name="Member 0", limit=10)
    few = coauthor_neighborhood(graph, name="Member 0", max_authors=100)

    assert (everybody.node_counts, len(everybody.nodes), everybody.truncated) == ((449,), 10, True)
    assert everybody.nodes[0].key == "member 1"
    assert everybody.nodes[0].weight == 1 + 1 / 449
    assert only_edge(few) == ("member 0", "member 1", 1, 1.0, 2020, 2020)
    assert few.skipped_papers == 1


def test_filters_hold_for_every_step(graph: Graph) -> None:
    rows = [
        Row(work=1, authors=("Ada", "Bo"), year=2020, venue="NeurIPS"),
        Row(work=2, authors=("Bo", "Cy"), year=2010, venue="NeurIPS"),
        Row(work=3, authors=("Bo", "Dee"), year=2020, venue="ICML"),
        Row(work=4, authors=("Bo", "Eli"), venue="NeurIPS"),
    ]
    put(graph, rows)

    def keys(**filters: Any) -> list[str]:
        return [node.key for node in coauthor_neighborhood(graph, name="Ada", hops=2, **filters).nodes]

    assert keys() == ["bo", "cy", "dee", "eli"]
    assert keys(since=2015) == ["bo", "dee"]
    assert keys(venue="NIPS") == ["bo", "cy", "eli"]
    assert keys(venue="Proceedings of ICML 2020") == []


def test_the_center_may_be_all_names_that_look_alike(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Jürgen Groß", "Bo")), Row(work=2, authors=("Jurgen Gross", "Bo", "Cy"))])

    found = coauthor_neighborhood(graph, name="Jürgen Gross", match="fold", hops=2)

    assert found.center.key == "jurgen gross"
    assert found.center.author_ids == ("dblp:Jurgen Gross", "dblp:Jürgen Groß")
    assert [(node.key, node.joint_papers, node.weight) for node in found.nodes] == [("bo", 2, 1.5), ("cy", 1, 0.5)]


# --- Invalid arguments -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"name": "Ada", "hops": 0}, "hops from 1 to 3"),
        ({"name": "Ada", "hops": 9}, "hops from 1 to 3"),
        ({"name": "Ada", "since": 2020, "until": 2019}, "earlier year first"),
        ({"name": "Ada", "min_joint": 0}, "min_joint of 1 or more"),
        ({"name": "Ada", "max_authors": 1}, "2 or more"),
        ({"name": "Ada", "limit": 0}, "positive number"),
        ({"name": "Ada", "match": "like"}, "'exact' or 'fold'"),
        ({"name": ""}, "no letter or digit"),
        ({"name": "x" * 1_000_000}, "characters is too long"),
        ({"name": "Ada", "venue": " "}, "not the name of a venue"),
        ({}, "either a name or an author_id"),
        ({"name": "Ada", "author_id": "dblp:Ada"}, "either a name or an author_id"),
        ({"author_id": "dblp:Ada", "match": "fold"}, "goes with a name"),
    ],
)
def test_invalid_arguments_of_a_neighborhood_are_refused(
    graph: Graph, arguments: dict[str, Any], sentence: str
) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(InvalidArgument, match=sentence):
        coauthor_neighborhood(graph, **arguments)


@pytest.mark.parametrize(
    "arguments", [{"name": "Nobody"}, {"author_id": "dblp:Nobody"}, {"name": "Ada", "venue": "Nowhere"}]
)
def test_a_neighborhood_of_what_is_not_there(graph: Graph, arguments: dict[str, Any]) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    with pytest.raises(NotFound):
        coauthor_neighborhood(graph, **arguments)
