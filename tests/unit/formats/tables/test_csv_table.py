"""CSV tables: headers, delimiters, rows, and what spreadsheets do to them."""

import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from graphapp.errors import SourceError
from graphapp.formats import FORMATS, open_input, read
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.formats.tables import csv_table
from graphapp.loading.losses import usable
from graphapp.records import Authorship, PaperRecord, Record, Reject

HINT = '; --columns title="..." names the one that has the titles'
TABLE = Path(__file__).parents[3] / "data" / "sources" / "papers.csv"


def stream(data: str | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))


def records(data: str | bytes) -> list[Record]:
    return list(csv_table.read(stream(data), "papers.csv"))


def notes_of(data: str | bytes, columns: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """What the reader says of the columns of a table."""
    notes: list[str] = []
    list(csv_table.read(stream(data), "papers.csv", columns, notes.append))
    return notes


def papers(data: str | bytes, **columns: str) -> list[tuple[Any, ...]]:
    """Title, names, year and venue of each paper, in order; of a reject only its reason."""
    return [
        (paper.title, [author.printed_name for author in paper.authorships], paper.year, paper.venue)
        if isinstance(paper, PaperRecord)
        else (getattr(paper, "reason", ""),)
        for paper in csv_table.read(stream(data), "papers.csv", columns)
    ]


def test_a_file_of_papers() -> None:
    with open_input(str(TABLE)) as opened:
        papers = list(read(opened, FORMATS["csv"]))
    assert papers == [
        PaperRecord(
            place=f"{TABLE}:2",
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
        PaperRecord(
            place=f"{TABLE}:3",
            paper_id="c2",
            title="A Title\r\nof Two Lines",
            authorships=(
                Authorship(printed_name="Ines Okafor", position=1),
                Authorship(printed_name="Wei Wang", position=2),
            ),
        ),
        PaperRecord(
            place=f"{TABLE}:5",
            paper_id="c3",
            title="Hares of the North",
            authorships=(Authorship(printed_name="Simon and Garfunkel", position=1),),
            year=1999,
        ),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_decides_the_delimiter(delimiter: str) -> None:
    header = ["Paper_ID", " TITLE ", "authors", "year", "venue", "type", "track", "doi", "arxiv_id", "url", "abstract"]
    cells = ["p", "T", "A", "2020", "v", "t", "k", "d", "x", "u", "b"]
    [paper] = records("\n" + delimiter.join(header) + "\n" + delimiter.join(cells))
    assert paper == PaperRecord(
        place="papers.csv:3",
        paper_id="p",
        title="T",
        authorships=(Authorship(printed_name="A", position=1),),
        year=2020,
        venue="v",
        type="t",
        track="k",
        identifiers={"doi": "d", "arxiv_id": "x"},
        url="u",
        abstract="b",
    )


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("Titel,Jahr", f'papers.csv has no column "title" in its header row; its columns are "Titel", "Jahr"{HINT}'),
        # Quotes around columns of another delimiter are no fault.
        (
            '"Titel"\t"Jahr"',
            f'papers.csv has no column "title" in its header row; its columns are "Titel", "Jahr"{HINT}',
        ),
        (
            '"Ti;tel",Jahr',
            f'papers.csv has no column "title" in its header row; its columns are "Ti;tel", "Jahr"{HINT}',
        ),
        (
            '"Ti\ntel";Jahr',
            f'papers.csv has no column "title" in its header row; its columns are "Ti tel", "Jahr"{HINT}',
        ),
        ("id,title,paper_id", 'papers.csv has more than one column for "paper_id"; rename all but one'),
        ('title,"year', "the header row of papers.csv cannot be read: a quote that is never closed"),
        ('"title"s,year', "the header row of papers.csv cannot be read: broken quoting: ',' expected after '\"'"),
        (
            "a\rb",
            "the header row of papers.csv cannot be read: a carriage return in a cell without quotes; "
            "save it with line ends LF or CR LF",
        ),
    ],
)
def test_a_header_without_meaning_is_refused(header: str, sentence: str) -> None:
    with pytest.raises(SourceError) as refused:
        records(f"{header}\nA,2020\n")
    assert str(refused.value) == sentence


def test_a_header_beyond_the_limit_is_refused() -> None:
    with pytest.raises(SourceError, match=r"the header row of papers\.csv cannot be read: more than 16 MiB"):
        records(b"title," + b"x" * LONGEST_RECORD + b"\nA,B\n")


def test_blank_lines_above_a_header_do_not_add_up() -> None:
    [paper] = records((b" " * 1_000_000 + b"\n") * 20 + b"title\nA\n")
    assert paper.place == "papers.csv:22"


def test_a_header_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(SourceError, match=r"the header row of papers\.csv cannot be read: byte 0xfc at offset 6"):
        records(b"title,\xfcber\n")


def test_the_cell_of_authors_is_read() -> None:
    [paper] = records('title,authors\nA,"Byron, Ada (57201230000); Wang, Wei & Lind, Petra; et al."\n')
    assert isinstance(paper, PaperRecord)
    assert paper.authorships == (
        Authorship(printed_name="Ada Byron", position=1, author_id="57201230000"),
        Authorship(printed_name="Wei Wang", position=2),
        Authorship(printed_name="Petra Lind", position=3),
    )
    assert not paper.authors_complete


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Ada Byron;; Wei Wang", "author 2 has no name"),
        (";", "author 1 has no name"),
        ("Smith, Jones, Brown", 'commas that may separate authors or parts of a name; separate authors by ";"'),
    ],
)
def test_a_cell_that_gives_no_authors_rejects_its_row(cell: str, reason: str) -> None:
    assert papers(f'title,authors\nA,"{cell}"\nB,Ada Byron\n') == [(reason,), ("B", ["Ada Byron"], None, None)]


