"""Tables in workbooks: the sheet and the header, columns as in CSV, notes, rejects."""

import datetime
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest

from graphapp.errors import SourceError
from graphapp.formats import guess_format
from graphapp.formats.tables import xlsx
from graphapp.records import Authorship, PaperRecord, Record, Reject


def workbook_of(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(data: bytes, columns: Mapping[str, str] = MappingProxyType({})) -> tuple[list[Record], list[str]]:
    """The records and the notes."""
    notes: list[str] = []
    return list(xlsx.read(io.BufferedReader(io.BytesIO(data)), "a.xlsx", columns, notes.append)), notes


def titles(records: list[Record]) -> list[str]:
    return [record.title if isinstance(record, PaperRecord) else getattr(record, "reason", "") for record in records]


def test_a_table_of_papers() -> None:
    records, notes = read(
        workbook_of(
            Papers=[
                ["ID", "Title", "Authors", "Year", "Journal", "DOI", "Shelf"],
                ["c1", "Fences, Revisited", "Okafor, Ines; Wei Wang", 2021.0, "Meadow", "10.1234/fences", 3],
                [],
                ["c2", "Gates", None, datetime.date(2020, 5, 1)],
            ]
        )
    )
    assert records == [
        PaperRecord(
            place="a.xlsx:2",
            paper_id="c1",
            title="Fences, Revisited",
            authorships=(
                Authorship(printed_name="Ines Okafor", position=1),
                Authorship(printed_name="Wei Wang", position=2),
            ),
            year=2021,
            venue="Meadow",
            identifiers={"doi": "10.1234/fences"},
        ),
        PaperRecord(place="a.xlsx:4", paper_id="c2", title="Gates", authorships=(), year=2020),
    ]
    assert notes == ['a.xlsx: columns that are not read: "Shelf"']


def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    records, notes = read(
        workbook_of(
            About=[["Our papers"], ["made in May"]],
            Papers=[["Our report"], [], ["Title", "Year"], ["Fences", 2021]],
            More=[["Title", "Year"], ["Gates", 2020]],
        )
    )
    assert titles(records) == ["Fences"]
    assert records[0].place == "a.xlsx:4"
    assert notes == [
        'a.xlsx (sheet "Papers"): it has no column of authors, so its papers get none; '
        '--columns authors="..." names one',
        'a.xlsx: sheets that are not read: "About", "More"',
    ]


def test_columns_are_named_by_hand() -> None:
    data = workbook_of(Papers=[["Name", "Shelf"], ["Fences", 3]])
    assert titles(read(data, {"title": "Name"})[0]) == ["Fences"]
    with pytest.raises(
        SourceError, match=r'a.xlsx has no column "title" in its header row; its columns are "Name", "She'
    ):
        read(data)
    with pytest.raises(SourceError, match=r'a.xlsx has no column "Titel" in its header row'):
        read(data, {"title": "Titel"})


def test_an_export_is_known_by_its_headers() -> None:
    records, _ = read(
        workbook_of(
            savedrecs=[
                ["Authors", "Author Full Names", "Article Title", "Source Title", "UT (Unique WOS ID)"],
                ["Okafor, I", "Okafor, Ines; Wang, Wei", "Fences", "MEADOW", "WOS:1"],
            ]
        )
    )
    assert isinstance(records[0], PaperRecord)
    assert [author.printed_name for author in records[0].authorships] == ["Ines Okafor", "Wei Wang"]
    assert (records[0].paper_id, records[0].venue) == ("WOS:1", "MEADOW")


def test_a_broken_row_is_one_reject() -> None:
    rows: list[list[Any]] = [["Title", "Year"], ["A", 2020], ["B, or not", "soon"], [None, 2020], ["C", 2021]]
    records, _ = read(workbook_of(Papers=rows))
    assert titles(records) == ["A", 'year "soon" is not a year', "no title", "C"]
    assert records[1] == Reject(place="a.xlsx:3", reason='year "soon" is not a year', raw='"B, or not",soon\n')


def test_a_header_again_orders_the_rows_below_it() -> None:
    rows: list[list[Any]] = [["Title", "Year"], ["A", 2020], ["Year", "Title"], [2021, "B"]]
    records, _ = read(workbook_of(Papers=rows))
    assert titles(records) == ["A", "B"]


def test_cells_beside_the_table_are_no_part_of_it() -> None:
    records, notes = read(workbook_of(Papers=[["Title", "Year"], ["A", 2020, None, "see B"], ["B", 2021, "x"]]))
    assert titles(records) == ["A", "B"]
    assert notes[1:] == ["a.xlsx: cells to the right of the table are not read; the first ones are at a.xlsx:2"]


def test_a_formula_without_a_value_is_no_empty_cell() -> None:
    records, _ = read(workbook_of(Papers=[["Title", "Year"], ["=A7&B7", 2020]]))
    assert titles(records) == ["a spreadsheet's formula or error in its title"]


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [({"A": []}, "a.xlsx has no sheet with cells"), ({"A": [["x"]], "B": []}, 'a.xlsx (sheet "A")')],
)
def test_a_workbook_without_a_table_is_refused(sheets: dict[str, list[list[Any]]], sentence: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(workbook_of(**sheets))
    assert str(refused.value).startswith(sentence)


def test_a_workbook_is_recognised() -> None:
    data = workbook_of(Papers=[["Title", "Year"]])
    assert guess_format("papers.xlsx", data).name == "xlsx"
    assert guess_format("-", data).name == "xlsx"
