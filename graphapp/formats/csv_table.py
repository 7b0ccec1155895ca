"""Tables in CSV: one paper a row below a header row that names the columns."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from graphapp.errors import SourceError
from graphapp.formats.fields import Unusable, authors, paper, reject
from graphapp.formats.lines import LONGEST_RECORD, decode, lines
from graphapp.records import PaperRecord, Record
from graphapp.rules.names import natural_order

COLUMNS = {
    "id": "paper_id",
    "paper_id": "paper_id",
    "title": "title",
    "authors": "authors",
    "year": "year",
    "venue": "venue",
    "type": "type",
    "track": "track",
    "doi": "doi",
    "arxiv_id": "arxiv_id",
    "url": "url",
    "abstract": "abstract",
}
"""Names of columns that are read, in lower case, and the field that each fills."""

_DELIMITERS = (",", ";", "\t")
_SPREADSHEET_DAMAGE = re.compile(r"=[A-Z]+\(|#(?:NAME\?|REF!|VALUE!|N/A)$")
_AND = re.compile(r"\s+and\s+")
_AND_OTHERS = frozenset({"others", "et al", "et al."})


def recognises(head: bytes) -> bool:
    """Whether the first line that is not blank names a title column and another one that is read."""
    try:
        fields = _Header.of(decode(head.lstrip().partition(b"\n")[0])).fields
    except (Unusable, csv.Error):
        return False
    return "title" in fields and len(set(fields) - {None}) > 1


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of a table. Raises SourceError for a header that cannot be read or names no title column."""
    # This limit is Python's for the whole process; the lines of a row are guarded together, so no cell has more.
    csv.field_size_limit(LONGEST_RECORD)
    numbered_lines = lines(stream, place)
    header_line = next((line for _, line in numbered_lines if not line.isspace()), None)
    if header_line is None:
        return
    header = _checked_header(header_line, place)
    feed = _Feed(numbered_lines)
    rows = csv.reader(feed, delimiter=header.delimiter, strict=True)
    while True:
        feed.row.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except (csv.Error, Unusable) as error:
            number, line = feed.row[0]
            feed.read_again_from_second_line()
            yield reject(f"{place}:{number}", _reason(error), line)
            continue
        # A spreadsheet writes rows of empty cells below a table.
        if any(cell.strip() for cell in cells):
            yield _record(header, cells, feed.row, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    delimiter: str
    columns: tuple[str, ...]
    """As printed."""
    fields: tuple[str | None, ...]
    """The field that each column fills; None for columns that are not read."""

    @classmethod
    def of(cls, line: str) -> "_Header":
        """The header by that delimiter which gives the most columns that are read, then the most columns.

        Raises csv.Error when the quotes of the line are broken.
        """
        headers = []
        failures = []
        for delimiter in _DELIMITERS:
            try:
                columns = tuple(next(csv.reader([line], delimiter=delimiter, strict=True)))
            except csv.Error as error:
                failures.append(error)
            else:
                fields = tuple(COLUMNS.get(column.strip().lower()) for column in columns)
                headers.append(cls(delimiter=delimiter, columns=columns, fields=fields))
        best = max(headers, key=lambda header: (len(set(header.fields) - {None}), len(header.columns)), default=None)
        if best is None or (failures and "title" not in best.fields):
            raise failures[0]
        return best


class _Feed:
    """The lines of a table for csv.reader; keeps those of the current row, so that they can be read again."""

    def __init__(self, numbered_lines: Iterator[tuple[int, bytes]]) -> None:
        self.row: list[tuple[int, bytes]] = []
        """The numbers and bytes of the lines read since this list was last cleared."""
        self._size = 0
        self._lines = numbered_lines
        self._again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._lines)
        self._size = len(line) + (self._size if self.row else 0)
        self.row.append((number, line))
        if self._size > LONGEST_RECORD:
            raise Unusable(f"more than {LONGEST_RECORD // 2**20} MiB of text in one row")
        # Damaged bytes must not end the row: `_record` refuses it as a whole.
        return line.decode(errors="surrogateescape")

    def read_again_from_second_line(self) -> None:
        """Let a row that broke cost its first line only: a stray quote takes in good rows below it."""
        self._again.extendleft(reversed(self.row[1:]))


def _checked_header(line: bytes, place: str) -> _Header:
    try:
        header = _Header.of(decode(line))
    except (Unusable, csv.Error) as error:
        raise SourceError(f"the header row of {place} cannot be read: {_reason(error)}") from error
    if "title" not in header.fields:
        found = ", ".join(f'"{column.strip()}"' for column in header.columns[:20])
        raise SourceError(f'{place} has no column "title" in its header row; its columns are {found}')
    for name in filter(None, header.fields):
        if header.fields.count(name) > 1:
            raise SourceError(f'{place} has more than one column for "{name}"; rename all but one')
    return header


def _reason(error: Exception) -> str:
    message = str(error)
    if message == "unexpected end of data":
        return "a quote that is never closed"
    if message.startswith("new-line character"):
        return "a carriage return in a cell without quotes"
    return f"broken quoting: {message}" if isinstance(error, csv.Error) else message


def _record(header: _Header, cells: list[str], row: list[tuple[int, bytes]], table: str) -> Record:
    place = f"{table}:{row[0][0]}"
    try:
        for _, line in row:
            decode(line)
        return _paper(header, cells, place)
    except Unusable as error:
        return reject(place, str(error), b"".join(line for _, line in row))


def _paper(header: _Header, cells: list[str], place: str) -> PaperRecord:
    if len(cells) != len(header.fields):
        raise Unusable(f"{len(cells)} cells below a header of {len(header.fields)}")
    stated = {name: cell for name, cell in zip(header.fields, cells, strict=True) if name is not None}
    for name, cell in stated.items():
        if _SPREADSHEET_DAMAGE.match(cell.strip()):
            raise Unusable(f"a spreadsheet's formula or error in its {name}")
    names = _names(stated.pop("authors", ""))
    complete = not names or names[-1].lower() not in _AND_OTHERS
    return paper(
        place=place,
        title=stated.pop("title"),
        authorships=authors(natural_order(name) for name in (names if complete else names[:-1])),
        authors_complete=complete,
        **stated,
    )


def _names(cell: str) -> list[str]:
    """The names of a cell, separated by ";" if it holds one, else by "|", else by the word "and"."""
    cell = cell.strip()
    if not cell:
        return []
    for separator in (";", "|"):
        if separator in cell:
            # One at the end separates nothing; it keeps a single name whole that holds an "and" or commas.
            return [name.strip() for name in cell.removesuffix(separator).split(separator)]
    names = _AND.split(cell)
    if any(name.count(",") > 1 for name in names):
        raise Unusable('authors separated by commas; separate them by ";"')
    return names
