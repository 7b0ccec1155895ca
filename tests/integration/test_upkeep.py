"""Removing, rekeying and checking, interrupted ones included."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graphapp.errors import DatabaseBusy, NotFound
from graphapp.graph import Graph
from graphapp.loading import fingerprints, losses, rows, settle, upkeep
from graphapp.loading.load import load
from graphapp.loading.source_state import hold_lock
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.loading.writer import delete_rows
from graphapp.queries import load_query
from graphapp.records import PersonName, PersonRecord, Record
from graphapp.rules import placeholders
from graphapp.rules.identifiers import Identifiers, read_identifiers
from graphapp.rules.names import fold
from graphapp.rules.work_rows import WorkRow
from graphapp.rules.works import Works
from graphapp.schema import apply_schema
from graphapp.services.catalog import sources
from graphapp.services.export import export_graph
from graphapp.services.health import check
from graphapp.services.source_records import row_ids
from tests.bibliography import bibliography, paper, people
from tests.graphs import ask, dump, empty, put
from tests.plans import operators, plan_of


def two_sources(graph: Graph) -> list[dict[str, Any]]:
    """Both sources in the graph; the dump of the first one alone."""
    load(graph, bibliography(21, 60, source="one", titles=30), source="one")
    alone = dump(graph)
    load(graph, bibliography(21, 60, source="two", titles=30), source="two")
    return alone


def test_a_removal_that_is_interrupted_shows_and_run_again_completes(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = two_sources(graph)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(upkeep, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            remove_source(graph, source="two")
    [wrong] = [finding for finding in check(graph).findings if finding.name == "source two"]
    assert wrong.remedy is not None
    assert "remove-source two" in wrong.remedy
    remove_source(graph, source="two")
    assert dump(graph) == alone
    assert check(graph).ok


def test_a_load_after_a_removal_that_was_interrupted_finds_no_row_that_should_go(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    other: list[Record] = [*bibliography(22, 40, source="two", titles=30)[28:], *people(22, 3, source="two")]
    put(graph, bibliography(21, 60, source="one", titles=30))
    put(graph, other, "two")
    expected = dump(graph)
    remove_source(graph, source="two")
    put(graph, [*bibliography(21, 60, source="two", titles=30), *people(21, 6, source="two")], "two")
    deleted: list[int] = []

    def delete_one_batch(*arguments: Any) -> int:
        if deleted:
            raise KeyboardInterrupt
        deleted.append(delete_rows(*arguments))
        return deleted[0]

    with monkeypatch.context() as dying:
        dying.setattr(upkeep, "_BATCH", 20)
        dying.setattr(upkeep, "delete_rows", delete_one_batch)
        with pytest.raises(KeyboardInterrupt):
            remove_source(graph, source="two")
    assert deleted == [20]
    dry = put(graph, other, "two", dry_run=True)
    report = put(graph, other, "two")
    assert (dry.created, dry.updated) == (report.created, report.updated) == (15, 0)
    assert dump(graph) == expected
    assert check(graph).ok


def test_nothing_is_removed_while_a_load_runs(graph: Graph) -> None:
    two_sources(graph)
    with hold_lock(graph), pytest.raises(DatabaseBusy):
        remove_source(graph, source="two")
    assert len(sources(graph)) == 2


def test_a_source_that_is_not_loaded_is_not_found(graph: Graph) -> None:
    two_sources(graph)
    with pytest.raises(NotFound) as caught:
        remove_source(graph, source="three")
    assert caught.value.near == ("one", "two")


def test_sources_count_rows_and_works(graph: Graph) -> None:
    two_sources(graph)
    rows = [row for row in export_graph(graph) if row["node"] == "paper"]
    for state in sources(graph):
        stated = [row for row in rows if row["source"] == state.name]
        assert (state.rows, state.papers) == (len(stated), len({row["work_id"] for row in stated}))
        assert (state.state, state.owed) == ("complete", False)


def test_rekeying_what_follows_the_rules_does_nothing(graph: Graph, tmp_path: Path) -> None:
    two_sources(graph)
    before = dump(graph)
    assert rekey(graph) == []
    assert dump(graph) == before


def every_row_alone(found: Iterable[WorkRow]) -> Works:
    """Rules of works that no version has."""
    ids = {row.paper_id: row.paper_id for row in found}
    return Works(work_of=ids, shown_by=ids, joins=(), barriers=())


def test_a_rekeying_settles_all_works_also_those_of_rows_that_do_not_change(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_sources(graph)
    expected = dump(graph)
    empty(graph)
    with monkeypatch.context() as older:
        older.setattr(settle, "find_works", every_row_alone)
        two_sources(graph)
    assert dump(graph) != expected
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    assert [(done.source, done.changed) for done in rekey(graph)] == [("one", 0), ("two", 0)]
    assert dump(graph) == expected
    assert check(graph).ok


def test_a_rekeying_gives_the_graph_of_a_load_under_these_rules(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [
        paper("plus", "Wei Wang", title="Parsing Wool in C++", year=2017, venue="Hill"),
        paper("sharp", "Wei Wang", title="Parsing Wool in C#", year=2017, venue="Hill"),
        paper("early", "Wei Wang", title="Milk", year=2017, venue="PsyArXiv"),
        paper("late", "Wei Wang", title="Milk", year=2018, venue="Hill"),
        paper("water", "Wei Wang", title="H<sub>2</sub>O", year=2018, venue="Hill"),
    ]
    others = [
        paper("plus", "Wei Wang", title="Parsing wool in C++.", year=2017, venue="Hill"),
        paper("water", "Wei Wang", title="H2O", year=2018, venue="Hill"),
    ]
    put(graph, records, "one")
    put(graph, others, "two")
    expected = dump(graph)
    empty(graph)
    with monkeypatch.context() as older:
        older.setattr(rows, "title_key", fold)
        older.setattr(settle, "find_works", every_row_alone)
        put(graph, records, "one")
        put(graph, others, "two")
    # As a table of venues without this server left it.
    ask(graph, "MATCH (venue:Venue {name: 'PsyArXiv'}) SET venue.kind = null")
    ask(graph, "MATCH (source:Source) SET source.key_version = 0, source.venues_version = 0")
    rekey(graph)
    assert dump(graph) == expected
    assert {row["work_id"] for row in expected if row["node"] == "paper"} == {
        *("one:early", "one:plus", "one:sharp", "one:water")
    }


LEFT_OUT: list[Record] = [
    paper("name", "Andal", "Bo Li", title="Verses"),
    paper("doi", "Bo Li", title="Wool", identifiers={"doi": "10.1000/wool"}),
    PersonRecord(
        place="here", person_id="a", names=(PersonName(printed_name="Andal"), PersonName(printed_name="K. Andal"))
    ),
    paper("same", "Bo Li", "et al.", title="Milk", identifiers={"doi": "n/a"}),
]


@contextmanager
def leaving_out_more() -> Iterator[None]:
    """Rules by which "Andal" is nobody's name and a DOI has no wool."""
    kind = placeholders._kind

    def stricter(stated: Mapping[str, str], url: str | None) -> Identifiers:
        read = read_identifiers(stated, url)
        odd = {name: "odd" for name, text in stated.items() if "wool" in text}
        normal = {name: text for name, text in read.normal.items() if name not in odd}
        return read._replace(normal=normal, damaged=read.damaged | odd)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placeholders, "_kind", lambda name: "nothing" if name == "Andal" else kind(name))
        patch.setattr(losses, "read_identifiers", stricter)
        placeholders._said_by.cache_clear()
        yield
    placeholders._said_by.cache_clear()


