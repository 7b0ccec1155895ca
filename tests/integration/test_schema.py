"""The schema is created once, reported correctly, and never forced on another program's database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from graphapp.errors import SchemaMismatch
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
