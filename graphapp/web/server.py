"""The web server: uvicorn, which runs the application until it is stopped."""

import logging
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from graphapp.errors import GraphAppError
from graphapp.web.guards import ACCESS_LOG

_MOST_CONNECTIONS = 500
_KEEP_ALIVE_SECONDS = 20
_SHUTDOWN_SECONDS = 5
_QUEUE = 128


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
    if log is not None:
        ACCESS_LOG.addHandler(_Lines(log))
        ACCESS_LOG.setLevel(logging.INFO)
        ACCESS_LOG.propagate = False
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        ws="none",
    )
    uvicorn.Server(config).run(sockets=[listening])


class _Lines(logging.Handler):
    """Gives the text of each record to a function."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__()
        self._write = write

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self._write(record.getMessage())
