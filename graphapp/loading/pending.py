"""Ids of rows that wait to be settled or deleted at the end of a load, on disk."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from graphapp.chunks import chunks
from graphapp.loading.temporary import room, temporary_database


class Pending:
    """Ids of rows, each with a key that sets their order. A context manager; its file is deleted with it.

    Every method raises GraphAppError when the disk is full.
    """

    def __init__(self) -> None:
        self._database = temporary_database()
        self._database.execute("CREATE TABLE pending (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID")
        self.total = 0
        """How many were added."""
        self.struck = 0
        """How many of them were removed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, keys_and_ids: Iterable[tuple[str, str]]) -> None:
        """Add these; duplicates are ignored."""
        self.total += self._change("INSERT OR IGNORE INTO pending VALUES (?, ?)", keys_and_ids)

    def first(self, size: int) -> list[tuple[str, str]]:
        """At most `size` of those that are left, by key, then id; empty when none is left."""
        with room():
            return self._database.execute("SELECT key, id FROM pending ORDER BY key, id LIMIT ?", (size,)).fetchall()

    def ids(self, size: int) -> Iterator[list[str]]:
        """The ids of all that are left, by key, then id, in lists of at most `size`; none may be removed meanwhile."""
        with room():
            rows = self._database.execute("SELECT id FROM pending ORDER BY key, id")
            yield from chunks((id for (id,) in rows), size)

    def strike(self, keys_and_ids: Iterable[tuple[str, str]]) -> None:
        """Remove these; missing ones are ignored."""
        self.struck += self._change("DELETE FROM pending WHERE key = ? AND id = ?", keys_and_ids)

    def _change(self, statement: str, keys_and_ids: Iterable[tuple[str, str]]) -> int:
        with room():
            self._database.execute("BEGIN")
            changed = self._database.executemany(statement, keys_and_ids).rowcount
            self._database.execute("COMMIT")
        return changed
