"""Papers as tables: CSV for spreadsheets, Parquet for programs. A row for each paper, in the order given."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from graphapp.chunks import chunks
from graphapp.errors import PackageMissing
from graphapp.formats.authors.author_cells import write_cell
from graphapp.present.citations import CitedPaper
from graphapp.present.data import cell
from graphapp.records import PaperRecord
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.steering import without_steering

_FACTS: Final = ("title", "abstract", "type", "venue", "venue_key", "track", "url")
COLUMNS: Final = (
    *("id", "title", "authors", "year", "venue", "venue_key", "track", "type"),
    *(*SCHEME_PROPERTIES, "url", "abstract"),
)
"""Of CSV. `load` reads all of them; `authors` are as `write_cell` says, and editors are left out."""
_GROUP: Final = 5_000
"""Rows of a group in a Parquet file, which are in memory at once."""


def as_csv(papers: Iterable[CitedPaper]) -> Iterator[str]:
    """A table with a header, line by line. No cell of it can run as a formula."""
    yield _line(COLUMNS)
    for paper_id, record in papers:
        names = [without_steering(each.printed_name).strip() for each in record.authorships if each.role == "author"]
        # A name of which nothing is left would make the whole row unreadable.
        authors = write_cell([*filter(None, names)], complete=record.authors_complete and all(names))
        facts = (record.year, record.venue, record.venue_key, record.track, record.type)
        identifiers = (record.identifiers.get(name) for name in SCHEME_PROPERTIES)
        cells = (paper_id, record.title, authors, *facts, *identifiers, record.url, record.abstract)
        yield _line(map(cell, cells))


def as_parquet(papers: Iterable[CitedPaper]) -> Iterator[bytes]:
    """A Parquet file in pieces, compressed by zstd. `authors` is a list with `name`, `position`, `role` and ids.

    Raises GraphAppError when pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise PackageMissing("Parquet", "pyarrow", "parquet") from error

    text = arrow.string()
    author = {"name": text, "position": arrow.int32(), "role": text, "author_id": text, "orcid": text}
    fields: dict[str, Any] = {
        "paper_id": text,
        **dict.fromkeys(_FACTS, text),
        "year": arrow.int32(),
        **dict.fromkeys(SCHEME_PROPERTIES, text),
        "authors_complete": arrow.bool_(),
        "authors": arrow.list_(arrow.struct(author)),
    }
    schema = arrow.schema(fields)
    written = _Pieces()
    with parquet.ParquetWriter(written, schema, compression="zstd") as writer:
        for group in chunks(papers, _GROUP):
            writer.write_table(arrow.Table.from_pylist([_row(*paper) for paper in group], schema))
            yield written.take()
    yield written.take()


class _Pieces(io.RawIOBase):
    """What was written since the last piece was taken; its position counts all that was written."""

    def __init__(self) -> None:
        self._written = bytearray()
        self._taken = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def tell(self) -> int:
        return self._taken + len(self._written)

    def take(self) -> bytes:
        piece = bytes(self._written)
        self._taken += len(piece)
        self._written.clear()
        return piece


def _row(paper_id: str, record: PaperRecord) -> dict[str, Any]:
    authors = [
        {
            "name": authorship.printed_name,
            "position": authorship.position,
            "role": authorship.role,
            "author_id": authorship.author_id,
            "orcid": authorship.orcid,
        }
        for authorship in record.authorships
    ]
    return {
        "paper_id": paper_id,
        **{name: getattr(record, name) for name in _FACTS},
        "year": record.year,
        **{name: record.identifiers.get(name) for name in SCHEME_PROPERTIES},
        "authors_complete": record.authors_complete,
        "authors": authors,
    }


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
