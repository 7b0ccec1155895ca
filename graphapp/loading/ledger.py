"""What one load remembers, on disk: memory does not grow with the input.

The ledger holds the records that the load has seen. Two records of one load may state one paper row. If they say the
same, the second changes nothing. If they differ, the one of greater rank stands, whichever came first, and the other is
a reject. A row that the graph already holds is therefore not changed before the whole input is read: the change waits
here, and only the one that stands is written.

Rows that are owed their settling at the end of the load are pending until they are struck out.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from types import TracebackType
from typing import Final, Self

import msgspec

from graphapp.errors import GraphAppError
from graphapp.loading.rows import Row, Stated, UnfitRecord, reject_of
from graphapp.records import Reject

_MOST_SQL_VARIABLES: Final = 30_000
_CACHE_KIB: Final = 8_000


@dataclass(slots=True)
class _Entry:
    """The record that stands for one paper row so far."""

    rank: bytes
    stored: str | None
    """The row's fingerprint in the graph before this load; None where it was not there."""
    place: str
    written: bool
    """Whether this load has sent the row, in this or another version, to be created."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be done with a batch of records."""

    create: list[Row]
    """Rows that the graph lacks."""
    rejects: list[Reject]
    """Records that do not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many records and paper rows a load has seen."""

    created: int
    updated: int
    unchanged: int