def test_what_older_rules_left_out_comes_with_the_next_load_of_its_input(graph: Graph) -> None:
    put(graph, LEFT_OUT)
    expected = dump(graph)
    empty(graph)
    with leaving_out_more():
        put(graph, LEFT_OUT)
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    rekey(graph)
    assert dump(graph) != expected
    assert (put(graph, LEFT_OUT).updated, put(graph, LEFT_OUT).unchanged) == (3, 4)
    assert dump(graph) == expected


def test_a_rekeying_leaves_out_what_a_load_under_these_rules_would(graph: Graph) -> None:
    put(graph, LEFT_OUT)
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    with leaving_out_more():
        rekey(graph)
        found = dump(graph)
        assert put(graph, LEFT_OUT).unchanged == 4
        empty(graph)
        put(graph, LEFT_OUT)
        assert dump(graph) == found


def test_a_paper_whose_source_gives_it_no_id_keeps_the_id_that_it_has(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [paper(None, "Wei Wang", title="Wool  and Milk"), paper(None, "Wei Wang", title="Wool")]
    with monkeypatch.context() as older:
        older.setattr(fingerprints, "clean", str)
        put(graph, typed)
    before = dump(graph)
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    rekey(graph)
    assert dump(graph) == before
    assert put(graph, typed[1:]).unchanged == 1


@pytest.mark.parametrize("size", [1, 4, 7, 100])
def test_the_rows_of_a_source_are_found_page_by_page_while_they_go(graph: Graph, size: int) -> None:
    records = [paper("b"), paper("ä"), paper("𝔄"), paper("~"), paper("a:1"), paper("0"), paper("Z")]
    for source in ("one", "one.more", "onea", "two"):
        put(graph, records, source)
    found = []
    for paper_ids in row_ids(graph, "paper", "one", size):
        assert len(paper_ids) <= size
        found += paper_ids
        ask(graph, "MATCH (paper:Paper) WHERE paper.paper_id IN $ids DETACH DELETE paper", ids=paper_ids)
    assert found == sorted(f"one:{record.paper_id}" for record in records)


@pytest.mark.parametrize("name", ["source_paper_ids", "source_person_ids"])
def test_a_page_of_a_source_is_a_part_of_an_index_in_its_order(graph: Graph, name: str) -> None:
    apply_schema(graph)
    plan = plan_of(graph, load_query(f"read/{name}"), after="one:b", before="one;", limit=9)
    used = {operator.partition("@")[0] for operator in operators(plan)}
    assert "NodeUniqueIndexSeekByRange" in used
    assert not used & {"Sort", "Top", "PartialTop", "Filter"}
