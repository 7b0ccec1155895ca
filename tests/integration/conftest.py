"""What integration tests share: a connection to the test database with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import neo4j
import pytest

from graphapp.graph import Address, Graph

if TYPE_CHECKING:
    from tests.conftest import Database

EMPTY = "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS"


@pytest.fixture
def graph(database: Database) -> Iterator[Graph]:
    """The test database, emptied of all nodes; its schema stays."""
    with (
        neo4j.GraphDatabase.driver(database.uri, auth=(database.user, database.password)) as driver,
        driver.session(database="neo4j") as session,
    ):
        session.run(EMPTY).consume()
    with Graph(Address(uri=database.uri, user=database.user, password=database.password)) as graph:
        yield graph
