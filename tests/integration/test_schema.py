"""The schema is created once, reported correctly, and never forced on another program's database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from graphapp.bibliography import Bibliography
from graphapp.errors import GraphAppError, IndexMissing, NotFound, SchemaMismatch
from graphapp.graph import Graph
from graphapp.schema import apply_schema, schema_status
from tests.graphs import ask, empty


@pytest.fixture
def bare(graph: Graph) -> Iterator[Graph]:
    """The test database without any schema; it has graphapp's again afterwards."""
    drop_everything(graph)
    yield graph
    drop_everything(graph)
    apply_schema(graph)


def drop_everything(graph: Graph) -> None:
    """Nodes and schema."""
    empty(graph)
    for item in ask(graph, "SHOW CONSTRAINTS YIELD name"):
        ask(graph, f"DROP CONSTRAINT {item['name']}")
    for item in ask(graph, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        ask(graph, f"DROP INDEX {item['name']}")


@pytest.mark.parametrize(
    ("ask_for", "error"),
    [
        (lambda graph: graph.name_cluster("Ada Lovelace"), NotFound),
        (lambda graph: graph.coauthor_neighborhood("Ada Lovelace"), NotFound),
        (lambda graph: graph.collaboration_path("Ada Lovelace", "Bo Li"), NotFound),
        (lambda graph: graph.coauthor_graph(names=["Ada Lovelace", "Bo Li"]), NotFound),
        (lambda graph: graph.likely_collaborators("Ada Lovelace"), NotFound),
        (lambda graph: graph.venue("Scientific Memoirs"), NotFound),
        (lambda graph: graph.paper("10.1000/182"), IndexMissing),
        (lambda graph: graph.search_authors(text="ada"), IndexMissing),
        (lambda graph: graph.search_papers(text="notes"), IndexMissing),
        (lambda graph: graph.venues(name="memoirs"), IndexMissing),
        (lambda graph: graph.resolve(text="Notes on the Engine"), IndexMissing),
    ],
)
def test_questions_to_a_database_without_indexes_find_nothing_or_say_what_is_missing(
    bare: Graph, ask_for: Callable[[Bibliography], object], error: type[GraphAppError]
) -> None:
    with Bibliography(bare.address) as opened, pytest.raises(error) as raised:
        ask_for(opened)
    assert error is NotFound or "graphapp schema apply" in str(raised.value)


def test_it_is_missing_then_complete_then_left_alone(bare: Graph) -> None:
    assert {item.state for item in schema_status(bare).items} == {"missing"}
    assert apply_schema(bare).complete
    assert apply_schema(bare) == schema_status(bare)
    kinds = {item.name: item.kind for item in schema_status(bare).items}
    assert kinds["author_id_is_unique"] == "constraint"
    assert kinds["author_name_key"] == "index"


def test_first_loads_that_begin_at_once_create_it_together(bare: Graph) -> None:
    with ExitStack() as connections, ThreadPoolExecutor(4) as pool:
        loads = [connections.enter_context(Graph(bare.address)) for _ in range(4)]
        for _ in range(3):
            drop_everything(bare)
            together = [pool.submit(apply_schema, load) for load in loads]
            assert all(status.result().complete for status in together)


def test_rows_that_contradict_it_are_reported_and_left(bare: Graph) -> None:
    ask(bare, "UNWIND [1, 2] AS n CREATE (:Paper {paper_id: 'twice'})")
    with pytest.raises(SchemaMismatch, match="a database of its own"):
        apply_schema(bare)


def test_an_index_in_the_place_of_a_constraint_is_reported(bare: Graph) -> None:
    ask(bare, "CREATE INDEX somebody_elses FOR (a:Author) ON (a.author_id)")
    with pytest.raises(SchemaMismatch):
        apply_schema(bare)
