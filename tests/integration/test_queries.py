"""Every query file, with the real planner and on data that its examples find."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from msgspec.structs import replace

from graphapp.graph import Graph
from graphapp.loading import learning
from graphapp.loading.load import load
from graphapp.loading.statements import say_different
from graphapp.queries import Access, Query, all_queries, load_query
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.schema import apply_schema
from tests.bibliography import bibliography, paper
from tests.graphs import put, reading_session
from tests.plans import memory_of, plan_of
from tests.query_files import example_parameters, row_key

QUERIES = [query for query in all_queries() if query.access is not Access.SCHEMA]

WHOLE_GRAPH = {
    # These look at everything on purpose: they say what the database holds, or whether it is as it must be.
    "read/broken_invariants",
    "read/occupation",
    "read/source_counts",
    "read/graph_counts",
    # No index has what is missing; it reads the count of relationships that each venue keeps.
    "read/unknown_venues",
}


def scans(plan: dict[str, Any]) -> Iterator[str]:
    """What a plan finds by looking through all nodes, a label or an index; the few Source nodes do not count."""
    operator, details = plan["operatorType"].partition("@")[0], plan["args"].get("Details", "")
    if "Scan" in operator and ":Source" not in details:
        yield f"{operator} {details}"
    for child in plan.get("children", []):
        yield from scans(child)


def test_every_query_seeks_by_index_even_right_after_the_first_load(graph: Graph) -> None:
    """Servers that tests start never count what their indexes hold, so looking through one seems to cost nothing."""
    load(graph, bibliography(1, 60), source="one")
    plans = {query.name: plan_of(graph, query, **example_parameters(graph, query)) for query in QUERIES}
    found = {name: [*scans(plan)] for name, plan in plans.items() if name not in WHOLE_GRAPH}
    assert {name: scanned for name, scanned in found.items() if scanned} == {}


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.access is not Access.WRITE], ids=lambda q: q.name
)
def test_a_reading_query_runs_in_a_read_transaction(graph: Graph, query: Query) -> None:
    apply_schema(graph)
    graph.read(query, dict[str, Any], **example_parameters(graph, query))


def remarks(graph: Graph, statement: str, **parameters: object) -> list[str]:
    """What the server remarks on a statement, which it does not run: the class and the sentence of each remark."""
    with reading_session(graph) as session:
        statuses = session.run(f"EXPLAIN {statement}", parameters).consume().gql_status_objects
    return [f"{said.raw_classification}: {said.status_description}" for said in statuses if said.is_notification]


def test_the_server_has_no_remark_on_any_query_file(graph: Graph) -> None:
    """Nothing is deprecated, unsupported or slow by its form."""
    apply_schema(graph)
    found = {query.name: remarks(graph, query.text, **example_parameters(graph, query)) for query in all_queries()}
    assert {name: of_file for name, of_file in found.items() if of_file} == {}


@pytest.mark.parametrize(
    ("statement", "remark"),
    [
        ("MATCH (paper:Paper) RETURN id(paper) AS id", "DEPRECATION"),
        ("MATCH (paper:Paper), (venue:Venue) RETURN paper, venue", "PERFORMANCE"),
        ("CYPHER runtime=parallel MATCH (paper:Paper) RETURN paper", "UNSUPPORTED"),
    ],
)
def test_the_server_has_a_remark_on_statements_that_are_none_of_ours(graph: Graph, statement: str, remark: str) -> None:
    apply_schema(graph)
    assert [found.partition(":")[0] for found in remarks(graph, statement)] == [remark]


def test_those_that_look_at_everything_are_queries() -> None:
    assert {query.name for query in QUERIES} >= WHOLE_GRAPH


def test_every_statement_of_the_schema_is_applied(graph: Graph) -> None:
    files = {query.name.partition("/")[2] for query in all_queries() if query.access is Access.SCHEMA}
    assert {item.name: item.state for item in apply_schema(graph).items} == dict.fromkeys(files, "online")


def test_the_rows_of_a_cluster_are_sorted_before_their_works_are_gathered(graph: Graph) -> None:
    """Otherwise the first hundred works would wait for all others."""
    apply_schema(graph)
    query = load_query("read/name_cluster")
    plan: Any = plan_of(graph, query, **example_parameters(graph, query))
    line = [plan]
    while below := line[-1].get("children"):
        line.append(below[0])
    [sorting] = [
        place
        for place, step in enumerate(line)
        if step["operatorType"].startswith("Sort") and "start ASC" in step["args"]["Details"]
    ]
    gathering = [place for place, step in enumerate(line) if "authored.position" in str(step.get("children", [])[1:])]
    assert gathering
    assert max(gathering) < sorting


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("read/name_cluster", {"key": "ada lovelace", "limit": 1_500}),
        ("read/search_papers", {"query": "title:notes", "hits": 1_500, "limit": 1_500}),
        ("read/venue", {"venue_id": "icml", "limit": 1_500}),
    ],
)
def test_a_long_page_takes_the_memory_of_its_works(graph: Graph, name: str, asked: dict[str, object]) -> None:
    """With a list in each of its rows it took gigabytes, and the server refused it."""
    apply_schema(graph)
    put(graph, [paper(f"{number}", "Ada Lovelace", title=f"Notes {number}", venue="ICML") for number in range(1_500)])
    query = load_query(name)
    assert memory_of(graph, query, **example_parameters(graph, query) | asked) < 40_000_000


# What the examples of the files find

EXAMPLES: Final = (
    PaperRecord(
        place="dblp",
        paper_id="1",
        title="Notes",
        authorships=(
            Authorship(printed_name="Ada Lovelace", position=1),
            Authorship(printed_name="Charles Babbage", position=2),
            # One author row that a paper row names twice, and in another spelling.
            Authorship(printed_name="Charles Babbage", position=3),
            Authorship(printed_name="CHARLES BABBAGE", position=None),
            Authorship(printed_name="Ada Lovelace", position=1, role="editor"),
        ),
        year=2023,
        venue="NeurIPS",
        identifiers={"doi": "10.1000/182", "arxiv_id": "2301.00001"},
    ),
    PaperRecord(
        place="dblp",
        paper_id="2",
        title="Sketches",
        authorships=(
            Authorship(printed_name="Ada Lovelace", position=1),
            Authorship(printed_name="Ada Lovelace 0001", position=2),
            Authorship(printed_name="Charles Babbage 0002", position=3),
            Authorship(printed_name="ADA Lovelace", position=4),
            Authorship(printed_name="Grace Hopper", position=5, author_id="grace"),
        ),
        year=2023,
        venue="Neural Letters",
    ),
)
"""Two paper rows that have what the examples of the query files ask for, and ties wherever there can be any."""

NOT_FOUND: Final = {
    # Only an interrupted load leaves them.
    "read/stray_authors",
}


ADA: Final = PersonRecord(
    place="dblp", person_id="homepages/l/AdaLovelace", names=(PersonName(printed_name="Ada Lovelace"),)
)
SUSPICIOUS: Final = (
    PaperRecord(
        place="dblp",
        paper_id="3",
        title="Suspicions",
        authorships=(
            Authorship(printed_name="Mary Reed", position=1, author_id="reed", orcid="0000-0002-1825-0097"),
            Authorship(printed_name="Eva Stone", position=2, author_id="reed"),
            Authorship(printed_name="Bo Marsh", position=3, orcid="0000-0002-1825-0097"),
            # A name and another spelling of it on one paper.
            Authorship(printed_name="Ada Lovelace", position=4),
            Authorship(printed_name="A. Lovelace", position=5),
        ),
    ),
    PersonRecord(
        place="dblp",
        person_id="marsh",
        names=(PersonName(printed_name="Bo Marsh"), PersonName(printed_name="Cy Hill")),
        orcid="0000-0001-5109-3700",
    ),
)
"""What the queries of suspicious identities look for."""


def test_queries_return_the_rows_that_their_headers_promise(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    load(graph, [*EXAMPLES, ADA, *SUSPICIOUS], source="dblp")
    load(graph, [replace(paper, paper_id=f"a{paper.paper_id}") for paper in EXAMPLES], source="acl")
    say_different(graph, "dblp:Ada Lovelace", "dblp:Charles Babbage", why="a home page")
    monkeypatch.setattr(learning, "FEWEST_PAPERS", 1)
    learning.learn_persons(graph)
    wrong: dict[str, str] = {}
    for query in QUERIES:
        if query.access is Access.WRITE:
            continue
        rows = graph.read(query, dict[str, Any], **example_parameters(graph, query))
        key = row_key(query)
        if key is None:
            if len(rows) != 1:
                wrong[query.name] = f"{len(rows)} rows, not one"
        elif bool(rows) == (query.name in NOT_FOUND):
            wrong[query.name] = f"{len(rows)} rows"
        elif rows and key <= rows[0].keys() and len({tuple(row[column] for column in key) for row in rows}) < len(rows):
            wrong[query.name] = f"rows of equal {' and '.join(sorted(key))}"
    assert not wrong
