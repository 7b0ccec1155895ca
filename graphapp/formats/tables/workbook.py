"""The sheets of an Excel workbook (.xlsx) as rows of texts, in bounded memory.

A workbook is a ZIP archive of XML parts (ECMA-376, https://ecma-international.org/publications-and-standards/standards/
ecma-376). `lxml` and `zipfile` read it. Not openpyxl, which takes five times as long and keeps all texts of a workbook
in memory; not calamine, which keeps whole sheets in memory and ends the process for a small file with one cell far off.
"""

import csv
import re
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from io import BufferedReader, StringIO
from typing import IO, Final, cast

from lxml import etree

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.syntax.xml_elements import Element, read_elements
from graphapp.formats.tables.rows import MOST_COLUMNS
from graphapp.inputs.unpacking import FREELY_UNPACKED, MOST_PACKED
from graphapp.records import Record, Reject, Unfit

LARGEST_WORKBOOK: Final = 512 * 2**20
"""Bytes of a workbook, which is copied to a temporary file: a ZIP archive is read from its end."""
LARGEST_PART: Final = 4 * 2**30
"""Bytes of a sheet, or of the texts of all sheets, when unpacked. A full sheet of papers with abstracts has 2 GB."""
_MOST_SHEETS: Final = 1_000

_COPIED: Final = 256 * 2**10
_NAMESPACES: Final = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_CELL, _VALUE, _FORMULA, _PLAIN, _RUN = (
    frozenset(f"{namespace}{name}" for namespace in _NAMESPACES) for name in ("c", "v", "f", "t", "r")
)
_IN_FIRST: Final = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/|customXml/)", re.DOTALL)
_OF_OFFICE: Final = re.compile(rb"PK\x03\x04.{26}(xl|word|ppt)/", re.DOTALL)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of formats that need no definition: ECMA-376 part 1, 18.8.30, numFmt."""
_NO_DATE_PART: Final = re.compile(r'"[^"]*"?|\\.|\[(?![hmsHMS]+\])[^\]]*\]|_.|\*.')
_DATE_PART: Final = re.compile(r"[ymdhsYMDHS]")
_EPOCH: Final = datetime(1899, 12, 30)
_EPOCH_OF_1904: Final = datetime(1904, 1, 1)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for archives that are damaged, encrypted or packed in another way."""

Cells = list[str]
RowReader = Callable[[Cells, str], Record | None]
"""A function from the cells of a row and its place to its record; raises Unfit. A row of no record gives None."""


def is_workbook(head: bytes) -> bool:
    """Whether a ZIP archive with this beginning is an Excel workbook."""
    first = _OF_OFFICE.search(head)
    return _IN_FIRST.match(head) is not None and first is not None and first[1] == b"xl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of cells."""

    name: str
    part: str
    """Its name in the archive."""


