"""Rows go to the graph in transactions that each leave it whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from graphapp.errors import DatabaseUnavailable, GraphChanged
from graphapp.graph import Graph
from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import rows_of
from graphapp.loading.source_state import begin_load
from graphapp.loading.writer import GraphWriter
from graphapp.records import PersonName, PersonRecord
from graphapp.row_kinds import Rows
from graphapp.rules.known_sources import UNKNOWN
from graphapp.schema import apply_schema
from graphapp.services.export import export_graph
from tests import bibliography
from tests.graphs import ask


def paper(paper_id: str, *names: str, venue: str | None = None) -> Rows:
    record = bibliography.paper(paper_id, *names, title=paper_id, venue=venue)
    return rows_of(identify(record, "one"), "one", UNKNOWN, 1)


def person(person_id: str, *names: str) -> Rows:
    record = PersonRecord(place="x", person_id=person_id, names=tuple(PersonName(printed_name=name) for name in names))
    return rows_of(identify(record, "one"), "one", UNKNOWN, 1)


@contextmanager
def writing(graph: Graph, assure: Any = lambda: None) -> Iterator[GraphWriter]:
    apply_schema(graph)
    with GraphWriter(begin_load(graph, assure, "one", UNKNOWN), batch_size=2, writers=2) as writer:
        yield writer


def ids(graph: Graph, kind: str, key: str) -> list[str]:
    return [row[key] for row in export_graph(graph) if row["node"] == kind]


def test_created_rows_have_their_authors_and_venues(graph: Graph) -> None:
    with writing(graph) as writer:
        writer.create([paper("p", "Ada", "Bo", venue="ICML"), person("x", "Cy", "Ada")])
        writer.create([paper("q", "Ada", venue="NIPS")])
        writer.drain()
        assert (writer.authors_created, writer.venues_created) == (3, 2)
    assert ids(graph, "paper", "paper_id") == ["one:p", "one:q"]
    assert ids(graph, "author", "author_id") == ["one:Ada", "one:Bo", "one:Cy"]
    assert ids(graph, "person", "person_id") == ["one:x"]


def test_replaced_rows_are_as_they_are_given(graph: Graph) -> None:
    with writing(graph) as writer:
        writer.create([paper("p", "Ada"), paper("q", "Bo"), person("x", "Cy")])
        writer.drain()
        written = list(writer.replace(iter([paper("p", "Bo"), paper("q", "Bo", "Cy"), person("x", "Di")])))
    assert sum(written) == 3
    authored = {
        row["paper_id"]: [each["author_id"] for each in row["authored"]]
        for row in export_graph(graph)
        if row["node"] == "paper"
    }
    assert authored == {"one:p": ["one:Bo"], "one:q": ["one:Bo", "one:Cy"]}
    [stored] = [row for row in export_graph(graph) if row["node"] == "person"]
    assert stored["author_ids"] == ["one:Di"]


def test_few_rows_wait_for_others(graph: Graph) -> None:
    with writing(graph) as writer:
        writer.create([paper("p", "Ada")])
        assert not writer.has_written
        writer.create([paper("q", "Ada"), person("x", "Ada")])
        assert writer.has_written
        writer.create([paper("r", "Ada")])
        writer.drain()
    assert ids(graph, "paper", "paper_id") == ["one:p", "one:q", "one:r"]
    assert ids(graph, "person", "person_id") == ["one:x"]


def test_no_row_waits_long(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphapp.loading.writer._PATIENCE_SECONDS", -1.0)
    with writing(graph) as writer:
        writer.create([paper("p", "Ada")])
        assert writer.has_written


@pytest.mark.parametrize(
    ("names", "venue", "stays"),
    [
        (("Ada", "Bo"), "ICML", True),
        (("Bo", "Ada"), "ICML", False),
        (("Ada",), "ICML", False),
        (("Ada", "Bo", "Bo"), "ICML", False),
        (("Ada", "ADA"), "ICML", False),
        (("Ada", "Bo"), "NeurIPS", False),
        (("Ada", "Bo"), "Proc. of ICML", False),
        (("Ada", "Bo"), None, False),
    ],
)
def test_links_that_a_record_states_as_before_stay(
    graph: Graph, names: tuple[str, ...], venue: str | None, stays: bool
) -> None:
    with writing(graph) as writer:
        writer.create([paper("p", "Ada", "Bo", venue="ICML")])
        writer.drain()
        ask(graph, "MATCH (:Paper)-[link]-() SET link.note = 1")
        ask(graph, "MATCH (n:Author|Venue) SET n.revision = 0")
        sum(writer.replace([paper("p", *names, venue=venue)]))
    kept = ask(graph, "MATCH (:Paper)-[link]-() RETURN count(link.note) AS links")
    marked = ask(graph, "MATCH (n:Author|Venue) WHERE n.revision > 0 RETURN count(n) AS nodes")
    assert (kept[0]["links"] == 3, marked[0]["nodes"] == 0) == (stays, stays)


def test_deleted_rows_are_gone(graph: Graph) -> None:
    with writing(graph) as writer:
        writer.create([paper("p", "Ada"), person("x", "Ada")])
        writer.drain()
        assert (writer.delete("paper", ["one:p", "one:none"]), writer.delete("person", ["one:x"])) == (1, 1)
    assert ids(graph, "paper", "paper_id") == ids(graph, "person", "person_id") == []


@pytest.mark.parametrize(
    "deletion",
    [
        pytest.param("MATCH (a:Author {author_id: 'one:Bo'}) DELETE a", id="an author row"),
        pytest.param("MATCH (v:Venue) DELETE v", id="a venue"),
        pytest.param("MATCH (a:Author) DELETE a", id="all author rows"),
    ],
)
def test_a_batch_that_does_not_find_what_it_refers_to_writes_nothing(
    graph: Graph, deletion: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure = GraphWriter._ensure_neighbours

    def ensure_and_delete(self: GraphWriter, rows: Sequence[Rows]) -> None:
        ensure(self, rows)
        ask(graph, deletion)

    monkeypatch.setattr(GraphWriter, "_ensure_neighbours", ensure_and_delete)
    with writing(graph) as writer:
        writer.create([paper("p", "Ada", "Bo", venue="ICML"), paper("q", "Cy")])
        with pytest.raises(GraphChanged, match="of 4 it found"):
            writer.drain()
    assert ids(graph, "paper", "paper_id") == []


def test_a_person_whose_author_row_is_gone_is_not_written(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GraphWriter, "_ensure_neighbours", lambda self, rows: None)
    with writing(graph) as writer:
        writer.create([person("x", "Ada", "Bo")])
        with pytest.raises(GraphChanged, match="of 2 it found 0"):
            writer.drain()
    assert ids(graph, "person", "person_id") == []


def test_a_row_that_is_gone_is_not_replaced_in_silence(graph: Graph) -> None:
    with writing(graph) as writer, pytest.raises(GraphChanged, match="of 1 it found 0"):
        list(writer.replace([paper("p")]))


def test_nothing_is_written_once_the_lock_is_lost(graph: Graph) -> None:
    def lost() -> None:
        raise DatabaseUnavailable("the lock is lost")

    with writing(graph, lost) as writer:
        for write in (
            lambda: writer.create([paper("p")]),
            lambda: list(writer.replace(iter([paper("p")]))),
            lambda: writer.delete("paper", ["one:p"]),
        ):
            with pytest.raises(DatabaseUnavailable, match="the lock is lost"):
                write()
    assert list(export_graph(graph)) == []
