"""Engines over tables in Parquet files: statements of `sql/` make tables of tables. DuckDB is one, in this process.

A statement is one SELECT in `sql/<table>.sql`, and its result is the table of that name. The lines between
`-- for each identifier that joins works, here doi` and `-- end` are repeated for each such identifier.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Protocol, Self

import duckdb
import pyarrow
from pyarrow import parquet

from graphapp.chunks import chunks
from graphapp.errors import GraphAppError
from graphapp.queries import with_identifiers

_SECONDS_BETWEEN_INTERRUPTS: Final = 0.1
_MEMORY: Final = "2GB"
"""What DuckDB may use; what it sorts, joins and groups beyond that is on disk."""
_ROWS_AT_ONCE: Final = 10_000
"""Rows of a Parquet file that are in memory together, for each processor."""
_ROW_GROUPS_AT_ONCE: Final = 4
"""Row groups of a piece of work."""
PARQUET: Final = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {_ROWS_AT_ONCE}"


class Piece(NamedTuple):
    """Some row groups of a file; what is done of them does not depend on the other pieces of a table."""

    file: str
    """Its name in the folder of the tables."""
    first: int
    last: int
    """The row group after the last one."""


class Engine(Protocol):
    """Makes tables of tables, all in one folder. For one thread; every method raises GraphAppError for a full disk."""

    folder: Path

    def define(self, *tables: str) -> None:
        """Let tables be what their statements give, computed wherever they are read."""

    def make(self, *tables: str) -> None:
        """Write what the statements of tables give, one table after the other."""

    def make_groups(self, table: str, key: str | None) -> list[Piece]:
        """Write what the statement of a table gives, all rows of one `key` one after the other, and return its pieces.

        A group belongs to the piece in which its first row is, and goes on into later row groups of the file at most.
        Without a key the rows are in any order.
        """

    def put(self, table: str, schema: pyarrow.Schema, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows as a table."""

    def rename(self, table: str, other: str) -> None:
        """Let a table that was made take the place of another one."""

    def number(self, table: str) -> int:
        """The first column of the only row that the statement of a table gives."""

    def know(self, table: str) -> None:
        """Read a table that somebody else wrote."""


class DuckEngine:
    """DuckDB in this process. A context manager."""

    def __init__(self, folder: Path) -> None:
        """Tables that are there already are known."""
        self.folder = folder
        self._connection = duckdb.connect()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="graphapp-duckdb")
        for setting in (
            f"memory_limit = '{_MEMORY}'",
            f"temp_directory = {_text(folder / 'spilled')}",
            "preserve_insertion_order = false",
            # Nothing is fetched from a network.
            "autoinstall_known_extensions = false",
            "enable_progress_bar = false",
        ):
            self._run(f"SET {setting}")
        for table in tables_in(folder):
            self.know(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        self._connection.close()

    def define(self, *tables: str) -> None:
        with room(self.folder):
            for table in tables:
                self._run(f"CREATE OR REPLACE VIEW {table} AS {statement(table)}")

    def make(self, *tables: str) -> None:
        with room(self.folder):
            for table in tables:
                self.copy(statement(table), self.path(table), PARQUET)
                self.know(table)

    def make_groups(self, table: str, key: str | None) -> list[Piece]:
        order = "" if key is None else f" ORDER BY {key}"
        with room(self.folder):
            self.copy(statement(table) + order, self.path(table), PARQUET)
            self.know(table)
            with parquet.ParquetFile(self.path(table)) as file:
                groups = range(0, file.num_row_groups, _ROW_GROUPS_AT_ONCE)
        return [Piece(f"{table}.parquet", first, first + _ROW_GROUPS_AT_ONCE) for first in groups]

    def put(self, table: str, schema: pyarrow.Schema, rows: Iterable[Mapping[str, Any]]) -> None:
        with room(self.folder):
            write_rows(self.path(table), schema, rows)
            self.know(table)

    def rename(self, table: str, other: str) -> None:
        with room(self.folder):
            self.path(table).replace(self.path(other))
            self.know(other)

    def number(self, table: str) -> int:
        [(found,)] = self.answers(table)
        return int(found)

    def answers(self, table: str) -> list[tuple[Any, ...]]:
        """What the statement of a table gives, for small ones."""
        return self.ask(statement(table))

    def columns(self, table: str) -> dict[str, str]:
        """Name and DuckDB type of each column."""
        rows = self._run(f"DESCRIBE {table}")
        return {name: kind for name, kind, *_ in rows}

    def ask(self, select: str) -> list[tuple[Any, ...]]:
        """The rows of a statement of SQL."""
        with room(self.folder):
            return self._run(select)

    def copy(self, select: str, path: Path, options: str) -> None:
        """Write what a SELECT gives to a file."""
        with room(self.folder):
            self._run(f"COPY ({select}) TO {_text(path)} ({options})")

    def know(self, table: str) -> None:
        """Read a table from its file, or from all files of its folder."""
        path = self.path(table)
        found = path if path.exists() else self.folder / table / "*.parquet"
        self._run(
            # A view takes no parameters; the table is a name of ours.
            f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM read_parquet({_text(found)})"  # noqa: S608
        )

    def path(self, table: str) -> Path:
        """The file of a table."""
        return self.folder / f"{table}.parquet"

    def _run(self, text: str) -> list[tuple[Any, ...]]:
        # While DuckDB runs a statement, its thread takes no signal, so that Ctrl-C would wait for its end.
        running = self._thread.submit(lambda: self._connection.execute(text).fetchall())
        try:
            return running.result()
        except KeyboardInterrupt:
            # What interrupts a connection before its statement has begun is lost.
            while not running.done():
                self._connection.interrupt()
                wait([running], timeout=_SECONDS_BETWEEN_INTERRUPTS)
            raise


def tables_in(folder: Path) -> list[str]:
    """The tables that a folder has: `<table>.parquet`, and folders of such files."""
    return sorted(path.stem for path in folder.iterdir() if path.is_dir() or path.suffix == ".parquet")


def write_rows(path: Path, schema: pyarrow.Schema, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as a file; few of them are in memory at a time."""
    with parquet.ParquetWriter(path, schema, compression="zstd", compression_level=1) as file:
        for part in chunks(rows, _ROWS_AT_ONCE):
            file.write_table(pyarrow.Table.from_pylist(part, schema=schema))


@cache
def statement(table: str) -> str:
    """The statement that gives a table."""
    text = files("graphapp.bulk").joinpath("sql", f"{table}.sql").read_text(encoding="utf-8")
    return with_identifiers(text)


def _text(path: Path) -> str:
    """A path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """Turn the error of a full disk, or of too little memory, into a clear message."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise GraphAppError(
            f"the tables of this load need more memory than DuckDB may use ({_MEMORY}); no database was changed, and "
            "`graphapp load --online` needs no tables"
        ) from error
    except (OSError, duckdb.IOException) as error:
        raise GraphAppError(
            f"the tables of this load cannot be written to {folder} ({error}); make room there, or get permission to "
            "write there, and run the command again: no database was changed"
        ) from error
