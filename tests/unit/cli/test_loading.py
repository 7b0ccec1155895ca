"""The input of a load: several files, what Ctrl-C ends, which formats are guessed, and where rejects go."""

import json
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from graphapp.cli import main
from graphapp.cli.edge import Settings
from graphapp.cli.loading import (
    InterruptibleInput,
    RejectsFile,
    RejectWriter,
    _columns,
    _group_by_source,
    left_out,
)
from graphapp.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    GraphAppError,
    InvalidArgument,
    SchemaMismatch,
    SourceError,
)
from graphapp.formats import find_format
from graphapp.records import Loss, PaperRecord, Reject
from tests.answers.hostile import ALL, STEERS

JSONL = find_format("jsonl")


def papers(folder: Path, name: str, *titles: str) -> str:
    path = folder / name
    path.write_text("".join(json.dumps({"title": title}) + "\n" for title in titles), encoding="utf-8")
    return str(path)


def titles_of(input: InterruptibleInput) -> list[str]:
    return [record.title for record in input.records() if isinstance(record, PaperRecord)]


def test_files_are_read_one_after_the_other_and_their_bytes_are_counted(tmp_path: Path) -> None:
    files = [papers(tmp_path, "one.jsonl", "A", "B"), papers(tmp_path, "two.jsonl", "C")]
    said: list[str] = []
    input = InterruptibleInput([(path, JSONL) for path in files], said.append)
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
        assert InterruptibleInput([(known, JSONL), (stream, JSONL)], print).total_bytes is None


def test_the_first_ctrl_c_ends_the_input_and_the_second_the_command(tmp_path: Path) -> None:
    said: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with InterruptibleInput([(papers(tmp_path, "one.jsonl", "A", "B", "C"), JSONL)], said.append) as input:
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

    monkeypatch.setattr("graphapp.formats.read", read)
    said: list[str] = []
    with InterruptibleInput([(papers(tmp_path, "one.jsonl", "A"), JSONL)], said.append) as input:
        assert list(input.records()) == []
    assert input.interrupted()
    assert len(said) == 1


def test_the_user_hears_once_of_each_table_what_is_not_read(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("Name,Writers,Sh\x1belf\nFences,Petra Lind,3\n", encoding="utf-8")
    said: list[str] = []
    columns = {"title": "Name", "authors": "Writers"}
    grouped = _group_by_source((str(table),), None, None, columns)
    input = InterruptibleInput(grouped["papers"], said.append, columns)
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
    assert _columns(named) == columns


@pytest.mark.parametrize("named", ["authors", "authors=", "=Author list", ""])
def test_columns_that_name_nothing_are_refused(named: str) -> None:
    with pytest.raises(InvalidArgument, match='--columns takes field="header", not'):
        _columns([named])


def test_columns_of_an_input_without_columns_are_refused(tmp_path: Path) -> None:
    columns = {"authors": "Writers"}
    for path, format_name in ((papers(tmp_path, "one.jsonl", "A"), None), ("-", "jsonl")):
        with pytest.raises(InvalidArgument, match="has no columns to name; only a table has"):
            _group_by_source((path,), format_name, None, columns)


def test_five_rejects_are_shown_and_the_others_are_counted() -> None:
    said: list[str] = []
    writer = RejectWriter("one", None, said.append)
    for number in range(1, 8):
        writer.reject(Reject(place=f"p:{number}", reason="no title\x1b", raw="{}"))
    writer.close()
    assert said[:2] == ["Rejected p:1: no title", "Rejected p:2: no title"]
    assert said[5:] == ["... and 2 more rejected; --rejects FILE saves them all"]


def test_five_losses_are_shown_beside_the_rejects_and_the_others_are_counted() -> None:
    said: list[str] = []
    writer = RejectWriter("one", None, said.append)
    writer.reject(Reject(place="p:0", reason="no title", raw="{}"))
    for number in range(1, 8):
        writer.lose(Loss(place=f"p:{number}", field="doi", reason="'soon' is not a valid DOI", raw="soon"))
    writer.close()
    assert said[:2] == ["Rejected p:0: no title", "Left out of p:1: its doi, since 'soon' is not a valid DOI"]
    assert said[6:] == ["... and 2 more left out; --rejects FILE saves them all"]


def test_a_loss_is_shown_without_what_steers_a_terminal() -> None:
    loss = Loss(place="p\x1b:1", field="doi", reason="'\x1b' is not a valid DOI", raw="")
    assert left_out(loss) == "Left out of p:1: its doi, since '' is not a valid DOI"


def test_a_file_of_rejects_keeps_all_of_them_and_what_was_left_out_of_all_sources(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "rejects").write_text("of an earlier load\n", encoding="ascii")
    with RejectsFile(tmp_path / "rejects") as file:
        for source in ("one", "two"):
            file.begin()
            writer = RejectWriter(source, file, said.append)
            for number in range(7):
                writer.reject(Reject(place=f"p:{number}", reason="no title", raw='{"a": "é"}'))
            writer.lose(Loss(place="p:9", field="doi", reason="'soon' is not a valid DOI", raw="soon"))
            writer.close()
    assert not said
    lines = [json.loads(line) for line in (tmp_path / "rejects").read_text(encoding="utf-8").splitlines()]
    assert [line["source"] for line in lines] == ["one"] * 8 + ["two"] * 8
    reject = {"kind": "reject", "place": "p:0", "field": None, "reason": "no title", "raw": '{"a": "é"}'}
    assert lines[0] == {"source": "one"} | reject
    loss = {"kind": "warning", "place": "p:9", "field": "doi", "reason": "'soon' is not a valid DOI", "raw": "soon"}
    assert lines[7] == {"source": "one"} | loss
    assert list(lines[0]) == list(lines[7])


def test_a_line_of_rejects_is_one_line_and_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "rejects"
    raw = f'{{"title": "{ALL}"}}'
    with RejectsFile(path) as file:
        writer = RejectWriter("one", file, print)
        writer.reject(Reject(place="p\u2028:1", reason="no \u202etitle", raw=raw))
        writer.lose(Loss(place="p\u2028:1", field="doi", reason="no \u202eDOI", raw=ALL))
    text = path.read_text(encoding="utf-8")
    assert not STEERS.search(text)
    rejected, left_out_of = map(json.loads, text.splitlines())
    assert (rejected["place"], rejected["reason"], rejected["raw"]) == ("p\u2028:1", "no \u202etitle", raw)
    assert (left_out_of["place"], left_out_of["reason"], left_out_of["raw"]) == ("p\u2028:1", "no \u202eDOI", ALL)


def test_a_file_of_rejects_is_emptied_when_a_load_begins(tmp_path: Path) -> None:
    path = tmp_path / "rejects"
    path.write_text("of an earlier load\n", encoding="ascii")
    with RejectsFile(path) as file:
        assert path.read_text(encoding="ascii") == "of an earlier load\n"
        file.begin()
        assert path.read_text(encoding="ascii") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock that lets others read.")
def test_two_commands_do_not_write_their_rejects_to_one_file(tmp_path: Path) -> None:
    """A dry run, or a load into another database, is kept out by no lock of the database."""
    path = tmp_path / "rejects"
    with RejectsFile(path) as first:
        first.write("theirs")
        with RejectsFile(path) as second, pytest.raises(InvalidArgument, match=f"another load writes its .* {path}"):
            second.begin()
        first.write("also theirs")
    assert path.read_text(encoding="ascii") == "theirs\nalso theirs\n"
    with RejectsFile(path) as third:
        third.begin()
    assert path.read_text(encoding="ascii") == ""


def test_rejects_may_go_to_a_pipe_or_a_device(tmp_path: Path) -> None:
    with RejectsFile(Path(os.devnull)) as one, RejectsFile(Path(os.devnull)) as two:
        one.write("line")
        two.write("line")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text(encoding="ascii")))
    reader.start()
    with RejectsFile(pipe) as file:
        file.write("line")
    reader.join(10)
    assert read == ["line\n"]