class Workbook:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile, place: str, texts: "_Texts") -> None:
        self._archive = archive
        self._place = place
        self._texts = texts
        root = self._tree("xl/workbook.xml")
        targets = {
            link.get("Id"): link.get("Target", "")
            for link in self._tree("xl/_rels/workbook.xml.rels")
            if link.get("Type", "").endswith("/worksheet")
        }
        self.sheets: tuple[Sheet, ...] = tuple(
            Sheet(name=sheet.get("name", ""), part=_part(target))
            for sheet in _inside(root, "sheet")
            if (target := targets.get(_link_of(sheet))) is not None
        )[:_MOST_SHEETS]
        """In the order of the workbook, without charts."""
        has_1904 = any(each.get("date1904", "0") in ("1", "true") for each in _inside(root, "workbookPr"))
        self._epoch = _EPOCH_OF_1904 if has_1904 else _EPOCH
        self._date_styles = self._styles_of_dates()

    def rows(self, sheet: Sheet, read: RowReader) -> Iterator[Record]:
        """The records of the rows of a sheet in their order; the place of each is that of the workbook and its number.

        A row for which `read` raises Unfit is a Reject with its cells as CSV would have them. Raises SourceError, after
        the rows before it, for what is damaged.
        """
        number = 0

        def parse(row: Element, _: str) -> Record | None:
            nonlocal number
            stated = row.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) < 8 else number + 1
            place = f"{self._place}:{number}"
            cells: Cells = []
            try:
                cells = self._cells(row)
                return read(cells, place)
            except Unfit as error:
                # The cells of a row that has a cell outside of all sheets are not known.
                return Reject.of(place, str(error), _as_csv(cells) if cells else etree.tostring(row))

        tags = [f"{namespace}row" for namespace in _NAMESPACES]
        with _sentences(self._place), self._open(sheet.part) as content:
            yield from read_elements(content, self._place, tags, parse)

    def _cells(self, row: Element) -> Cells:
        """The texts of the cells up to the last one; empty for those that are not there."""
        cells: Cells = []
        for cell in row:
            if cell.tag not in _CELL:
                continue
            letters = cell.get("r", "").rstrip("0123456789")
            column = _column(letters) if letters else len(cells)
            if column >= MOST_COLUMNS:
                raise Unfit(f"more than {MOST_COLUMNS:,} columns")
            text = self._text(cell)
            if column == len(cells):
                cells.append(text)
            elif column < len(cells):
                cells[column] = text
            else:
                cells += [""] * (column - len(cells))
                cells.append(text)
        return cells

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(map(_plain_text, cell))
        value = ""
        has_formula = False
        for child in cell:
            if child.tag in _VALUE:
                value = child.text or ""
            elif child.tag in _FORMULA:
                has_formula = True
        if kind == "s":
            return self._texts.get(value)
        if not value:
            # The program that wrote the formula has not computed it. Excel would show an error here, too.
            return "#VALUE!" if has_formula and kind != "str" else ""
        if kind == "n":
            return self._number(value, cell.get("s", "0"))
        if kind == "b":
            return "FALSE" if value == "0" else "TRUE"
        return _unescaped(value)

    def _number(self, value: str, style: str) -> str:
        is_date = style in self._date_styles
        if value.isdecimal() and not is_date:
            return value
        try:
            number = float(value)
            if is_date:
                date = self._epoch + timedelta(days=number)
                return date.date().isoformat() if number >= 1 else date.time().isoformat()
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
        except (ValueError, OverflowError):
            return value

    def _styles_of_dates(self) -> frozenset[str]:
        """The numbers of the styles that show a number as a date."""
        if "xl/styles.xml" not in self._archive.namelist():
            return frozenset()
        root = self._tree("xl/styles.xml")
        dates = {
            each.get("numFmtId")
            for each in _inside(root, "numFmt")
            if _DATE_PART.search(_NO_DATE_PART.sub("", each.get("formatCode", "").partition(";")[0]))
        } | {str(number) for number in _DATE_FORMATS}
        styles = [style for styles in _inside(root, "cellXfs") for style in styles]
        return frozenset(str(number) for number, style in enumerate(styles) if style.get("numFmtId") in dates)

    def _tree(self, part: str) -> Element:
        """A part that says how others are to be read."""
        with _sentences(self._place), self._open(part) as content:
            text = content.read(LONGEST_RECORD + 1)
        if len(text) > LONGEST_RECORD or b"<!DOCTYPE" in text:
            raise SourceError(f"{self._place} is damaged: its {part} is not as Excel writes it; save it again as .xlsx")
        try:
            return etree.fromstring(
                text, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
            )
        except etree.XMLSyntaxError as error:
            raise SourceError(f"{self._place} is damaged: its {part} is not well-formed XML: {error.msg}") from error

    def read_texts(self) -> None:
        """Fill the table of texts that cells name by number; before the first row."""
        part = "xl/sharedStrings.xml"
        if part not in self._archive.namelist():
            return

        def parse(text: Element, _: str) -> None:
            self._texts.add(_plain_text(text))

        with _sentences(self._place), self._open(part) as content:
            for too_long in read_elements(content, self._place, [f"{each}si" for each in _NAMESPACES], parse):
                raise SourceError(f"{self._place} cannot be read: {getattr(too_long, 'reason', 'a text is damaged')}")

    def _open(self, part: str) -> BufferedReader:
        try:
            info = self._archive.getinfo(part)
        except KeyError as error:
            raise SourceError(f"{self._place} is damaged: it has no {part}") from error
        packed_too_well = info.file_size > max(FREELY_UNPACKED, MOST_PACKED * info.compress_size)
        if info.file_size > LARGEST_PART or packed_too_well:
            raise SourceError(
                f"{self._place} is not read: its {part} unpacks to {info.file_size:,} bytes, which is more than a "
                "sheet of papers has; save the sheet as CSV UTF-8"
            )
        # zipfile reads no more than `file_size` bytes of it.
        return BufferedReader(cast(BufferedReader, self._archive.open(info)), _COPIED)


