"""A picture before a browser draws it: positions, sizes, colours and words."""

import json
import math
import re
import sys
from html.parser import HTMLParser
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import neo4j_viz
import pytest

from graphapp.errors import GraphAppError, InvalidArgument
from graphapp.present import pictures
from graphapp.present.networks import as_networkx
from graphapp.present.pictures import as_html
from graphapp.results.coauthors import CoauthorGraph
from tests.answers.networks import CHAINS, CLUSTER, IMAGE, NEIGHBORHOOD, NETWORKS, SCRIPT, edge, name_node, neighborhood

ORANGE, BLUE, SKY, YELLOW = "#d55e00", "#0072b2", "#56b4e9", "#f0e442"
BREADTH = 1.7
"""Of a ring by its height."""


class Page(HTMLParser):
    """The content of a page: tags, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.texts: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes[tag] = dict(attrs)
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style") and data.strip():
            self.texts.append(data.strip())


def drawn(value: object) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The nodes by their captions, and the edges, that the page hands to its library."""
    found = re.search(r'<script type="application/json" id="neo4j-viz-data">(.*)</script>', as_html(value))
    assert found is not None
    data = json.loads(found[1])
    return {node["caption"]: node for node in data["nodes"]}, data["relationships"]


def distance(node: dict[str, Any], other: dict[str, Any]) -> float:
    return math.dist((node["x"], node["y"]), (other["x"], other["y"]))


def rings(nodes: dict[str, dict[str, Any]], color: str) -> list[float]:
    """The radii of the rings with nodes of a colour, to a thousandth."""
    return [round(math.hypot(node["x"] / BREADTH, node["y"]), 3) for node in nodes.values() if node["color"] == color]


def test_the_centre_stands_in_the_middle_in_a_colour_of_its_own_and_nothing_is_larger() -> None:
    nodes, _ = drawn(neighborhood(60, 40))
    centre = nodes.pop("Ada Lovelace")
    assert (centre["x"], centre["y"]) == (0, 0)
    assert centre["color"] == ORANGE
    assert {node["color"] for node in nodes.values()} == {BLUE, SKY}
    assert centre["size"] == max(node["size"] for node in nodes.values())


