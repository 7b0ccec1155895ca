"""Pages of who wrote with whom say what is cut, skipped, at most so much, or absent; golden files have whole pages."""

from dataclasses import replace

from graphapp.present.terminal import as_table
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood
from tests.answers import ANSWERS

NEIGHBORHOOD = ANSWERS["neighborhood"]
GRAPH = ANSWERS["graph"]


def test_a_whole_neighbourhood_says_nothing_of_what_is_cut_or_skipped() -> None:
    assert isinstance(NEIGHBORHOOD, CoauthorNeighborhood)
    assert "are shown" in as_table(NEIGHBORHOOD)
    whole = as_table(replace(NEIGHBORHOOD, truncated=False, skipped_papers=0))
    assert "are shown" not in whole
    assert "skipped" not in whole


def test_papers_that_were_not_grouped_are_said() -> None:
    assert isinstance(NEIGHBORHOOD, CoauthorNeighborhood)
    assert "7 older papers of the name not grouped" in as_table(replace(NEIGHBORHOOD, ungrouped_papers=7))


def test_a_neighbourhood_of_one_step_has_no_column_of_strength() -> None:
    assert isinstance(NEIGHBORHOOD, CoauthorNeighborhood)
    assert "strength" in as_table(NEIGHBORHOOD)
    near = replace(NEIGHBORHOOD, hops=1, nodes=NEIGHBORHOOD.nodes[:1], node_counts=NEIGHBORHOOD.node_counts[:1])
    assert "strength" not in as_table(near)


def test_a_weight_of_which_only_a_bound_is_known_says_so() -> None:
    assert isinstance(GRAPH, CoauthorGraph)
    assert "at most 1.500" in as_table(GRAPH)
    exact = replace(GRAPH, edges=tuple(replace(edge, weight_at_most=False) for edge in GRAPH.edges))
    assert "at most" not in as_table(exact)


def test_a_graph_says_how_many_names_its_scope_has() -> None:
    assert isinstance(GRAPH, CoauthorGraph)
    few = as_table(replace(GRAPH, name_count=7_000))
    assert f"{len(GRAPH.nodes)} of 7,000 names" in few
    assert "--largest" not in few
    cut = as_table(replace(GRAPH, name_count=7_000, truncated=True))
    assert f"{len(GRAPH.nodes)} of 7,000 are shown; a greater --largest shows more" in cut
    assert " of " not in as_table(replace(GRAPH, name_count=len(GRAPH.nodes))).splitlines()[0]


def test_a_graph_names_those_without_a_joint_paper() -> None:
    assert isinstance(GRAPH, CoauthorGraph)
    alone = as_table(replace(GRAPH, edges=()))
    assert all(node.name.split()[0] in alone.partition("without a joint paper: ")[2] for node in GRAPH.nodes)
