"""After any history of loads and removals, the graph equals that of one load of the records that stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graphapp.graph import Graph
from graphapp.loading.fingerprints import identify
from graphapp.loading.load import load
from graphapp.loading.rows import display_name, rows_of
from graphapp.loading.upkeep import remove_source
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.row_kinds import PaperRows
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.known_sources import UNKNOWN
from graphapp.rules.names import name_key
from graphapp.rules.printed_names import read_name
from graphapp.rules.work_rows import WorkRow
from graphapp.rules.works import find_works
from graphapp.services.clusters import name_cluster
from graphapp.services.health import check
from tests.graphs import dump, empty
from tests.properties import on_a_database

SOURCES = ("one", "two", "three")

# Shrinking a history takes longer than reading it.
HISTORIES = settings(on_a_database(40), phases=[Phase.generate])

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
    identifiers=st.fixed_dictionaries(
        {},
        optional={
            "doi": st.sampled_from(["10.1000/X", "10.1000/x", "10.1000/y"]),
            "arxiv_id": st.just("2101.00001v2"),
        },
    ),
)

persons = st.builds(
    PersonRecord,
    place=st.just("here"),
    person_id=st.sampled_from("xy"),
    names=st.lists(
        st.builds(PersonName, printed_name=names, author_id=st.sampled_from([None, None, "~ada", "Ada Lovelace"])),
        min_size=1,
        max_size=3,
        unique_by=lambda name: (name.author_id or name.printed_name, name_key(name.printed_name)),
    ).map(tuple),
    orcid=st.sampled_from([None, "0000-0001-5109-3700"]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event in the life of a graph."""

    kind: Literal["load", "replace", "stop", "remove"]
    source: str
    records: list[PaperRecord | PersonRecord]
    batch_size: int


steps = st.lists(
    st.builds(
        Step,
        kind=st.sampled_from(["load", "load", "load", "replace", "stop", "remove"]),
        source=st.sampled_from(SOURCES),
        records=st.lists(papers | papers | persons, max_size=4, unique_by=lambda record: id_of(record)),
        batch_size=st.integers(1, 3),
    ),
    min_size=1,
    max_size=5,
)

Standing = dict[str, dict[str | None, PaperRecord | PersonRecord]]
"""Source -> its own id -> the record that stands."""


def id_of(record: PaperRecord | PersonRecord) -> str | None:
    """No id of a paper is one of a person here."""
    return record.paper_id if isinstance(record, PaperRecord) else record.person_id


@HISTORIES
@given(steps)
def test_the_graph_is_a_function_of_the_records_that_stand(graph: Graph, steps: list[Step]) -> None:
    empty(graph)
    standing: Standing = {}
    for step in steps:
        take(graph, step, standing)
    load(graph, [], source="last")
    found = dump(graph)
    assert works_of(found) == expected_works(standing)
    assert shown_by(found) == expected_authors(standing)
    printed = printed_by(standing)
    assert {key: rows_of_name(graph, key) for key in printed} == printed
    assert not [finding for finding in check(graph).findings if not finding.ok and finding.name[:6] != "source"]
    empty(graph)
    for source in reversed(SOURCES):
        load(graph, standing.get(source, {}).values(), source=source)
    assert dump(graph) == found


@HISTORIES
@given(
    st.lists(papers | papers | persons, max_size=12).flatmap(
        lambda records: st.tuples(st.just(records), st.permutations(records))
    ),
    st.sampled_from([1, 2, 3, 5, 10_000]),
    st.integers(1, 4),
    st.lists(papers | persons, max_size=4),
)
def test_one_load_is_a_function_of_its_records_not_of_their_order_batches_or_writers(
    graph: Graph,
    orders: tuple[list[PaperRecord | PersonRecord], list[PaperRecord | PersonRecord]],
    batch_size: int,
    writers: int,
    earlier: list[PaperRecord | PersonRecord],
) -> None:
    dumps: list[list[dict[str, Any]]] = []
    counts: list[tuple[int, ...]] = []
    for order, size, at_once in ((orders[0], 2_000, 2), (orders[1], batch_size, writers)):
        empty(graph)
        load(graph, earlier, source="one")
        report = load(graph, order, source="one", batch_size=size, writers=at_once, force=True)
        counts.append((report.read, report.created, report.updated, report.unchanged, report.rejected))
        dumps.append(dump(graph))
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
        force=True,
        batch_size=step.batch_size,
        replace_source=replacing,
        stop=lambda: stopped,
    )
    assert report.rejected == 0
    assert report.interrupted is stopped
    own = standing.setdefault(step.source, {})
    if replacing:
        own.clear()
    own.update((id_of(record), record) for record in step.records[: report.read])


