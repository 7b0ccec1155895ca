"""Authorships of names, and what surrounds them, from a real database."""

import pytest

from graphapp.graph import Graph
from graphapp.records import Authorship, PersonName, PersonRecord
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.person_evidence import (
    Around,
    GraphNumbers,
    NameWork,
    name_works,
    newest_works,
    surroundings_of,
    work_counts,
)
from tests.bibliography import paper
from tests.graphs import put

ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"
NUMBERS = GraphNumbers(works=10, titles_with={}, lifts={})


def works(graph: Graph, key: str) -> dict[str, NameWork]:
    return {work.authorship.authorship_id: work for work in name_works(graph, [key])[key]}


def test_an_authorship_has_what_the_paper_says(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Quill", "Bo Reed", title="On Lichens", year=2001, venue="ICML")])
    [work] = works(graph, "ada quill").values()
    row = work.authorship
    assert (row.authorship_id, row.paper_id, row.paper_ids) == ("one:1", "one:1", frozenset(["one:1"]))
    assert (row.title, row.year, row.venue, row.coauthors) == ("On Lichens", 2001, "icml", frozenset(["bo reed"]))
    assert row.author_ids == {"one:Ada Quill"}
    assert not row.orcids | row.records | row.numbered_rows
    assert work.shown.venue == "ICML"


@pytest.mark.parametrize(
    ("source", "name", "author_id", "person", "orcids"),
    [
        # Namesakes may have the row.
        ("one", "Ada Quill", None, False, [ORCID, ORCID, OTHER_ORCID, None]),
        ("one", "Ada Quill", None, True, [ORCID, ORCID, OTHER_ORCID, ORCID]),
        ("one", "Ada Quill", "q1", False, [ORCID, ORCID, OTHER_ORCID, ORCID]),
        ("dblp", "Ada Quill", None, False, [ORCID, ORCID, OTHER_ORCID, None]),
        ("dblp", "Ada Quill 0001", None, False, [ORCID, ORCID, OTHER_ORCID, ORCID]),
    ],
)
def test_an_orcid_is_of_the_papers_of_a_row_that_is_more_than_a_name(
    graph: Graph, source: str, name: str, author_id: str | None, person: bool, orcids: list[str | None]
) -> None:
    printed = [ORCID, ORCID, OTHER_ORCID, None]
    papers = [
        paper(
            str(number),
            authorships=(Authorship(printed_name=name, position=1, author_id=author_id, orcid=orcid),),
            title=f"Lichens {number}",
        )
        for number, orcid in enumerate(printed)
    ]
    record = PersonRecord(place="p", person_id="p", names=(PersonName(printed_name=name),))
    put(graph, [*papers, record] if person else papers, source)
    found = works(graph, "ada quill")
    assert [found[f"{source}:{number}"].authorship.orcids for number in range(4)] == [
        frozenset([orcid] if orcid else []) for orcid in orcids
    ]


def test_the_rows_of_one_work_are_one_authorship(graph: Graph) -> None:
    doi = {"doi": "10.1000/1"}
    put(graph, [paper("1", "Ada Quill", "Bo Reed", identifiers=doi)], "one")
    put(graph, [paper("2", "Ada Quill", "B. Reed", identifiers=doi)], "two")
    [work] = works(graph, "ada quill").values()
    assert work.authorship.author_ids == {"one:Ada Quill", "two:Ada Quill"}
    assert work.authorship.paper_ids == {"one:1", "two:2"}
    assert work.authorship.coauthors == set(work.shown.coauthors)


def test_a_row_that_does_not_print_the_name_does_not_lend_its_coauthors(graph: Graph) -> None:
    """In the list that says "A. Quill", she would be a coauthor of herself."""
    doi = {"doi": "10.1000/1"}
    put(graph, [paper("1", "A. Quill", "Bo Reed", identifiers=doi)], "one")
    put(graph, [paper("2", "Ada Quill", "Bo Reed", identifiers=doi)], "two")
    [work] = works(graph, "ada quill").values()
    assert work.authorship.coauthors == {"bo reed"}
    assert work.shown.paper_id == "two:2"


def test_a_name_that_stands_twice_is_two_authorships_unless_it_is_one_row(graph: Graph) -> None:
    twice = tuple(
        Authorship(printed_name=name, position=place, author_id=key)
        for place, (name, key) in enumerate((("Ada Quill", "q1"), ("Ada Quill", "q2"), ("Bo Reed", "r1")), 1)
    )
    put(graph, [paper("1", authorships=twice)])
    put(graph, [paper("2", "Ada Quill", "Ada Quill", "Bo Reed", title="Other")], "two")
    assert {key: row.authorship.author_ids for key, row in works(graph, "ada quill").items()} == {
        "one:1 1": {"one:q1"},
        "one:1 2": {"one:q2"},
        "two:2": {"two:Ada Quill"},
    }
    assert all("ada quill" not in row.authorship.coauthors for row in works(graph, "ada quill").values())


def test_only_the_newest_paper_rows_are_read(graph: Graph) -> None:
    put(graph, [paper(f"{year}", "Ada Quill", title=f"{year}", year=year) for year in (1999, 2005, 2001)])
    newest = newest_works(graph, ["ada quill"], most=2)
    assert {work.shown.year for work in newest.works["ada quill"]} == {2005, 2001}
    assert newest.cut == {"ada quill"}
    assert work_counts(graph, newest) == {"ada quill": 3}


def test_an_author_row_that_is_printed_twice_hides_no_older_works(graph: Graph) -> None:
    put(graph, [paper("new", "Ada Quill", "Ada Quill", title="New", year=2005)])
    put(graph, [paper(f"{year}", "Ada Quill", title=f"{year}", year=year) for year in (1999, 2001)], "two")
    assert work_counts(graph, newest_works(graph, ["ada quill"], most=2)) == {"ada quill": 3}
    assert not newest_works(graph, ["ada quill"], most=5).cut


def test_surroundings_count_works_and_joint_works_elsewhere(graph: Graph) -> None:
    put(
        graph,
        [
            paper("1", "Ada Quill", "Bo Reed", title="One"),
            paper("2", "Ada Quill", "Cy Moss", title="Two"),
            paper("3", "Bo Reed", "Cy Moss", title="Three"),
            paper("4", "Bo Reed", title="Four"),
            paper("5", "Bo Reed", "Cy Moss", *(f"Person {chr(65 + number)}" for number in range(40)), title="Five"),
        ],
    )
    rows = [work.authorship for work in name_works(graph, ["ada quill"])["ada quill"]]
    own = frozenset(row.paper_id for row in rows)
    [found] = surroundings_of(CoauthorWorks(graph), [Around(rows, own)], NUMBERS)
    assert found.papers_of == {"bo reed": 4, "cy moss": 3}
    assert found.joint_papers == {("bo reed", "cy moss"): 1}
    seven = CoauthorWorks(graph, papers_of=lambda names: dict.fromkeys(names, 7))
    [known] = surroundings_of(seven, [Around(rows, own)], NUMBERS)
    assert known.papers_of == {"bo reed": 7, "cy moss": 7}
    assert known.joint_papers == found.joint_papers
