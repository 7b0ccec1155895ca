"""The rows of loads as Parquet files: a folder a kind of row, a file a part of the rows, a column a property.

Each row has the number of its record, by which the ledger of the load says which records stand.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import pyarrow
from pyarrow import parquet

from graphapp.bulk.engine import room
from graphapp.row_kinds import SETTLED_PROPERTIES, Authored, Naming, Paper, PaperRows, Person, PublishedAt, Rows
from graphapp.rules.identifiers import SCHEME_PROPERTIES


def _column(hint: object) -> pyarrow.DataType:
    if hint == list[str]:
        return pyarrow.list_(pyarrow.string())
    for of, column in ((bool, pyarrow.bool_()), (int, pyarrow.int64())):
        if hint is of or of in get_args(hint):
            return column
    return pyarrow.string()


def _columns(kind: type, *, without: Collection[str] = ()) -> dict[str, pyarrow.DataType]:
    """Name and type of each property that a kind of row declares."""
    return {name: _column(hint) for name, hint in get_type_hints(kind).items() if name not in without}


_RECORD: Final = {"record": pyarrow.int64()}
"""The number of the record that states the row: no other one of these loads has it."""
_OWNERS: Final = {"authored": "paper_id", "published_at": "paper_id", "names": "person_id"}
"""Tables of relationships, and the column that says whose they are."""
_LACKING: Final = ("papers", "persons")
"""Tables of nodes: where a node has no value for a property, its row has no key for it."""
_REPEATED: Final = frozenset({
    "source", "year", "type", "role", "track", "printed_venue", "venue_id", "venue_key", "printed_name", "author_id",
    "author_count", "link_count", "revision", "position",
})  # fmt: skip
"""Columns whose values come again and again: Parquet keeps each once."""

SCHEMAS: Final[Mapping[str, pyarrow.Schema]] = {
    table: pyarrow.schema(list(columns.items()))
    for table, columns in {
        "papers": _columns(Paper, without=SETTLED_PROPERTIES)
        | dict.fromkeys(SCHEME_PROPERTIES, pyarrow.string())
        | _RECORD,
        "authored": {"paper_id": pyarrow.string()} | _columns(Authored) | _RECORD,
        "published_at": {"paper_id": pyarrow.string()} | _columns(PublishedAt) | _RECORD,
        "persons": _columns(Person) | _RECORD,
        "names": {"person_id": pyarrow.string()} | _columns(Naming) | _RECORD,
    }.items()
}
"""The tables of rows with their columns: whose a relationship is, the properties of the row, the record."""


def _cells(table: str) -> Callable[[Mapping[str, Any]], Iterable[Any]]:
    """A function from a row to its properties in the order of the columns; None for those that it lacks."""
    given = {*_RECORD, _OWNERS.get(table)}
    names = [name for name in SCHEMAS[table].names if name not in given]
    return (lambda row: map(row.get, names)) if table in _LACKING else itemgetter(*names)


_CELLS: Final = {table: _cells(table) for table in SCHEMAS}


_NUMBERS: Final = pyarrow.schema(list(_RECORD.items()))
_NUMBERS_AT_ONCE: Final = 100_000


class StandingWriter:
    """Writes which records stand: the tables `uncreated`, all records that no load created, and `restating`.

    The latter are the records that stand instead of a created one. Numbers come in ascending parts.
    Every method raises GraphAppError when the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = 0
        self._numbers: dict[str, list[int]] = {"uncreated": [], "restating": []}
        self._is_closed = False
        self._open = ExitStack()
        with room(folder):
            self._files = {
                table: self._open.enter_context(parquet.ParquetWriter(folder / f"{table}.parquet", _NUMBERS))
                for table in self._numbers
            }

    def created(self, records: Iterable[int]) -> None:
        """Take records that a load created; no later call has smaller numbers."""
        for record in sorted(records):
            self._take("uncreated", range(self._next, record))
            self._next = record + 1

    def restating(self, records: Iterable[int]) -> None:
        for record in records:
            self._take("restating", (record,))

    def end_load(self, following: int) -> None:
        """No further record before this number was created."""
        self._take("uncreated", range(self._next, following))
        self._next = following

    def close(self) -> None:
        """Complete the files. Once is enough: a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            with room(self._folder), self._open:
                for table in self._numbers:
                    self._write(table)

    def _take(self, table: str, records: Sequence[int]) -> None:
        self._numbers[table] += records
        if len(self._numbers[table]) >= _NUMBERS_AT_ONCE:
            with room(self._folder):
                self._write(table)

    def _write(self, table: str) -> None:
        self._files[table].write_table(pyarrow.table([self._numbers[table]], schema=_NUMBERS))
        self._numbers[table].clear()


def make_folders(folder: Path) -> None:
    """Make the folder of each table, with a file without rows. Raises GraphAppError when the disk is full."""
    for table, schema in SCHEMAS.items():
        with room(folder):
            (folder / table).mkdir()
            parquet.write_table(schema.empty_table(), folder / table / "none.parquet")


def write_part(folder: Path, name: str, rows: Iterable[tuple[int, Rows]]) -> None:
    """Write a part of the rows, each with the number of its record: a file of this name in the folder of each table.

    Raises GraphAppError when the disk is full.
    """
    # Of each table one list of all cells, so that each row is looked at once, as it comes, and can go.
    tables: dict[str, list[Any]] = {table: [] for table in SCHEMAS}

    def take(table: str, record: int, of_table: Iterable[Any], *owner: str) -> None:
        cells, of = tables[table], _CELLS[table]
        for row in of_table:
            cells += owner
            cells += of(row)
            cells.append(record)

    for record, each in rows:
        if isinstance(each, PaperRows):
            take("papers", record, [each.paper])
            take("authored", record, each.authored, each.id)
            if each.published_at is not None:
                take("published_at", record, [each.published_at], each.id)
        else:
            take("persons", record, [each.person])
            take("names", record, each.names, each.id)
    for table, cells in tables.items():
        if cells:
            schema = SCHEMAS[table]
            columns = [pyarrow.array(cells[place :: len(schema)], field.type) for place, field in enumerate(schema)]
            with room(folder):
                parquet.write_table(
                    pyarrow.Table.from_arrays(columns, schema=schema),
                    folder / table / f"{name}.parquet",
                    compression="zstd",
                    compression_level=1,
                    use_dictionary=sorted(_REPEATED.intersection(schema.names)),
                )