@pytest.mark.parametrize(
    ("table", "paper"),
    [
        # Zotero
        (
            '"Key","Item Type","Publication Year","Author","Title","Publication Title","Conference Name"\n'
            '"K1","conferencePaper","2019","García Márquez, Gabriel José","Fences","","Meadow"\n',
            ("Fences", ["Gabriel José García Márquez"], 2019, "Meadow"),
        ),
        # Scopus, with and without full names
        (
            "Authors,Author full names,Title,Year,Source title,EID\n"
            '"Lind P.; Foss C.","Lind, Petra (7004013447); Foss, Cora (57201230000)",Fences,2019,Meadow,2-s2.0-1\n',
            ("Fences", ["Petra Lind", "Cora Foss"], 2019, "Meadow"),
        ),
        (
            'Authors,Author full names,Title,Year,Source title,EID\n"Lind P., Foss C.",,Fences,2019,Meadow,2-s2.0-1\n',
            ("Fences", ["Lind P.", "Foss C."], 2019, "Meadow"),
        ),
        # Web of Science: no quoting, a tab more in the rows than in the header
        (
            'PT\tAU\tAF\tTI\tSO\tPY\nJ\tLind, P\tLind, Petra; Foss, Cora\t"Fences" again\tMEADOW\t2019\t\n',
            ('"Fences" again', ["Petra Lind", "Cora Foss"], 2019, "MEADOW"),
        ),
        # Lens
        (
            "Lens ID,Title,Publication Year,Source Title,Author/s\n001,Fences,2019,Meadow,Petra Lind; Cora Foss\n",
            ("Fences", ["Petra Lind", "Cora Foss"], 2019, "Meadow"),
        ),
        # Dimensions: a line about the data above the header
        (
            '"About the data: Exported on Oct 1, 2021. Criteria: ""fences""."\n'
            "Rank,Publication ID,Title,Source title,Anthology title,PubYear,Authors\n"
            '1,pub.1,Fences,,Meadow,2019,"Lind, Petra; Foss, Cora"\n',
            ("Fences", ["Petra Lind", "Cora Foss"], 2019, "Meadow"),
        ),
        # IEEE Xplore
        (
            '"Document Title",Authors,"Publication Title","Publication Year"\nFences,"P. Lind; C. Foss",Meadow,2019\n',
            ("Fences", ["P. Lind", "C. Foss"], 2019, "Meadow"),
        ),
        # PubMed
        (
            "PMID,Title,Authors,First Author,Journal/Book,Publication Year\n"
            '1,Fences,"Lind P, de Foss CA.",Lind P,Meadow,2019\n',
            ("Fences", ["Lind P", "de Foss CA"], 2019, "Meadow"),
        ),
        # OpenAlex
        (
            "id,title,publication_year,authorships.author.display_name,primary_location.source.display_name\n"
            "https://openalex.org/W1,Fences,2019,Petra Lind|Cora Foss,Meadow\n",
            ("Fences", ["Petra Lind", "Cora Foss"], 2019, "Meadow"),
        ),
        # Publish or Perish
        (
            'Cites,Authors,Title,Year,Source,ArticleURL,GSRank\n9,"P Lind, C Foss, ...",Fences,2019,Meadow,,1\n',
            ("Fences", ["P Lind", "C Foss"], 2019, "Meadow"),
        ),
        # Google Scholar
        (
            "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"
            '"Lind, Petra; Foss, Cora; ",Fences,Meadow,1,,1-9,2019,Hill Press\n',
            ("Fences", ["Petra Lind", "Cora Foss"], 2019, "Meadow"),
        ),
    ],
)
def test_a_row_of_each_known_export(table: str, paper: tuple[Any, ...]) -> None:
    assert csv_table.recognises(table.encode())
    assert papers(table) == [paper]


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "\nsep=;\n\n", "\ufeffsep=;\n", "sep=;;\n"])
def test_a_line_that_names_the_delimiter_is_obeyed(line: str) -> None:
    table = f"{line}title;authors\nFences, Old;Petra Lind\n"
    assert csv_table.recognises(table.encode())
    assert papers(table) == [("Fences, Old", ["Petra Lind"], None, None)]


