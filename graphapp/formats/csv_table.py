"""Tables in CSV: one paper per row, below a header row that names the columns."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from graphapp.errors import SourceError
from graphapp.formats.fields import authors, paper
from graphapp.formats.lines import LONGEST_RECORD, decode, lines
from graphapp.records import PaperRecord, Record, Reject, Unfit
from graphapp.rules.identifiers import SCHEME_PROPERTIES
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
    "url": "url",
    "abstract": "abstract",
} | {name: name for name in SCHEME_PROPERTIES}
"""Names of columns that are read, in lower case, and the field that each fills."""

_DELIMITERS = (",", ";", "\t")
_SPREADSHEET_DAMAGE = re.compile(r"=[A-Z]+\(|#(?:NAME\?|REF!|VALUE!|N/A)$")
# Only the beginning of white space is tried: trying each of its characters takes quadratic time.
_AND = re.compile(r"(?<!\s)\s++and\s+")
_AND_OTHERS = frozenset({"others", "et al", "et al."})

_MOST_LINES = 100_000
"""Lines of one row."""
_COST_OF_LINE = 100
"""Reading a line costs its bytes and as much as these."""
_SPARE = 4 * LONGEST_RECORD
_MOST_READINGS = 10
"""Reading lines again may cost `_SPARE`, and this many times as much as reading them once."""


def recognises(head: bytes) -> bool:
    """Whether the first line that is not blank names a title column and another known column."""
    try:
        fields = _Header.of(decode(head.lstrip().partition(b"\n")[0])).fields
    except (Unfit, csv.Error):
        return False
    return "title" in fields and len(set(fields) - {None}) > 1


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The papers of a table. Raises SourceError for a header that cannot be read or names no title column."""
    # Python has one such limit for the whole process. The lines of a row have a limit together, so no cell exceeds it.
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
        except (csv.Error, Unfit) as error:
            (number, rejected), *below = feed.row
            reason = _reason(error)
            if not feed.read_again_from_second_line():
                rejected += b"".join(line for _, line in below)
                reason += f"; with it go {len(below):,} lines below it, since too many rows are broken like this one"
            yield Reject.of(f"{place}:{number}", reason, rejected)
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
        """The header, split by the delimiter that gives the most known columns, then the most columns.

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
        self._spare = _SPARE
        """What reading lines again may still cost. Where each row is broken, all of it would take quadratic time."""
        self._lines = numbered_lines
        self._again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._again:
            number, line = self._again.popleft()
        else:
            number, line = next(self._lines)
            self._spare += _MOST_READINGS * _cost(line)
        self._size = len(line) + (self._size if self.row else 0)
        self.row.append((number, line))
        if self._size > LONGEST_RECORD:
            raise Unfit(f"more than {LONGEST_RECORD // 2**20} MiB of text in one row")
        if len(self.row) > _MOST_LINES:
            raise Unfit(f"more than {_MOST_LINES:,} lines in one row")
        # Damaged bytes must not end the row: `_record` rejects the whole row.
        return line.decode(errors="surrogateescape")

    def read_again_from_second_line(self) -> bool:
        """Reject only the first line of a broken row: a stray quote would swallow the good rows below it.

        Returns False, and does not read them again, where that has cost too much before.
        """
        below = self.row[1:]
        cost = sum(_cost(line) for _, line in below)
        if cost > self._spare:
            return False
        self._spare -= cost
        self._again.extendleft(reversed(below))
        return True


def _cost(line: bytes) -> int:
    return len(line) + _COST_OF_LINE


def _checked_header(line: bytes, place: str) -> _Header:
    try:
        header = _Header.of(decode(line))
    except (Unfit, csv.Error) as error:
        raise SourceError(f"the header row of {place} cannot be read: {_reason(error)}") from error
    if "title" not in header.fields:
        found = ", ".join(f'"{column.strip()[:100]}"' for column in header.columns[:20])
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
    except Unfit as error:
        return Reject.of(place, str(error), b"".join(line for _, line in row))


def _paper(header: _Header, cells: list[str], place: str) -> PaperRecord:
    if len(cells) != len(header.fields):
        raise Unfit(f"{len(cells)} cells in a table of {len(header.fields)} columns")
    stated = {name: cell for name, cell in zip(header.fields, cells, strict=True) if name is not None}
    for name, cell in stated.items():
        if _SPREADSHEET_DAMAGE.match(cell.strip()):
            raise Unfit(f"a spreadsheet's formula or error in its {name}")
    names = _names(stated.pop("authors", ""))
    complete = not names or names[-1].lower() not in _AND_OTHERS
    return paper(
        place=place,
        title=stated.pop("title"),
        authorships=authors(natural_order(name) for name in (names if complete else names[:-1])),
        authors_complete=complete,
        identifiers=[(name, stated.pop(name)) for name in SCHEME_PROPERTIES if name in stated],
        losses=(),
        **stated,
    )


def _names(cell: str) -> list[str]:
    """The names of a cell, separated by ";" if it contains one, else by "|", else by the word "and"."""
    cell = cell.strip()
    if not cell:
        return []
    for separator in (";", "|"):
        if separator in cell:
            # A separator at the end keeps a single name whole that contains an "and" or commas.
            return [name.strip() for name in cell.removesuffix(separator).split(separator)]
    names = _AND.split(cell)
    if any(name.count(",") > 1 for name in names):
        raise Unfit('authors separated by commas; separate them by ";"')
    return names
