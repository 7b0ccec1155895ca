"""The rows of loads as Parquet files: a table a kind of row, a column a property."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import pyarrow
from pyarrow import parquet

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
"""The tables of rows with their columns; `paper_id` and `person_id` say whose row of a relationship it is."""


class TableWriter:
    """Writes `<table>.parquet` for each table of `SCHEMAS` into a folder. For one thread.

    Author rows and venues stand there once or several times. Raises OSError when there is no room.
    """

    def __init__(self, folder: Path) -> None:
        self._revision = 0
        self._rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._named: dict[tuple[str, str], Mapping[str, Any]] = {}
        """Table and id, and for author rows how they are identified -> author rows and venues."""
        self._text = 0
        self._open = ExitStack()
        self._files = {
            table: self._open.enter_context(
                parquet.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd", compression_level=1)
            )
            for table, schema in SCHEMAS.items()
        }

    def begin(self, revision: int) -> None:
        """Take the rows of a further load."""
        self._write()
        self._revision = revision

    def close(self) -> None:
        """Complete the files; no more rows can be taken."""
        with self._open:
            self._write()

    def create(self, rows: Sequence[Rows]) -> None:
        """Take rows that no record before these stated."""
        self._take(rows, restated=False)

    def replace(self, rows: Iterable[Rows]) -> None:
        """Take rows that stand instead of those that earlier records of the same load stated."""
        for each in rows:
            self._take((each,), restated=True)

    def _take(self, rows: Sequence[Rows], *, restated: bool) -> None:
        for each in rows:
            of: dict[str, Any] = {"restated": restated}
            if isinstance(each, PaperRows):
                paper = each.paper
                self._rows["papers"].append({**paper, **of})
                self._text += len(paper["title"]) + len(paper.get("abstract", ""))
                of |= {"paper_id": each.id}
                self._rows["authored"] += [{**authored, **of} for authored in each.authored]
                if each.published_at is not None:
                    self._rows["published_at"].append({**each.published_at, **of})
                if each.venue is not None:
                    self._named["venues", each.venue["venue_id"]] = each.venue
                for author in each.named_authors:
                    self._named["named", author["author_id"]] = author
            else:
                self._rows["persons"].append({**each.person, **of})
                of |= {"person_id": each.id}
                self._rows["names"] += [{**name, **of} for name in each.names]
            for author in each.identified_authors:
                self._named["identified", author["author_id"]] = author
            papers, authored = len(self._rows["papers"]), len(self._rows["authored"]) + len(self._rows["names"])
            if max(papers * _PAPERS_PER_ROW, authored) >= _MOST_ROWS or self._text >= _MOST_TEXT:
                self._write()

    def _write(self) -> None:
        for (kind, _), row in self._named.items():
            if kind == "venues":
                self._rows["venues"].append({**row, "revision": self._revision})
            else:
                self._rows["authors"].append({**row, "revision": self._revision, "identified": kind == "identified"})
        for table, rows in self._rows.items():
            if rows:
                self._files[table].write_table(pyarrow.Table.from_pylist(rows, schema=SCHEMAS[table]))
        self._rows.clear()
        self._named.clear()
        self._text = 0
