"""Neighbourhoods by person: namesakes are several people, and spellings of one person are one; from a real database."""

from collections.abc import Sequence

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.statements import say_same
from graphapp.results.coauthors import CoauthorNeighborhood
from graphapp.rules.persons import grouping
from graphapp.services import people, person_neighborhoods
from graphapp.services.grouped_works import Grouped, grouped_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from tests.bibliography import paper
from tests.graphs import put

# The homonym number of Ada Quill keeps her papers together, whatever the evidence of so few papers says.
NAMESAKES = [
    paper("1", "Ada Quill 0001", "Wei Wang 0001", title="Lichens on rocks", year=2001),
    paper("2", "Ada Quill 0001", "Wei Wang 0001", "Bo Reed 0001", title="Slow lichens", year=2003),
    paper("3", "Ada Quill 0001", "Wei Wang 0002", title="Ports", year=1975),
]


def by_person(graph: Graph, name: str = "Ada Quill", **question: object) -> CoauthorNeighborhood:
    return coauthor_neighborhood(graph, name=name, by="person", **question)  # type: ignore[arg-type]


def counted(found: CoauthorNeighborhood) -> list[tuple[str, int]]:
    return [(node.label, node.joint_papers) for node in found.nodes]


def test_two_namesakes_are_two_coauthors(graph: Graph) -> None:
    put(graph, NAMESAKES, "dblp")
    names = coauthor_neighborhood(graph, name="Ada Quill")
    assert (names.by, counted(names)) == ("name", [("Wei Wang", 3), ("Bo Reed", 1)])
    found = by_person(graph)
    assert (found.by, found.node_counts, found.truncated) == ("person", (3,), False)
    assert counted(found) == [("Wei Wang (1)", 2), ("Wei Wang (2)", 1), ("Bo Reed", 1)]
    first, second, reed = found.nodes
    assert (first.key, first.author_ids, first.weight) == ("wei wang (1)", ("dblp:Wei Wang 0001",), 1.5)
    assert (first.first_year, first.last_year) == (2001, 2003)
    assert second.person is not None
    assert (second.person.name_key, second.person.group, second.person.group_count) == ("wei wang", 2, 2)
    # One joint paper is by one person of the name, whichever it is.
    assert reed.person is not None
    assert (reed.key, reed.person.group, reed.person.group_count) == ("bo reed", None, None)
    assert [(edge.a, edge.b, edge.papers) for edge in found.edges] == [
        ("ada quill", "bo reed", 1),
        ("ada quill", "wei wang (1)", 2),
        ("ada quill", "wei wang (2)", 1),
    ]


def test_the_centre_is_one_of_several_namesakes(graph: Graph) -> None:
    put(graph, [*NAMESAKES, paper("4", "Wei Wang 0002", "Cy Moss", title="Tides", year=1970)], "dblp")
    first = by_person(graph, "wei wang")
    assert (first.center.key, first.label, counted(first)) == (
        "wei wang (1)",
        "Wei Wang (1)",
        [("Ada Quill", 2), ("Bo Reed", 1)],
    )
    second = by_person(graph, "wei wang", group=2)
    assert (second.center.author_ids, counted(second)) == (
        ("dblp:Wei Wang 0002",),
        [("Ada Quill", 1), ("Cy Moss", 1)],
    )
    with pytest.raises(NotFound, match="has no group 3; its groups are 1 to 2"):
        by_person(graph, "wei wang", group=3)
    with pytest.raises(NotFound, match="has no group 0; its groups are 1 to 2"):
        by_person(graph, "wei wang", group=0)


def test_two_spellings_of_one_coauthor_are_one(graph: Graph) -> None:
    papers = [
        paper("1", "Ada Quill 0001", "Ines Okafor", title="Lichens", year=2001),
        paper("2", "Ada Quill 0001", "Ines Okafor", "Bo Reed", title="Moss", year=2002),
        paper("3", "Ada Quill 0001", "I. Okafor", title="Ports", year=1975),
    ]
    put(graph, papers, "dblp")
    assert len(coauthor_neighborhood(graph, name="Ada Quill").nodes) == 3
    say_same(graph, one="Ines Okafor", other="I. Okafor", why="one home page", who="ada")
    found = by_person(graph)
    assert counted(found) == [("Ines Okafor", 3), ("Bo Reed", 1)]
    person = found.nodes[0].person
    assert person is not None
    [spelling] = person.spellings
    assert (spelling.name, spelling.papers) == ("I. Okafor", 1)
    assert "same" in spelling.why
    assert found.nodes[0].author_ids == ("dblp:I. Okafor", "dblp:Ines Okafor")
    # Enough joint papers are those of the person, not of a spelling.
    assert counted(by_person(graph, min_joint=3)) == [("Ines Okafor", 3)]
    # The nearest name is listed, and the others count as one person each.
    cut = by_person(graph, limit=1)
    assert (counted(cut), cut.node_counts) == ([("Ines Okafor", 2)], (3,))


