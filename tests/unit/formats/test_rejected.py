"""Files of rejects: a corrected record is read in its own format, and one that is not whole says so."""

import io
import json
from pathlib import Path

import pytest

from graphapp.formats import FORMATS, open_input, read
from graphapp.formats.rejected import recognises, source_in
from graphapp.loading.rows import reject_of
from graphapp.records import Loss, PaperRecord, Record, Reject

DATA = Path(__file__).parents[2] / "data" / "sources"
GOLDEN = Path(__file__).parents[2] / "data" / "golden_paper"
PAGE = """Author name cluster

Petra Lind

Hill Workshop in Spring

Lambs

  • Petra Lind
"""


def line(raw: str, **fields: object) -> str:
    stated = {"source": "mine", "kind": "reject", "place": "p:1", "field": None, "reason": "no title"}
    return json.dumps(stated | {"format": None, "header": None, "raw": raw} | fields) + "\n"


def records(*lines: str) -> list[Record]:
    return list(FORMATS["rejects"].read(io.BufferedReader(io.BytesIO("".join(lines).encode())), "r"))


def test_corrected_records_of_several_formats_are_read() -> None:
    with open_input(str(DATA / "rejects.jsonl")) as opened:
        first, second = read(opened, FORMATS["rejects"])
    assert isinstance(first, PaperRecord)
    assert isinstance(second, PaperRecord)
    assert (first.title, first.year) == ("Hedges by Moonlight", 2018)
    assert (second.title, second.authorships[0].printed_name, second.year) == ("Gates", "Petra Lind", 2019)
    assert [record.place.rpartition(":")[2] for record in (first, second)] == ["1", "3"]


@pytest.mark.parametrize(
    ("format", "text", "wrong", "right"),
    [
        ("jsonl", '{"title": "A", "year": "soon"}\n', "soon", "2020"),
        ("csv", "title,year\nA,soon\n", "soon", "2020"),
        ("csv", 'sep=|\n"title"|authors\nA|#REF!\n', "#REF!", "B C"),
        ("csv", "Name,title,year\nA,x,soon\n", "soon", "2020"),
        ("mlanthology", '{"key": "k", "title": "A", "authors": [], "year": "soon"}\n', "soon", "2020"),
        ("arrow", PAGE, "in Spring", "2020 Workshop Paper"),
    ],
)
def test_what_a_format_rejects_is_read_when_it_is_corrected(format: str, text: str, wrong: str, right: str) -> None:
    [reject] = FORMATS[format].read(io.BufferedReader(io.BytesIO(text.encode())), "p")
    assert isinstance(reject, Reject)
    [again] = records(line(reject.raw, format=format, header=reject.header, reason=reject.reason))
    assert isinstance(again, Reject)
    assert (again.reason, again.raw, again.header, again.format) == (reject.reason, reject.raw, reject.header, format)
    [corrected] = records(line(reject.raw.replace(wrong, right), format=format, header=reject.header))
    assert isinstance(corrected, PaperRecord)
    assert corrected.place == "r:1"


@pytest.mark.parametrize(("format", "file"), [("jsonl", "golden.jsonl"), ("arxiv", "golden-arxiv.jsonl")])
def test_an_object_parsed_alone_is_the_record_that_it_is_in_an_input(format: str, file: str) -> None:
    text = (GOLDEN / file).read_bytes()
    parse = FORMATS[format].parse
    assert parse is not None
    [in_an_input] = FORMATS[format].read(io.BufferedReader(io.BytesIO(text)), "r")
    assert parse(text, "r:1") == in_an_input
    assert records(line(text.decode(), format=format)) == [in_an_input]


def test_a_document_with_several_records_gives_all_of_them() -> None:
    document = {"venue": "icml", "title": "Proceedings", "papers": [{"bibtex_key": key, "title": key} for key in "ab"]}
    found = records(line(json.dumps(document), format="mlanthology"))
    assert [record.title for record in found if isinstance(record, PaperRecord)] == ["a", "b"]


def test_columns_that_a_user_named_are_in_the_header_of_a_reject(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text('"Name; of it";Jahr\nA;soon\n', encoding="utf-8")
    with open_input(str(table)) as opened:
        [reject] = read(opened, FORMATS["csv"], {"title": "Name; of it", "year": "Jahr"})
    assert isinstance(reject, Reject)
    assert reject.header == "title;year\n"


def test_a_record_that_was_rejected_after_it_was_read_is_read() -> None:
    paper = PaperRecord(
        place="p:1",
        title="A",
        authorships=(),
        identifiers={"doi": "10.1000/a"},
        losses=(Loss(place="p:1", field="doi", reason="none", raw="soon"),),
    )
    reject = reject_of(paper, "two authors at position 1")
    [record] = records(line(reject.raw, format="csv"))
    assert isinstance(record, PaperRecord)
    assert (record.place, record.title, record.identifiers) == ("r:1", "A", {"doi": "10.1000/a"})
    assert record.losses[0].place == "r:1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (line("x" * 10_000), "only the first 10,000 characters of the record are kept"),
        (line('{"title": "Caf\ufffd"}', reason="byte 0xe9 at offset 1 is not UTF-8"), "U+FFFD stands where its bytes"),
        (line("A,2020\n", format="csv"), 'not a record of its own: r:1 has no column "title"'),
        (line("Some text."), "its format is not known"),
        (line("Some text.", format="papyrus"), "its format is not known"),
        (line("\n", format="jsonl"), "no record in its text"),
        ("no JSON\n", "not a line of rejects: "),
        ('{"kind": "reject"}\n', "not a line of rejects: "),
        (line('{"title": "A"}', kind="other"), "not a line of rejects: "),
    ],
)
def test_what_a_line_does_not_hold_whole_is_a_reject_again(text: str, reason: str) -> None:
    [reject] = records(text)
    assert isinstance(reject, Reject)
    assert reject.place == "r:1"
    assert reason in reject.reason


def test_warnings_are_not_records() -> None:
    assert records(line("soon", kind="warning"), "\n") == []


def test_a_file_has_the_records_of_one_source() -> None:
    first, second = records(line('{"title": "A"}'), line('{"title": "B"}', source="other"))
    assert isinstance(first, PaperRecord)
    assert isinstance(second, Reject)
    assert second.reason.startswith("a record of the source 'other' in a file of 'mine'")


def test_the_first_line_names_the_source() -> None:
    assert source_in(b"\n" + line("a").encode()) == "mine"
    assert source_in(b"{") is None
    assert source_in(b"") is None


def test_a_file_of_rejects_is_recognised() -> None:
    assert recognises(line("a").encode())
    assert not recognises(b'{"title": "A"}')
