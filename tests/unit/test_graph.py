"""What a connection refuses, and how it says what a server refuses, without a server."""

import socket
from collections.abc import Iterator
from contextlib import closing
from threading import Thread
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graphapp.address import Address
from graphapp.errors import DatabaseUnavailable, InvalidArgument
from graphapp.graph import Graph

ADDRESS = Address(uri="bolt://127.0.0.1:1", user="ada", password="secret")


class RefusingDriver:
    """The driver of a server that lets nobody in."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.closed = False

    def verify_connectivity(self) -> None:
        raise Neo4jError._hydrate_neo4j(code=self.code, message="No.")

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("AuthenticationRateLimit", "has locked the user 'ada' out after too many wrong passwords; wait a minute"),
        ("CredentialsExpired", "wants another password of the user 'ada' first; change it"),
        ("Forbidden", "does not allow this to the user 'ada'"),
        ("Unauthorized", "refuses the user 'ada' with the password given; check NEO4J_USERNAME"),
        ("AuthorizationFailed", "refuses the user 'ada' with the password given"),
        ("AuthProviderFailed", "refuses the user 'ada' with the password given"),
        ("TokenExpired", "refuses the user 'ada' with the password given"),
        ("EncryptionRequired", "refuses the user 'ada' with the password given"),
    ],
)
def test_a_server_that_does_not_let_the_user_in_says_why(
    code: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = RefusingDriver(f"Neo.ClientError.Security.{code}")
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", lambda *_, **__: driver)
    with pytest.raises(DatabaseUnavailable) as refused:
        Graph(ADDRESS)
    assert str(refused.value).startswith(f"the database at bolt://127.0.0.1:1 {reason}")
    assert "secret" not in str(refused.value)
    assert driver.closed


STRANGERS = {
    "an old Neo4j": b"\0\0\0\1",
    "a Neo4j of another age": b"\0\0\0\0",
    "a web server": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "a server that speaks TLS": b"\x15\x03\x01\0\2\2\n",
    "a server that hangs up": b"",
    "a server of something else": b"?" * 99,
}


@pytest.fixture(params=list(STRANGERS.values()), ids=list(STRANGERS))
def stranger(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a program that is no Neo4j of today."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(64)
                connection.sendall(request.param)

        Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1]


def test_a_program_that_is_no_neo4j_is_no_database(stranger: int) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"what answers at .* is no Neo4j that|no database answers at"):
        Graph(Address(uri=f"bolt://127.0.0.1:{stranger}", user="ada", password="secret"))


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e300, 10**30, "5"])
def test_a_time_limit_that_no_server_takes_is_refused(seconds: Any) -> None:
    with pytest.raises(InvalidArgument, match=r" is no time limit in seconds; give a number up to 2,147,483,648"):
        Graph(ADDRESS, timeout_seconds=seconds)


@pytest.mark.parametrize("reason", [socket.EAI_NONAME, socket.EAI_FAIL, socket.EAI_SYSTEM])
def test_a_host_that_is_not_found_is_no_fault_of_a_question(reason: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(reason, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(DatabaseUnavailable, match=r"no database answers at bolt://db\.internal:7687"):
        Graph(Address(uri="bolt://db.internal:7687", user="ada", password="secret"), retry_seconds=0)
