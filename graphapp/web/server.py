"""The web server: uvicorn, which runs the application until it is stopped."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from graphapp.errors import GraphAppError
from graphapp.web.guards import ACCESS_LOG

_MOST_CONNECTIONS: Final = 500
_KEEP_ALIVE_SECONDS: Final = 20
_HELD_BY_THE_SYSTEM: Final = 65_536
"""Bytes of an answer that have been given to the system and not sent yet."""
_PATIENCE_SECONDS: Final = 20.0
_SHUTDOWN_SECONDS: Final = 5
_QUEUE: Final = 128


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; a port of 0 is any free one. Raises GraphAppError where the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_QUEUE)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise GraphAppError(
            f"no web server can listen at {host} port {port} ({reason}); give another one with --host and --port"
        ) from error


def serve(app: ASGIApp, listening: socket.socket, *, log: Callable[[str], None] | None) -> None:
    """Answer requests at the socket until Ctrl-C or a signal to end. `log` gets a line for each request."""
    server_of(app, log=log).run(sockets=[listening])


def server_of(app: ASGIApp, *, log: Callable[[str], None] | None) -> uvicorn.Server:
    """The server that `serve` runs; it ends when its `should_exit` is set."""
    if log is not None:
        ACCESS_LOG.addHandler(_Lines(log))
        ACCESS_LOG.setLevel(logging.INFO)
        ACCESS_LOG.propagate = False
    config = uvicorn.Config(
        app,
        http=_Impatient,
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        ws="none",
    )
    return uvicorn.Server(config)


class _Impatient(H11Protocol):
    """A connection that ends when its client is too slow; uvicorn waits for ever for a request, and for a reader.

    Each client has some seconds to send a whole request, and to take some of an answer. How long a question may take is
    another limit, that of the database.
    """

    _watch: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch the client."""
        super().connection_made(transport)
        self._watch = self.loop.call_later(_PATIENCE_SECONDS, self._look, None, False, 0)
        # The client may have gone already.
        with suppress(OSError):
            connection = transport.get_extra_info("socket")
            # Otherwise the text of an answer waits 40 ms for the client to acknowledge its head. asyncio turns this on
            # for sockets that it makes itself.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # The system takes more of an answer only when it has sent a part of what it holds, so that a slow reader of
            # a large answer would seem to read nothing.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _HELD_BY_THE_SYSTEM)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._watch.cancel()
        super().connection_lost(exc)

    def _look(self, earlier: RequestResponseCycle | None, was_answering: bool, unsent_earlier: int) -> None:
        """End the connection when neither a request came nor a byte of an answer went since the last look."""
        cycle: RequestResponseCycle | None = self.cycle
        unsent = self.transport.get_write_buffer_size()
        is_answering = cycle is not None and not cycle.response_complete
        seen = (cycle, is_answering, unsent)
        if seen == (earlier, was_answering, unsent_earlier) and (unsent > 0 or not is_answering):
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(_PATIENCE_SECONDS, self._look, *seen)


class _Lines(logging.Handler):
    """Gives the text of each record to a function."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__()
        self._write = write

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self._write(record.getMessage())