def test_names_with_more_joint_papers_are_larger_and_distant_names_are_further_out() -> None:
    nodes, _ = drawn(neighborhood(60, 40))
    sizes = [nodes[f"Near {number}"]["size"] for number in range(60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > nodes["Far 0"]["size"]
    near, far = rings(nodes, BLUE), rings(nodes, SKY)
    assert max(near) < min(far)
    assert near == sorted(near)


@pytest.mark.parametrize("size", [(0, 0), (1, 0), (2, 0), (3, 0), (8, 0), (9, 9), (60, 0), (200, 150)])
def test_no_two_nodes_of_a_neighborhood_touch(size: tuple[int, int]) -> None:
    nodes, _ = drawn(neighborhood(*size))
    assert len(nodes) == 1 + sum(size)
    assert all(distance(node, other) > node["size"] + other["size"] for node, other in combinations(nodes.values(), 2))


def test_no_two_nodes_of_any_other_picture_touch() -> None:
    people = [name_node(f"Person {number}") for number in range(40)]
    crowd = CoauthorGraph(
        nodes=tuple(people), edges=tuple(edge(a.name, b.name, 1) for a, b in combinations(people[:12], 2))
    )
    for value in (CHAINS, CLUSTER, crowd):
        nodes, _ = drawn(value)
        assert all(
            distance(node, other) > node["size"] + other["size"] for node, other in combinations(nodes.values(), 2)
        )


def test_an_edge_is_the_wider_the_more_papers_and_leads_away_from_the_centre() -> None:
    _, edges = drawn(neighborhood(5))
    widths = {edge["properties"]["papers"]: edge["width"] for edge in edges}
    assert sorted(widths, key=lambda papers: widths[papers]) == [1, 2, 3, 4, 5]
    assert {edge["from"] for edge in edges} == {"ada lovelace"}


def test_links_that_the_centre_has_no_part_in_are_pale_and_lie_below() -> None:
    _, edges = drawn(NEIGHBORHOOD)
    pale = [edge["color"] != edges[-1]["color"] for edge in edges]
    assert pale == [True, False, False, False]
    assert edges[0]["from"] == "luigi menabrea"


def test_chains_run_from_left_to_right_and_show_their_papers() -> None:
    nodes, edges = drawn(CHAINS)
    columns = [nodes[name]["x"] for name in ("Ada Lovelace", IMAGE, "Luigi Menabrea", CHAINS.b.name)]
    assert columns == sorted(columns)
    assert columns[0] == -columns[-1]
    assert [nodes[name]["color"] for name in ("Ada Lovelace", IMAGE, CHAINS.b.name)] == [ORANGE, BLUE, ORANGE]
    by_id = {node["id"]: node for node in nodes.values()}
    assert all(by_id[edge["from"]]["x"] < by_id[edge["to"]]["x"] for edge in edges)
    assert {edge["caption"] for edge in edges} == {"papers: 2"}
    assert len({edge["color"] for edge in edges if edge["properties"]["pooled"]}) == 1
    assert {edge["color"] for edge in edges if edge["properties"]["pooled"]}.isdisjoint(
        edge["color"] for edge in edges if not edge["properties"]["pooled"]
    )


def test_rows_of_a_cluster_stand_inside_papers_and_papers_inside_venues() -> None:
    nodes, _ = drawn(CLUSTER)
    assert {node["color"] for node in nodes.values()} == {BLUE, YELLOW, ORANGE}
    rows, papers, venues = (rings(nodes, color) for color in (BLUE, YELLOW, ORANGE))
    assert max(rows) < min(papers)
    assert max(papers) < min(venues)
    # They have one name, so their ids are shown.
    assert {"dblp:1", "one:1"} <= set(nodes)


@pytest.mark.parametrize(
    ("kind", "legend"),
    [
        ("neighborhood", ["centre", "1 step away", "2 steps away"]),
        ("chains", ["end", "between", "pooled edge: it holds only because rows of one name are taken together."]),
        ("people", ["name"]),
        ("cluster", ["author row", "paper", "venue"]),
    ],
)
def test_the_page_says_what_it_shows_and_what_colour_and_size_mean(kind: str, legend: list[str]) -> None:
    graph = as_networkx(NETWORKS[kind])
    page = Page(as_html(NETWORKS[kind]))
    assert page.attributes["html"]["lang"] == "en"
    assert page.texts.count(graph.graph["name"]) == 2  # title and heading
    assert graph.graph["notice"] in page.texts
    assert set(legend) <= set(page.texts)
    assert any(text.startswith("The larger a node, the more") for text in page.texts)
    assert ("The wider an edge, the more joint papers; arrowheads mean nothing." in page.texts) == (kind != "cluster")


@pytest.mark.parametrize("kind", NETWORKS)
def test_the_same_data_are_in_tables_for_people_who_cannot_see_the_picture(kind: str) -> None:
    graph = as_networkx(NETWORKS[kind])
    page = Page(as_html(NETWORKS[kind]))
    assert page.tags.count("table") == 2
    assert page.tags.count("tr") == 2 + len(graph) + graph.size()
    assert {label for _, label in graph.nodes(data="label")} <= set(page.texts)


@pytest.mark.parametrize("kind", NETWORKS)
def test_names_and_titles_are_text_and_nothing_else(kind: str) -> None:
    page = Page(as_html(NETWORKS[kind]))
    assert "img" not in page.tags
    assert page.tags.count("script") == 3  # the library, its data, and what fits the picture to the window
    assert SCRIPT not in as_html(NETWORKS[kind])


def test_equal_networks_give_equal_pages() -> None:
    assert as_html(NEIGHBORHOOD) == as_html(NEIGHBORHOOD)


def test_a_neighborhood_of_the_centre_alone_is_a_picture() -> None:
    nodes, edges = drawn(neighborhood(0))
    assert list(nodes) == ["Ada Lovelace"]
    assert edges == []


def test_a_network_of_too_many_nodes_or_edges_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidArgument, match=r"2,001 nodes and 2,000 edges .* ask for less"):
        as_html(neighborhood(2_000))
    monkeypatch.setattr(pictures, "MOST_EDGES", 3)
    with pytest.raises(InvalidArgument, match="5 nodes and 4 edges are too many"):
        as_html(NEIGHBORHOOD)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "neo4j_viz", None)
    with pytest.raises(GraphAppError, match=re.escape("pip install 'graphapp[pictures]'")):
        as_html(NEIGHBORHOOD)


def test_an_unknown_document_of_the_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(*_: object, **__: object) -> SimpleNamespace:
        return SimpleNamespace(data="<html><title>neo4j-viz</title></html>")

    monkeypatch.setattr(neo4j_viz.VisualizationGraph, "render", render)
    with pytest.raises(GraphAppError, match="version of neo4j-viz"):
        as_html(NEIGHBORHOOD)