class Ledger:
    """The records of one load. A context manager; its file goes with it, or with the process."""

    def __init__(self) -> None:
        self._file = _temporary_database()
        self._file.execute(
            "CREATE TABLE seen (id BLOB PRIMARY KEY, rank BLOB, stored TEXT, place TEXT, written INT) WITHOUT ROWID"
        )
        self._file.execute("CREATE TABLE waiting (id BLOB PRIMARY KEY, paper_id TEXT, row BLOB) WITHOUT ROWID")
        self._repeated = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def judge(
        self,
        batch: Sequence[Stated],
        stored_hashes: Callable[[list[str]], dict[str, str]],
        row_of: Callable[[Stated], Row],
    ) -> Verdict:
        """Say what each record of a batch asks for, and remember it.

        `stored_hashes` gives the fingerprints of those ids that the graph holds; `row_of` makes a record's row or
        raises UnfitRecord. Raises GraphAppError when the disk has no room for the ledger, as all methods do.
        """
        with _room():
            self._file.execute("BEGIN")
            verdict = self._judge(batch, stored_hashes, row_of)
            self._file.execute("COMMIT")
        return verdict

    def waiting_count(self) -> int:
        """How many changes stand."""
        with _room():
            count: int = self._file.execute("SELECT count(*) FROM waiting").fetchone()[0]
        return count

    def waiting(self) -> Iterator[tuple[str, Row]]:
        """The changes that stand: the paper row's id and its row."""
        with _room():
            for paper_id, row in self._file.execute("SELECT paper_id, row FROM waiting ORDER BY id"):
                yield paper_id, msgspec.msgpack.decode(row)

    def unseen(self, paper_ids: Sequence[str]) -> list[str]:
        """Those of these paper rows that no record of this load states."""
        digests = {_digest(paper_id): paper_id for paper_id in paper_ids}
        with _room():
            seen = self._entries(list(digests))
        return [paper_id for digest, paper_id in digests.items() if digest not in seen]

    def tally(self) -> Tally:
        """The counts of all records judged so far; a record that says what another one said counts as unchanged."""
        with _room():
            created, updated, unchanged = self._file.execute(
                "SELECT count(*) FILTER (WHERE stored IS NULL),"
                " count(*) FILTER (WHERE stored <> CAST(substr(rank, 6) AS TEXT)),"
                " count(*) FILTER (WHERE stored = CAST(substr(rank, 6) AS TEXT)) FROM seen"
            ).fetchone()
        return Tally(created=created, updated=updated, unchanged=unchanged + self._repeated)

    def _judge(
        self,
        batch: Sequence[Stated],
        stored_hashes: Callable[[list[str]], dict[str, str]],
        row_of: Callable[[Stated], Row],
    ) -> Verdict:
        digests = {stated.paper_id: _digest(stated.paper_id) for stated in batch}
        entries = self._entries(list(digests.values()))
        stored = stored_hashes([paper_id for paper_id, digest in digests.items() if digest not in entries])
        outcomes: dict[bytes, tuple[str, Row | None]] = {}
        rejects: list[Reject] = []
        for stated in batch:
            digest, rank, record = digests[stated.paper_id], stated.rank, stated.record
            standing = entries.get(digest)
            if standing is not None and standing.rank == rank:
                self._repeated += 1
                continue
            before = standing.stored if standing is not None else stored.get(stated.paper_id)
            try:
                row = row_of(stated) if stated.row_hash != before else None
            except UnfitRecord as unfit:
                rejects.append(reject_of(record, str(unfit)))
                continue
            if standing is not None:
                if standing.rank > rank:
                    rejects.append(reject_of(record, _outranked(stated.paper_id, standing.place)))
                    continue
                reason = _outranked(stated.paper_id, record.place)
                rejects.append(Reject(place=standing.place, reason=reason, raw=stated.paper_id))
            written = standing is not None and standing.written
            entries[digest] = _Entry(rank, before, record.place, written)
            outcomes[digest] = (stated.paper_id, row)
        create: list[Row] = []
        unchanged = ((digest,) for digest, (_, row) in outcomes.items() if row is None)
        self._file.executemany("DELETE FROM waiting WHERE id = ?", unchanged)
        for digest, (paper_id, row) in outcomes.items():
            entry = entries[digest]
            if row is None:
                continue
            if entry.stored is None and not entry.written:
                create.append(row)
                entry.written = True
            else:
                waiting = (digest, paper_id, msgspec.msgpack.encode(row))
                self._file.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", waiting)
        self._file.executemany(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)",
            (
                (digest, entry.rank, entry.stored, entry.place, entry.written)
                for digest in outcomes
                for entry in (entries[digest],)
            ),
        )
        return Verdict(create=create, rejects=rejects)

    def _entries(self, digests: Sequence[bytes]) -> dict[bytes, _Entry]:
        found: dict[bytes, _Entry] = {}
        for start in range(0, len(digests), _MOST_SQL_VARIABLES):
            part = digests[start : start + _MOST_SQL_VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._file.execute(f"SELECT id, rank, stored, place, written FROM seen WHERE id IN ({marks})", part)  # noqa: S608
            found.update((row[0], _Entry(*row[1:])) for row in rows)
        return found


class Pending:
    """Ids of rows that are owed something, each with a key by which they come. A context manager, as the ledger is.

    Every method raises GraphAppError when the disk has no room.
    """

    def __init__(self) -> None:
        self._file = _temporary_database()
        self._file.execute("CREATE TABLE pending (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID")
        self.total = 0
        """How many were ever added."""
        self.struck = 0
        """How many of them were struck out."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, keys_and_ids: Iterable[tuple[str, str]]) -> None:
        """Add these; one that is here already is not added twice."""
        self.total += self._change("INSERT OR IGNORE INTO pending VALUES (?, ?)", keys_and_ids)

    def first(self, size: int) -> list[tuple[str, str]]:
        """At most so many of those that are not struck out, by key, then id; empty when all are."""
        with _room():
            return self._file.execute("SELECT key, id FROM pending ORDER BY key, id LIMIT ?", (size,)).fetchall()

    def strike(self, keys_and_ids: Iterable[tuple[str, str]]) -> None:
        """Strike out these; those that are not here do no harm."""
        self.struck += self._change("DELETE FROM pending WHERE key = ? AND id = ?", keys_and_ids)

    def _change(self, statement: str, keys_and_ids: Iterable[tuple[str, str]]) -> int:
        with _room():
            self._file.execute("BEGIN")
            changed = self._file.executemany(statement, keys_and_ids).rowcount
            self._file.execute("COMMIT")
        return changed


def _temporary_database() -> sqlite3.Connection:
    # SQLite's own temporary database: on disk, nameless, gone when closed.
    file = sqlite3.connect("", isolation_level=None)
    file.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    file.execute("PRAGMA journal_mode = OFF")
    return file


@contextmanager
def _room() -> Iterator[None]:
    """Turn a disk without room into a sentence. Reading needs room as well: it moves pages out of memory."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise GraphAppError(
            f"the temporary file of this load cannot be written ({error}); make room where temporary files are "
            "(SQLITE_TMPDIR says where) and load again"
        ) from error


def _digest(paper_id: str) -> bytes:
    return blake2b(paper_id.encode(), digest_size=16).digest()


def _outranked(paper_id: str, place: str) -> str:
    return f"another record of this load ({place}) states the same paper {paper_id!r} more fully"
