"""Whoever asks goes on when the local server was stopped and runs again, at another port and with another password."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from graphapp import local
from graphapp.connection import find_address
from graphapp.errors import DatabaseUnavailable
from graphapp.graph import Graph
from graphapp.local.home import password_file
from graphapp.schema import apply_schema
from graphapp.services.clusters import name_cluster
from graphapp.web.application import make_app
from tests.bibliography import paper
from tests.graphs import put

PAGES = ("/name-cluster/ada%20lovelace", "/name-cluster/ada%20lovelace.json", "/healthz")


@contextmanager
def taken(uri: str) -> Iterator[socket.socket]:
    """In the block, another program has the port of an address; nobody says anything to it, such as a password.

    The start of a server knocks to see whether the port is free.
    """
    parts = urlsplit(uri)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((parts.hostname, parts.port))
        other.listen()
        yield other
        other.settimeout(0)
        with suppress(BlockingIOError):
            while True:
                connection, _ = other.accept()
                with connection:
                    connection.settimeout(10)
                    assert connection.recv(1) == b""


@pytest.mark.own_server
def test_a_server_that_comes_back_elsewhere_is_found_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    local.start(home=home)
    try:
        with Graph(find_address(environment={}, home=home), retry_seconds=0) as graph:
            apply_schema(graph)
            put(graph, [paper("1", "Ada Lovelace")])
            before = graph.address.uri
            # For a second a kept answer would be given without a look at the database.
            client = TestClient(make_app(graph, kept_megabytes=0), raise_server_exceptions=False)
            assert [client.get(path).status_code for path in PAGES] == [200] * 3
            with graph._session("WRITE", database="system") as session:
                session.run("ALTER USER neo4j SET PASSWORD 'another-one'").consume()
            password_file(home).write_text("another-one", encoding="ascii")
            local.stop(home=home)
            with taken(before):
                for path in PAGES:
                    answer = client.get(path)
                    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
                    assert "The database does not answer at the moment" in answer.text
                with pytest.raises(DatabaseUnavailable, match="graphapp server start"):
                    name_cluster(graph, name="Ada Lovelace")
                local.start(home=home)
                assert [client.get(path).status_code for path in PAGES] == [200] * 3
                assert name_cluster(graph, name="Ada Lovelace").paper_count == 1
                assert graph.address.uri == local.status(home=home).address != before
    finally:
        local.stop(home=home)
