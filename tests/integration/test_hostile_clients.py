"""The web server on a real socket: clients that send nonsense, are slow, go away, or come in crowds."""

from __future__ import annotations

import http.client
import re
import socket
import struct
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace

import psutil
import pytest

from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.schema import apply_schema
from graphapp.services import clusters
from graphapp.web import server
from graphapp.web.application import make_app
from graphapp.web.server import listen, server_of
from tests.bibliography import paper
from tests.conftest import Database
from tests.graphs import ask, empty, put

PAGE = "/name-cluster/ada%20lovelace"
ABSTRACT = "On engines. " * 400
_MIB = 1 << 20
_SECONDS = 120
"""How long an ordinary client waits, on the busiest machine."""
_MOST_KEPT = 48 * _MIB
"""More than Python keeps for later of what a test of this file asks for, and less than what 600 clients send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers, and the lines of its log."""

    place: tuple[str, int]
    lines: list[str]
    connections: Collection[object]
    """Those that the server holds open at this moment."""

    def connect(self) -> socket.socket:
        """A connection of a client of its own."""
        return socket.create_connection(self.place, timeout=_SECONDS)

    def ask(self, request: bytes) -> bytes:
        """All bytes that come back for the bytes of a request, until the server closes the connection."""
        with self.connect() as connection:
            # The server may close before it has read all, and the rest is then refused.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(request)
            return _rest(connection)

    def status(self, path: str = PAGE) -> int:
        """The status of an ordinary request."""
        with closing(http.client.HTTPConnection(*self.place, timeout=_SECONDS)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer.status


@contextmanager
def serving(graph: Graph) -> Iterator[Running]:
    """In the block, a server of the pages of a graph runs in a thread."""
    lines: list[str] = []
    with listen("127.0.0.1", 0) as listening:
        running = server_of(make_app(graph), log=lines.append)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Running(place=listening.getsockname(), lines=lines, connections=running.server_state.connections)
        finally:
            running.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def reading(database: Database) -> Iterator[Graph]:
    """A graph with a name of 400 papers, whose JSON fills the buffers of a connection."""
    with Graph(database.address) as graph:
        empty(graph)
        apply_schema(graph)
        put(graph, [paper(f"{n}", "Ada Lovelace", title=f"Notes {n}", abstract=ABSTRACT) for n in range(400)])
        yield graph


@pytest.fixture
def running(reading: Graph, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A server that waits a second for a slow client; no test makes it write a traceback, or keep much memory."""
    monkeypatch.setattr(server, "_PATIENCE_SECONDS", 1.0)
    process = psutil.Process()
    with serving(reading) as running:
        assert running.status() == 200
        before = process.memory_info().rss
        yield running
        assert running.status() == 200
        assert process.memory_info().rss - before < _MOST_KEPT
    assert not [record for record in caplog.records if record.exc_info or "Traceback" in record.getMessage()]
    assert "Traceback" not in "".join(running.lines)


HEAD = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

BYTES = {
    "a name of 1 MB": (b"GET /name-cluster/" + b"x" * _MIB + HEAD, b"400"),
    "a name of 20 kB": (b"GET /name-cluster/" + b"x" * 20_000 + HEAD, b"414"),
    "a zero byte": (b"GET /name-cluster/a%00b" + HEAD, b"400"),
    "a zero byte as it is": (b"GET /name-cluster/a\0b" + HEAD, b"400"),
    "folders upwards": (b"GET /static/../../../../etc/passwd" + HEAD, b"404"),
    "folders upwards, encoded": (b"GET /static/%2e%2e/%2e%2e/application.py" + HEAD, b"404"),
    "broken percent-encoding": (b"GET /name-cluster/%zz%" + HEAD, b"400"),
    "two thousand parameters": (b"GET /search?" + b"&".join(b"p%d=1" % n for n in range(2_000)) + HEAD, b"414"),
    "three hundred parameters": (b"GET /search?" + b"&".join(b"p%d=1" % n for n in range(300)) + HEAD, b"400"),
    "a header of 1 MB": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * _MIB + b"\r\n\r\n", b"400"),
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
    "no host": (b"GET / HTTP/1.0\r\n\r\n", b"421"),
    "a post": (b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx", b"405"),
    "a method of its own": (b"STEAL /search" + HEAD, b"405"),
    "two lengths": (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
}


@pytest.mark.parametrize("what", BYTES)
def test_nonsense_gets_its_status_and_a_sentence(running: Running, what: str) -> None:
    request, status = BYTES[what]
    head, _, body = running.ask(request).partition(b"\r\n\r\n")
    assert head.split()[1] == status
    assert re.search(rb'\.["\s<]', body + b" "), "a sentence"
    assert b"Traceback" not in body
    assert len(body) < 20_000


def test_a_head_has_no_text(running: Running) -> None:
    head, _, body = running.ask(f"HEAD {PAGE}".encode() + HEAD).partition(b"\r\n\r\n")
    assert head.split()[1] == b"200"
    assert body == b""


SLOW = {
    "its head": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "its body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
}


@pytest.mark.parametrize("what", SLOW)
def test_a_client_that_sends_byte_by_byte_holds_nobody_and_ends(running: Running, what: str) -> None:
    began = time.monotonic()
    with running.connect() as slow:
        slow.sendall(SLOW[what])
        slow.settimeout(0.2)
        asked = 0
        while time.monotonic() - began < _SECONDS:
            try:
                slow.sendall(b"x")
                while slow.recv(1 << 16):
                    pass
                break
            except TimeoutError:
                asked += running.status() == 200
            except (BrokenPipeError, ConnectionResetError):
                break
        else:
            pytest.fail("the connection of a client that sends a byte now and then never ends")
    assert asked


def test_a_client_that_does_not_read_its_answer_ends(running: Running) -> None:
    with running.connect() as lazy:
        lazy.sendall(f"GET {PAGE}.json?limit=400 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 8)
        deadline = time.monotonic() + _SECONDS
        while not running.connections:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        while running.connections:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        # What was on its way already is less than all eight answers.
        assert len(_rest(lazy)) < 8 * 400 * len(ABSTRACT)


def test_a_client_that_reads_slowly_gets_its_whole_answer(running: Running) -> None:
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
        slow.settimeout(_SECONDS)
        slow.connect(running.place)
        slow.sendall(f"GET {PAGE}.json?limit=400".encode() + HEAD)
        read = b""
        while piece := slow.recv(1 << 15):
            read += piece
            time.sleep(0.1)
    head, _, text = read.partition(b"\r\n\r\n")
    assert f"content-length: {len(text)}".encode() in head.lower()


def _rest(connection: socket.socket) -> bytes:
    """What is still to be read, until the connection ends."""
    read = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(1 << 16):
            read += piece
    return read


def test_clients_that_go_away_in_mid_answer(running: Running) -> None:
    for _ in range(5):
        with running.connect() as leaving:
            leaving.sendall(f"GET {PAGE}.json?limit=400 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            leaving.recv(10)
            # It does not wait for what is still sent, but resets the connection.
            leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert running.status() == 200


def test_six_hundred_connections_at_once(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    # One thread opens them all before it asks.
    monkeypatch.setattr(server, "_PATIENCE_SECONDS", float(_SECONDS))
    request = b"GET /static/picture.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        crowd = [stack.enter_context(running.connect()) for _ in range(600)]
        for connection in crowd:
            connection.sendall(request)
        statuses = {connection.recv(1 << 16).split()[1] for connection in crowd}
    assert statuses <= {b"200", b"503"}
    assert running.status() == 200


def test_a_long_question_is_ended_in_the_database(
    running: Running, database: Database, reading: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = load_query("read/name_cluster")
    endless = (
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c WHERE c < 0 RETURN count(c) AS n"
    )
    with (
        monkeypatch.context() as slow,
        Graph(database.address, timeout_seconds=1) as limited,
        serving(limited) as hurried,
    ):
        slow.setattr(clusters, "_NAME_CLUSTER", replace(query, text=endless))
        answer = hurried.ask(f"GET {PAGE}.json".encode() + HEAD)
    assert answer.split()[1] == b"503"
    assert b"This question takes more time or memory than one page may. Ask for less" in answer
    assert b"retry-after: 5" in answer
    still = ask(
        reading, "SHOW TRANSACTIONS YIELD metaData WHERE metaData.query = $name RETURN metaData", name=query.name
    )
    assert still == []
