"""Excel workbooks: the first sheet that has a header row with a column of titles, read as a table.

`workbook` reads the cells; columns and cells mean what they mean in CSV.
"""

from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from itertools import islice
from types import MappingProxyType
from typing import Final

from graphapp.errors import SourceError
from graphapp.formats.tables.columns import Layout, layout_of
from graphapp.formats.tables.rows import checked, paper_of, unread_note
from graphapp.formats.tables.workbook import Cells, Sheet, Workbook, is_workbook, open_workbook
from graphapp.records import Record, Reject

_MOST_ROWS_ABOVE: Final = 20
"""Rows that are not empty above a header, such as the name of a report."""

recognises = is_workbook


def read(
    stream: BufferedReader,
    place: str,
    columns: Mapping[str, str] = MappingProxyType({}),
    on_note: Callable[[str], None] = lambda note: None,
) -> Iterator[Record]:
    """The papers of a workbook. `columns` and `on_note` are those of `csv_table.read`.

    The header is the first row of a sheet, among its first 20 that are not empty, that names a column of titles and
    another known one, else one that names a column of titles. Sheets that are not read are named in a note. Raises
    SourceError for what is no workbook or is damaged, for one without such a row, and for one without the `columns`.
    """
    if not stream.peek().strip():
        return
    with open_workbook(stream, place) as workbook:
        found = _find_header(workbook, columns)
        if found is None:
            raise SourceError(f"{place} has no sheet with cells")
        sheet, header, layout = found
        on_place = f'{place} (sheet "{sheet.name}")' if len(workbook.sheets) > 1 else place
        table = _Table(checked(layout, on_place, columns), header, place, columns, on_note)
        if note := unread_note(layout, on_place):
            on_note(note)
        if others := ", ".join(f'"{other.name}"' for other in workbook.sheets if other is not sheet):
            on_note(f"{place}: sheets that are not read: {others}")
        yield from workbook.rows(sheet, table.record)


class _Table:
    """The rows of a sheet below its header."""

    def __init__(
        self,
        layout: Layout,
        header: int,
        place: str,
        columns: Mapping[str, str],
        on_note: Callable[[str], None],
    ) -> None:
        self._layout = layout
        self._rows_left = header
        self._place = place
        self._columns = columns
        self._on_note = on_note
        self._has_noted_others = False

    def record(self, cells: Cells, place: str) -> Record | None:
        if not any(map(str.strip, cells)):
            return None
        if self._rows_left:
            self._rows_left -= 1
            return None
        layout = self._layout
        if layout.is_header(cells):
            self._layout = checked(layout_of(cells, self._columns), place, self._columns)
            if self._layout.headers != layout.headers and (note := unread_note(self._layout, place)):
                self._on_note(note)
            return None
        width = len(layout.headers)
        if not self._has_noted_others and any(map(str.strip, cells[width:])):
            self._has_noted_others = True
            self._on_note(f"{self._place}: cells to the right of the table are not read; the first ones are at {place}")
        return paper_of(layout, (cells + [""] * (width - len(cells)))[:width], place)


def _find_header(workbook: Workbook, columns: Mapping[str, str]) -> tuple[Sheet, int, Layout] | None:
    """The sheet to read, how many of its rows end with the header, and the columns of that; None without any cell.

    Where no row is a header, the first row of the workbook, so that a message can name its cells.
    """
    first: tuple[Sheet, int, Layout] | None = None
    titled: tuple[Sheet, int, Layout] | None = None
    for sheet in workbook.sheets:
        for number, cells in enumerate(_first_rows(workbook, sheet), start=1):
            found = (sheet, number, layout_of(cells, columns))
            first = first or found
            fields = found[2].fields.keys()
            if "title" in fields and fields >= columns.keys():
                if len(fields) > 1:
                    return found
                titled = titled or found
    return titled or first


def _first_rows(workbook: Workbook, sheet: Sheet) -> list[Cells]:
    rows: list[Cells] = []

    def keep(cells: Cells, place: str) -> Record | None:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return None
        rows.append(cells)
        return Reject(place=place, reason="", raw="")

    for _ in islice(workbook.rows(sheet, keep), _MOST_ROWS_ABOVE):
        pass
    return rows
