"""What rules of Python make of sorted tables, group by group, in several processes.

SQL gathers the rows that a rule looks at together and sorts them by their key. Each process takes some row groups of
the file, finishes the group that begins there last, and writes a part of the resulting table. Memory grows with the
largest group, never with the number of rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import pyarrow
from pyarrow import parquet

from graphapp.bulk.engine import Engine, Piece, room, write_rows
from graphapp.bulk.workers import Workers
from graphapp.loading.rows import author_properties
from graphapp.loading.shown import first_named, own_venues, shown_author, shown_venue
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.known_sources import UNKNOWN, SourceTraits
from graphapp.rules.printed_names import read_name
from graphapp.rules.works import find_works
from graphapp.services.works import work_row

Row = dict[str, Any]
Traits = Mapping[str, SourceTraits]
"""Those of all sources, by name."""

_TEXT: Final = pyarrow.string()
_KEYS: Final = ("name", "name_key", "fold_key", "family_key", "homonym")
_JOINING: Final = tuple(scheme.property for scheme in SCHEMES if scheme.joins_works)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a table follows from another one."""

    given: str
    """The table of groups."""
    key: str | None
    """The column that all rows of a group share; None when every row is a group."""
    schema: pyarrow.Schema
    """Of the resulting table."""
    apply: Callable[[list[Row], Traits], Iterator[Row]]
    """The resulting rows of a group."""


def make_by_rule(engine: Engine, workers: Workers, table: str, traits: Traits) -> Iterator[int]:
    """Make a table of `RULES`; yields the number of rows that each piece of work had looked at."""
    rule = RULES[table]
    pieces = engine.make_groups(rule.given, rule.key)
    with room(engine.folder):
        (engine.folder / table).mkdir()
        parquet.write_table(rule.schema.empty_table(), engine.folder / table / "none.parquet")
    work = (
        _Work(table=table, traits=traits, folder=engine.folder, number=number, piece=piece)
        for number, piece in enumerate(pieces)
    )
    yield from workers.map(_do, work)
    engine.know(table)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """All groups that begin in a piece of the given table."""

    table: str
    traits: Traits
    folder: Path
    number: int
    piece: Piece


def _do(work: _Work) -> int:
    rule = RULES[work.table]
    seen = 0

    def made(groups: Iterator[list[Row]]) -> Iterator[Row]:
        nonlocal seen
        for group in groups:
            seen += len(group)
            yield from rule.apply(group, work.traits)

    with parquet.ParquetFile(work.folder / work.piece.file) as given, room(work.folder):
        rows = made(groups_of_rows(given, work.piece.first, work.piece.last, rule.key))
        write_rows(work.folder / work.table / f"{work.number:06}.parquet", rule.schema, rows)
    return seen


def groups_of_rows(file: parquet.ParquetFile, first: int, last: int, key: str | None) -> Iterator[list[Row]]:
    """The groups that begin in the row groups of a file from `first` to before `last`; `key` is as in `Rule`."""
    if key is not None:
        yield from (list(group) for _, group in groupby(_rows_of_groups(file, first, last, key), itemgetter(key)))
        return
    for number in range(first, min(last, file.num_row_groups)):
        for row in file.read_row_group(number).to_pylist():
            yield [row]


def _rows_of_groups(file: parquet.ParquetFile, first: int, last: int, key: str) -> Iterator[Row]:
    before = current = None
    if first:
        before = current = file.read_row_group(first - 1, columns=[key]).column(key)[-1].as_py()
    for number in range(first, file.num_row_groups):
        for row in file.read_row_group(number).to_pylist():
            if number >= last and row[key] != current:
                return
            current = row[key]
            if current != before:
                yield row


def _keyed_author(rows: list[Row], traits: Traits) -> Iterator[Row]:
    for row in rows:
        source = traits.get(row["author_id"].partition(":")[0], UNKNOWN)
        name = read_name(row["printed_name"], homonym_numbers=source.homonym_numbers)
        assert name is not None  # noqa: S101 - a record whose authors have no names has no rows
        yield {"author_id": row["author_id"], **author_properties(name), "authorships": row["authorships"]}


def _shown_author(rows: list[Row], traits: Traits) -> Iterator[Row]:
    author_id = rows[0]["author_id"]
    stated = [row | {"count": row["statements"]} for row in rows]
    shown = shown_author(
        {
            "printings": [row for row in stated if row["person_id"] is None],
            "persons": [row for row in stated if row["person_id"] is not None],
        },
        traits.get(author_id.partition(":")[0], UNKNOWN),
    )
    assert shown is not None  # noqa: S101 - as above
    yield {"author_id": author_id, **shown}


def _shown_venue(rows: list[Row], traits: Traits) -> Iterator[Row]:
    venue_id = rows[0]["venue_id"]
    own = first_named(own_venues([venue_id], traits), venue_id, sorted({row["source"] for row in rows}))
    printings = [{"printed_venue": row["printed_venue"], "count": row["printings"]} for row in rows]
    yield {"venue_id": venue_id, **shown_venue(venue_id, printings, own)}


def _settled_works(rows: list[Row], traits: Traits) -> Iterator[Row]:
    """The paper rows of other works than their own, and those that do not show their work."""
    works = find_works(work_row(_with_maps(row), traits) for row in rows)
    for paper_id, work_id in works.work_of.items():
        preferred = works.shown_by[work_id] == paper_id
        if work_id != paper_id or not preferred:
            yield {"paper_id": paper_id, "work_id": work_id, "preferred": preferred}


def _with_maps(row: Row) -> Row:
    """The row as `read/work_rows` gives it."""
    return row | {
        "identifiers": {name: row[name] for name in _JOINING if row[name] is not None},
        "author_names": row["author_names"] or [],
    }


RULES: Final[Mapping[str, Rule]] = {
    "shown_venues": Rule(
        given="venue_printings",
        key="venue_id",
        schema=pyarrow.schema([(name, _TEXT) for name in ("venue_id", "name", "kind")]),
        apply=_shown_venue,
    ),
    "settled_works": Rule(
        given="work_rows",
        key="label",
        schema=pyarrow.schema([("paper_id", _TEXT), ("work_id", _TEXT), ("preferred", pyarrow.bool_())]),
        apply=_settled_works,
    ),
    "keyed_authors": Rule(
        given="authors_to_key",
        key=None,
        schema=pyarrow.schema([*((name, _TEXT) for name in ("author_id", *_KEYS)), ("authorships", pyarrow.int64())]),
        apply=_keyed_author,
    ),
    "shown_authors": Rule(
        given="author_statements",
        key="author_id",
        schema=pyarrow.schema([(name, _TEXT) for name in ("author_id", *_KEYS, "orcid", "person_id")]),
        apply=_shown_author,
    ),
}
"""Resulting table -> its rule."""
