"""The rows of loads as Parquet files: a table a kind of row, a column a property."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from operator import itemgetter, methodcaller
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import pyarrow
from pyarrow import parquet

from graphapp.bulk.engine import room
from graphapp.row_kinds import Author, Authored, Naming, Paper, PaperRows, Person, PublishedAt, Rows, Venue
from graphapp.rules.identifiers import SCHEME_PROPERTIES

_MOST_ROWS: Final = 100_000
"""So many authorships, or a fifth as many papers, are collected in memory before they are written."""
_MOST_TEXT: Final = 50_000_000
"""So are so many characters of titles and abstracts."""
_PAPERS_PER_ROW: Final = 5


def _column(hint: object) -> pyarrow.DataType:
    if hint == list[str]:
        return pyarrow.list_(pyarrow.string())
    for of, column in ((bool, pyarrow.bool_()), (int, pyarrow.int64())):
        if hint is of or of in get_args(hint):
            return column
    return pyarrow.string()


def _columns(kind: type, *, without: Sequence[str] = ()) -> dict[str, pyarrow.DataType]:
    """Name and type of each property that a kind of row declares."""
    return {name: _column(hint) for name, hint in get_type_hints(kind).items() if name not in without}


_RESTATED: Final = {"restated": pyarrow.bool_()}
"""Whether the row replaces the one that an earlier record of its load stated."""
_MARKED: Final = {"identified": pyarrow.bool_(), "revision": pyarrow.int64()}
"""Whether more than the printed name identifies the row, so that its shown name is chosen; the load that named it."""

_OWNERS: Final = {"authored": "paper_id", "published_at": "paper_id", "names": "person_id"}
"""Tables of relationships, and the column that says whose they are."""
_OPTIONAL: Final = {"papers": Paper.__optional_keys__.union(SCHEME_PROPERTIES), "persons": Person.__optional_keys__}
"""Properties that a row may lack."""

SCHEMAS: Final[Mapping[str, pyarrow.Schema]] = {
    table: pyarrow.schema(list(columns.items()))
    for table, columns in {
        "papers": _columns(Paper, without=("work_id", "preferred"))
        | dict.fromkeys(SCHEME_PROPERTIES, pyarrow.string())
        | _RESTATED,
        "authored": {"paper_id": pyarrow.string()} | _columns(Authored) | _RESTATED,
        "published_at": {"paper_id": pyarrow.string()} | _columns(PublishedAt) | _RESTATED,
        "authors": _columns(Author) | _MARKED,
        "venues": _columns(Venue) | {"revision": pyarrow.int64()},
        "persons": _columns(Person) | _RESTATED,
        "names": {"person_id": pyarrow.string()} | _columns(Naming) | _RESTATED,
    }.items()
}
"""The tables of rows with their columns."""


class TableWriter:
    """Writes `<table>.parquet` for each table of `SCHEMAS` into a folder. For one thread.

    Author rows and venues stand there once or several times. Every method raises GraphAppError when the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._constants: dict[str, object] = {"revision": 0, "restated": False}
        """Columns that have one value in all rows at a time."""
        self._rows: dict[str, list[Any]] = {table: [] for table in SCHEMAS}
        self._owners: dict[str, list[str]] = {table: [] for table in _OWNERS}
        """Whose rows of a relationship these are."""
        self._named: dict[tuple[str, str], Any] = {}
        """Table and id, and for author rows how they are identified -> author rows and venues."""
        self._text = 0
        self._is_closed = False
        self._open = ExitStack()
        with room(folder):
            self._files = {
                table: self._open.enter_context(
                    parquet.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd", compression_level=1)
                )
                for table, schema in SCHEMAS.items()
            }

    def begin(self, revision: int) -> None:
        """Take the rows of a further load."""
        self._write()
        self._constants["revision"] = revision

    def close(self) -> None:
        """Complete the files; no more rows can be taken. Once is enough: a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            with room(self._folder), self._open:
                self._write()

    def create(self, rows: Iterable[Rows]) -> None:
        """Take rows that no record before these stated."""
        for each in rows:
            if isinstance(each, PaperRows):
                self._take_paper(each)
            else:
                self._rows["persons"].append(each.person)
                self._relate("names", each.id, each.names)
            for author in each.identified_authors:
                self._named["identified", author["author_id"]] = author
            if self._is_full():
                self._write()

    def replace(self, rows: Iterable[Rows]) -> None:
        """Take rows that stand instead of those that earlier records of the same load stated."""
        self._write()
        self._constants["restated"] = True
        self.create(rows)
        self._write()
        self._constants["restated"] = False

    def _take_paper(self, rows: PaperRows) -> None:
        paper = rows.paper
        self._rows["papers"].append(paper)
        self._text += len(paper["title"]) + len(paper.get("abstract", ""))
        self._relate("authored", rows.id, rows.authored)
        if rows.published_at is not None:
            self._relate("published_at", rows.id, [rows.published_at])
        if rows.venue is not None:
            self._named["venues", rows.venue["venue_id"]] = rows.venue
        for author in rows.named_authors:
            self._named["named", author["author_id"]] = author

    def _relate(self, table: str, owner: str, rows: Sequence[Any]) -> None:
        self._rows[table] += rows
        self._owners[table] += [owner] * len(rows)

    def _is_full(self) -> bool:
        papers, authored = len(self._rows["papers"]), len(self._rows["authored"]) + len(self._rows["names"])
        return max(papers * _PAPERS_PER_ROW, authored) >= _MOST_ROWS or self._text >= _MOST_TEXT

    def _write(self) -> None:
        for (kind, _), row in self._named.items():
            if kind == "venues":
                self._rows["venues"].append(row)
            else:
                self._rows["authors"].append({**row, "identified": kind == "identified"})
        for table, rows in self._rows.items():
            if rows:
                with room(self._folder):
                    self._files[table].write_table(self._table(table, rows))
                rows.clear()
        for owners in self._owners.values():
            owners.clear()
        self._named.clear()
        self._text = 0

    def _table(self, table: str, rows: list[Any]) -> pyarrow.Table:
        columns = []
        optional = _OPTIONAL.get(table, frozenset())
        for field in SCHEMAS[table]:
            if field.name in self._constants:
                columns.append(pyarrow.repeat(pyarrow.scalar(self._constants[field.name], field.type), len(rows)))
            elif field.name == _OWNERS.get(table):
                columns.append(pyarrow.array(self._owners[table], field.type))
            else:
                of = methodcaller("get", field.name) if field.name in optional else itemgetter(field.name)
                columns.append(pyarrow.array(list(map(of, rows)), field.type))
        return pyarrow.Table.from_arrays(columns, schema=SCHEMAS[table])