def rows_of_name(graph: Graph, name: str) -> set[str]:
    """The author rows that a name leads to: those of its cluster, and those that are also printed so."""
    cluster = name_cluster(graph, name=name)
    shown, printed = cluster.author_rows, cluster.printed_rows
    return {row.author_id for row in shown} | {row.author_id for row in printed}


def printed_by(standing: Standing) -> dict[str, set[str]]:
    """Name key of a printed name -> the author rows for which some record prints it."""
    found: dict[str, set[str]] = {}
    for source, records in standing.items():
        for record in records.values():
            stated: tuple[PersonName | Authorship, ...] = (
                record.names if isinstance(record, PersonRecord) else record.authorships
            )
            for each in stated:
                author_id = f"{source}:{each.author_id or each.printed_name}"
                found.setdefault(name_key(each.printed_name), set()).add(author_id)
    return found


def rows(standing: Standing) -> Iterator[PaperRows]:
    for source, records in standing.items():
        for record in records.values():
            made = rows_of(identify(record, source), source, UNKNOWN, 1)
            if isinstance(made, PaperRows):
                yield made


def works_of(dump: list[dict[str, Any]]) -> dict[str, tuple[str, bool]]:
    return {row["paper_id"]: (row["work_id"], row["preferred"]) for row in dump if row["node"] == "paper"}


def expected_works(standing: Standing) -> dict[str, tuple[str, bool]]:
    works = find_works(work_row(row) for row in rows(standing))
    return {paper_id: (work, works.shown_by[work] == paper_id) for paper_id, work in works.work_of.items()}


def work_row(row: PaperRows) -> WorkRow:
    properties: dict[str, Any] = {**row.paper}
    published, venue = row.published_at, row.venue
    printed = [entry["printed_name"] for entry in row.authored if entry["role"] == "author"]
    return WorkRow(
        paper_id=properties["paper_id"],
        source=properties["source"],
        source_rank=UNKNOWN.rank,
        title=properties["title"],
        title_key=properties["title_key"],
        year=properties.get("year"),
        type=properties.get("type"),
        identifiers={name: properties[name] for name in SCHEME_PROPERTIES if name in properties},
        complete="author_count" in properties,
        venue_id=published and published["venue_id"],
        venue_kind=venue and venue["kind"],
        author_keys=tuple({name.fold_key for text in printed if (name := read_name(text)) is not None}),
    )


Shown = tuple[str, str | None, str | None]
"""Name, ORCID and person_id of an author row."""


def shown_by(dump: list[dict[str, Any]]) -> dict[str, Shown]:
    return {row["author_id"]: (row["name"], row["orcid"], row["person_id"]) for row in dump if row["node"] == "author"}


def expected_authors(standing: Standing) -> dict[str, Shown]:
    """What author rows show: their name and ORCID.

    It is the name by which a record identifies the row, else the most frequent one, then the smallest; and the person's
    ORCID, else the most frequent.
    """
    printed: dict[str, Counter[str]] = {}
    by_name: dict[str, Counter[str]] = {}
    orcids: dict[str, Counter[str]] = {}
    for row in rows(standing):
        for entry in row.authored:
            printed.setdefault(entry["author_id"], Counter())[entry["printed_name"]] += 1
            if entry["printed_key"] is None:
                by_name.setdefault(entry["author_id"], Counter())[entry["printed_name"]] += 1
            if entry["orcid"] is not None:
                orcids.setdefault(entry["author_id"], Counter())[entry["orcid"]] += 1
    persons: dict[str, dict[str, str | None]] = {}
    for source, records in standing.items():
        for record in records.values():
            if isinstance(record, PersonRecord):
                for own_name in record.names:
                    author_id = f"{source}:{own_name.author_id or own_name.printed_name}"
                    printed.setdefault(author_id, Counter())[own_name.printed_name] += 1
                    if own_name.author_id is None:
                        by_name.setdefault(author_id, Counter())[own_name.printed_name] += 1
                    persons.setdefault(author_id, {})[f"{source}:{record.person_id}"] = record.orcid
    expected: dict[str, Shown] = {}
    for author_id, counts in printed.items():
        name = display_name(by_name.get(author_id, counts), UNKNOWN)
        assert name is not None
        stated = orcids.get(author_id, Counter())
        orcid = min(stated, key=lambda orcid: (-stated[orcid], orcid), default=None)
        of = persons.get(author_id, {})
        person_id, own = next(iter(of.items())) if len(of) == 1 else (None, None)
        expected[author_id] = (name.name, own or orcid, person_id)
    return expected
