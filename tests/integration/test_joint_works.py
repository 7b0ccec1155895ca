"""Joint works on a real database: which they are, what they weigh, and how the server finds them."""

from __future__ import annotations

from typing import Any

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paths import collaboration_path
from tests.coauthors import Row, put
from tests.plans import operators, plan_of


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li"), positions=False)], (1, 1.0), id="positions are unknown"
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Bo Li"))], (1, 1.0), id="a name is printed twice on a paper"
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Ada Lovelace 0001", "Bo Li"))],
            (1, 0.5),
            id="the centre has two rows on a paper",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Bo Li 0002"))],
            (1, 0.5),
            id="the coauthor has two rows on a paper",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Ada Lovelace", "Bo Li"), complete=False)],
            (1, 1.0),
            id="a name is printed twice in a list that may lack authors",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li"), editors=("Cy Young",))], (1, 1.0), id="editors do not count"
        ),
        pytest.param(
            [
                Row(work=1, authors=("Ada Lovelace", "Bo Li", "Cy"), complete=False),
                Row(work=1, source="acl", authors=("Ada Lovelace", "Bo Li", "Cy", "Dee", "Eli"), year=2020),
            ],
            (1, 0.25),
            id="n is that of the row with the complete list",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace", "Bo Li", "Cy"), complete=False)],
            (1, 0.5),
            id="n is the number of known authors where no list is complete",
        ),
        pytest.param(
            [Row(work=1, authors=("Ada Lovelace",)), Row(work=1, source="acl", authors=("Ada Lovelace", "Bo Li"))],
            (1, 1.0),
            id="n is two at least, though the preferred row names one author",
        ),
        pytest.param(
            [
                Row(work=1, authors=("Ada Lovelace", "Bo Li")),
                Row(work=1, source="acl", authors=("ADA LOVELACE", "bo li")),
                Row(work=2, authors=("Ada Lovelace 0001", "BO LI", "Cy")),
            ],
            (2, 1.5),
            id="rows of one work count once, rows of one name together",
        ),
    ],
)
def test_joint_works_and_their_weight(graph: Graph, rows: list[Row], expected: tuple[int, float]) -> None:
    put(graph, rows)

    found = coauthor_neighborhood(graph, name="ada lovelace")
    back = coauthor_neighborhood(graph, name="bo li")

    [node] = [node for node in found.nodes if node.key == "bo li"]
    [same] = [node for node in back.nodes if node.key == "ada lovelace"]
    assert (node.joint_papers, node.weight) == expected
    assert (same.joint_papers, same.weight) == expected
    assert "ada lovelace" not in [node.key for node in found.nodes]


def test_two_names_on_different_rows_of_a_work_are_not_joint(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Cy")), Row(work=1, source="acl", authors=("Bo", "Cy"))])

    assert [node.key for node in coauthor_neighborhood(graph, name="Ada").nodes] == ["cy"]


@pytest.mark.parametrize(
    ("authors", "complete", "at_most"),
    [
        (("Ada", "Bo"), True, False),
        (("Ada", "Bo"), False, True),
        (("Ada", "Bo", "et al."), True, True),
        (("Ada", "Bo and 12 others"), True, True),
        (("Ada", "Bo", "Anonymous"), True, True),
        (("Ada", "Bo", "nan"), True, False),
    ],
)
def test_a_weight_says_when_it_is_an_upper_bound(
    graph: Graph, authors: tuple[str, ...], complete: bool, at_most: bool
) -> None:
    put(graph, [Row(work=1, authors=authors, complete=complete), Row(work=2, authors=("Ada", "Bo"))])

    found = coauthor_neighborhood(graph, name="Ada")

    [node], [edge] = found.nodes, found.edges
    assert (node.name, node.weight, node.weight_at_most) == ("Bo", 2.0, at_most)
    assert (edge.weight, edge.weight_at_most) == (2.0, at_most)


def test_a_placeholder_is_no_step_of_a_chain(graph: Graph) -> None:
    put(graph, [Row(work=1, authors=("Cora Lind", "Anonymous")), Row(work=2, authors=("Dario Foss", "Anonymous"))])

    assert collaboration_path(graph, a="Cora Lind", b="Dario Foss").distance is None
    with pytest.raises(NotFound):
        coauthor_neighborhood(graph, name="Anonymous")


def test_joint_papers_stand_in_the_order_of_a_cluster_page(graph: Graph) -> None:
    rows = [Row(work=work, authors=("Ada", "Bo"), year=year) for work, year in enumerate([None, 2019, 2021, 2021])]
    put(graph, rows)

    [edge] = coauthor_neighborhood(graph, name="Ada", with_papers=True).edges
    [step] = collaboration_path(graph, a="Ada", b="Bo").chains[0].steps

    assert edge.works is not None
    assert [work.title for work in edge.works] == ["Work 002", "Work 003", "Work 001", "Work 000"]
    assert step.works == edge.works


def test_a_name_is_data_whatever_stands_in_it(graph: Graph) -> None:
    strange = 'x"} MATCH (n) DETACH DELETE n // $key `'
    put(graph, [Row(work=1, authors=(strange, "Bo"))])

    assert coauthor_neighborhood(graph, name=strange).node_counts == (1,)
    assert collaboration_path(graph, a=strange, b="Bo").distance == 1


PLANS: dict[str, dict[str, Any]] = {
    "author_rows": {"property": "name_key", "values": ["ada"], "sources": None},
    "coauthors": {"property": "name_key", "values": ["ada"], "with_rows": True, "sources": None},
    "joint_strengths": {"names": ["ada"], "strengths": {"ada": 1.0}, "sources": None, "with_rows": True},
    "work_counts": {"groups": [["dblp:Ada"]]},
    "coauthor_works": {
        "property": "name_key",
        "values": ["ada"],
        "shown": "name_key",
        "rows_of": "all",
        "since": None,
        "until": None,
        "venue_id": None,
        "max_authors": None,
        "sources": None,
    },
    "joint_rows": {"pairs": [{"a": ["dblp:Ada"], "b": ["dblp:Bo"], "work_ids": ["dblp:w001"]}]},
    "joint_works": {"work_ids": ["dblp:w001"]},
}


@pytest.mark.parametrize("name", PLANS)
def test_people_and_works_are_found_through_indexes(graph: Graph, name: str) -> None:
    put(graph, [Row(work=1, authors=("Ada", "Bo"))])

    plan = plan_of(graph, load_query(f"read/{name}"), **PLANS[name])

    assert not [operator for operator in operators(plan) if "Scan" in operator]
