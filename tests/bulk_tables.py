"""Tables of rows as a bulk load writes them, made of records at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from graphapp.bulk.engine import DuckEngine
from graphapp.bulk.settling import settle_tables
from graphapp.bulk.tables import StandingWriter, make_folders, write_part
from graphapp.bulk.workers import Processes
from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import rows_of
from graphapp.records import PassedOver, Record, Reject
from graphapp.row_kinds import Rows
from graphapp.rules.known_sources import UNKNOWN

SOURCES = pyarrow.schema([("name", pyarrow.string()), ("revision", pyarrow.int64())])


def made_rows(records: Iterable[Record], source: str, revision: int = 1) -> list[Rows]:
    """The rows of records of which each can be one."""
    return [
        rows_of(identify(record, source), source, UNKNOWN, revision)
        for record in records
        if not isinstance(record, Reject | PassedOver)
    ]


def rows_in(engine: DuckEngine, table: str) -> list[dict[str, Any]]:
    """The rows of a table that was put or made."""
    return list(parquet.read_table(engine.path(table)).to_pylist())


def settled_tables(folder: Path, records: Mapping[str, Iterable[Record]]) -> tuple[DuckEngine, list[Rows]]:
    """The tables of records of several sources, settled, and their rows; all records stand."""
    make_folders(folder)
    rows: list[Rows] = []
    for revision, (source, of_source) in enumerate(records.items(), 1):
        some = made_rows(of_source, source, revision)
        write_part(folder, source, enumerate(some, len(rows)))
        rows += some
    standing = StandingWriter(folder)
    standing.created(range(len(rows)))
    standing.close()
    engine = DuckEngine(folder)
    sources = ({"name": name, "revision": revision} for revision, name in enumerate(records, 1))
    engine.put("source_nodes", SOURCES, sources)
    with Processes(1) as workers:
        settle_tables(engine, workers, dict.fromkeys(records, UNKNOWN), on_progress=lambda progress: None)
    return engine, rows
