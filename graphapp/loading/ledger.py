"""The records that one load has seen, on disk: memory does not grow with the input.

Two records of one load may state the same row. If they are equal, the second changes nothing. If they differ, the one
of greater rank stands, in whatever order they come, and the other is a reject. A row that the graph already holds is
therefore not changed before the whole input is read: the change waits here, and only the record that stands is written.

The ledger reads nothing else: its caller passes the records, their rows and their stored fingerprints. Rows may stand
anywhere: what the ledger keeps and gives back is what its caller has for them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

import msgspec

from graphapp.loading.fingerprints import Identified
from graphapp.loading.rows import reject_of
from graphapp.loading.temporary import room, temporary_database
from graphapp.records import Reject
from graphapp.row_kinds import Kind, PaperRows, PersonRows, Rows

_MOST_SQL_VARIABLES: Final = 30_000
_LONGEST_KEY: Final = 64
_DIGEST: Final = 16
"""Bytes."""
_ROWS: Final[dict[Kind, type[PaperRows] | type[PersonRows]]] = {"paper": PaperRows, "person": PersonRows}

Kept = TypeVar("Kept")
"""What stands for the rows of a record: the rows themselves, or where they are."""


@dataclass(slots=True)
class Entry:
    """The record that stands for one row so far."""

    rank: bytes
    row_hash: str
    stored: str | None
    """The row's fingerprint in the graph before this load; None if the row is new."""
    place: str
    written: bool
    """Whether this load has sent the row, in this or another version, to be created."""


