"""The parts of a workbook: which file is one, its cells as texts, its sheets, and damage."""

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from graphapp.errors import SourceError
from graphapp.formats.tables import workbook as workbooks
from graphapp.formats.tables.workbook import Cells, is_workbook, open_workbook
from graphapp.records import Record, Reject

SHEET = "xl/worksheets/sheet1.xml"


def workbook_of(*rows: list[Any], **formats: str) -> bytes:
    """A workbook with these rows; `formats` gives number formats to cells: `A1="0.00"`."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str | None]) -> bytes:
    """The workbook with other parts; None leaves one out."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            text = parts.get(name, old.read(name) if name in old.namelist() else None)
            if text is not None:
                new.writestr(name, text)
    return saved.getvalue()


def with_cells(cells: str) -> bytes:
    """A workbook whose sheet has this XML in its rows."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'
    return with_parts(workbook_of(["a"]), {SHEET: sheet})


def rows_of(data: bytes) -> list[Cells]:
    """The cells of each row of the first sheet; of a reject only its reason."""
    found: list[Cells] = []

    def keep(cells: Cells, place: str) -> Record | None:
        found.append(list(cells))
        return None

    with open_workbook(io.BufferedReader(io.BytesIO(data)), "a.xlsx") as workbook:
        for reject in workbook.rows(workbook.sheets[0], keep):
            assert isinstance(reject, Reject)
            found.append([reject.reason])
    return found


def test_cells_are_the_texts_that_a_reader_sees() -> None:
    date = datetime.datetime(2015, 5, 1, 12, 30)
    data = workbook_of(
        [
            "Fences",
            " two\nlines ",
            None,
            2015,
            2015.0,
            2015.5,
            True,
            date,
            datetime.date(2015, 5, 1),
            "#N/A",
            12345678901,
        ],
        [42125, 42125, 0.5],
        A2="yyyy",
        B2='"day" 0',
        C2="hh:mm",
    )
    assert rows_of(data) == [
        *[
            [
                "Fences",
                " two\nlines ",
                "",
                "2015",
                "2015",
                "2015.5",
                "TRUE",
                "2015-05-01",
                "2015-05-01",
                "#N/A",
                "12345678901",
            ]
        ],
        ["2015-05-01", "42125", "12:00:00"],
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<c><v>7</v></c><c r='C1'><v>8</v></c>", ["7", "", "8"]),
        ("<c t='str'><f>A2&amp;B2</f><v>Fences</v></c>", ["Fences"]),
        ("<c><f>SUM(A2)</f></c>", ["#VALUE!"]),
        ("<c t='e'><v>#REF!</v></c>", ["#REF!"]),
        ("<c><v>4.2E3</v></c><c><v>soon</v></c>", ["4200", "soon"]),
        ("<c t='d'><v>2015-05-01</v></c>", ["2015-05-01"]),
        (
            "<c t='inlineStr'><is><r><t>Fen</t></r><r><t>ces</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is></c>",
            ["Fences"],
        ),
        ("<c t='inlineStr'><is><t>a_x000A_b _x005F_x0041_ _xD800_</t></is></c>", ["a\nb _x0041_ _xD800_"]),
        ("<c t='s'><v>99</v></c>", ["a cell with the text '99', which the workbook does not have"]),
        ("<c r='XFE1'><v>1</v></c>", ["more than 16,384 columns"]),
        ("<c r='ABCD1'><v>1</v></c>", ["a cell in the column 'ABCD', which no sheet has"]),
        ("<?x y?><c><?x y?><v>7</v></c>", ["7"]),
        ("<c r='B1'><v>8</v></c><c r='A1'><v>7</v></c>", ["7", "8"]),
    ],
)
def test_cells_of_every_kind(row: str, cells: Cells) -> None:
    assert rows_of(with_cells(f"<row>{row}</row>")) == [cells]


def test_a_row_far_away_is_one_row() -> None:
    book = openpyxl.Workbook()
    book.active.cell(row=1_048_576, column=16_384, value="x")
    saved = io.BytesIO()
    book.save(saved)
    [cells] = rows_of(saved.getvalue())
    assert (len(cells), cells[-1]) == (16_384, "x")


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([datetime.date(2015, 5, 1)])
    saved = io.BytesIO()
    book.save(saved)
    assert rows_of(saved.getvalue()) == [["2015-05-01"]]


def test_texts_of_all_sheets_are_shared() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>Gates</t></si><si><t/></si><si><r><t>Müll</t></r><r><t>er</t></r></si></sst>"
    )
    row = "<row><c t='s'><v>2</v></c><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row>"
    data = with_parts(with_cells(row), {"xl/sharedStrings.xml": strings})
    assert rows_of(data) == [["Müller", "", "Gates"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"title\nA\n", r"a.xlsx is not an Excel workbook \(.xlsx\)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
            r"a.xlsx is an old Excel workbook \(.xls\), or one with a password; open",
        ),
        (workbook_of(["a"])[:-30], "a.xlsx is damaged or cut short: its ZIP archive cannot be read: "),
        (
            with_parts(workbook_of(["a"]), {"xl/workbook.bin": ""}),
            r"is a binary Excel workbook \(.xlsb\); save it as .xlsx",
        ),
        (with_parts(workbook_of(["a"]), {"xl/workbook.xml": None}), "a.xlsx is damaged: it has no xl/workbook.xml"),
        (with_parts(workbook_of(["a"]), {"xl/workbook.xml": "<a>"}), "its xl/workbook.xml is not well-formed XML"),
        (
            with_parts(workbook_of(["a"]), {"xl/workbook.xml": "<!DOCTYPE a><a/>"}),
            "not as Excel writes it; save it again",
        ),
        (with_parts(workbook_of(["a"]), {SHEET: None}), f"a.xlsx is damaged: it has no {SHEET}"),
        (with_parts(workbook_of(["a"]), {SHEET: "<a><row>"}), "a.xlsx:1 is not well-formed XML, and cannot be read"),
        (
            with_parts(workbook_of(["a"]), {SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "a.xlsx defines entities in its DOCTYPE",
        ),
    ],
)
def test_what_cannot_be_read_has_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        rows_of(data)


def test_a_sheet_that_unpacks_to_far_too_much_is_refused_before_it_is_read() -> None:
    bomb = with_cells("<row/>" * 12_000_000)
    assert len(bomb) < 2**20
    with pytest.raises(
        SourceError, match=r"sheet1.xml unpacks to 72,\d{3},\d{3} bytes, which is more than a sheet of pap"
    ):
        rows_of(bomb)


def test_a_workbook_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_WORKBOOK", 2**12)
    with pytest.raises(SourceError, match="is a workbook of more than 0 MiB; save the sheet as CSV UTF-8"):
        rows_of(workbook_of(["a"]))


def test_a_workbook_is_known_by_its_first_parts() -> None:
    assert is_workbook(workbook_of(["a"]))
    for names in (
        ["xl/workbook.xml"],
        ["[Content_Types].xml", "xl/workbook.xml"],
        ["_rels/.rels", "docProps/a", "xl/b"],
    ):
        assert is_workbook(archive(*names))
    for names in (["a.xlsx"], ["[Content_Types].xml", "word/document.xml", "xl/a"], ["papers.jsonl"], ["xlsx/a"]):
        assert not is_workbook(archive(*names))
    assert not is_workbook(b"xl/")


def archive(*names: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return saved.getvalue()