@pytest.mark.parametrize(
    "refusal",
    [
        DatabaseBusy("another load runs"),
        DatabaseUnavailable("the database has failed"),
        InvalidArgument("the rows were loaded with homonym numbers"),
        SchemaMismatch("the rows follow other rules"),
        OSError(28, "No space left on device"),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_a_load_that_is_refused_empties_no_file(
    refusal: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object, **__: object) -> None:
        raise refusal

    rejects = tmp_path / "rejects"
    rejects.write_text("theirs\n", encoding="ascii")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setattr(Settings, "connect", lambda settings: nullcontext())
    monkeypatch.setattr("graphapp.loading.load.load", load)
    done = CliRunner().invoke(main, ["load", papers(tmp_path, "one.jsonl", "A"), "--rejects", str(rejects)])
    assert done.exit_code == (refusal.exit_code if isinstance(refusal, GraphAppError) else 1)
    assert done.stderr.startswith("Error: ")
    assert rejects.read_text(encoding="ascii") == "theirs\n"


def test_rejects_do_not_overwrite_the_file_that_standard_input_reads(tmp_path: Path) -> None:
    path = Path(papers(tmp_path, "one.jsonl", "A"))
    with path.open() as content:
        done = subprocess.run(
            [sys.executable, "-m", "graphapp", "load", "-", "--from", "jsonl", "--rejects", path],
            stdin=content,
            capture_output=True,
            text=True,
            env=os.environ | {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "none"},
        )
    assert done.returncode == 2
    assert f"--rejects would overwrite the input {path}" in done.stderr


def test_files_are_grouped_by_source_in_their_order(tmp_path: Path) -> None:
    first, second = papers(tmp_path, "one.jsonl", "A"), papers(tmp_path, "two.jsonl", "B")
    table = tmp_path / "papers.csv"
    table.write_text("title\nC\n", encoding="utf-8")
    grouped = _group_by_source((first, str(table), second), None, None)
    assert {name: [path for path, _ in files] for name, files in grouped.items()} == {
        "one": [first],
        "papers": [str(table)],
        "two": [second],
    }
    assert list(_group_by_source((first, str(table)), None, "mine")) == ["mine"]


def test_the_format_of_a_stream_is_asked_for() -> None:
    with pytest.raises(InvalidArgument, match="the format of standard input cannot be guessed; name it with --from"):
        _group_by_source(("-",), None, None)
    assert _group_by_source(("-",), "jsonl", None) == {"jsonl": [("-", JSONL)]}


def test_an_input_of_no_use_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("name,year\nNotes,1843\n", encoding="utf-8")
    with pytest.raises(SourceError, match='has no column "title"'):
        _group_by_source((papers(tmp_path, "one.jsonl", "A"), str(table)), None, None)
