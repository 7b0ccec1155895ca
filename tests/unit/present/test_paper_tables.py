"""Papers as tables: what is in a cell, and that a file that streams is whole."""

import csv
import io

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.formats.tables import csv_table
from graphapp.present.paper_tables import COLUMNS, as_csv, as_parquet
from graphapp.records import Authorship, PaperRecord
from graphapp.rules.placeholders import placeholder
from tests.bibliography import paper

SHEEP = paper(
    "7",
    "Ada Müller",
    "Bo Li",
    title="=Sheep, and\nmore",
    year=2021,
    venue="ICML",
    abstract='"Quoted"',
    identifiers={"doi": "10.1234/s7"},
)
BARE = paper("8", title="Bare")
PAPERS = [("one:7", SHEEP), ("one:8", BARE)]


def test_a_cell_of_csv_is_no_formula_and_empty_without_a_value() -> None:
    first, second = csv.DictReader(io.StringIO("".join(as_csv(PAPERS))))
    assert list(first) == list(COLUMNS)
    assert (first["title"], first["authors"], first["year"]) == ("'=Sheep, and\nmore", "Ada Müller; Bo Li", "2021")
    assert (second["id"], second["authors"], second["doi"]) == ("one:8", "", "")


def test_the_table_is_one_that_graphapp_reads() -> None:
    text = "".join(as_csv([("7", SHEEP), ("8", BARE)])).encode()
    notes: list[str] = []
    records = list(csv_table.read(io.BufferedReader(io.BytesIO(text)), "t.csv", {}, notes.append))
    assert notes == []
    assert [isinstance(record, PaperRecord) and record.paper_id for record in records] == ["7", "8"]
    [first, _] = records
    assert isinstance(first, PaperRecord)
    assert (first.authorships, first.year, first.venue) == (SHEEP.authorships, 2021, "ICML")
    assert (first.identifiers, first.abstract) == (SHEEP.identifiers, SHEEP.abstract)


TEXTS = st.lists(st.sampled_from([*"=+-@'\t;|&", "Ada", "Byron", "and", ",", "\n", '"'])).map(" ".join)
SOME = TEXTS.filter(lambda text: text != "" and not text.isspace())
NAMES = SOME.map(str.strip).filter(lambda name: placeholder(name) is None)


@given(title=SOME, names=st.lists(NAMES, max_size=3), complete=st.booleans(), venue=SOME, others=SOME)
def test_a_row_is_read_as_the_paper_that_it_was(
    title: str, names: list[str], complete: bool, venue: str, others: str
) -> None:
    facts = dict.fromkeys(("venue_key", "track", "type", "abstract", "url"), others)
    written = paper("-7", *names, title=title, authors_complete=complete, venue=venue, **facts)
    text = "".join(as_csv([("-7", written)])).encode()
    [read] = csv_table.read(io.BufferedReader(io.BytesIO(text)), "t.csv", {})
    assert isinstance(read, PaperRecord), read
    assert replace(read, place=written.place) == written


def test_a_name_that_only_steers_does_not_cost_the_row() -> None:
    text = "".join(as_csv([("7", paper("7", "\x7f", "Ada Byron"))])).encode()
    [read] = csv_table.read(io.BufferedReader(io.BytesIO(text)), "t.csv", {})
    assert isinstance(read, PaperRecord), read
    assert [each.printed_name for each in read.authorships] == ["Ada Byron"]
    assert not read.authors_complete


@pytest.mark.parametrize("count", [0, 1, 12_000])
def test_a_parquet_file_that_is_written_in_pieces_is_whole(count: int) -> None:
    pieces = list(as_parquet((f"one:{number}", SHEEP) for number in range(count)))
    table = pyarrow.parquet.read_table(io.BytesIO(b"".join(pieces)))
    assert table.num_rows == count
    assert len(pieces) == 1 + -(-count // 5_000)
    if count:
        row = table.slice(count - 1).to_pylist()[0]
        assert (row["paper_id"], row["title"], row["doi"]) == (f"one:{count - 1}", SHEEP.title, "10.1234/s7")
        assert row["authors"][1] == {
            "name": "Bo Li",
            "position": 2,
            "role": "author",
            "author_id": None,
            "orcid": None,
        }


def test_an_editor_is_no_author_of_a_table() -> None:
    edited = paper("9", title="Volume", authorships=(Authorship(printed_name="Eve", position=1, role="editor"),))
    [row] = csv.DictReader(io.StringIO("".join(as_csv([("one:9", edited)]))))
    assert row["authors"] == ""
