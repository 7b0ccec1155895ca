"""Tables in CSV: one paper per row, below a header row that names the columns.

`csv_columns` knows the columns, `author_cells` reads a cell of authors.
"""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader, BytesIO, StringIO
from itertools import islice
from types import MappingProxyType

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD, decode, lines
from graphapp.formats.tables.columns import Layout, layout_of
from graphapp.formats.tables.rows import MOST_COLUMNS, checked, paper_of, unread_note
from graphapp.records import LONGEST_RAW, Record, Reject, Unfit

_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?[\s,;]{0,40}", re.IGNORECASE)
"""What Excel writes and reads above a header to name the delimiter."""
_LONGEST_SEPARATOR_LINE = 40
_ABOUT_LINE = re.compile(r"\"?About the data:", re.IGNORECASE)
"""How the line begins that Dimensions writes above a header."""
_OPEN_QUOTE = "unexpected end of data"
"""What Python says of a quote that is never closed."""
_MOST_HEADER_LINES = 20

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
        header = _read_header(_Feed(enumerate(BytesIO(head), start=1)), {})
    except (Unfit, csv.Error):
        return False
    return header is not None and "title" in header.layout.fields and len(header.layout.fields) > 1


def table_layout(head: bytes) -> Layout | None:
    """The layout of a table with two columns or more whose next row has as many cells; None for other text."""
    feed = _Feed(enumerate(BytesIO(head), start=1))
    try:
        header = _read_header(feed, {})
        if header is None or len(header.layout.headers) < 2 or not all(map(str.strip, header.layout.headers)):
            return None
        row = next(header.dialect.reader(feed), [])
    except (Unfit, csv.Error):
        return None
    return header.layout if len(row) == len(header.layout.headers) else None


