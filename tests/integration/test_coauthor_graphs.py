"""Graphs of coauthors, of people and of a scope, on a real database against plain Python over the same rows."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.services.coauthor_graphs import coauthor_graph
from tests.coauthors import ON_A_DATABASE, Row, World, plain, put, rows_of_works
from tests.graphs import empty


@ON_A_DATABASE
@given(rows=rows_of_works())
def test_induced_graphs_of_any_graph(graph: Graph, rows: list[Row]) -> None:
    empty(graph)
    world = put(graph, rows)
    pairs = world.pairs()
    people = sorted(world.ids)[::2] + sorted(world.ids)[1:2]
    if len(people) > 1:
        induced = coauthor_graph(graph, names=people, with_papers=True)
        assert [node.key for node in induced.nodes] == people
        assert plain(induced.edges) == sorted(
            world.edge(a, b, works) for (a, b), works in pairs.items() if a < b and {a, b} <= set(people)
        )
        assert all(len(edge.works or ()) == edge.papers for edge in induced.edges)


def works_in_scope(world: World, rows: list[Row], source: str | None, since: int | None) -> dict[str, set[int]]:
    """The works of each name in a scope."""
    works: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        year = world.shown[row.work].year
        if (source is None or row.source == source) and (since is None or (year is not None and year >= since)):
            for key in row.keys:
                works[key].add(row.work)
    return works


@ON_A_DATABASE
@given(
    rows=rows_of_works(),
    by_source=st.booleans(),
    since=st.sampled_from([None, 2019]),
    min_works=st.integers(1, 2),
    largest=st.integers(1, 4),
)
def test_networks_of_any_scope(
    graph: Graph, rows: list[Row], by_source: bool, since: int | None, min_works: int, largest: int
) -> None:
    empty(graph)
    world = put(graph, rows)
    if not rows:
        return
    source = rows[0].source if by_source else None
    works = works_in_scope(world, rows, source, since)
    enough = sorted((key for key in works if len(works[key]) >= min_works), key=lambda key: (-len(works[key]), key))
    found = coauthor_graph(
        graph,
        sources=[source] if source else [],
        since=since,
        everything=source is None and since is None,
        min_works=min_works,
        largest=largest,
    )
    assert [(node.key, node.works) for node in found.nodes] == [(key, len(works[key])) for key in enough[:largest]]
    assert (found.name_count, found.truncated) == (len(works), len(enough) > largest)
    shown = set(enough[:largest])
    joint: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        for pair in combinations(sorted(row.keys & shown), 2):
            if row.work in works[pair[0]] and (source is None or row.source == source):
                joint[pair].add(row.work)
    assert plain(found.edges) == sorted(world.edge(a, b, of) for (a, b), of in joint.items())
    assert sorted(key for each in found.communities for key in each.members) == sorted(shown)
    assert all(each.size == len(each.members) for each in found.communities)
    number_of = {key: each.number for each in found.communities for key in each.members}
    assert all(number_of[node.key] == node.community for node in found.nodes)


def test_a_venue_is_a_scope_under_any_of_its_names(graph: Graph) -> None:
    put(
        graph,
        [
            Row(work=1, authors=("Ada", "Bo"), venue="NeurIPS", year=2020),
            Row(work=2, authors=("Ada", "Cy"), venue="ICML", year=2021),
            Row(work=3, authors=("Ada", "Bo"), venue="NeurIPS", year=2018),
        ],
    )
    found = coauthor_graph(graph, venue="NIPS", since=2019)
    assert [(node.name, node.works) for node in found.nodes] == [("Ada", 1), ("Bo", 1)]
    assert plain(found.edges) == [("ada", "bo", 1, 1.0, 2020, 2020)]
    assert (found.venue, found.since, found.sources, found.name_count) == ("neurips", 2019, (), 2)
    assert [node.works for node in coauthor_graph(graph, names=["Ada", "Cy"], venue="ICML").nodes] == [1, 1]


def test_a_name_with_more_rows_than_works_does_not_come_first(graph: Graph) -> None:
    twice = [Row(work=work, source=source, authors=("Ada",)) for work in (1, 2) for source in ("one", "two", "three")]
    put(graph, [*twice, *(Row(work=work, authors=("Bo",)) for work in (3, 4, 5))])
    found = coauthor_graph(graph, everything=True, largest=1)
    assert [(node.name, node.works) for node in found.nodes] == [("Bo", 3)]
    assert found.truncated


def test_communities_and_centralities_are_those_of_networkx(graph: Graph) -> None:
    lists = [*[("Ada", "Bo", "Cy")] * 3, ("Cy", "Dee"), *[("Dee", "Eve", "Fay")] * 3]
    put(graph, [Row(work=work, authors=authors) for work, authors in enumerate(lists)])
    found = coauthor_graph(graph, everything=True, with_centralities=["degree", "betweenness"])
    network = nx.Graph()
    network.add_weighted_edges_from((edge.a, edge.b, edge.weight) for edge in found.edges)
    assert {node.key: node.degree for node in found.nodes} == pytest.approx(nx.degree_centrality(network))
    assert {node.key: node.betweenness for node in found.nodes} == pytest.approx(nx.betweenness_centrality(network))
    assert found.centralities == {
        "degree": "networkx.degree_centrality",
        "betweenness": "networkx.betweenness_centrality",
    }
    assert [set(each.members) for each in found.communities] == [{"ada", "bo", "cy"}, {"dee", "eve", "fay"}]
    plain_answer = coauthor_graph(graph, everything=True)
    assert plain_answer.centralities is None
    assert {(node.degree, node.betweenness) for node in plain_answer.nodes} == {(None, None)}


def test_an_induced_graph_keeps_names_without_coauthors(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo", "Cy")), Row(work=2, authors=("Dee",))])

    found = coauthor_graph(graph, names=["Dee", "Cy", "ADA", "Ada"])

    assert [node.name for node in found.nodes] == ["Dee", "Cy", "Ada"]
    assert plain(found.edges) == [("ada", "cy", 1, 0.5, None, None)]


def test_an_induced_graph_needs_people_who_are_there(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada Lovelace", "Bo"))])

    with pytest.raises(NotFound, match="'Ada Lovelac', 'Nobody'") as missing:
        coauthor_graph(graph, names=["Bo", "Ada Lovelac", "Nobody"])
    assert missing.value.near == ("Ada Lovelace",)
    with pytest.raises(InvalidArgument, match="two different names"):
        coauthor_graph(graph, names=["Bo", "BO"])
    with pytest.raises(InvalidArgument, match="at most 200"):
        coauthor_graph(graph, names=[f"Name {number}" for number in range(201)])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "two names or more, a source, a venue"),
        ({"everything": True, "since": 2000}, "no other limits"),
        ({"everything": True, "names": ["Ada", "Bo"]}, "no other limits"),
        ({"names": ["Ada", "Bo"], "largest": 1}, "given names are all shown"),
        ({"names": ["Ada", "Bo"], "min_works": 2}, "given names are all shown"),
        ({"everything": True, "min_works": 0}, "min_works of 1 or more"),
        ({"everything": True, "largest": 0}, "1 to 1,000 names"),
        ({"everything": True, "largest": 1_001}, "1 to 1,000 names"),
        ({"everything": True, "with_centralities": ["pagerank"]}, "degree or betweenness"),
    ],
)
def test_invalid_arguments_are_refused(graph: Graph, arguments: dict[str, Any], sentence: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])
    with pytest.raises(InvalidArgument, match=sentence):
        coauthor_graph(graph, **arguments)


def test_a_scope_that_is_not_loaded(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])
    with pytest.raises(NotFound, match="no source is named 'nowhere'"):
        coauthor_graph(graph, sources=["nowhere"])
    with pytest.raises(NotFound):
        coauthor_graph(graph, venue="Nowhere")
