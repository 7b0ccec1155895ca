"""Temporary databases on disk, so that the memory of a load does not grow with its input."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from graphapp.errors import GraphAppError

_CACHE_KIB: Final = 8_000


def temporary_database(*, threads: bool = False) -> sqlite3.Connection:
    """SQLite's own temporary database: on disk, without a name, deleted when it is closed or the process ends.

    With `threads` several may use it, one at a time.
    """
    database = sqlite3.connect("", isolation_level=None, check_same_thread=not threads)
    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    database.execute("PRAGMA journal_mode = OFF")
    return database


@contextmanager
def room() -> Iterator[None]:
    """Turn the error of a full disk into a clear message. Reading needs room as well: it moves pages out of memory."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise GraphAppError(
            f"the temporary file of this load cannot be written ({error}); make room where temporary files are "
            "(SQLITE_TMPDIR says where) and load again"
        ) from error
