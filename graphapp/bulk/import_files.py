"""The settled tables as the CSV files of Neo4j's import tool, and its options.

https://neo4j.com/docs/operations-manual/5/import/ describes the format. Texts are quoted, so that quotation marks, line
ends and empty texts come through; a missing value is an empty cell without quotation marks. A cell can hold neither an
empty list nor one of an empty text, and rows have none.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphapp.bulk.engine import PARQUET, DuckEngine, room
from graphapp.errors import GraphAppError

_CELL_TYPES: Final = {"BIGINT": "long", "BOOLEAN": "boolean", "VARCHAR[]": "string[]", "VARCHAR": "string"}
"""Type of DuckDB -> type of the tool."""
_SEPARATORS: Final = tuple(map(chr, (0x1F, 0x1E, 0x1D, 0x1C, 0x1B, 0x01, 0x02, 0x03)))
"""Between the texts of a list stands the first of these control characters that none of them has."""
_INTERNAL: Final = ("record",)
"""Columns of tables that are no properties."""
_BUFFER_MIB: Final = 4
"""The tool's own size for the buffer that must hold a cell, with the doubled quotation marks in it."""
_MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nodes:
    label: str
    key: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relationships:
    type: str
    start: tuple[str, str]
    """Label of its first node, and the column with that node's key; so for `end`."""
    end: tuple[str, str]
    table: str


_NODES: Final = (
    _Nodes(label="Author", key="author_id", table="author_nodes"),
    _Nodes(label="Paper", key="paper_id", table="paper_nodes"),
    _Nodes(label="Venue", key="venue_id", table="venue_nodes"),
    _Nodes(label="PersonRecord", key="person_id", table="standing_persons"),
    _Nodes(label="Source", key="name", table="source_nodes"),
)
_RELATIONSHIPS: Final = (
    _Relationships(
        type="AUTHORED", start=("Author", "author_id"), end=("Paper", "paper_id"), table="standing_authored"
    ),
    _Relationships(
        type="PUBLISHED_AT", start=("Paper", "paper_id"), end=("Venue", "venue_id"), table="standing_published_at"
    ),
    _Relationships(
        type="NAMES", start=("PersonRecord", "person_id"), end=("Author", "author_id"), table="identifying_names"
    ),
)


def write_import_files(engine: DuckEngine, folder: Path, *, seen_from: Path) -> list[str]:
    """Write the files, and return the arguments of `neo4j-admin database import full` that name them.

    The tool runs in the folder `seen_from`: it takes a comma in a path for the end of the path.
    Raises GraphAppError for texts in lists that have every separator of lists.
    """
    separator = _separator(engine)
    inputs: list[str] = []
    longest = 0
    for nodes in _NODES:
        table = _Table(engine, nodes.table, separator)
        ids = {nodes.key: f"{nodes.key}:ID({nodes.label})"}
        inputs.append(f"--nodes={nodes.label}={_named(table.write(ids, folder), seen_from)}")
        longest = max(longest, table.longest_cell())
    for relationships in _RELATIONSHIPS:
        table = _Table(engine, relationships.table, separator)
        (first, start), (last, end) = relationships.start, relationships.end
        ids = {start: f":START_ID({first})", end: f":END_ID({last})"}
        # No cell of a relationship is long: `records.LIMITS`.
        inputs.append(f"--relationships={relationships.type}={_named(table.write(ids, folder), seen_from)}")
    return [
        "--id-type=string",
        "--multiline-fields=true",
        f"--array-delimiter=U+{ord(separator):04X}",
        f"--read-buffer-size={max(_BUFFER_MIB, 2 * longest // _MIB + 1)}m",
        "--skip-bad-relationships=false",
        "--bad-tolerance=0",
        f"--report-file={_named((folder / 'report.txt',), seen_from)}",
        *inputs,
    ]


def write_parquet_files(engine: DuckEngine, folder: Path) -> None:
    """Write each table of nodes and relationships as `<label or type>.parquet`, with the columns of the graph."""
    for nodes in _NODES:
        _write_parquet(engine, nodes.table, folder / f"{nodes.label}.parquet")
    for relationships in _RELATIONSHIPS:
        _write_parquet(engine, relationships.table, folder / f"{relationships.type}.parquet")


def _write_parquet(engine: DuckEngine, table: str, path: Path) -> None:
    columns = ", ".join(name for name in engine.columns(table) if name not in _INTERNAL)
    engine.copy(f"SELECT {columns} FROM {table}", path, PARQUET)  # noqa: S608 - names of ours


class _Table:
    """A table on its way to a file."""

    def __init__(self, engine: DuckEngine, name: str, separator: str) -> None:
        self._engine = engine
        self._name = name
        self._columns = {name: kind for name, kind in engine.columns(name).items() if name not in _INTERNAL}
        self._cells = {
            name: f"array_to_string({name}, chr({ord(separator)}))" if kind == "VARCHAR[]" else name
            for name, kind in self._columns.items()
        }
        self._texts = [name for name, kind in self._columns.items() if kind.startswith("VARCHAR")]

    def write(self, ids: dict[str, str], folder: Path) -> tuple[Path, Path]:
        """Write header and content, and return their paths; `ids` are the cells of keys."""
        header = [ids.get(name, f"{name}:{_CELL_TYPES[kind]}") for name, kind in self._columns.items()]
        names, content = folder / f"{self._name}.header.csv", folder / f"{self._name}.csv"
        with room(folder):
            names.write_text(",".join(f'"{name}"' for name in header) + "\n", encoding="utf-8")
        cells = ", ".join(f"{cell} AS {name}" for name, cell in self._cells.items())
        options = f"FORMAT csv, HEADER false, QUOTE '\"', ESCAPE '\"', FORCE_QUOTE ({', '.join(self._texts)})"
        self._engine.copy(f"SELECT {cells} FROM {self._name}", content, options)  # noqa: S608 - names of ours
        return names, content

    def longest_cell(self) -> int:
        """In bytes."""
        lengths = ", ".join(f"coalesce(max(strlen({self._cells[name]})), 0)" for name in self._texts)
        [(longest,)] = self._engine.ask(f"SELECT greatest({lengths}) FROM {self._name}")  # noqa: S608 - names of ours
        return int(longest)


def _named(paths: Iterable[Path], seen_from: Path) -> str:
    return ",".join(os.path.relpath(path, seen_from) for path in paths)


def _separator(engine: DuckEngine) -> str:
    lists = [
        (nodes.table, name)
        for nodes in _NODES
        for name, kind in engine.columns(nodes.table).items()
        if kind == "VARCHAR[]"
    ]
    for separator in _SEPARATORS:
        found = [
            f"SELECT 1 FROM {table} WHERE contains(array_to_string({name}, ''), chr({ord(separator)}))"  # noqa: S608
            for table, name in lists
        ]
        if not engine.ask(" UNION ALL ".join(found) + " LIMIT 1"):
            return separator
    raise GraphAppError(
        "names and ids of person records have every control character that could separate them; load with --online"
    )
