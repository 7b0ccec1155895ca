"""Name clusters, compared with what the records say when they are read by hand."""

import random
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from msgspec.structs import replace

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading import upkeep
from graphapp.loading.load import load
from graphapp.loading.upkeep import remove_source
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord
from graphapp.results.names import PRINTED_NOTICE, Match, NameCluster
from graphapp.results.papers import Work
from graphapp.rules.names import fold_key, name_key
from graphapp.services.catalog import venue
from graphapp.services.clusters import name_cluster, shortened
from graphapp.services.coauthor_graphs import coauthor_graph
from graphapp.services.collaborators import likely_collaborators
from graphapp.services.export import export_papers
from graphapp.services.names import similar_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paper_search import search_papers
from graphapp.services.paths import collaboration_path
from graphapp.services.person_groups import person_groups
from graphapp.services.venue_lists import venues
from tests.bibliography import FAMILY, GIVEN, authorships, bibliography, paper
from tests.graphs import ask, put
from tests.plans import operators, plan_of


def titles(cluster: NameCluster) -> list[str]:
    return [work.title for work in cluster.papers]


def test_papers_come_newest_first_then_by_title_ignoring_case_then_by_work(graph: Graph) -> None:
    records = [
        paper("1", "Ada Lovelace", title="Zebra", year=1843),
        paper("2", "ADA LOVELACE", title="apple", year=1843),
        paper("3", "ada lovelace", title="Banana", year=1843),
        paper("4", "Ada Lovelace", title="No year", year=None),
        paper("5", "Ada Lovelace", title="Late", year=1850),
        paper("6", "Ada Lovelace", title="Apple", year=1843),
    ]
    put(graph, records)
    cluster = name_cluster(graph, name="Ada LOVELACE")
    assert titles(cluster) == ["Late", "apple", "Apple", "Banana", "Zebra", "No year"]
    assert (cluster.paper_count, cluster.author_row_count, cluster.truncated) == (6, 3, False)
    assert cluster.name == "Ada Lovelace"


@pytest.mark.parametrize("limit", [99, 100, 101, 250, None])
def test_a_page_longer_than_what_the_query_sends_at_once_is_whole_and_in_order(graph: Graph, limit: int | None) -> None:
    years = random.Random(7).choices(range(1800, 1850), k=250)
    put(graph, [paper(f"{number:03}", "Ada Lovelace", year=year) for number, year in enumerate(years)])
    expected = [f"one:{number:03}" for number in sorted(range(250), key=lambda number: (-years[number], number))]
    found: list[str] = []
    after = None
    while True:
        cluster = name_cluster(graph, name="Ada Lovelace", limit=limit, after=after)
        assert (cluster.paper_count, cluster.author_row_count) == (250, 1)
        found += [work.work_id for work in cluster.papers]
        if (after := cluster.next) is None:
            break
        assert len(cluster.papers) == limit
    assert found == expected


