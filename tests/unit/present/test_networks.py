"""Network files: what is in them, and that NetworkX reads back what was written, whatever names hold."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.present import FORMATS, data
from graphapp.present.networks import as_gexf, as_gml, as_graphml, as_networkx
from graphapp.results.coauthors import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    Chain,
    ChainStep,
    CoauthorEdge,
    CollaborationPath,
)
from graphapp.results.names import NOTICE, NameNode
from graphapp.results.papers import GraphCounts
from tests.answers.networks import (
    CHAINS,
    CLUSTER,
    HEBREW,
    IMAGE,
    NEIGHBORHOOD,
    NETWORKS,
    PEOPLE,
    QUOTES,
    SCRIPT,
    name_node,
    neighborhood,
    people,
)

NETWORK_FORMATS = [name for name, form in FORMATS.items() if form.writes == "network"]
TEXT_FORMATS = [name for name in NETWORK_FORMATS if not FORMATS[name].is_bytes]
NO_NETWORK = GraphCounts(papers=1, paper_rows=1, names=1, author_rows=1, venues=1, authorships=1)


def read_graphml(text: str) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(text.encode()))


def read_gexf(text: str) -> nx.Graph:
    """Without what the format adds: a number for each edge, and that the graph does not change with time."""
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    for _, _, edge in graph.edges(data=True):
        del edge["id"]
    return graph


def read_gml(text: str) -> nx.Graph:
    """With the truth values that the format does not have."""
    graph = nx.parse_gml(text, label="key")
    for _, node in graph.nodes(data=True):
        # Equal labels have an id behind them.
        if "author_id" in node:
            node["label"] = node["label"].removesuffix(f" ({node['author_id']})")
    things = [data for _, data in graph.nodes(data=True)] + [data for _, _, data in graph.edges(data=True)]
    for thing in things:
        thing.update({name: bool(thing[name]) for name in ("center", "endpoint", "pooled", "crowded") if name in thing})
    return graph


READERS: dict[str, tuple[Callable[[object], str], Callable[[str], nx.Graph]]] = {
    "graphml": (as_graphml, read_graphml),
    "gexf": (as_gexf, read_gexf),
    "gml": (as_gml, read_gml),
}


def content(graph: nx.Graph) -> tuple[bool, object, object]:
    """Direction, nodes and edges with attributes and their types; an edge without direction is the same either way."""

    def typed(attributes: dict[str, Any]) -> set[tuple[str, type, object]]:
        return {(name, type(value), value) for name, value in attributes.items()}

    ends: Any = tuple if graph.is_directed() else frozenset
    nodes = {node: typed(attributes) for node, attributes in graph.nodes(data=True)}
    edges = {ends((a, b)): typed(attributes) for a, b, attributes in graph.edges(data=True)}
    return graph.is_directed(), nodes, edges


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("form", READERS)
def test_networkx_reads_back_what_was_written(form: str, kind: str) -> None:
    write, read = READERS[form]
    written = as_networkx(NETWORKS[kind])
    graph = read(write(NETWORKS[kind]))
    assert content(graph) == content(written)
    assert graph.graph["name"] == written.graph["name"]


def test_a_neighborhood_has_its_centre_marked_and_unknown_facts_left_out() -> None:
    graph = as_networkx(NEIGHBORHOOD)
    assert dict(graph.nodes(data=True)) == {
        "ada lovelace": {
            "label": "Ada Lovelace",
            "author_ids": "dblp:Ada Lovelace 0001; one:Ada Lovelace",
            "center": True,
            "distance": 0,
        },
        "luigi menabrea": {
            "label": "Luigi Menabrea",
            "author_ids": "one:Luigi Menabrea",
            "center": False,
            "distance": 1,
            "joint_papers": 3,
            "weight": 0.75,
            "first_year": 1843,
            "last_year": 1843,
        },
        IMAGE.casefold(): {
            "label": IMAGE,
            "author_ids": f"one:{IMAGE}",
            "center": False,
            "distance": 1,
            "joint_papers": 1,
            "weight": 0.25,
        },
        QUOTES.casefold(): {
            "label": QUOTES,
            "author_ids": f"one:{QUOTES}",
            "center": False,
            "distance": 1,
            "joint_papers": 1,
            "weight": 0.25,
            "first_year": 1843,
            "last_year": 1843,
        },
        HEBREW: {
            "label": HEBREW,
            "author_ids": f"one:{HEBREW}",
            "center": False,
            "distance": 2,
            "joint_papers": 0,
            "strength": 0.125,
        },
    }
    assert graph.edges["ada lovelace", IMAGE.casefold()] == {"papers": 1, "weight": 0.25}
    assert graph.edges["luigi menabrea", "ada lovelace"] == {
        "papers": 3,
        "weight": 0.75,
        "first_year": 1843,
        "last_year": 1843,
        "works": f"{SCRIPT} (1843); Notes (1843)",
    }


def test_chains_are_one_network_where_a_step_of_any_chain_is_pooled() -> None:
    graph = as_networkx(CHAINS)
    ends = {key for key, endpoint in graph.nodes(data="endpoint") if endpoint}
    assert ends == {"ada lovelace", QUOTES.casefold()}
    assert dict(graph.nodes(data="distance")) == {
        "ada lovelace": 0,
        IMAGE.casefold(): 1,
        HEBREW: 1,
        "luigi menabrea": 2,
        QUOTES.casefold(): 3,
    }
    pooled = {frozenset((a, b)) for a, b, pooled in graph.edges(data="pooled") if pooled}
    assert pooled == {
        frozenset((IMAGE.casefold(), "luigi menabrea")),
        frozenset(("luigi menabrea", QUOTES.casefold())),
    }
    assert graph.size() == 5
    assert graph.edges["ada lovelace", HEBREW] == {
        "papers": 2,
        "weight": 0.5,
        "pooled": False,
        "crowded": False,
        "works": f"{SCRIPT} (1843); Notes",
    }


def test_in_chains_of_author_rows_a_node_is_a_row() -> None:
    nodes = (name_node("Ada Lovelace", "one:1"), name_node("Ada Lovelace", "dblp:1"))
    step = ChainStep(
        chain=1,
        step=1,
        a="one:1",
        b="dblp:1",
        pooled=False,
        crowded=False,
        papers=1,
        weight=0.5,
        weight_at_most=False,
        works=(),
    )
    path = CollaborationPath(
        a=nodes[0],
        b=nodes[1],
        level="row",
        k=6,
        distance=1,
        chains=(Chain(nodes=nodes, strength=0.5, steps=(step,)),),
        chain_count=1,
        truncated=False,
    )
    graph = as_networkx(path)
    assert dict(graph.nodes(data="label")) == {"one:1": "Ada Lovelace", "dblp:1": "Ada Lovelace"}
    assert list(graph.edges) == [("one:1", "dblp:1")]
    assert graph.graph["notice"] == ROWS_NOTICE
    # Two nodes of one label stay two in a format that knows nodes by their labels.
    assert set(read_gml(as_gml(path))) == {"one:1", "dblp:1"}


def test_two_names_without_a_chain_stand_apart() -> None:
    apart = CollaborationPath(
        a=CHAINS.a, b=CHAINS.b, level="name", k=6, distance=None, chains=(), chain_count=0, truncated=False
    )
    graph = as_networkx(apart)
    assert dict(graph.nodes(data="endpoint")) == {"ada lovelace": True, QUOTES.casefold(): True}
    assert graph.size() == 0
    assert graph.graph["name"] == f"No chain of at most 6 steps between Ada Lovelace and {QUOTES}"
    assert as_networkx(replace(apart, level="row")).graph["notice"] == NAMES_NOTICE


def test_people_without_a_joint_paper_are_in_the_graph() -> None:
    graph = as_networkx(PEOPLE)
    assert set(graph) == {"ada lovelace", IMAGE.casefold(), QUOTES.casefold(), HEBREW}
    assert list(nx.isolates(graph)) == [HEBREW]


def test_a_cluster_is_the_graph_of_the_database() -> None:
    graph = as_networkx(CLUSTER)
    assert dict(graph.nodes(data="kind")) == {
        "Author dblp:1": "Author",
        "Author one:1": "Author",
        "Paper one:1": "Paper",
        "Venue Memoirs": "Venue",
        "Paper one:2": "Paper",
        "Paper one:3": "Paper",
        f"Venue {QUOTES}": "Venue",
    }
    assert graph.nodes["Author dblp:1"] == {
        "kind": "Author",
        "label": "Ada Lovelace",
        "author_id": "dblp:1",
        "source": "dblp",
        "homonym": "0001",
        "paper_count": 1,
    }
    assert graph.nodes["Paper one:2"] == {
        "kind": "Paper",
        "label": "Notes",
        "work_id": "one:2",
        "paper_id": "one:2",
        "type": "Article",
        "sources": "one; dblp",
    }
    assert {(a, b): edge for a, b, edge in graph.edges(data=True)} == {
        # The other row of the work is not the one shown, so the position of its author is not known.
        ("Author dblp:1", "Paper one:1"): {"kind": "AUTHORED"},
        ("Author one:1", "Paper one:1"): {"kind": "AUTHORED", "position": 2},
        ("Author dblp:1", "Paper one:2"): {"kind": "AUTHORED", "position": 2},
        ("Author one:1", "Paper one:3"): {"kind": "AUTHORED", "position": 2},
        ("Paper one:1", "Venue Memoirs"): {"kind": "PUBLISHED_AT", "year": 1843},
        ("Paper one:3", f"Venue {QUOTES}"): {"kind": "PUBLISHED_AT", "year": 1843},
    }


@pytest.mark.parametrize(
    ("kind", "title", "notice"),
    [
        (
            "neighborhood",
            "4 of 2,003 names up to 2 steps from Ada Lovelace; papers skipped for too many authors: 7",
            NAMES_NOTICE,
        ),
        ("chains", f"2 of 5 shortest chains of 3 steps between Ada Lovelace and {QUOTES}", NAMES_NOTICE),
        ("people", "Joint papers of 4 names", NAMES_NOTICE),
        ("cluster", "Name cluster of 3 of 30 papers and 2 author rows: Ada Lovelace", NOTICE),
    ],
)
def test_every_file_says_what_it_holds_what_was_cut_and_that_a_name_is_no_identity(
    kind: str, title: str, notice: str
) -> None:
    value = NETWORKS[kind]
    for graph in (read_graphml(as_graphml(value)), read_gml(as_gml(value))):
        assert (graph.graph["name"], graph.graph["notice"]) == (title, notice)
    assert read_gexf(as_gexf(value)).graph["name"] == title
    assert f"<description>{notice}</description>" in as_gexf(value)


def test_a_whole_neighborhood_of_one_step_is_called_coauthors() -> None:
    assert as_networkx(neighborhood(3)).graph["name"] == "3 coauthors of Ada Lovelace"


def test_gephi_takes_no_attribute_for_the_label_but_the_label() -> None:
    # It reads the keys d3 of nodes and d7 of edges as yEd's labels, and NetworkX numbers its keys d0, d1 and so on.
    for value in NETWORKS.values():
        assert not re.findall("<(?:key id|data key)=.d", as_graphml(value))


NAMESAKES = people(
    NameNode(name="Wei Liang", key="one:1", author_ids=("one:1",)),
    NameNode(name="Wei Liang", key="one:2", author_ids=("one:2",)),
    NameNode(name="Wei Liang (one:2)", key="one:3", author_ids=("one:3",)),
    NameNode(name="Hugo Brandt", key="one:4", author_ids=("one:4",)),
    NameNode(name="one:4", key="one:5", author_ids=("one:5",)),
    edges=(CoauthorEdge(a="one:1", b="one:2", papers=1, weight=0.5, first_year=None, last_year=None),),
)


def test_equal_labels_are_told_apart_in_gml() -> None:
    graph = nx.parse_gml(as_gml(NAMESAKES))
    assert list(graph) == ["Wei Liang (one:1)", "Wei Liang (one:2)*", "Wei Liang (one:2)", "Hugo Brandt", "one:4"]
    assert list(graph.edges) == [("Wei Liang (one:1)", "Wei Liang (one:2)*")]


def test_author_rows_of_one_name_and_works_of_one_title_are_told_apart_by_their_ids() -> None:
    again = replace(CLUSTER.papers[1], work_id="one:9", paper_id="one:9")
    graph = nx.parse_gml(as_gml(replace(CLUSTER, papers=(*CLUSTER.papers, again))))
    labels = {"Ada Lovelace (dblp:1)", "Ada Lovelace (one:1)", "Notes (one:2)", "Notes (one:9)"}
    assert labels <= set(graph)


@pytest.mark.parametrize("value", [*NETWORKS.values(), NAMESAKES])
def test_networkx_reads_gml_with_its_defaults(value: object) -> None:
    graph, expected = nx.parse_gml(as_gml(value)), as_networkx(value)
    assert sorted(key for _, key in graph.nodes(data="key")) == sorted(expected)
    assert graph.size() == expected.size()


def test_a_weight_that_is_an_upper_bound_is_marked() -> None:
    known, bound = NEIGHBORHOOD.edges[0], replace(NEIGHBORHOOD.edges[1], weight_at_most=True)
    graph = as_networkx(replace(NEIGHBORHOOD, edges=(known, bound)))
    assert [edge.get("weight_at_most") for _, _, edge in graph.edges(data=True)] == [None, True]


def test_gml_is_ascii_and_shows_the_label() -> None:
    text = as_gml(NEIGHBORHOOD)
    assert text.isascii()
    assert '    label "Luigi Menabrea"\n' in text
    assert '    key "luigi menabrea"\n' in text


# NetworkX reads `()` and `[]` in GML as an empty tuple and an empty list.
texts = st.text(st.characters(), min_size=1).filter(lambda text: text not in ("()", "[]"))
names = st.lists(texts, min_size=2, max_size=6, unique=True)


@pytest.mark.parametrize("form", READERS)
@given(names=names)
def test_whatever_names_hold_the_file_is_read_back_and_no_two_become_one(form: str, names: list[str]) -> None:
    write, read = READERS[form]
    edges = [CoauthorEdge(a=a, b=b, papers=1, weight=0.5, first_year=None, last_year=None) for a, b in pairwise(names)]
    nodes = [NameNode(name=name, key=name, author_ids=(name,)) for name in names]
    found = people(*nodes, edges=tuple(edges))
    graph = read(write(found))
    assert len(graph) == len(names)
    assert graph.size() == len(edges)
    assert content(graph) == content(as_networkx(found))


def test_a_character_that_xml_does_not_allow_differs_from_its_escape() -> None:
    found = people(name_node("a\x07"), name_node("a\\u0007"), name_node("C:\\new"))
    assert list(as_networkx(found)) == ["a\\u0007", "a\\u005cu0007", "c:\\new"]


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_nothing_that_steers_a_terminal_reaches_it(form: str) -> None:
    found = people(name_node("a\x1b[31m\x07"), name_node("b\x9b1m\u202e"))
    assert not set(FORMATS[form].render(found)) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_an_answer_that_is_not_a_network_is_refused(form: str) -> None:
    with pytest.raises(InvalidArgument, match="GraphCounts is not a network"):
        FORMATS[form].encode(NO_NETWORK)


@pytest.mark.parametrize("kind", ["neighborhood", "people"])
def test_json_is_a_network_that_networkx_reads(kind: str) -> None:
    encoded = json.loads(data.as_json(NETWORKS[kind]))
    graph = nx.node_link_graph(encoded, multigraph=False, edges="edges", source="a", target="b", name="key")
    expected = as_networkx(NETWORKS[kind])
    assert set(graph) == set(expected)
    assert {frozenset(pair) for pair in graph.edges} == {frozenset(pair) for pair in expected.edges}
    for a, b, papers in expected.edges(data="papers"):
        assert graph.edges[a, b]["papers"] == papers


def test_the_documentation_reads_its_files_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documentation = (Path(__file__).parents[3] / "docs" / "pictures.md").read_text(encoding="utf-8")
    (tmp_path / "network.graphml").write_text(as_graphml(NEIGHBORHOOD), encoding="utf-8")
    (tmp_path / "network.json").write_text(data.as_json(NEIGHBORHOOD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = {}
    for block in re.findall("```python\n(.*?)```", documentation, re.DOTALL):
        exec(block, found)  # noqa: S102 - what the project itself documents
    assert set(found["strongest"][:2]) == {"ada lovelace", "luigi menabrea"}
    assert found["graph"].nodes["ada lovelace"]["author_ids"] == ["dblp:Ada Lovelace 0001", "one:Ada Lovelace"]
    assert found["graph"].nodes[HEBREW]["distance"] == 2


def test_no_library_is_imported_before_a_file_is_written() -> None:
    program = "import sys, graphapp.present.networks; sys.exit(bool({'networkx', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