def test_a_delimiter_that_only_the_line_names() -> None:
    assert papers("sep=|\ntitle|authors\nFences|Petra Lind\n") == [("Fences", ["Petra Lind"], None, None)]
    assert papers("sep=\t\ntitle\tauthors\nFences\tPetra Lind\n") == [("Fences", ["Petra Lind"], None, None)]


def test_the_header_of_a_second_table_is_no_paper() -> None:
    first, header, second = "title,authors,venue\nA,Ada Byron,M\n", "Title,Authors,Venue\n", "B,Wei Wang,H\n"
    expected = [("A", ["Ada Byron"], None, "M"), ("B", ["Wei Wang"], None, "H")]
    assert papers(first + header + second) == expected
    assert papers(first + "sep=,\n" + header + second) == expected
    assert papers(first + "\ufeff" + header + second) == expected


def test_the_header_of_a_second_table_orders_the_rows_below_it() -> None:
    table = "title,authors,venue\nA,Ada Byron,M\nvenue,title,authors,shelf\nH,B,Wei Wang,3\n"
    assert papers(table) == [("A", ["Ada Byron"], None, "M"), ("B", ["Wei Wang"], None, "H")]
    assert notes_of(table) == ['papers.csv:3: columns that are not read: "shelf"']


def test_the_header_of_a_second_table_that_is_not_utf8_is_refused() -> None:
    table = b"title,authors\nA,Ada Byron\ntitle,authors,pub year,pl\xe4ce\nB,Wei Wang,1950,Oslo\n"
    found = csv_table.read(io.BufferedReader(io.BytesIO(table)), "papers.csv")
    assert isinstance(first := next(found), PaperRecord)
    assert first.title == "A"
    with pytest.raises(SourceError, match=r"the header row of papers\.csv:3 cannot be read: byte 0xe4 at offset 25"):
        next(found)


def test_a_header_has_names_of_several_lines() -> None:
    assert papers('title,"auth\n  ors",year\nA,Ada Byron,2019\n') == [("A", [], 2019, None)]
    assert notes_of('title,authors,"auth\n  ors"\n') == ['papers.csv: columns that are not read: "auth ors"']


def test_empty_cells_at_the_end_of_a_row_are_nothing() -> None:
    assert papers("title,year\nA,2019,\nB,2020, ,,\n") == [("A", [], 2019, None), ("B", [], 2020, None)]


def test_the_columns_that_are_not_read_are_named() -> None:
    assert notes_of("title,authors,Shelf,,Room\n") == ['papers.csv: columns that are not read: "Shelf", "Room"']
    assert notes_of("title,authors\nA,Ada Byron\n") == []
    [note] = notes_of("title,authors," + ",".join(f"c{number}" for number in range(110)) + "\n")
    assert note.startswith('papers.csv: columns that are not read: "c0", "c1", ')
    assert note.endswith('"c99" and 10 more')


def test_a_table_without_authors_says_so() -> None:
    assert notes_of("title,writers\n") == [
        'papers.csv: it has no column of authors, so its papers get none; --columns authors="..." names one; '
        'columns that are not read: "writers"'
    ]


def test_a_user_names_the_columns() -> None:
    table = 'Name,Writers,venue,Published in\nA,"Byron, Ada",x,Meadow\n'
    columns = {"title": "name", "authors": "Writers", "venue": "Published in"}
    assert papers(table, **columns) == [("A", ["Ada Byron"], None, "Meadow")]
    assert notes_of(table, columns) == ['papers.csv: columns that are not read: "venue"']


def test_a_column_that_a_user_names_and_the_table_lacks_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        papers("title,author\nA,Ada Byron\n", authors="Writers")
    assert (
        str(refused.value) == 'papers.csv has no column "Writers" in its header row; its columns are "title", "author"'
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A", "1 cells in a table of 2 columns"),
        ("A,2020,x", "3 cells in a table of 2 columns"),
        (",2020", "no title"),
        ("A,soon", 'year "soon" is not a year'),
        ("A\0,2020", "a NUL character in its title"),
        ('"=HYPERLINK(""https://example.org"",""A"")",2020', "a spreadsheet's formula or error in its title"),
        ("A,#REF!", "a spreadsheet's formula or error in its year"),
        ('"A" B,2020', "broken quoting: ',' expected after '\"'"),
        ("A\rB,2020", "a carriage return in a cell without quotes"),
        ('"A,2020', "broken quoting: ',' expected after '\"'"),
    ],
)
def test_a_broken_row_is_rejected_and_the_next_one_is_read(row: str, reason: str) -> None:
    broken, good = records(f'title,year\n{row}\n"Good",2020\n')
    assert broken == Reject(place="papers.csv:2", reason=reason, raw=row + "\n")
    assert isinstance(good, PaperRecord)
    assert (good.place, good.title) == ("papers.csv:3", "Good")


