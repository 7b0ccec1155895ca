"""Whatever the history of loads and removals: the graph is what one load of the records that stand would have made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.rows import Row, display_name, paper_row, state
from graphapp.loading.upkeep import check, remove_source
from graphapp.records import Authorship, PaperRecord
from graphapp.rules.names import parse_name
from graphapp.rules.works import WorkRow, find_works
from graphapp.services.export import export_graph

SOURCES = ("one", "two", "three")

names = st.sampled_from(["Ada Lovelace", "ADA LOVELACE", "Zoë King", "Zoe King", "Wei Wang"])
authorships = st.lists(
    st.builds(
        Authorship,
        printed_name=names,
        position=st.none(),
        role=st.sampled_from(["author", "author", "editor"]),
        author_id=st.sampled_from([None, None, "~ada", "Ada Lovelace"]),
        orcid=st.sampled_from([None, None, "0000-0002-1825-0097", "0000-0002-1694-233X"]),
    ),
    max_size=3,
)
papers = st.builds(
    PaperRecord,
    place=st.just("here"),
    paper_id=st.sampled_from("abcd"),
    title=st.sampled_from(["A title", "Another"]),
    authorships=authorships.map(tuple),
    authors_complete=st.booleans(),
    year=st.sampled_from([2019, 2020, 2020, None]),
    type=st.sampled_from([None, "Preprint"]),
    venue=st.sampled_from(["ICML", "ANNALS OF X", "Annals of X", "arXiv", None]),
    doi=st.sampled_from([None, None, "10.1000/X", "10.1000/x", "10.1000/y"]),
    arxiv_id=st.sampled_from([None, None, "2101.00001v2"]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event in the life of a graph."""

    kind: Literal["load", "replace", "stop", "remove"]
    source: str
    records: list[PaperRecord]
    batch_size: int


steps = st.lists(
    st.builds(
        Step,
        kind=st.sampled_from(["load", "load", "load", "replace", "stop", "remove"]),
        source=st.sampled_from(SOURCES),
        records=st.lists(papers, max_size=4, unique_by=lambda record: record.paper_id),
        batch_size=st.integers(1, 3),
    ),
    min_size=1,
    max_size=5,
)

Standing = dict[str, dict[str | None, PaperRecord]]
"""Source -> its own id -> the record that stands."""


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    # Shrinking a history takes longer than reading it.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_the_graph_is_a_function_of_the_records_that_stand(graph: Graph, steps: list[Step]) -> None:
    empty(graph)
    standing: Standing = {}
    for step in steps:
        take(graph, step, standing)
    load(graph, [], source="last")
    found = list(export_graph(graph))
    assert works_of(found) == expected_works(standing)
    assert shown_by(found) == expected_authors(standing)
    assert not [finding for finding in check(graph).findings if not finding.ok and finding.name[:6] != "source"]
    empty(graph)
    for source in reversed(SOURCES):
        load(graph, standing.get(source, {}).values(), source=source)
    assert list(export_graph(graph)) == found


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(papers, max_size=12).flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))),
    st.sampled_from([1, 2, 3, 5, 10_000]),
    st.integers(1, 4),
    st.lists(papers, max_size=4),
)
def test_one_load_is_a_function_of_its_records_not_of_their_order_batches_or_writers(
    graph: Graph,
    orders: tuple[list[PaperRecord], list[PaperRecord]],
    batch_size: int,
    writers: int,
    earlier: list[PaperRecord],
) -> None:
    dumps: list[list[dict[str, Any]]] = []
    counts: list[tuple[int, ...]] = []
    for order, size, at_once in ((orders[0], 2_000, 2), (orders[1], batch_size, writers)):
        empty(graph)
        load(graph, earlier, source="one")
        report = load(graph, order, source="one", batch_size=size, writers=at_once)
        counts.append((report.read, report.created, report.updated, report.unchanged, report.rejected))
        dumps.append(list(export_graph(graph)))
        assert check(graph).ok
    assert dumps[0] == dumps[1]
    assert counts[0][:3] == counts[1][:3]


def take(graph: Graph, step: Step, standing: Standing) -> None:
    """Do the step to the graph and to the records that stand."""
    if step.kind == "remove":
        if step.source in standing:
            remove_source(graph, source=step.source)
            del standing[step.source]
        return
    stopped, replacing = step.kind == "stop", step.kind == "replace"
    report = load(
        graph,
        step.records,
        source=step.source,
        batch_size=step.batch_size,
        replace_source=replacing,
        stop=lambda: stopped,
    )
    assert report.rejected == 0
    assert report.interrupted is stopped
    own = standing.setdefault(step.source, {})
    if replacing:
        own.clear()
    own.update((record.paper_id, record) for record in step.records[: report.read])


def empty(graph: Graph) -> None:
    with graph._session("WRITE") as session:
        session.run("MATCH (node) DETACH DELETE node").consume()


def rows(standing: Standing) -> Iterator[Row]:
    for source, records in standing.items():
        for record in records.values():
            yield paper_row(state(record, source), source, 1)


def works_of(dump: list[dict[str, Any]]) -> dict[str, tuple[str, bool]]:
    return {row["paper_id"]: (row["work_id"], row["preferred"]) for row in dump if row["node"] == "paper"}


def expected_works(standing: Standing) -> dict[str, tuple[str, bool]]:
    works = find_works(work_row(row) for row in rows(standing))
    return {paper_id: (work, works.shown_by[work] == paper_id) for paper_id, work in works.work_of.items()}


def work_row(row: Row) -> WorkRow:
    properties, published, venue = row["properties"], row["published"], row["venue"]
    printed = [entry["printed_name"] for entry in row["authorships"] if entry["role"] == "author"]
    return WorkRow(
        paper_id=properties["paper_id"],
        source=properties["source"],
        title_key=properties["title_key"],
        year=properties.get("year"),
        type=properties.get("type"),
        doi=properties.get("doi"),
        arxiv_id=properties.get("arxiv_id"),
        complete="author_count" in properties,
        venue_id=published and published["venue_id"],
        venue_kind=venue and venue["properties"]["kind"],
        author_keys=tuple({name.fold_key for text in printed if (name := parse_name(text)) is not None}),
    )


def shown_by(dump: list[dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    return {row["author_id"]: (row["name"], row["orcid"]) for row in dump if row["node"] == "author"}


def expected_authors(standing: Standing) -> dict[str, tuple[str, str | None]]:
    """What author rows show: the most frequent name and ORCID of all authorships, then the smallest."""
    printed: dict[str, Counter[str]] = {}
    orcids: dict[str, Counter[str]] = {}
    for row in rows(standing):
        for entry in row["authorships"]:
            printed.setdefault(entry["author_id"], Counter())[entry["printed_name"]] += 1
            if entry["orcid"] is not None:
                orcids.setdefault(entry["author_id"], Counter())[entry["orcid"]] += 1
    expected: dict[str, tuple[str, str | None]] = {}
    for author_id, counts in printed.items():
        name = display_name(counts, author_id.partition(":")[0])
        assert name is not None
        stated = orcids.get(author_id, Counter())
        expected[author_id] = (name.name, min(stated, key=lambda orcid: (-stated[orcid], orcid), default=None))
    return expected
