"""The schema is created once, told truly, and never forced on a database of somebody else's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphapp.errors import SchemaMismatch
from graphapp.graph import Graph
from graphapp.schema import apply_schema, schema_status


@pytest.fixture
def bare(graph: Graph) -> Iterator[Graph]:
    """The test database without any schema; it has graphapp's again afterwards."""
    drop_everything(graph)
    yield graph
    drop_everything(graph)
    apply_schema(graph)


def drop_everything(graph: Graph) -> None:
    """Nodes and schema."""
    with graph._session("WRITE") as session:
        session.run("MATCH (node) DETACH DELETE node").consume()
        for item in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT {item['name']}").consume()
        for item in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").data():
            session.run(f"DROP INDEX {item['name']}").consume()


def test_it_is_missing_then_complete_then_left_alone(bare: Graph) -> None:
    assert {item.state for item in schema_status(bare).items} == {"missing"}
    assert apply_schema(bare).complete
    assert apply_schema(bare) == schema_status(bare)
    kinds = {item.name: item.kind for item in schema_status(bare).items}
    assert kinds["author_id_is_unique"] == "constraint"
    assert kinds["author_name_key"] == "index"


def test_first_loads_that_begin_at_once_create_it_together(bare: Graph) -> None:
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            drop_everything(bare)
            together = [pool.submit(apply_schema, bare) for _ in range(4)]
            assert all(status.result().complete for status in together)


def test_rows_that_contradict_it_are_told_and_left(bare: Graph) -> None:
    with bare._session("WRITE") as session:
        session.run("UNWIND [1, 2] AS n CREATE (:Paper {paper_id: 'twice'})").consume()
    with pytest.raises(SchemaMismatch, match="a database of its own"):
        apply_schema(bare)


def test_an_index_that_has_the_place_of_a_constraint_is_told(bare: Graph) -> None:
    with bare._session("WRITE") as session:
        session.run("CREATE INDEX somebody_elses FOR (a:Author) ON (a.author_id)").consume()
    with pytest.raises(SchemaMismatch):
        apply_schema(bare)
