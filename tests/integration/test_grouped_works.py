"""The groups of a name as the rules give them, in the order in which they are numbered."""

import pytest

from graphapp.graph import Graph
from graphapp.rules.persons import grouping
from graphapp.services.grouped_works import grouped_works
from tests.bibliography import paper
from tests.graphs import ask, put
from tests.integration.test_spellings import learned


def test_groups_are_numbered_by_falling_size_then_by_falling_year(graph: Graph) -> None:
    put(
        graph,
        [
            paper("1", "Wei Wang", "Ada Quill", title="Lichens", year=1950),
            paper("2", "Wei Wang", "Ada Quill", title="Slow lichens", year=1951),
            paper("3", "Wei Wang", "Bo Reed", title="Ports", year=1980),
            paper("4", "WEI WANG", "Cy Moss", title="Bridges", year=2020),
        ],
    )
    grouped = grouped_works(graph, "wei wang")
    assert (grouped.name, grouped.key, grouped.left_out) == ("Wei Wang", "wei wang", 0)
    groups = [grouped.found.groups[place].authorships for place in grouped.places]
    assert [set(keys) for keys in groups] == [{"one:1", "one:2"}, {"one:4"}, {"one:3"}]


def test_reasons_name_coauthors_and_venues_as_they_are_printed(graph: Graph) -> None:
    lichens = {"venue": "Journal of Lichens"}
    put(
        graph,
        [
            paper("1", "Wei Wang", "Ada Quill", title="Lichens", year=1950, **lichens),
            paper("2", "Wei Wang", "Ada Quill", title="Slow lichens", year=1951, **lichens),
        ],
    )
    words = [
        reason.words for reason in grouped_works(graph, "wei wang").reasons(["one:1"]).between_papers("one:1", "one:2")
    ]
    assert "1 shared coauthor: Ada Quill (2 papers)" in words
    assert "both in Journal of Lichens" in words


def test_papers_that_are_left_out_count_when_a_name_is_said_to_fill_the_graph(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a name on most papers of a graph, whether those that are grouped are few says nothing."""
    put(graph, [paper(f"{year}", "Wei Wang", title=f"Tides of {year}", year=year) for year in range(1970, 1975)])
    learned(graph, wei_wang=0.01)
    ask(graph, "MATCH (model:PersonModel) SET model.works = 60")
    monkeypatch.setattr(grouping, "MOST_GROUPED", 2)
    grouped = grouped_works(graph, "Wei Wang")
    assert (grouped.left_out, grouped.found.cut.expected_others) == (3, None)
    ask(graph, "MATCH (model:PersonModel) SET model.works = 100")
    assert grouped_works(graph, "Wei Wang").found.cut.expected_others == 0.01