@contextmanager
def open_workbook(stream: BufferedReader, place: str) -> Iterator[Workbook]:
    """The workbook in a stream, which is copied to a temporary file.

    Raises SourceError for what is no such workbook, and for more than `LARGEST_WORKBOOK` bytes.
    """
    _check_kind(stream.peek(), place)
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as texts:
        _copy(stream, file, place)
        with _sentences(place):
            archive = zipfile.ZipFile(file)
        with archive:
            if "xl/workbook.bin" in archive.namelist():
                raise SourceError(f"{place} is a binary Excel workbook (.xlsb); save it as .xlsx or as CSV UTF-8")
            workbook = Workbook(archive, place, _Texts(texts, place))
            workbook.read_texts()
            yield workbook


class _Texts:
    """The texts that cells name by their numbers, in a file: most texts of a table are there, abstracts among them."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        self._file = file
        self._place = place
        self._ends = array("Q")
        """Where each text ends in the file, and 0 before them."""
        self._ends.append(0)
        self._at = 0
        """The place in the file."""

    def add(self, text: str) -> None:
        self._at += self._file.write(text.encode(errors="replace"))
        self._ends.append(self._at)

    def get(self, number: str) -> str:
        """The text of a number. Raises Unfit where there is none."""
        rank = int(number) if number.isdecimal() and len(number) < 12 else -1
        if not 0 <= rank < len(self._ends) - 1:
            raise Unfit(f"a cell with the text {number[:20]!r}, which the workbook does not have")
        start, end = self._ends[rank], self._ends[rank + 1]
        if self._at != start:
            self._file.seek(start)
        self._at = end
        return self._file.read(end - start).decode()


def _check_kind(head: bytes, place: str) -> None:
    if head.startswith(_OLD_OFFICE):
        raise SourceError(
            f"{place} is an old Excel workbook (.xls), or one with a password; open it in a spreadsheet program and "
            "save it as .xlsx without a password, or as CSV UTF-8"
        )
    if not head.startswith(b"PK"):
        raise SourceError(f"{place} is not an Excel workbook (.xlsx)")


def _copy(stream: BufferedReader, file: IO[bytes], place: str) -> None:
    size = 0
    try:
        while data := stream.read1(_COPIED):
            size += file.write(data)
            if size > LARGEST_WORKBOOK:
                raise SourceError(
                    f"{place} is a workbook of more than {LARGEST_WORKBOOK // 2**20} MiB; save the sheet as CSV UTF-8"
                )
    except OSError as error:
        raise SourceError(
            f"{place} cannot be copied to a temporary file: {error}; make room for it, or set TMPDIR to a folder that "
            "has room"
        ) from error


@contextmanager
def _sentences(place: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise SourceError(f"{place} is damaged or cut short: its ZIP archive cannot be read: {error}") from error


def _as_csv(cells: Cells) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode(errors="replace")


def _inside(root: Element, name: str) -> Iterator[Element]:
    return root.iter(*(f"{namespace}{name}" for namespace in _NAMESPACES))


def _link_of(sheet: Element) -> str | None:
    return next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)


def _part(target: str) -> str:
    """The name of a part from a link in `xl/workbook.xml`."""
    return target[1:] if target.startswith("/") else f"xl/{target}"


@lru_cache(maxsize=MOST_COLUMNS)
def _column(letters: str) -> int:
    """The 0-based number of a column: 0 for A, 26 for AA. Raises Unfit for what is no name of a column."""
    if len(letters) > 3 or not (letters.isascii() and letters.isalpha()):
        raise Unfit(f"a cell in the column {letters[:20]!r}, which no sheet has")
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _plain_text(text: Element) -> str:
    """The text of `si` or `is` without the readings that stand above Japanese characters."""
    parts = []
    for child in text:
        if child.tag in _PLAIN:
            parts.append(child.text or "")
        elif child.tag in _RUN:
            parts += [each.text or "" for each in child if each.tag in _PLAIN]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """The text with `_x000D_` as the character that it stands for: XML cannot hold all."""
    if "_x" not in text:
        return text

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return found[0] if 0xD800 <= code < 0xE000 else chr(code)

    with suppress(ValueError):
        return _ESCAPED.sub(character, text)
    return text
