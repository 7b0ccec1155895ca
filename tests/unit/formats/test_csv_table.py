"""CSV tables: headers, delimiters, cells of authors, and what spreadsheets do to them."""

import io
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import FORMATS, csv_table, open_input, read
from graphapp.formats.lines import LONGEST_RECORD
from graphapp.records import Authorship, PaperRecord, Record, Reject

TABLE = Path(__file__).parents[2] / "data" / "sources" / "papers.csv"


def records(data: str | bytes) -> list[Record]:
    encoded = data.encode() if isinstance(data, str) else data
    return list(csv_table.read(io.BufferedReader(io.BytesIO(encoded)), "papers.csv"))


def authors_of(cell: str) -> list[str] | str:
    """The names that a cell gives, or the reason of its reject."""
    [record] = records('title\tauthors\nA\t"' + cell.replace('"', '""') + '"\n')
    if isinstance(record, PaperRecord):
        return [author.printed_name for author in record.authorships]
    assert isinstance(record, Reject)
    return record.reason


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
        ("Titel,Jahr", 'papers.csv has no column "title" in its header row; its columns are "Titel", "Jahr"'),
        ("id,title,paper_id", 'papers.csv has more than one column for "paper_id"; rename all but one'),
        ('title,"year', "the header row of papers.csv cannot be read: a quote that is never closed"),
        ("a\rb", "the header row of papers.csv cannot be read: a carriage return in a cell without quotes"),
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


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        (" ; ", "author 1 has no name"),
        ("Ada Byron", ["Ada Byron"]),
        ("Byron, Ada", ["Ada Byron"]),
        ("Ada Byron; Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Byron, Ada; Wang, Wei;", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron|Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron and Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("Byron, Ada and\n Wang, Wei", ["Ada Byron", "Wei Wang"]),
        ("Simon and Garfunkel; Wei Wang", ["Simon and Garfunkel", "Wei Wang"]),
        ("Simon and Garfunkel;", ["Simon and Garfunkel"]),
        ("Sandy Holland", ["Sandy Holland"]),
        ("Ada Byron;; Wei Wang", "author 2 has no name"),
        ("Ada Byron, Wei Wang, Ines Okafor", 'authors separated by commas; separate them by ";"'),
        ("Ada Byron, Wei Wang, and Ines Okafor", 'authors separated by commas; separate them by ";"'),
        ("King, Jr., Martin;", ["King, Jr., Martin"]),
    ],
)
def test_a_cell_of_authors(cell: str, names: list[str] | str) -> None:
    assert authors_of(cell) == names


@pytest.mark.parametrize("ending", ["and others", "; et al.", "|et al"])
def test_authors_that_are_not_named_are_no_authors(ending: str) -> None:
    [paper] = records(f"title,authors\nA,Ada Byron {ending}\n")
    assert isinstance(paper, PaperRecord)
    assert [author.printed_name for author in paper.authorships] == ["Ada Byron"]
    assert not paper.authors_complete


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A", "1 cells in a table of 2 columns"),
        ("A,2020,", "3 cells in a table of 2 columns"),
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


def test_white_space_between_authors_is_tried_from_its_beginning_alone() -> None:
    """Trying it from each of its characters takes quadratic time."""
    cell = f"Ada{' ' * 100}Byron and Wei"
    assert not [start for start in range(4, 103) if csv_table._AND.match(cell, start)]
    assert not csv_table._AND.match("   and Wei", 1)
    assert csv_table._AND.match("   and Wei", 0)
    assert authors_of(f"Ada{' ' * 100}Byron \t and\n Wei  and Bo") == [f"Ada{' ' * 100}Byron", "Wei", "Bo"]


def test_a_refused_header_quotes_a_bounded_part_of_its_columns() -> None:
    with pytest.raises(SourceError) as refused:
        records(f"{'x' * 100_000},{'y' * 100_000}\n")
    assert len(str(refused.value)) < 400
