"""One paper, one venue, the loaded sources and the sizes of a real database."""

from __future__ import annotations

from typing import Any

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord
from graphapp.results.papers import GraphCounts, PaperAuthor, YearCount
from graphapp.services.catalog import graph_counts, paper, sources, unknown_venues, venue
from graphapp.services.export import export_graph
from tests.bibliography import bibliography
from tests.plans import operators, plan_of

DOI = {"doi": "10.1000/1"}
ADA = Authorship(printed_name="Ada Lovelace", position=1)
BO = Authorship(printed_name="Bo Li", position=2)
CY = Authorship(printed_name="Cy Young", position=1, role="editor")


def put(graph: Graph, source: str, *papers: dict[str, Any]) -> None:
    records = [PaperRecord(**({"place": "test", "title": "Notes", "authorships": (ADA,)} | paper)) for paper in papers]
    assert load(graph, records, source=source).rejected == 0


def test_a_paper_is_its_work_with_all_rows(graph: Graph) -> None:
    put(
        graph,
        "dblp",
        {
            "paper_id": "1",
            "identifiers": DOI,
            "authorships": (ADA, BO, CY),
            "year": 1843,
            "venue": "NIPS",
        },
    )
    put(
        graph, "acl",
        {"paper_id": "9", "identifiers": DOI, "abstract": "On \\emph{engines}.", "authors_complete": False},
    )  # fmt: skip

    by_row, by_work = paper(graph, id="dblp:1"), paper(graph, id="acl:9")

    assert by_row == by_work
    assert by_row.work_id == "acl:9"
    shown, other = by_row.rows
    assert (shown.paper_id, shown.venue, shown.printed_venue, shown.author_count) == ("dblp:1", "NeurIPS", "NIPS", 2)
    assert shown.authors == (
        PaperAuthor(author_id="dblp:Ada Lovelace", name="Ada Lovelace", position=1),
        PaperAuthor(author_id="dblp:Bo Li", name="Bo Li", position=2),
    )
    assert [editor.name for editor in shown.editors] == ["Cy Young"]
    assert (other.abstract, other.venue, other.author_count) == ("On \\emph{engines}.", None, None)


@pytest.mark.parametrize("id", ["dblp:2", "", "dblp:1' OR 1=1"])
def test_an_unknown_paper_is_not_found(graph: Graph, id: str) -> None:
    put(graph, "dblp", {"paper_id": "1"})

    with pytest.raises(NotFound, match="no paper row and no work"):
        paper(graph, id=id)


def test_a_venue_in_any_printing(graph: Graph) -> None:
    put(
        graph, "dblp",
        {"paper_id": "1", "title": "B", "venue": "NeurIPS", "year": 2020},
        {"paper_id": "2", "title": "a", "venue": "NIPS", "year": 2020},
        {"paper_id": "3", "title": "C", "venue": "NeurIPS", "year": 2021},
        {"paper_id": "4", "title": "D", "venue": "NeurIPS"},
        {"paper_id": "5", "title": "E", "venue": "ICML", "year": 2020},
    )  # fmt: skip

    for printing in ("NeurIPS", "nips", "Advances in Neural Information Processing Systems 34", "neurips"):
        found = venue(graph, name=printing)
        assert (found.venue_id, found.name, found.kind, found.paper_count) == ("neurips", "NeurIPS", "conference", 4)
        assert [work.title for work in found.papers] == ["C", "a", "B", "D"]
        assert found.years == (
            YearCount(year=2021, papers=1),
            YearCount(year=2020, papers=2),
            YearCount(year=None, papers=1),
        )


def test_a_year_of_a_venue(graph: Graph) -> None:
    put(
        graph, "dblp",
        {"paper_id": "1", "title": "B", "venue": "NeurIPS", "year": 2020},
        {"paper_id": "2", "title": "A", "venue": "NeurIPS", "year": 2020},
        {"paper_id": "3", "title": "C", "venue": "NeurIPS", "year": 2021},
    )  # fmt: skip

    of_year = venue(graph, name="NeurIPS", year=2020, limit=1)
    of_none = venue(graph, name="NeurIPS", year=1999)

    assert ([work.title for work in of_year.papers], of_year.paper_count, of_year.truncated) == (["A"], 2, True)
    assert (of_none.papers, of_none.paper_count, of_none.truncated) == ((), 0, False)


def test_a_work_counts_where_its_preferred_row_appeared(graph: Graph) -> None:
    put(graph, "dblp", {"paper_id": "1", "identifiers": DOI, "venue": "NeurIPS", "year": 2020})
    put(graph, "acl", {"paper_id": "1", "identifiers": DOI, "venue": "ICML", "year": 2020})

    assert venue(graph, name="NeurIPS").paper_count == 1
    assert venue(graph, name="ICML").paper_count == 0


def test_a_venue_that_is_not_there_has_near_ones_that_are(graph: Graph) -> None:
    put(graph, "dblp", {"paper_id": "1", "venue": "Annals of Engines"}, {"paper_id": "2", "venue": "NeurIPS"})

    with pytest.raises(NotFound, match="Annals of Enginse") as unknown:
        venue(graph, name="Annals of Enginse")

    assert unknown.value.near == ("Annals of Engines",)
    assert venue(graph, name=unknown.value.near[0]).paper_count == 1