def test_a_centre_of_two_spellings_has_the_coauthors_of_both(graph: Graph) -> None:
    papers = [
        paper("1", "Ines Okafor", "Ada Quill 0001", title="Lichens", year=2001),
        paper("2", "Ines Okafor", "Bo Reed", title="Moss", year=2002),
        paper("3", "I. Okafor", "Ada Quill 0001", title="Ports", year=1975),
    ]
    put(graph, papers, "dblp")
    say_same(graph, one="Ines Okafor", other="I. Okafor", why="one home page", who="ada")
    for name in ("Ines Okafor", "I. Okafor"):
        found = by_person(graph, name)
        assert (found.center.name, counted(found)) == (name, [("Ada Quill", 2), ("Bo Reed", 1)])
        assert found.person is not None
        assert [each.name for each in found.person.spellings] == [
            other for other in ("I. Okafor", "Ines Okafor") if other != name
        ]


def test_the_other_spellings_of_the_centre_are_grouped_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    put(graph, [paper("1", "Ines Okafor", "Bo Reed", year=2001), paper("2", "I. Okafor", "Cy Moss", year=1975)])
    say_same(graph, one="Ines Okafor", other="I. Okafor", why="one home page", who="ada")
    grouped: list[str] = []

    def noted(graph: Graph, keys: Sequence[str]) -> dict[str, Grouped]:
        grouped.extend(keys)
        return grouped_names(graph, keys)

    for module in (people, person_neighborhoods):
        monkeypatch.setattr(module, "grouped_names", noted)
    assert counted(by_person(graph, "Ines Okafor")) == [("Bo Reed", 1), ("Cy Moss", 1)]
    assert grouped == ["i. okafor"]


def test_a_namesake_on_the_same_paper_is_a_coauthor(graph: Graph) -> None:
    put(graph, [paper("1", "Wei Wang 0001", "Wei Wang 0002", "Ada Quill 0001", title="Lichens", year=2001)], "dblp")
    assert counted(coauthor_neighborhood(graph, name="Wei Wang")) == [("Ada Quill", 1)]
    found = by_person(graph, "Wei Wang")
    assert sorted(counted(found)) == [("Ada Quill", 1), ("Wei Wang (2)", 1)]


def test_filters_count_for_people(graph: Graph) -> None:
    put(graph, NAMESAKES, "dblp")
    assert counted(by_person(graph, since=2002)) == [("Bo Reed", 1), ("Wei Wang", 1)]
    assert counted(by_person(graph, min_joint=2)) == [("Wei Wang (1)", 2)]
    few = by_person(graph, max_authors=2)
    assert (counted(few), few.skipped_papers) == ([("Wei Wang (1)", 1), ("Wei Wang (2)", 1)], 1)
    cut = by_person(graph, limit=1)
    assert (counted(cut), cut.truncated, cut.node_counts) == ([("Wei Wang (1)", 2), ("Wei Wang (2)", 1)], True, (3,))


def test_papers_that_are_too_many_to_be_grouped_are_counted(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [
        paper(f"{year}", "Wei Wang", f"Bo Reed {year}", title=f"Tides of {year}", year=year)
        for year in range(1970, 1975)
    ]
    put(graph, papers)
    assert by_person(graph, "Wei Wang").ungrouped_papers == 0
    monkeypatch.setattr(grouping, "MOST_GROUPED", 2)
    found = by_person(graph, "Wei Wang")
    assert found.ungrouped_papers == 3
    assert {node.name for node in found.nodes} <= {"Bo Reed 1973", "Bo Reed 1974"}
    assert coauthor_neighborhood(graph, name="Wei Wang").ungrouped_papers == 0


def test_links_and_papers_are_those_of_people(graph: Graph) -> None:
    put(
        graph,
        [
            *NAMESAKES,
            paper("4", "Wei Wang 0001", "Bo Reed 0001", title="Moss", year=2004),
            paper("5", "Wei Wang 0002", "Bo Reed 0001", title="Tides", year=1976),
        ],
        "dblp",
    )
    found = by_person(graph, with_links=True, with_papers=True)
    titles = {
        (edge.a, edge.b): [work.title for work in edge.works or ()] for edge in found.edges if "ada quill" not in edge.a
    }
    assert titles[("bo reed", "wei wang (1)")] == ["Moss", "Slow lichens"]


@pytest.mark.parametrize(
    "question",
    [
        {"name": "Ada Quill", "hops": 2},
        {"name": "Ada Quill", "match": "fold"},
        {"name": "Ada Quill", "sources": ["dblp"]},
        {"author_id": "dblp:Ada Quill 0001"},
    ],
)
def test_what_does_not_go_with_people_is_refused(graph: Graph, question: dict[str, object]) -> None:
    put(graph, NAMESAKES, "dblp")
    with pytest.raises(InvalidArgument, match="people are counted one step around one name"):
        coauthor_neighborhood(graph, by="person", **question)  # type: ignore[arg-type]


def test_a_group_is_of_a_person(graph: Graph) -> None:
    with pytest.raises(InvalidArgument, match="it goes with by person"):
        coauthor_neighborhood(graph, name="Ada Quill", group=1)
    with pytest.raises(InvalidArgument, match="by is 'works'"):
        coauthor_neighborhood(graph, name="Ada Quill", by="works")  # type: ignore[arg-type]
