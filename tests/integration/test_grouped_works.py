"""The groups of a name as the rules give them, in the order in which they are numbered."""

from graphapp.graph import Graph
from graphapp.services.grouped_works import grouped_works
from tests.bibliography import paper
from tests.graphs import put


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