def test_editors_are_no_authors(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Lovelace"), paper("2", authorships=authorships("Ada Lovelace", role="editor"))])
    assert name_cluster(graph, name="ada lovelace").paper_count == 1


def test_diacritics_count_unless_they_are_folded(graph: Graph) -> None:
    put(graph, [paper("1", "José García", title="A"), paper("2", "Jose Garcia", title="B")])
    assert titles(name_cluster(graph, name="josé garcía")) == ["A"]
    assert titles(name_cluster(graph, name="jose GARCIA", match="fold")) == ["A", "B"]


def test_a_homonym_number_that_was_typed_is_no_part_of_the_name(graph: Graph) -> None:
    put(graph, [paper("1", "Wei Wang 0001"), paper("2", "Wei Wang")], "dblp")
    assert name_cluster(graph, name="Wei Wang 0001").author_row_count == 2
    put(graph, [paper("1", "Agent 0007")], "one")
    assert name_cluster(graph, name="agent 0007").author_row_count == 1


def test_a_cursor_of_another_question_is_refused(graph: Graph) -> None:
    put(graph, [paper(str(number), "Ada Lovelace", "Wei Wang", title=str(number)) for number in range(3)])
    cursor = name_cluster(graph, name="Ada Lovelace", limit=1).next
    assert cursor is not None
    assert name_cluster(graph, name="ADA LOVELACE", limit=1, after=cursor).papers
    for other in ({"name": "Wei Wang"}, {"name": "Ada Lovelace", "match": "fold"}):
        with pytest.raises(InvalidArgument, match="belongs to another question"):
            name_cluster(graph, after=cursor, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["O'Neill", 'a"b', "`x`", "$key", "}) DETACH DELETE (n", "a\\b", "C++"])
def test_a_name_is_always_a_value(graph: Graph, name: str) -> None:
    put(graph, [paper("1", name, title="Held")])
    assert titles(name_cluster(graph, name=name)) == ["Held"]


@pytest.mark.parametrize("match", ["exact", "fold"])
def test_every_cluster_is_what_the_records_say(graph: Graph, match: Match) -> None:
    records = {
        source: [known_by_name(record) for record in bibliography(11, 60, source=source, titles=30)]
        for source in ("one", "two")
    }
    for source, stated in records.items():
        load(graph, stated, source=source)
    key_of = name_key if match == "exact" else fold_key
    for name in sorted({f"{given} {family}" for given in GIVEN for family in FAMILY}):
        rows = {
            f"{source}:{record.paper_id}"
            for source, stated in records.items()
            for record in stated
            if key_of(name) in keys(record, key_of)
        }
        if not rows:
            with pytest.raises(NotFound):
                name_cluster(graph, name=name, match=match)
            continue
        cluster = name_cluster(graph, name=name, match=match, limit=None)
        stated_by = {row.paper_id for work in cluster.papers for row in work.rows}
        assert rows <= stated_by
        assert cluster.paper_count == len(cluster.papers) == len({work.work_id for work in cluster.papers})
        assert all(rows & {row.paper_id for row in work.rows} for work in cluster.papers)
        order = [(-(work.year or -1), work.title.lower(), work.work_id) for work in cluster.papers]
        assert order == sorted(order)
        pages: list[str] = []
        after = None
        while True:
            page = name_cluster(graph, name=name, match=match, limit=2, after=after)
            pages += [work.work_id for work in page.papers]
            if (after := page.next) is None:
                break
        assert pages == [work.work_id for work in cluster.papers]


def known_by_name(record: PaperRecord) -> PaperRecord:
    """The record without ids of authors: rows that have one show their most frequent spelling, not this record's."""
    return replace(record, authorships=tuple(replace(a, author_id=None, orcid=None) for a in record.authorships))


def keys(record: PaperRecord, key_of: Callable[[str], str]) -> set[str]:
    return {key_of(authorship.printed_name) for authorship in record.authorships if authorship.role == "author"}


def printed_as(*names: str) -> list[PaperRecord]:
    """Papers of one author row with an id, each of which prints another name."""
    return [
        paper(f"{number}", authorships=(Authorship(printed_name=name, position=1, author_id="~ada"),))
        for number, name in enumerate(names)
    ]


def test_a_row_is_found_by_every_name_under_which_a_paper_prints_it(graph: Graph) -> None:
    put(
        graph,
        [
            *printed_as("Ada Lovelace", "Ada Lovelace", "Ada Lovelace", "Ada King*", "King, Ada", "A. Lovelace"),
            paper("x", "Bo Li"),
        ],
    )

    shown = name_cluster(graph, name="ada LOVELACE")
    assert [(each.name, each.count) for each in shown.also_printed] == [("Ada King", 2), ("A. Lovelace", 1)]
    assert (shown.paper_count, shown.printed_rows) == (6, ())

    printed = name_cluster(graph, name="ada king")
    assert (printed.name, printed.key, printed.notice) == ("ada king", "ada king", PRINTED_NOTICE)
    assert [(row.author_id, row.name) for row in printed.author_rows] == [("one:~ada", "Ada Lovelace")]
    assert [(each.name, each.count) for each in printed.also_printed] == [("Ada Lovelace", 3), ("A. Lovelace", 1)]
    assert printed.paper_count == 6
    pages = [name_cluster(graph, name="ada king", limit=2)]
    while (after := pages[-1].next) is not None:
        pages.append(name_cluster(graph, name="ada king", limit=2, after=after))
    assert [work.work_id for page in pages for work in page.papers] == [work.work_id for work in printed.papers]

    with pytest.raises(NotFound) as unknown:
        coauthor_neighborhood(graph, name="Ada King")
    assert unknown.value.near[0] == "Ada Lovelace"


def test_a_name_that_rows_show_names_the_other_rows_that_are_printed_so(graph: Graph) -> None:
    put(graph, [*printed_as("Ada Lovelace", "Ada Lovelace", "Ada King"), paper("x", "Ada King")])

    cluster = name_cluster(graph, name="Ada King")

    assert [row.author_id for row in cluster.author_rows] == ["one:Ada King"]
    assert (cluster.paper_count, cluster.also_printed) == (1, ())
    [other] = cluster.printed_rows
    assert (other.author_id, other.name, other.source, other.count) == ("one:~ada", "Ada Lovelace", "one", 1)


def test_a_name_is_forgotten_with_the_paper_that_prints_it(graph: Graph) -> None:
    put(graph, printed_as("Ada Lovelace", "Ada Lovelace", "Ada King"))
    put(graph, printed_as("Ada Lovelace", "Ada Lovelace", "Ada Lovelace"))

    with pytest.raises(NotFound):
        name_cluster(graph, name="Ada King")
    assert name_cluster(graph, name="Ada Lovelace").also_printed == ()


def test_printed_names_are_found_through_indexes(graph: Graph) -> None:
    put(graph, printed_as("Ada Lovelace"))

    for match in ("exact", "printed"):
        plan = plan_of(graph, load_query("read/printed_names"), key="ada", match=match, sources=None)
        assert not [operator for operator in operators(plan) if "Scan" in operator]


def test_the_first_page_has_a_head_over_all_works(graph: Graph) -> None:
    """Against plain counts; two rows of one work count once, and a coauthor's rows of one name are one."""
    records = [
        paper("1", "Ada Lovelace", "Bo Li", "Cy Young", title="A", year=1843, venue="NeurIPS"),
        paper("2", "ADA LOVELACE", "Bo Li", title="B", year=1843, venue="NIPS"),
        paper("3", "Ada Lovelace", "BO LI", title="C", year=1850, venue="ICML"),
        paper("4", "Ada Lovelace", title="D", year=None, venue=None),
    ]
    put(graph, records)
    put(graph, [replace(records[0], paper_id="x")], "two")
    first = name_cluster(graph, "Ada Lovelace", limit=2)
    assert first.head is not None
    assert (first.head.first_year, first.head.last_year) == (1843, 1850)
    assert [(counted.year, counted.papers) for counted in first.head.years] == [(1850, 1), (1843, 2), (None, 1)]
    assert [(venue.name, venue.papers) for venue in first.head.venues] == [("NeurIPS", 2), ("ICML", 1)]
    assert [(one.name, one.key, one.papers) for one in first.head.coauthors] == [
        ("Bo Li", "bo li", 3),
        ("Cy Young", "cy young", 1),
    ]
    assert (first.head.venue_count, first.head.coauthor_count) == (2, 2)
    assert [(spelling.name, spelling.count) for spelling in first.spellings] == [
        ("Ada Lovelace", 4),
        ("ADA LOVELACE", 1),
    ]
    assert name_cluster(graph, "Ada Lovelace", limit=2, after=first.next).head is None


def test_the_head_lists_the_first_ten_and_counts_all(graph: Graph) -> None:
    put(graph, [paper(str(number), "Ada Lovelace", f"Bo {number:02}x", venue=f"V{number:02}") for number in range(12)])
    head = name_cluster(graph, "Ada Lovelace").head
    assert head is not None
    assert [one.key for one in head.coauthors] == [f"bo {number:02}x" for number in range(10)]
    assert (len(head.venues), head.venue_count, head.coauthor_count) == (10, 12, 12)


def test_pages_by_number_are_the_pages_by_cursor(graph: Graph) -> None:
    put(graph, [paper(str(number), "Ada Lovelace", title=str(number)) for number in range(5)])
    after = None
    for number in (1, 2, 3):
        by_cursor = name_cluster(graph, "Ada Lovelace", limit=2, after=after)
        by_number = name_cluster(graph, "Ada Lovelace", limit=2, page=number)
        assert (by_number.papers, by_number.next) == (by_cursor.papers, by_cursor.next)
        assert by_number.page == number
        assert by_number.truncated
        after = by_cursor.next
    assert after is None
    assert name_cluster(graph, "Ada Lovelace", limit=2, page=9).papers == ()
    with pytest.raises(InvalidArgument, match="either the cursor or the page"):
        name_cluster(graph, "Ada Lovelace", limit=2, page=2, after=name_cluster(graph, "Ada Lovelace", limit=2).next)


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 6])
def test_a_first_page_is_shortened_to_that_of_a_smaller_limit(graph: Graph, limit: int) -> None:
    years = (2003, None, 2001, 2003, None, 2001)
    put(graph, [paper(f"{place}", "Ada Lovelace", title=f"{place}", year=year) for place, year in enumerate(years)])
    first = name_cluster(graph, "Ada Lovelace", limit=5)
    assert shortened(first, limit) == name_cluster(graph, "Ada Lovelace", limit=min(limit, 5))
    whole = name_cluster(graph, "Ada Lovelace", limit=6)
    assert shortened(whole, limit) == whole