def test_a_row_that_is_not_utf8_is_rejected_as_a_whole() -> None:
    broken, good = records(b'title,year\n"A\nK\xf6nig",2020\nGood,2020\n')
    assert broken == Reject(
        place="papers.csv:2",
        reason="byte 0xf6 at offset 1 is not UTF-8",
        raw='"A\nK\N{REPLACEMENT CHARACTER}nig",2020\n',
    )
    assert good.place == "papers.csv:4"


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    rows = "".join(f"Paper {number},2020\n" for number in range(1000))
    broken, *good = records(f'title,year\n"Open,2020\n{rows}')
    assert broken == Reject(place="papers.csv:2", reason="a quote that is never closed", raw='"Open,2020\n')
    assert [record.place for record in good] == [f"papers.csv:{number}" for number in range(3, 1003)]
    assert all(isinstance(record, PaperRecord) for record in good)


def test_an_open_quote_takes_in_no_more_than_the_limit() -> None:
    row = b"Paper,2020" + b" " * 1_000_000 + b"\n"
    count = 2 * LONGEST_RECORD // len(row)
    broken, *good = records(b'title,year\n"Open,2020\n' + row * count)
    assert isinstance(broken, Reject)
    assert broken.reason == "more than 16 MiB of text in one row"
    assert len(good) == count
    assert all(isinstance(record, PaperRecord) for record in good)


def test_an_open_quote_takes_in_a_bounded_number_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "_MOST_LINES", 20)
    broken, *good = records('title,year\n"Open,2020\n' + "Paper,2020\n" * 50)
    assert isinstance(broken, Reject)
    assert (broken.reason, broken.raw) == ("more than 20 lines in one row", '"Open,2020\n')
    assert len(good) == 50
    assert all(isinstance(record, PaperRecord) for record in good)


def test_lines_are_read_again_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that both ends a quote and begins one makes each row as long as the table."""
    lines_read: list[bytes] = []
    cost = csv_table._cost

    def count(line: bytes) -> int:
        lines_read.append(line)
        return cost(line)

    monkeypatch.setattr(csv_table, "_SPARE", 0)
    monkeypatch.setattr(csv_table, "_cost", count)
    monkeypatch.setattr(csv_table, "_MOST_LINES", 100)
    rows = 2_000
    read = records("title,year\n" + 'a","\n' * rows + "Good,2020\n")
    assert len(lines_read) < 15 * rows
    rejects = [record for record in read if isinstance(record, Reject)]
    assert any(
        reject.reason.endswith("; with it go 100 lines below it, since too many rows are broken like this one")
        for reject in rejects
    )
    # No line is lost: each is in a record or in a reject.
    assert sum(reject.raw.count("\n") for reject in rejects) + len(read) - len(rejects) == rows + 1


def test_a_table_with_more_columns_than_any_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_COLUMNS", 3)
    with pytest.raises(SourceError, match=r"the header row of papers\.csv cannot be read: more than 3 columns"):
        records("title,year,venue,type\nFences,2020,A,B\n")
    [record] = records("title,year,venue\ntitle,year,venue,type,title\n")
    assert isinstance(record, Reject)
    assert record.reason == "5 cells in a table of 3 columns"


def test_a_damaged_cell_of_an_identifier_costs_the_identifier_and_not_the_row() -> None:
    read = records('title,doi,arxiv_id\nFences,#N/A,2301.00001\nGates,"=HYPERLINK(""https://doi.org/10.1000/x"")",\n')
    found = [usable(record) for record in read if isinstance(record, PaperRecord)]
    assert [(kept.record.title, kept.record.identifiers) for kept in found if isinstance(kept.record, PaperRecord)] == [
        ("Fences", {"arxiv_id": "2301.00001"}),
        ("Gates", {}),
    ]
    # "#N/A" stands for a missing value.
    assert [[loss.field for loss in kept.losses] for kept in found] == [[], ["doi"]]


def test_a_refused_header_quotes_a_bounded_part_of_its_columns() -> None:
    with pytest.raises(SourceError) as refused:
        records(f"{'x' * 100_000},{'y' * 100_000}\n")
    assert len(str(refused.value)) < 400
