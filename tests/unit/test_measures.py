"""Communities and centralities: known networks, and the same answer in every process."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.measures import SOURCES, CentralityName, centralities, communities

TWO_TRIANGLES = [(0, 2, 1.0), (2, 4, 1.0), (0, 4, 1.0), (1, 3, 1.0), (3, 5, 1.0), (1, 5, 1.0), (4, 5, 0.1)]


def test_two_triangles_with_a_weak_edge_are_two_communities() -> None:
    assert communities(7, TWO_TRIANGLES) == [[0, 2, 4], [1, 3, 5], [6]]


def test_the_weights_decide() -> None:
    path = [(0, 1, 1.0), (1, 2, 5.0), (2, 3, 1.0)]
    assert communities(4, path) != communities(4, [(a, b, 6.0 - weight) for a, b, weight in path])


@given(st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), edges_among(n))))
def test_each_node_is_in_one_community_and_they_come_by_size(network: tuple[int, list[tuple[int, int, float]]]) -> None:
    nodes, edges = network
    found = communities(nodes, edges)
    assert sorted(node for members in found for node in members) == list(range(nodes))
    assert [(-len(members), members[0]) for members in found] == sorted((-len(m), m[0]) for m in found)
    assert found == communities(nodes, edges)


def edges_among(nodes: int) -> st.SearchStrategy[list[tuple[int, int, float]]]:
    if nodes < 2:
        return st.just([])
    ends = st.lists(st.integers(0, nodes - 1), min_size=2, max_size=2, unique=True)
    return st.lists(st.builds(lambda two, weight: (two[0], two[1], weight), ends, st.floats(0.01, 9)), max_size=60)


def test_every_process_finds_the_same_communities() -> None:
    program = (
        "from graphapp.measures import communities\n"
        "edges = [(a, (a * 7 + step) % 60, 1 + a % 3) for a in range(60) for step in (1, 2, 5)]\n"
        "print(communities(60, [(a, b, w) for a, b, w in edges if a != b]))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(("name", "expected"), [("degree", [0.5, 1.0, 0.5]), ("betweenness", [0.0, 1.0, 0.0])])
def test_the_middle_of_a_path_is_central(name: CentralityName, expected: list[float]) -> None:
    assert centralities(name, 3, [(0, 1, 9.0), (1, 2, 0.1)]) == expected


@pytest.mark.parametrize("name", SOURCES)
def test_a_centrality_says_which_function_computed_it(name: CentralityName) -> None:
    package, _, function = SOURCES[name].partition(".")
    assert callable(getattr(__import__(package), function))