def put_one_work_of_three_rows(graph: Graph) -> None:
    common = {"title": "Notes", "year": 1843, "venue": "ICML", "identifiers": {"doi": "10.1000/1"}}
    for source in ("one", "two", "three"):
        put(graph, [paper("p", "Ada Lovelace", "Bo Li", **common)], source)


def the_work_of_two_rows(graph: Graph) -> Work:
    """What is left of that work, after every answer was held to show it."""
    cluster = name_cluster(graph, "Ada Lovelace")
    [work] = cluster.papers
    assert (work.title, work.year, len(work.rows)) == ("Notes", 1843, 2)
    assert cluster.head is not None
    assert [(counted.year, counted.papers) for counted in cluster.head.years] == [(1843, 1)]
    [found] = search_papers(graph, text="Notes").papers
    assert found.paper_id == work.rows[0].paper_id
    [edge] = coauthor_neighborhood(graph, name="Ada Lovelace", with_papers=True).edges
    assert [joint.title for joint in edge.works or ()] == ["Notes"]
    return work


def test_works_whose_preferred_row_a_removal_took_are_shown_by_another_before_they_are_settled(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is beside a removal, and after one that was interrupted."""
    put_one_work_of_three_rows(graph)
    [before] = name_cluster(graph, "Ada Lovelace").papers
    monkeypatch.setattr(upkeep, "settle", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        remove_source(graph, source=before.rows[0].source)
    work = the_work_of_two_rows(graph)
    assert [(at.venue_id, at.paper_count) for at in venues(graph).venues] == [("icml", 1)]
    assert [at.paper_id for at in venue(graph, name="ICML").papers] == [work.paper_id]
    assert [paper_id for paper_id, _ in export_papers(graph, name="Ada Lovelace")] == [work.paper_id]


def test_works_without_a_preferred_row_are_shown_by_another(graph: Graph) -> None:
    """So a reader may see a work while a load writes, and after another program deleted a row."""
    put_one_work_of_three_rows(graph)
    ask(graph, "MATCH (paper:Paper) WHERE paper.preferred DETACH DELETE paper")
    the_work_of_two_rows(graph)


def test_with_sources_only_their_author_rows_count(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Lovelace", title="A"), paper("2", "Ada Lovelace", title="B")], "one")
    put(graph, [paper("1", "Ada Lovelace", title="A"), paper("3", "Bo Li", title="C")], "two")
    assert name_cluster(graph, "Ada Lovelace", sources=["two"]).paper_count == 1
    assert name_cluster(graph, "Ada Lovelace", sources=["two", "one"]).author_row_count == 2
    assert name_cluster(graph, "Ada Lovelace", sources="one").paper_count == 2
    with pytest.raises(NotFound, match="no author row of 'one' is named 'Bo Li'; 'two' has one"):
        name_cluster(graph, "Bo Li", sources=["one"])
    with pytest.raises(NotFound, match="no source is named 'three'") as error:
        name_cluster(graph, "Ada Lovelace", sources=["three", "one"])
    assert error.value.near == ("one", "two")


@pytest.mark.parametrize(("typed", "missing"), [("Wei Wang", None), ("Wei Wang 0001", None), ("Wei Wang 0007", "0007")])
def test_a_number_that_no_row_has_is_mentioned(graph: Graph, typed: str, missing: str | None) -> None:
    """By every answer about the name; chains and graphs tell which of their names it stands behind."""
    put(graph, [paper("1", "Wei Wang 0001", "Bo Li", "Cy Young"), paper("2", "Wei Wang")], "dblp")
    cluster = name_cluster(graph, typed)
    assert (cluster.author_row_count, cluster.missing_number) == (2, missing)
    assert coauthor_neighborhood(graph, typed).center.missing_number == missing
    assert coauthor_neighborhood(graph, typed, match="fold").center.missing_number == missing
    assert coauthor_neighborhood(graph, typed, by="person").center.missing_number == missing
    assert person_groups(graph, typed).missing_number == missing
    assert similar_names(graph, typed).missing_number == missing
    assert likely_collaborators(graph, typed).center.missing_number == missing
    path = collaboration_path(graph, "Bo Li", typed)
    assert (path.a.missing_number, path.b.missing_number) == (None, missing)
    people = coauthor_graph(graph, names=[typed, "Bo Li", "Cy Young"])
    assert people.missing_numbers == (() if missing is None else (typed,))


def test_a_number_that_is_part_of_a_name_is_not_missing(graph: Graph) -> None:
    """A source that is not known to use such numbers prints it in the name."""
    put(graph, [paper("1", "Wei Wang 0007", "Bo Li")], "one")
    cluster = name_cluster(graph, "Wei Wang 0007")
    assert (cluster.name, cluster.missing_number) == ("Wei Wang 0007", None)
    assert coauthor_neighborhood(graph, "Wei Wang 0007").center.missing_number is None


def test_a_number_of_another_source_is_missing(graph: Graph) -> None:
    put(graph, [paper("1", "Wei Wang 0001", "Bo Li")], "dblp")
    put(graph, [paper("1", "Wei Wang", "Bo Li", title="Other")], "one")
    assert coauthor_neighborhood(graph, "Wei Wang 0001").center.missing_number is None
    assert coauthor_neighborhood(graph, "Wei Wang 0001", sources=["one"]).center.missing_number == "0001"
    assert name_cluster(graph, "Wei Wang 0001", sources=["one"]).missing_number == "0001"