Key = tuple[Kind, str]
"""The kind of a row and its id."""
Seen = dict[Key, Entry]
"""What the ledger remembers of the rows of one batch."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Kept]):
    """A record that may stand."""

    identified: Identified
    stored: str | None
    """The row's fingerprint in the graph before this load; None if the row is new."""
    rows: Kept | None
    """None for a record that is equal to what the graph holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Generic[Kept]):
    """What to do with a batch of records."""

    create: list[Kept]
    """Rows that the graph lacks."""
    rejects: list[Reject]
    """Records that do not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many records and rows a load has seen."""

    created: int
    updated: int
    unchanged: int


def rows_again(kind: Kind, parts: list[Any]) -> Rows:
    """Rows that waited in the ledger."""
    return _ROWS[kind](*parts)


class Ledger(Generic[Kept]):
    """The records of one load. A context manager; its file is deleted with it, or with the process.

    Every method raises GraphAppError when the disk is full.
    """

    def __init__(self, again: Callable[[Kind, Any], Kept]) -> None:
        """`again` makes what is kept of one kind of row from its plain lists, dictionaries, texts and numbers."""
        self._again = again
        self._database = temporary_database()
        self._database.execute(
            "CREATE TABLE seen"
            " (id BLOB PRIMARY KEY, rank BLOB, row_hash TEXT, stored TEXT, place TEXT, written INT) WITHOUT ROWID"
        )
        self._database.execute("CREATE TABLE waiting (id BLOB PRIMARY KEY, kind TEXT, rows BLOB) WITHOUT ROWID")
        self._repeated = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def recall(self, batch: Sequence[Identified]) -> Seen:
        """What the ledger remembers of the rows that these records state."""
        with room():
            return self._entries([each.key for each in batch])

    def judge(self, candidates: Sequence[Candidate[Kept]], seen: Seen) -> Verdict[Kept]:
        """Decide what to do with each candidate of a batch, and remember it. `seen` is what `recall` gave."""
        with room():
            self._database.execute("BEGIN")
            verdict = self._judge(candidates, seen)
            self._database.execute("COMMIT")
        return verdict

    def waiting_count(self) -> int:
        """How many changes stand."""
        with room():
            count: int = self._database.execute("SELECT count(*) FROM waiting").fetchone()[0]
        return count

    def waiting(self) -> Iterator[Kept]:
        """The rows of the changes that stand."""
        with room():
            for kind, rows in self._database.execute("SELECT kind, rows FROM waiting ORDER BY id"):
                yield self._again(kind, msgspec.msgpack.decode(rows))

    def unseen(self, kind: Kind, ids: Sequence[str]) -> list[str]:
        """Those of these rows that no record of this load states."""
        with room():
            seen = {key for key, _ in self._found([(kind, id) for id in ids], "id")}
        return [id for id in ids if (kind, id) not in seen]

    def tally(self) -> Tally:
        """The counts of all records judged so far; a record that is equal to an earlier one counts as unchanged."""
        with room():
            created, updated, unchanged = self._database.execute(
                "SELECT count(*) FILTER (WHERE stored IS NULL),"
                " count(*) FILTER (WHERE stored <> row_hash),"
                " count(*) FILTER (WHERE stored = row_hash) FROM seen"
            ).fetchone()
        return Tally(created=created, updated=updated, unchanged=unchanged + self._repeated)

    def _judge(self, candidates: Sequence[Candidate[Kept]], seen: Seen) -> Verdict[Kept]:
        outcomes: dict[Key, Kept | None] = {}
        rejects: list[Reject] = []
        for candidate in candidates:
            identified = candidate.identified
            key, rank, record = identified.key, identified.rank, identified.record
            standing = seen.get(key)
            if standing is not None:
                if standing.rank == rank:
                    self._repeated += 1
                    continue
                if standing.rank > rank:
                    rejects.append(reject_of(record, _outranked(key, standing.place)))
                    continue
                reason = _outranked(key, record.place)
                rejects.append(Reject(place=standing.place, reason=reason, raw=identified.id))
            written = standing is not None and standing.written
            seen[key] = Entry(rank, identified.row_hash, candidate.stored, record.place, written)
            outcomes[key] = candidate.rows
        create: list[Kept] = []
        unchanged = ((_key_in_file(key),) for key, rows in outcomes.items() if rows is None)
        self._database.executemany("DELETE FROM waiting WHERE id = ?", unchanged)
        for key, rows in outcomes.items():
            entry = seen[key]
            if rows is None:
                continue
            if entry.stored is None and not entry.written:
                create.append(rows)
                entry.written = True
            else:
                waiting = (_key_in_file(key), key[0], msgspec.msgpack.encode(rows))
                self._database.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", waiting)
        self._database.executemany(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)",
            (
                (_key_in_file(key), entry.rank, entry.row_hash, entry.stored, entry.place, entry.written)
                for key in outcomes
                for entry in (seen[key],)
            ),
        )
        return Verdict(create=create, rejects=rejects)

    def _entries(self, keys: Sequence[Key]) -> Seen:
        columns = "id, rank, row_hash, stored, place, written"
        return {key: Entry(*row[1:]) for key, row in self._found(keys, columns)}

    def _found(self, keys: Sequence[Key], columns: str) -> Iterator[tuple[Key, tuple[Any, ...]]]:
        """Those of these keys that are in the ledger, with the columns of their entries, of which the id is first."""
        by_key = {_key_in_file(key): key for key in keys}
        keys_in_file = list(by_key)
        for start in range(0, len(keys_in_file), _MOST_SQL_VARIABLES):
            part = keys_in_file[start : start + _MOST_SQL_VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(f"SELECT {columns} FROM seen WHERE id IN ({marks})", part)  # noqa: S608
            yield from ((by_key[row[0]], row) for row in rows)


def _key_in_file(key: Key) -> bytes:
    """The key of a row in the file: its id, cut and with a digest where it is long.

    Records mostly come in some order of their ids, and their neighbours in the file are then in memory: a digest alone
    would spread them over the whole file.
    """
    kind, id = key
    text = f"{kind} {id}".encode()
    if len(text) < _LONGEST_KEY:
        return text
    digest = blake2b(text, digest_size=_DIGEST).digest()
    return text[: _LONGEST_KEY - _DIGEST] + digest


def _outranked(key: Key, place: str) -> str:
    kind, id = key
    return f"another record of this load ({place}) has the {kind} id {id!r}, too, and says more"
