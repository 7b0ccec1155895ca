"""The socket of the web server."""

import socket

import pytest

from graphapp.errors import GraphAppError
from graphapp.web.server import listen


def test_a_port_of_0_is_any_free_one() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[1] > 0
        with socket.create_connection(listening.getsockname()):
            pass


def test_a_port_that_is_taken_gets_a_sentence() -> None:
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(GraphAppError, match=rf"no web server can listen at 127\.0\.0\.1 port {port} .*--port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_here_gets_a_sentence(host: str) -> None:
    with pytest.raises(GraphAppError, match="give another one with --host"):
        listen(host, 0)
