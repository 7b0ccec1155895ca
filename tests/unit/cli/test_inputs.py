"""The input of a command: several files and archives, what Ctrl-C ends, and which source each part belongs to."""

import json
import os
import signal
import zipfile
from pathlib import Path

import pytest

from graphapp.cli.inputs import InterruptibleInput, by_source, columns_named, reads_file, survey_of
from graphapp.errors import InvalidArgument, SourceError
from graphapp.formats import find_format
from graphapp.formats.parts import Part
from graphapp.records import PaperRecord

JSONL = find_format("jsonl")


def papers(folder: Path, name: str, *titles: str) -> str:
    path = folder / name
    path.write_text("".join(json.dumps({"title": title}) + "\n" for title in titles), encoding="utf-8")
    return str(path)


def parts_of(*paths: str) -> list[Part]:
    return survey_of(paths, None, {}, None).parts


def titles_of(input: InterruptibleInput) -> list[str]:
    return [record.title for record in input.records() if isinstance(record, PaperRecord)]


def test_files_are_read_one_after_the_other_and_their_bytes_are_counted(tmp_path: Path) -> None:
    files = [papers(tmp_path, "one.jsonl", "A", "B"), papers(tmp_path, "two.jsonl", "C")]
    said: list[str] = []
    input = InterruptibleInput(parts_of(*files), said.append)
    assert input.total_bytes == sum(Path(path).stat().st_size for path in files)
    assert titles_of(input) == ["A", "B", "C"]
    assert input.bytes_read() == input.total_bytes
    assert not input.interrupted()
    assert not said


def test_a_stream_has_no_size(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    known = papers(tmp_path, "one.jsonl", "A")
    for stream in ("-", str(pipe)):
        parts = [*parts_of(known), Part(path=stream, format=JSONL, source="jsonl")]
        assert InterruptibleInput(parts, print).total_bytes is None


def test_the_first_ctrl_c_ends_the_input_and_the_second_the_command(tmp_path: Path) -> None:
    said: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with InterruptibleInput(parts_of(papers(tmp_path, "one.jsonl", "A", "B", "C")), said.append) as input:
        records = input.records()
        next(records)
        # While a batch is written, the first one interrupts nothing.
        signal.raise_signal(signal.SIGINT)
        assert input.interrupted()
        assert list(records) == []
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert said == ["Interrupted: writing the records read so far. Press Ctrl-C again to stop at once."]
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_ends_an_input_that_is_being_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> object:
        signal.raise_signal(signal.SIGINT)
        pytest.fail("the input was read on")

    parts = parts_of(papers(tmp_path, "one.jsonl", "A"))
    monkeypatch.setattr("graphapp.formats.parts.read", read)
    said: list[str] = []
    with InterruptibleInput(parts, said.append) as input:
        assert list(input.records()) == []
    assert input.interrupted()
    assert len(said) == 1


def test_the_user_hears_once_of_each_table_what_is_not_read(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("Name,Writers,Sh\x1belf\nFences,Petra Lind,3\n", encoding="utf-8")
    said: list[str] = []
    columns = {"title": "Name", "authors": "Writers"}
    found = survey_of((str(table),), None, columns, None)
    input = InterruptibleInput(found.parts, said.append, columns)
    assert titles_of(input) == ["Fences"]
    assert said == [f'{table}: columns that are not read: "Shelf"']


@pytest.mark.parametrize(
    ("named", "columns"),
    [
        ((), {}),
        (("authors=Author list,venue=Source title",), {"authors": "Author list", "venue": "Source title"}),
        (
            ("authors=Last, First", " venue = Journal, year=PY"),
            {"authors": "Last, First", "venue": "Journal", "year": "PY"},
        ),
        (("url=a=b",), {"url": "a=b"}),
    ],
)
def test_columns_that_a_user_names(named: tuple[str, ...], columns: dict[str, str]) -> None:
    assert columns_named(named) == columns


@pytest.mark.parametrize("named", ["authors", "authors=", "=Author list", ""])
def test_columns_that_name_nothing_are_refused(named: str) -> None:
    with pytest.raises(InvalidArgument, match='--columns takes field="header", not'):
        columns_named([named])


def test_columns_of_an_input_without_columns_are_refused(tmp_path: Path) -> None:
    columns = {"authors": "Writers"}
    for path, format_name in ((papers(tmp_path, "one.jsonl", "A"), None), ("-", "jsonl")):
        with pytest.raises(InvalidArgument, match="has no columns to name; only a table has"):
            survey_of((path,), format_name, columns, None)


def test_files_are_grouped_by_source_in_their_order(tmp_path: Path) -> None:
    first, second = papers(tmp_path, "one.jsonl", "A"), papers(tmp_path, "two.jsonl", "B")
    table = tmp_path / "papers.csv"
    table.write_text("title\nC\n", encoding="utf-8")
    found = survey_of((first, str(table), second), None, {}, None)
    assert {name: [part.path for part in parts] for name, parts in by_source(found, None).items()} == {
        "one": [first],
        "papers": [str(table)],
        "two": [second],
    }
    assert list(by_source(found, "mine")) == ["mine"]


def test_the_format_of_a_stream_is_asked_for() -> None:
    with pytest.raises(InvalidArgument, match="the format of standard input cannot be guessed; name it with --from"):
        survey_of(("-",), None, {}, None)
    found = survey_of(("-",), "jsonl", {}, None)
    assert by_source(found, None) == {"jsonl": [Part(path="-", format=JSONL, source="jsonl")]}


def test_an_input_of_no_use_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("name,year\nNotes,1843\n", encoding="utf-8")
    with pytest.raises(SourceError, match='has no column "title"'):
        survey_of((papers(tmp_path, "one.jsonl", "A"), str(table)), None, {}, None)


def test_the_bytes_of_an_archive_count_once(tmp_path: Path) -> None:
    archive = tmp_path / "papers.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("one.jsonl", "two.jsonl"):
            file.writestr(name, '{"title": "A"}\n' * 10_000)
    plain = papers(tmp_path, "three.jsonl", "B")
    input = InterruptibleInput(parts_of(str(archive), plain), print)
    assert input.total_bytes == archive.stat().st_size + Path(plain).stat().st_size
    seen = []
    for _ in input.records():
        seen.append(input.bytes_read())
    assert seen == sorted(seen)
    assert archive.stat().st_size / 2 < seen[-1] <= input.total_bytes


def test_a_place_has_the_format_of_its_part(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("title\nC\n", encoding="utf-8")
    plain = papers(tmp_path, "one.jsonl", "A")
    input = InterruptibleInput(parts_of(str(table), plain), print)
    assert titles_of(input) == ["C", "A"]
    for place, format in ((f"{table}:2", "csv"), (f"{plain}:1", "jsonl"), (f"{plain}:1:7", "jsonl"), ("x:1", None)):
        assert input.format_of(place) == format


def test_what_could_not_be_looked_at_fails_the_input_in_the_end(tmp_path: Path) -> None:
    input = InterruptibleInput(parts_of(papers(tmp_path, "one.jsonl", "A")), print, failures=["two.jsonl is broken"])
    records = input.records()
    assert isinstance(next(records), PaperRecord)
    with pytest.raises(SourceError, match=r"two\.jsonl is broken"):
        next(records)


def test_an_input_is_compared_with_a_file(tmp_path: Path) -> None:
    one, two = papers(tmp_path, "one.jsonl", "A"), papers(tmp_path, "two.jsonl", "A")
    assert reads_file(one, Path(one))
    assert not reads_file(two, Path(one))