@pytest.mark.parametrize("arguments", [{"name": ""}, {"name": "x" * 1_000_000}, {"name": "NeurIPS", "limit": 0}])
def test_invalid_arguments_of_a_venue_are_refused(graph: Graph, arguments: dict[str, Any]) -> None:
    put(graph, "dblp", {"paper_id": "1", "venue": "NeurIPS"})

    with pytest.raises(InvalidArgument):
        venue(graph, **arguments)


def test_counts_of_a_graph(graph: Graph) -> None:
    nothing = graph_counts(graph)
    put(
        graph,
        "dblp",
        {"paper_id": "1", "identifiers": DOI, "authorships": (ADA, BO, CY), "venue": "NeurIPS"},
    )
    put(graph, "acl", {"paper_id": "1", "identifiers": DOI}, {"paper_id": "2", "title": "Other"})

    assert nothing == GraphCounts(papers=0, paper_rows=0, names=0, author_rows=0, venues=0, authorships=0)
    assert graph_counts(graph) == GraphCounts(papers=2, paper_rows=3, names=3, author_rows=4, venues=1, authorships=5)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("paper", {"id": "dblp:1"}),
        ("venue", {"venue_id": "neurips", "year": None, "sources": ["one"], "skip": 0, "limit": 5}),
        ("venues_from", {"prefix": "ne"}),
    ],
)
def test_papers_and_venues_are_found_through_indexes(graph: Graph, name: str, parameters: dict[str, Any]) -> None:
    put(graph, "dblp", {"paper_id": "1", "venue": "NeurIPS"})

    plan = plan_of(graph, load_query(f"read/{name}"), **parameters)

    assert not [operator for operator in operators(plan) if "Scan" in operator]


def test_sources_count_rows_and_works(graph: Graph) -> None:
    for source in ("one", "two"):
        load(graph, bibliography(21, 60, source=source, titles=30), source=source)
    rows = [row for row in export_graph(graph) if row["node"] == "paper"]
    for state in sources(graph):
        stated = [row for row in rows if row["source"] == state.name]
        assert (state.rows, state.papers) == (len(stated), len({row["work_id"] for row in stated}))
        assert (state.state, state.owed) == ("complete", False)
        assert len({row["work_id"] for row in stated}) < len(stated)
        counted = graph_counts(graph, sources=[state.name])
        assert (counted.paper_rows, counted.papers) == (state.rows, state.papers)
    counted = graph_counts(graph, sources=["two", "one"])
    assert (counted.paper_rows, counted.papers) == (len(rows), len({row["work_id"] for row in rows}))


def test_answers_of_a_source_have_what_it_states(graph: Graph) -> None:
    put(
        graph,
        "one",
        {"paper_id": "1", "title": "A", "venue": "NeurIPS"},
        {"paper_id": "2", "title": "B", "venue": "NIPS"},
    )
    put(
        graph,
        "two",
        {"paper_id": "1", "title": "A", "venue": "NeurIPS"},
        {"paper_id": "3", "title": "C", "venue": "Ewes"},
    )
    counted = graph_counts(graph, sources=["two"])
    assert (counted.papers, counted.paper_rows, counted.venues) == (2, 2, 2)
    both = graph_counts(graph, sources=["one", "two"])
    assert both == graph_counts(graph)
    page = venue(graph, "NeurIPS", sources=["two"])
    assert (page.paper_count, [work.title for work in page.papers]) == (1, ["A"])
    assert [each.name for each in unknown_venues(graph, sources=["two"]).venues] == ["Ewes"]
    assert unknown_venues(graph, sources=["one"]).venues == ()
    assert [row.source for row in paper(graph, "two:1", sources=["two"]).rows] == ["two"]
    with pytest.raises(NotFound, match="none of these sources states the work 'one:2'; it is stated by one"):
        paper(graph, "one:2", sources=["two"])


def test_pages_of_a_venue_are_numbered(graph: Graph) -> None:
    put(graph, "one", *({"paper_id": str(number), "title": str(number), "venue": "NeurIPS"} for number in range(5)))
    pages = [venue(graph, "NeurIPS", limit=2, page=number) for number in (1, 2, 3)]
    assert [[work.title for work in page.papers] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert [(page.page, page.truncated) for page in pages] == [(1, True), (2, True), (3, True)]


@pytest.mark.parametrize("year", [None, 2002])
def test_pages_of_a_venue_are_parts_of_its_list(graph: Graph, year: int | None) -> None:
    years = (2001, None, 2003, 2002, 2003, 2002, None, 2002)
    put(
        graph,
        "one",
        *(
            {"paper_id": str(number), "title": f"{number}", "venue": "NeurIPS", "year": of}
            for number, of in enumerate(years)
        ),
    )
    whole = venue(graph, "NeurIPS", year=year).papers
    for limit in range(1, len(years) + 2):
        pages = [venue(graph, "NeurIPS", year=year, limit=limit, page=page).papers for page in range(1, len(years) + 2)]
        assert sum(pages, ()) == whole