def read(
    stream: BufferedReader,
    place: str,
    columns: Mapping[str, str] = MappingProxyType({}),
    on_note: Callable[[str], None] = lambda note: None,
) -> Iterator[Record]:
    """The papers of a table. `columns` gives fields the headers of their columns, in place of those that are known.

    `on_note` gets a clause that names the columns that are not read, for each header that differs from the one before.
    Raises SourceError for a header that cannot be read, that names no title column, or that lacks one of `columns`.
    """
    # Python has one such limit for the whole process. The lines of a row have a limit together, so no cell exceeds it.
    csv.field_size_limit(LONGEST_RECORD)
    feed = _Feed(lines(stream, place))
    try:
        header = _read_header(feed, columns)
    except (Unfit, csv.Error) as error:
        raise _unreadable_header(place, error) from error
    if header is None:
        return
    layout = checked(header.layout, place, columns)
    if note := unread_note(layout, place):
        on_note(note)
    rows = header.dialect.reader(feed)
    header_text = header.dialect.header_text(layout, columns)
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
            yield Reject.of(f"{place}:{number}", reason, rejected, header=header_text)
            continue
        # A spreadsheet writes rows of empty cells below a table.
        if not any(map(str.strip, cells)) or _is_separator_line(feed.row[0][1]):
            continue
        if len(cells) <= MOST_COLUMNS and layout.is_header(cells):
            # Tables that were written one below the other; the next one may have its columns in another order.
            here = f"{place}:{feed.row[0][0]}"
            try:
                feed.check_text()
            except Unfit as error:
                raise _unreadable_header(here, error) from error
            next_layout = checked(layout_of(cells, columns), here, columns)
            if next_layout.headers != layout.headers and (note := unread_note(next_layout, here)):
                on_note(note)
            layout = next_layout
            header_text = header.dialect.header_text(layout, columns)
            continue
        yield _record(layout, cells, feed, place, header_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    delimiter: str
    quoted: bool = True

    def reader(self, rows: Iterable[str]) -> Iterator[list[str]]:
        if self.quoted:
            return csv.reader(rows, delimiter=self.delimiter, strict=True)
        return csv.reader(rows, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=True)

    def header_text(self, layout: Layout, columns: Mapping[str, str]) -> str | None:
        """The header below which one row of the table can be read alone; None where it is too long to be kept.

        Columns that a user named have the names of their fields in it.
        """
        headers = list(layout.headers)
        for field in columns:
            headers[layout.fields[field][0]] = field
        text = StringIO()
        if self.delimiter not in _DELIMITERS:
            text.write(f"sep={self.delimiter}\n")
        csv.writer(text, delimiter=self.delimiter, lineterminator="\n").writerow(headers)
        return text.getvalue() if text.tell() <= LONGEST_RAW else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    dialect: _Dialect
    layout: Layout

    @classmethod
    def of(cls, text: str, delimiters: Sequence[str], columns: Mapping[str, str]) -> "_Header":
        """The header, split by the delimiter that gives the most fields, then the most columns.

        Raises csv.Error when the quotes of the text are broken, and Unfit for more columns than a table has.
        """
        headers = []
        failures = []
        for delimiter in delimiters:
            try:
                cells = next(_Dialect(delimiter=delimiter).reader([text]))
            except csv.Error as error:
                failures.append(error)
            else:
                if len(cells) > MOST_COLUMNS:
                    raise Unfit(f"more than {MOST_COLUMNS:,} columns")
                layout = layout_of(cells, columns)
                dialect = _Dialect(delimiter=delimiter, quoted=layout.export is None or layout.export.quoted)
                headers.append(cls(dialect=dialect, layout=layout))
        best = max(headers, key=lambda header: (len(header.layout.fields), len(header.layout.headers)), default=None)
        # A delimiter that leaves one column, quotes and all, has not split the header.
        if best is None or (failures and len(best.layout.headers) == 1):
            raise failures[0]
        return best


def _read_header(feed: "_Feed", columns: Mapping[str, str]) -> _Header | None:
    """The header below blank lines and those that programs write above it; None for an empty table.

    A header has several lines where a name of a column, in quotes, has several. Raises Unfit and csv.Error.
    """
    delimiters: Sequence[str] = _DELIMITERS
    text = ""
    for text in feed.texts():
        if match := _SEPARATOR_LINE.fullmatch(text):
            delimiters = (match[1],)
        elif not text.isspace() and not _ABOUT_LINE.match(text):
            break
    else:
        return None
    try:
        return _Header.of(text, delimiters, columns)
    except csv.Error:
        for line in islice(feed.texts(), _MOST_HEADER_LINES):
            text += line
            if len(text) > LONGEST_RECORD:
                break
            with suppress(csv.Error):
                return _Header.of(text, delimiters, columns)
        raise


class _Feed:
    """The lines of a table for csv.reader; keeps those of the current row, so that they can be read again."""

    def __init__(self, numbered_lines: Iterator[tuple[int, bytes]]) -> None:
        self.row: list[tuple[int, bytes]] = []
        """The numbers and bytes of the lines read since this list was last cleared."""
        self.is_damaged = False
        """Whether a line that was read is no text: then each row is looked at."""
        self._size = 0
        self._spare = _SPARE
        """What reading lines again may still cost. Where each row is broken, all of it would take quadratic time."""
        self._lines = numbered_lines
        self._again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def texts(self) -> Iterator[str]:
        """The lines, each of which must be text, as rows of their own."""
        for _ in self:
            yield decode(self.row.pop()[1])

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
        try:
            return line.decode()
        except UnicodeDecodeError:
            # Damaged bytes must not end the row: `check_text` refuses the whole row.
            self.is_damaged = True
            return line.decode(errors="surrogateescape")

    def check_text(self) -> None:
        """Raises Unfit where the current row has bytes that are no text."""
        if self.is_damaged:
            for _, line in self.row:
                decode(line)

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


def _is_separator_line(line: bytes) -> bool:
    return len(line) <= _LONGEST_SEPARATOR_LINE and bool(_SEPARATOR_LINE.fullmatch(line.decode(errors="replace")))


def _unreadable_header(place: str, error: Exception) -> SourceError:
    reason = _reason(error)
    advice = ""
    if reason.endswith("is not UTF-8"):
        advice = "; add --encoding cp1252, or what else its encoding is"
    elif reason.startswith("a carriage return"):
        advice = "; save it with line ends LF or CR LF"
    return SourceError(f"the header row of {place} cannot be read: {reason}{advice}")


def _reason(error: Exception) -> str:
    message = str(error)
    if message == _OPEN_QUOTE:
        return "a quote that is never closed"
    if message.startswith("new-line character"):
        return "a carriage return in a cell without quotes"
    return f"broken quoting: {message}" if isinstance(error, csv.Error) else message


def _record(layout: Layout, cells: list[str], feed: "_Feed", table: str, header_text: str | None) -> Record:
    place = f"{table}:{feed.row[0][0]}"
    try:
        feed.check_text()
        return paper_of(layout, cells, place)
    except Unfit as error:
        return Reject.of(place, str(error), b"".join(line for _, line in feed.row), header=header_text)
